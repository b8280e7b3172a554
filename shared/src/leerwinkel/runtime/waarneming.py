"""Sight: traces and metrics by OpenTelemetry. Off unless its standard environment variables ask for them.

No personal data: attributes are regions, systems, kinds of events, counts and positions, nothing else.
"""

import contextlib
import os
import re
import time
from collections import Counter as Telling
from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal

import structlog
from opentelemetry import trace
from opentelemetry.metrics import CallbackOptions, Counter, Histogram, Meter, Observation
from opentelemetry.trace import Link, SpanContext, SpanKind, StatusCode, TraceFlags, Tracer

log = structlog.get_logger()

Kenmerk = str | int
Plaats = Literal["deur", "vol", "hub"]
Rol = Literal["doet", "zendt", "ontvangt"]

_GRENZEN_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_TRACEPARENT = re.compile(rb'"traceparent"\s*:\s*"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})"')
_NIETS = contextlib.nullcontext()
_SOORTEN: dict[Rol, SpanKind] = {
    "doet": SpanKind.INTERNAL,
    "zendt": SpanKind.PRODUCER,
    "ontvangt": SpanKind.CONSUMER,
}


@dataclass(slots=True)
class _Aan:
    """What is on in this process. Set only where a process starts and ends."""

    tracer: Tracer | None = None
    meter: Meter | None = None
    uitkomsten: Counter | None = None
    duur: Histogram | None = None


_aan = _Aan()


def gevraagd(signaal: Literal["TRACES", "METRICS"]) -> list[str]:
    """The exporters that the environment asks for; none by default. An address alone means `otlp`."""
    if os.environ.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return []
    adressen = ("OTEL_EXPORTER_OTLP_ENDPOINT", f"OTEL_EXPORTER_OTLP_{signaal}_ENDPOINT")
    standaard = "otlp" if any(map(os.environ.get, adressen)) else "none"
    namen = (os.environ.get(f"OTEL_{signaal}_EXPORTER", "").strip() or standaard).lower().split(",")
    return [naam.strip() for naam in namen if naam.strip() not in ("", "none")]


@contextlib.contextmanager
def neem_waar(dienst: str) -> Generator[None]:
    """Observe this process, called `dienst` unless OTEL_SERVICE_NAME says otherwise, until the block ends.

    What was not sent yet is sent then, within 2 s. A collector that is away, or a setting that is wrong, is logged
    and stops nothing.
    """
    sporen, maten = gevraagd("TRACES"), gevraagd("METRICS")
    if not (sporen or maten):
        yield
        return
    from leerwinkel.runtime.uitvoer import Uitvoer  # noqa: PLC0415 - who does not observe does not load it

    uitvoer = Uitvoer()
    try:
        uitvoer.open(dienst, sporen, maten)
    except Exception:
        log.warning("waarneming_mislukt", exc_info=True)
    _zet_aan(uitvoer.tracer, uitvoer.meter)
    try:
        yield
    finally:
        _zet_aan(None, None)
        uitvoer.sluit()


def _zet_aan(tracer: Tracer | None, meter: Meter | None) -> None:
    _aan.tracer, _aan.meter, _aan.uitkomsten, _aan.duur = tracer, meter, None, None
    if meter is not None:
        _aan.uitkomsten = meter.create_counter(
            "leerwinkel.gebeurtenissen", "{gebeurtenis}", "Wat er van gebeurtenissen werd, per regio en plaats"
        )
        _aan.duur = meter.create_histogram(
            "leerwinkel.duur",
            "s",
            "Hoe lang een fase duurde, per beurt",
            explicit_bucket_boundaries_advisory=_GRENZEN_S,
        )


def span(
    naam: str, *, rol: Rol = "doet", van: Iterable[bytes] = (), **kenmerken: Kenmerk
) -> AbstractContextManager[None]:
    """A span around the block, linked to the traces of the raw events in `van`; those are read only when tracing."""
    return _NIETS if _aan.tracer is None else _span(_aan.tracer, naam, _SOORTEN[rol], koppelingen(van), kenmerken)


def fase(naam: str, **kenmerken: Kenmerk) -> AbstractContextManager[None]:
    """A span around the block, its duration counted as that of a stage."""
    return _NIETS if _aan.tracer is None and _aan.duur is None else _fase(naam, kenmerken)


@contextlib.contextmanager
def _fase(naam: str, kenmerken: dict[str, Kenmerk]) -> Generator[None]:
    begin = time.perf_counter()
    with _NIETS if _aan.tracer is None else _span(_aan.tracer, naam, SpanKind.INTERNAL, [], kenmerken):
        yield
    if _aan.duur is not None:
        _aan.duur.record(time.perf_counter() - begin, {"leerwinkel.fase": naam})


@contextlib.contextmanager
def _span(
    tracer: Tracer, naam: str, soort: SpanKind, links: list[Link], kenmerken: dict[str, Kenmerk]
) -> Generator[None]:
    """Says of an error only which kind it is: its message may quote what somebody wrote."""
    attributen = {f"leerwinkel.{kenmerk}": waarde for kenmerk, waarde in kenmerken.items()}
    with tracer.start_as_current_span(
        naam, kind=soort, links=links, attributes=attributen, record_exception=False, set_status_on_exception=False
    ) as nu:
        try:
            yield
        except Exception as fout:
            nu.set_status(StatusCode.ERROR, type(fout).__name__)
            raise


def koppelingen(berichten: Iterable[bytes]) -> list[Link]:
    """Links to the spans that sent these events, each once, in order."""
    gevonden = dict.fromkeys(vondst.groups() for ruw in berichten if (vondst := _TRACEPARENT.search(ruw)))
    contexten = (
        SpanContext(int(spoor, 16), int(span_, 16), is_remote=True, trace_flags=TraceFlags(int(vlaggen, 16)))
        for versie, spoor, span_, vlaggen in gevonden
        if versie != b"ff"
    )
    return [Link(context) for context in contexten if context.is_valid]


def traceparent() -> str | None:
    """The present span as the envelope of an event carries it; None when not tracing."""
    context = trace.get_current_span().get_span_context() if _aan.tracer else trace.INVALID_SPAN_CONTEXT
    if not context.is_valid or not context.trace_flags.sampled:
        return None
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"


def tel(plaats: Plaats, uitkomsten: Iterable[tuple[str, str]]) -> None:
    """Count (region, what became of an event) at the door, VOL or hub; `uitkomsten` is read only when measuring."""
    if _aan.uitkomsten is not None:
        for (regio, uitkomst), aantal in Telling(uitkomsten).items():
            kenmerken = {"leerwinkel.plaats": plaats, "leerwinkel.regio": regio, "leerwinkel.uitkomst": uitkomst}
            _aan.uitkomsten.add(aantal, kenmerken)


def peil(naam: str, eenheid: str, uitleg: str, lees: Callable[[], Iterable[tuple[int, dict[str, str]]]]) -> None:
    """A gauge that `lees` is asked for, from a thread of its own: values with their attributes."""

    def lees_af(_opties: CallbackOptions) -> Iterable[Observation]:
        return [Observation(w, {f"leerwinkel.{k}": v for k, v in kenmerken.items()}) for w, kenmerken in lees()]

    if _aan.meter is not None:
        _aan.meter.create_observable_gauge(f"leerwinkel.{naam}", [lees_af], eenheid, uitleg)
