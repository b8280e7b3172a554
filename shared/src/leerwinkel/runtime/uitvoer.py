"""Where traces and metrics go, by the standard variables of OpenTelemetry. Loaded only when they ask for something."""

import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import structlog
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.metrics import Meter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import ConsoleMetricExporter, MetricExporter, PeriodicExportingMetricReader
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import SpanLimits, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, ConsoleSpanExporter, SpanExporter
from opentelemetry.trace import Tracer

log = structlog.get_logger()

T = TypeVar("T")

STOP_S = 2.0
SLUITDRAAD = "waarneming-sluit"
_NAAM = "leerwinkel"
_KOPPELINGEN = 5000
"""As many links as the largest batch has events."""

_SPOREN: dict[str, Callable[[], SpanExporter]] = {
    "otlp": OTLPSpanExporter,
    "console": lambda: ConsoleSpanExporter(out=sys.stderr),
}
_MATEN: dict[str, Callable[[], MetricExporter]] = {
    "otlp": OTLPMetricExporter,
    "console": lambda: ConsoleMetricExporter(out=sys.stderr),
}


class Uitvoer:
    """The exporters of this process. They send from threads of their own and drop what a collector does not take."""

    def __init__(self) -> None:
        self.tracer: Tracer | None = None
        self.meter: Meter | None = None
        self._sluiten: list[Callable[[], None]] = []

    def open(self, dienst: str, sporen: Sequence[str], maten: Sequence[str]) -> None:
        """Start exporting. Raises whatever the SDK does for a setting that it cannot use."""
        bron = _bron(dienst)
        if spooruitvoer := _maak(_SPOREN, sporen):
            limieten = None if "OTEL_SPAN_LINK_COUNT_LIMIT" in os.environ else SpanLimits(max_links=_KOPPELINGEN)
            spoorder = TracerProvider(resource=bron, shutdown_on_exit=False, span_limits=limieten)
            for uitvoer in spooruitvoer:
                spoorder.add_span_processor(BatchSpanProcessor(uitvoer))
            self._sluiten.append(spoorder.shutdown)
            self.tracer = spoorder.get_tracer(_NAAM)
        if maatuitvoer := _maak(_MATEN, maten):
            lezers = [PeriodicExportingMetricReader(uitvoer) for uitvoer in maatuitvoer]
            meter = MeterProvider(lezers, resource=bron, shutdown_on_exit=False)
            self._sluiten.append(meter.shutdown)
            self.meter = meter.get_meter(_NAAM)

    def sluit(self) -> None:
        """Send what is left, for at most STOP_S; the threads of a collector that hangs end with the process."""
        draden = [threading.Thread(target=sluit, name=SLUITDRAAD, daemon=True) for sluit in self._sluiten]
        einde = time.monotonic() + STOP_S
        for draad in draden:
            draad.start()
        for draad in draden:
            draad.join(max(0.0, einde - time.monotonic()))


def _maak(soorten: dict[str, Callable[[], T]], namen: Sequence[str]) -> list[T]:
    for onbekend in [naam for naam in namen if naam not in soorten]:
        log.warning("uitvoer_onbekend", uitvoer=onbekend, mogelijk=list(soorten))
    return [soorten[naam]() for naam in namen if naam in soorten]


def _bron(dienst: str) -> Resource:
    """What the environment says of this process; its name is ours unless the environment gives one."""
    gezegd = Resource.create()
    genoemd = str(gezegd.attributes.get(SERVICE_NAME, "")).partition(":")[0] != "unknown_service"
    return gezegd if genoemd else gezegd.merge(Resource({SERVICE_NAME: dienst}))
