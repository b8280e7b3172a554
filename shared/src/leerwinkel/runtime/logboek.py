"""Logs: one JSON object a line on standard error. Names of events are constant, values are fields."""

import logging
import sys

import structlog


def stel_logboek_in(niveau: str = "INFO") -> None:
    """Set up structlog for this process; `niveau` is a name of the logging module."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[niveau.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, format='{"event": "bibliotheek", "logger": "%(name)s"}')
