"""A collector of OpenTelemetry in the test's own process: takes traces and metrics over HTTP and lets one look."""

import contextlib
import threading
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import KeyValue
from opentelemetry.proto.metrics.v1.metrics_pb2 import Metric
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from leerwinkel.runtime.uitvoer import SLUITDRAAD

Kenmerken = dict[str, str | int]


@dataclass(slots=True)
class Verzamelaar:
    """What came in: raw requests, spans, and the latest state of each metric by its name."""

    url: str = ""
    diensten: set[str] = field(default_factory=set[str])
    spans: list[Span] = field(default_factory=list[Span])
    maten: dict[str, Metric] = field(default_factory=dict[str, Metric])
    ruw: bytes = b""

    def span(self, naam: str) -> list[Span]:
        """The spans of that name."""
        return [span for span in self.spans if span.name == naam]

    def neem(self, pad: str, inhoud: bytes) -> None:
        """Take what an exporter posted."""
        self.ruw += inhoud
        if pad == "/v1/traces":
            for deel in ExportTraceServiceRequest.FromString(inhoud).resource_spans:
                self.diensten.add(str(kenmerken(deel.resource.attributes)["service.name"]))
                self.spans += [span for scope in deel.scope_spans for span in scope.spans]
            return
        for deel in ExportMetricsServiceRequest.FromString(inhoud).resource_metrics:
            self.diensten.add(str(kenmerken(deel.resource.attributes)["service.name"]))
            self.maten |= {maat.name: maat for scope in deel.scope_metrics for maat in scope.metrics}


def kenmerken(attributen: Iterable[KeyValue]) -> Kenmerken:
    """Attributes as plain values."""
    return {a.key: a.value.string_value or a.value.int_value for a in attributen}


@contextlib.contextmanager
def verzamelaar() -> Generator[Verzamelaar]:
    """Listen on 127.0.0.1 during the block."""
    gezien = Verzamelaar()

    class Ontvangst(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            gezien.neem(self.path, self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the library
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ontvangst)
    gezien.url = f"http://127.0.0.1:{server.server_port}"
    draad = threading.Thread(target=server.serve_forever, args=(0.02,))
    draad.start()
    try:
        yield gezien
    finally:
        server.shutdown()
        draad.join()
        server.server_close()


def uitgestuurd() -> None:
    """Return once no exporter of this process tries any more: it draws random numbers, which a later test may own."""
    for draad in threading.enumerate():
        if draad.name == SLUITDRAAD:
            draad.join()
