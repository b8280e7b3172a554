"""What can be seen of a region's door from outside: whether somebody listens, and how much was refused."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing

from nats.aio.client import Client

from leerwinkel.overzicht.knoop import GEDULD_S, vraag
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import DEUR_CONSUMER, inname_van

_KEREN, _TUSSEN_S = 5, 0.07
_AANTAL = "SELECT count(*) FROM geweigerd WHERE regio = :regio"
_SQLITE = "sqlite:///"


async def wordt_bediend(nc: Client, regio: str) -> bool | None:
    """Whether a gateway waits for messages. It asks for them again and again, so we look more than once."""
    for _ in range(_KEREN):
        antwoord = await vraag(nc, f"$JS.API.CONSUMER.INFO.{inname_van(regio)}.{DEUR_CONSUMER}")
        if antwoord is None:
            return None
        gezegd = json.loads(antwoord.data)
        if gezegd.get("num_waiting") or gezegd.get("num_ack_pending"):
            return True
        await asyncio.sleep(_TUSSEN_S)
    return False


def geweigerd(instellingen: Instellingen, regio: str) -> Callable[[], int | None]:
    """Counts what the quarantine at the door holds, only reading; None where its database cannot tell."""
    url = instellingen.database_url(regio)
    return lambda: _in_sqlite(url, regio) if url.startswith(_SQLITE) else _in_database(url, regio)


def _in_sqlite(url: str, regio: str) -> int | None:
    """Without SQLAlchemy: loading it takes longer than everything else together."""
    bestand = f"file:{url.removeprefix(_SQLITE)}?mode=ro"
    try:
        with closing(sqlite3.connect(bestand, timeout=GEDULD_S, uri=True)) as verbinding:
            return int(verbinding.execute(_AANTAL, {"regio": regio}).fetchone()[0])
    except sqlite3.Error:
        return None


def _in_database(url: str, regio: str) -> int | None:
    from sqlalchemy import create_engine, text  # noqa: PLC0415 - see above
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    engine = create_engine(url)
    try:
        with engine.connect() as verbinding:
            return verbinding.scalar(text(_AANTAL), {"regio": regio})
    except SQLAlchemyError:
        return None
    finally:
        engine.dispose()
