"""Logs: one JSON object a line on standard error. Names of events are constant, values are fields.

What libraries log comes out the same way, as the event `bibliotheek`. While tracing, a line names its span.
"""

import logging
import sys

import structlog
from opentelemetry import trace
from structlog.typing import EventDict, WrappedLogger

_LIEVER_STIL = ("opentelemetry", "urllib3")
"""Libraries that warn of every attempt; that it failed in the end is an error, and enough."""


def stel_logboek_in(niveau: str = "INFO") -> None:
    """Set up the logs of this process; `niveau` is a name of the logging module. Of libraries from WARNING on."""
    ondergrens = logging.getLevelNamesMapping()[niveau.upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _met_span,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(ondergrens),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=max(ondergrens, logging.WARNING), handlers=[_Doorgeefluik()], force=True)
    logging.captureWarnings(capture=True)
    for naam in _LIEVER_STIL:
        logging.getLogger(naam).setLevel(logging.ERROR)


def _met_span(_logger: WrappedLogger, _methode: str, regel: EventDict) -> EventDict:
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        regel["trace_id"], regel["span_id"] = f"{context.trace_id:032x}", f"{context.span_id:016x}"
    return regel


class _Doorgeefluik(logging.Handler):
    """Hands what the standard library's loggers say to ours."""

    def emit(self, record: logging.LogRecord) -> None:
        niveau = min(record.levelno // 10 * 10, logging.CRITICAL)
        try:
            velden = {"logger": record.name, "bericht": record.getMessage()}
            structlog.get_logger().log(niveau, "bibliotheek", exc_info=record.exc_info, **velden)
        except Exception:  # noqa: BLE001 - as every handler: what a library says never stops us
            self.handleError(record)
