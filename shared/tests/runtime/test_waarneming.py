"""Traces and metrics: nothing unless asked for, the standard variables, and never in the way of the service."""

import threading
import time
from collections.abc import Iterator

import pytest

from leerwinkel.runtime.waarneming import fase, gevraagd, koppelingen, neem_waar, peil, span, tel, traceparent
from leerwinkel.testing.netwerk import vrije_poorten
from leerwinkel.testing.verzamelaar import Verzamelaar, kenmerken, uitgestuurd, verzamelaar

SPOOR, STUK = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


@pytest.fixture(autouse=True)
def zonder_instellingen(monkeypatch: pytest.MonkeyPatch) -> None:
    for naam in ("OTEL_SDK_DISABLED", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_TRACES_EXPORTER", "OTEL_METRICS_EXPORTER"):
        monkeypatch.delenv(naam, raising=False)


@pytest.fixture
def gezien(monkeypatch: pytest.MonkeyPatch) -> Iterator[Verzamelaar]:
    with verzamelaar() as gemaakt:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", gemaakt.url)
        yield gemaakt


def _nooit() -> Iterator[bytes]:
    raise AssertionError("read though nobody observes")
    yield b""


def test_without_settings_nothing_starts_and_nothing_is_read() -> None:
    eerst = set(threading.enumerate())
    with neem_waar("proef"), span("buiten", van=_nooit()), fase("binnen"):
        tel("deur", (("gent", "aanvaard") for _ in _nooit()))
        peil("hoogte", "{positie}", "", list)
        assert traceparent() is None
        assert set(threading.enumerate()) == eerst


@pytest.mark.parametrize(
    ("omgeving", "sporen", "maten"),
    [
        ({}, [], []),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x:4318"}, ["otlp"], ["otlp"]),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://x:4318/v1/traces"}, ["otlp"], []),
        ({"OTEL_TRACES_EXPORTER": "otlp"}, ["otlp"], []),
        ({"OTEL_METRICS_EXPORTER": "console, otlp"}, [], ["console", "otlp"]),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x:4318", "OTEL_TRACES_EXPORTER": "none"}, [], ["otlp"]),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x:4318", "OTEL_SDK_DISABLED": "True"}, [], []),
    ],
)
def test_the_standard_variables_say_what_is_exported(
    omgeving: dict[str, str], sporen: list[str], maten: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for naam, waarde in omgeving.items():
        monkeypatch.setenv(naam, waarde)
    assert (gevraagd("TRACES"), gevraagd("METRICS")) == (sporen, maten)


def test_a_batch_is_linked_once_to_every_trace_in_it(gezien: Verzamelaar) -> None:
    ruw = f'{{"traceparent": "00-{SPOOR}-{STUK}-01"}}'.encode()
    onzin = f'{{"traceparent":"00-{"0" * 32}-{STUK}-01"}}'.encode()
    with neem_waar("proef"), span("partij", rol="ontvangt", van=[ruw, b"{}", ruw, onzin], regio="gent", aantal=4):
        pass
    [partij] = gezien.span("partij")
    assert [(link.trace_id.hex(), link.span_id.hex()) for link in partij.links] == [(SPOOR, STUK)]
    assert kenmerken(partij.attributes) == {"leerwinkel.regio": "gent", "leerwinkel.aantal": 4}


def test_the_largest_batch_keeps_all_its_links(gezien: Verzamelaar) -> None:
    ruw = [f'{{"traceparent":"00-{SPOOR}-{n:016x}-01"}}'.encode() for n in range(1, 5001)]
    assert len(koppelingen(ruw)) == 5000
    with neem_waar("proef"), span("partij", van=ruw):
        pass
    assert len(gezien.span("partij")[0].links) == 5000


def test_a_stage_is_a_child_span_and_its_duration_is_measured_in_seconds(gezien: Verzamelaar) -> None:
    with neem_waar("proef"), span("partij"):
        with fase("lezen", aantal=2):
            spoor = traceparent()
        with fase("lezen"):
            pass
    [partij], lezen = gezien.span("partij"), gezien.span("lezen")
    assert [kind.parent_span_id for kind in lezen] == [partij.span_id] * 2
    assert spoor is not None
    assert spoor.split("-")[:3] == ["00", partij.trace_id.hex(), lezen[0].span_id.hex()]
    duur = gezien.maten["leerwinkel.duur"]
    [punt] = duur.histogram.data_points
    assert (duur.unit, punt.count, kenmerken(punt.attributes)) == ("s", 2, {"leerwinkel.fase": "lezen"})
    assert 0 < punt.sum < 5


def test_what_became_of_events_is_counted_per_region_and_place(gezien: Verzamelaar) -> None:
    with neem_waar("proef"):
        tel("deur", [("gent", "aanvaard"), ("gent", "aanvaard"), ("gent", "conflict")])
        tel("vol", [("gent", "aanvaard")])
    maat = gezien.maten["leerwinkel.gebeurtenissen"]
    tellingen = {tuple(kenmerken(p.attributes).values()): p.as_int for p in maat.sum.data_points}
    assert maat.unit == "{gebeurtenis}"
    assert maat.sum.is_monotonic
    assert tellingen == {
        ("deur", "gent", "aanvaard"): 2,
        ("deur", "gent", "conflict"): 1,
        ("vol", "gent", "aanvaard"): 1,
    }


def test_a_gauge_is_read_when_it_is_sent_and_may_have_nothing_to_say(gezien: Verzamelaar) -> None:
    waarden = [(7, {"regio": "gent"})]
    with neem_waar("proef"):
        peil("achterstand", "{positie}", "uitleg", lambda: waarden)
        peil("onbekend", "{positie}", "uitleg", list)
        waarden[0] = (3, {"regio": "gent"})
    [punt] = gezien.maten["leerwinkel.achterstand"].gauge.data_points
    assert (punt.as_int, kenmerken(punt.attributes)) == (3, {"leerwinkel.regio": "gent"})
    assert "leerwinkel.onbekend" not in gezien.maten


def test_an_error_leaves_its_kind_in_the_span_and_nothing_of_what_it_says(gezien: Verzamelaar) -> None:
    with neem_waar("proef"), pytest.raises(ValueError, match="Jan"), span("partij"):
        raise ValueError("Jan Peeters")
    [partij] = gezien.span("partij")
    assert (partij.status.code, partij.status.message, list(partij.events)) == (2, "ValueError", [])
    assert b"Jan Peeters" not in gezien.ruw


@pytest.mark.parametrize(("gegeven", "verwacht"), [(None, "proef"), ("andere-naam", "andere-naam")])
def test_the_process_is_named_by_the_environment_or_by_us(
    gegeven: str | None, verwacht: str, gezien: Verzamelaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    if gegeven:
        monkeypatch.setenv("OTEL_SERVICE_NAME", gegeven)
    with neem_waar("proef"), span("partij"):
        pass
    assert gezien.diensten == {verwacht}


def test_a_collector_that_is_away_stops_nothing_and_costs_two_seconds_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{vrije_poorten(1)[0]}")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "3")
    begin = time.monotonic()
    with neem_waar("proef"):
        for _ in range(2000):
            with span("partij"):
                tel("deur", [("gent", "aanvaard")])
        gewerkt = time.monotonic() - begin
    assert gewerkt < 2
    assert time.monotonic() - begin - gewerkt < 2.5
    uitgestuurd()


def test_a_setting_that_cannot_be_used_is_no_reason_not_to_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_TRACES_EXPORTER", "otlp,jaeger")
    monkeypatch.setenv("OTEL_METRICS_EXPORTER", "otlp")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "soms")
    gediend = False
    with neem_waar("proef"), span("partij"):
        gediend = True
    assert gediend
