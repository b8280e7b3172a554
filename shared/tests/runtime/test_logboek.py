"""Logs: one JSON object a line, from our own code and from libraries alike, with the span where there is one."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

_BEGIN = "import logging, warnings, structlog\nfrom leerwinkel.runtime.logboek import stel_logboek_in\n"


def _regels(tekst: str, **omgeving: str) -> list[dict[str, Any]]:
    """What a process of its own says on standard error, line by line."""
    gezegd = subprocess.run(
        [sys.executable, "-c", _BEGIN + tekst], env=os.environ | omgeving, capture_output=True, text=True, check=True
    )
    return [json.loads(regel) for regel in gezegd.stderr.splitlines()]


def test_a_line_has_a_constant_name_and_its_values_as_fields() -> None:
    [regel] = _regels("stel_logboek_in(); structlog.get_logger().info('dienst_open', poort=8080)")
    assert (regel["event"], regel["level"], regel["poort"]) == ("dienst_open", "info", 8080)
    assert regel["timestamp"].endswith("Z")
    assert "trace_id" not in regel


@pytest.mark.parametrize("naam", ["nats.aio.client", "faststream", "uvicorn.error", "sqlalchemy.engine"])
def test_what_libraries_say_comes_out_the_same_way(naam: str) -> None:
    [regel] = _regels(f"stel_logboek_in(); logging.getLogger('{naam}').warning('%s is \"weg\"', 'gent')")
    assert (regel["event"], regel["level"]) == ("bibliotheek", "warning")
    assert (regel["logger"], regel["bericht"]) == (naam, 'gent is "weg"')


def test_warnings_and_tracebacks_stay_one_line_each() -> None:
    mislukt = "try: 1 / 0\nexcept ZeroDivisionError: logging.getLogger('nats').exception('mis')"
    waarschuwing, fout = _regels(f"stel_logboek_in(); warnings.warn('oud')\n{mislukt}")
    assert (waarschuwing["logger"], "oud" in waarschuwing["bericht"]) == ("py.warnings", True)
    assert "ZeroDivisionError" in fout["exception"]


def test_a_message_that_cannot_be_made_and_a_level_of_its_own_stop_nothing() -> None:
    tekst = "stel_logboek_in(); logging.raiseExceptions = False; logging.getLogger('a').warning('%d', 'x')\n"
    [regel] = _regels(tekst + "logging.getLogger('a').log(35, 'tussenin')")
    assert (regel["bericht"], regel["level"]) == ("tussenin", "warning")


def test_commands_are_as_quiet_as_they_ask_to_be() -> None:
    tekst = "stel_logboek_in('ERROR'); logging.getLogger('nats').warning('w'); structlog.get_logger().warning('w')"
    assert _regels(tekst) == []


def test_a_line_within_a_span_names_it() -> None:
    tekst = (
        "from leerwinkel.runtime.waarneming import neem_waar, span, traceparent\n"
        "stel_logboek_in()\n"
        "with neem_waar('proef'), span('partij'):\n"
        "    structlog.get_logger().info('binnen', spoor=traceparent())\n"
        "    logging.getLogger('nats').warning('ook')\n"
    )
    binnen, ook = _regels(tekst, OTEL_TRACES_EXPORTER="otlp", OTEL_EXPORTER_OTLP_TIMEOUT="0.1")[:2]
    assert binnen["spoor"].split("-")[1:3] == [binnen["trace_id"], binnen["span_id"]]
    assert (ook["trace_id"], ook["span_id"]) == (binnen["trace_id"], binnen["span_id"])
