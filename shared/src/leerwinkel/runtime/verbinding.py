"""Connections: to NATS, which may be away for a while, and to the database of a region."""

import contextlib
from collections.abc import Awaitable, Callable, Generator
from typing import Final

import structlog
from nats.aio.client import Client
from nats.errors import Error
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError

from leerwinkel.eventsourcing import Unavailable
from leerwinkel.runtime.ingang import Ingang
from leerwinkel.runtime.zegbaar import Zegbaar
from leerwinkel.transport.attempts import mend_attempts
from leerwinkel.transport.flush import mend_flush
from leerwinkel.transport.messages import mend_messages

log = structlog.get_logger()

KNOOPPUNT_WEG: Final = (Unavailable, Error, OSError)
"""What is raised where a node is away, or was while it was asked: it is worth to try again."""


async def verbind(ingang: Ingang | str, naam: str, *, geduldig: bool = True) -> Client:
    """A connection that comes back by itself. `geduldig` also waits, without end, for the first one.

    A text is the address of an open node. Raises OSError or nats.errors.Error without `geduldig`.
    """
    waarheen = ingang if isinstance(ingang, Ingang) else Ingang(ingang)

    async def weg() -> None:
        log.warning("nats_weg", verbinding=naam)

    async def terug() -> None:
        log.info("nats_terug", verbinding=naam)

    mend_messages()
    mend_flush()
    mend_attempts()
    nc = waarheen.client()
    await nc.connect(
        waarheen.url,
        name=naam,
        error_cb=zeg_fout(naam, waarheen.wie),
        disconnected_cb=weg,
        reconnected_cb=terug,
        max_reconnect_attempts=-1 if geduldig else 2,
        reconnect_time_wait=0.25,  # pyright: ignore[reportArgumentType] - it sleeps that long, in parts of a second too
        connect_timeout=2,
        ping_interval=5,
        max_outstanding_pings=2,
        pending_size=16 * 1024 * 1024,
        **waarheen.opties(),
    )
    return nc


def zeg_fout(naam: str, wie: str) -> Callable[[Exception], Awaitable[None]]:
    """What a connection does with an error. What is not allowed rarely fails by itself: it is said, loudly."""

    async def fout(error: Exception) -> None:
        if "permissions violation" in str(error).lower():
            log.error("nats_geen_toegang", verbinding=naam, wie=wie, fout=str(error))
        else:
            log.warning("nats_fout", verbinding=naam, fout=repr(error))

    return fout


def database(url: str) -> Engine:
    """An engine. SQLite waits for other processes, writes ahead, keeps what it acknowledged, and 16 MB in memory.

    Its errors do not quote values: those could be personal data.
    """
    engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _stel_sqlite_in)
    return engine


def _stel_sqlite_in(verbinding: DBAPIConnection, _record: object) -> None:
    cursor = verbinding.cursor()
    for instelling in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "cache_size=-16384"):
        cursor.execute(f"PRAGMA {instelling}")
    cursor.close()


class DatabankFout(Zegbaar):
    """The database of a region does not do its work; the message is for the user (Dutch)."""


@contextlib.contextmanager
def databank_zegbaar() -> Generator[None]:
    """Inside this block an error of the database is a DatabankFout: what the driver says, never the statement."""
    try:
        yield
    except DBAPIError as fout:
        raise DatabankFout(
            f"De databank van de regio werkt niet: {fout.orig}. Is de schijf vol? Geef daarna dezelfde opdracht."
        ) from fout
