"""Fetching what the VOL has for a region: asked for over the line, at once when something comes, else now and then.

The region asks, and nothing is held ready for it at the hub: after a cut line, however long, it goes on where it was.
It gets `vol.alle.>` and `vol.regio.<regio>.>` only (`runtime.postloket`); `vol.intern.>` is for no region.
"""

import asyncio
import contextlib

import nats.errors
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from sqlalchemy.exc import SQLAlchemyError

from leerwinkel.dienst.volpost.postbus import Volpost
from leerwinkel.eventsourcing import StoredEvent, Unavailable
from leerwinkel.eventsourcing.direct import page
from leerwinkel.runtime.postloket import vraag_om
from leerwinkel.runtime.taken import in_draad

log = structlog.get_logger()

_BEREIKEN = ("alle", "regio")
_GEDULD_S, _TUSSEN_S = 2.0, 2.0
_KORT_S = 0.3
"""What was heard of may be a moment away from being stored."""


async def bezorg(nc: Client, regio: str, post: Volpost) -> None:
    """Keep the post of that region as it is at the VOL, until cancelled. The line may be cut, the database away."""
    soorten = ("vol.alle.>", f"vol.regio.{regio}.>")
    kwam, weg = asyncio.Event(), ""

    async def er_kwam(_bericht: Msg) -> None:
        kwam.set()

    gehoord = [await nc.subscribe(onderwerp, cb=er_kwam) for onderwerp in soorten]
    try:
        while True:
            tussen = _KORT_S if kwam.is_set() else _TUSSEN_S
            kwam.clear()
            eerder, weg = weg, await _haal_alles(nc, regio, post)
            if weg and not eerder:
                log.info("volpost_wacht", regio=regio, fout=weg)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(tussen):
                    await kwam.wait()
    finally:
        if nc.is_connected:
            for een in gehoord:
                await een.unsubscribe()


async def _haal_alles(nc: Client, regio: str, post: Volpost) -> str:
    """Fetch what is new; gives what was away, nothing where it went well."""
    try:
        for bereik in _BEREIKEN:
            await _haal(nc, regio, post, bereik)
    except (nats.errors.Error, TimeoutError, OSError, Unavailable, SQLAlchemyError) as fout:
        return type(fout).__name__
    return ""


async def _haal(nc: Client, regio: str, post: Volpost, bereik: str) -> None:
    meer = True
    while meer:
        berichten, meer = await _bladzijde(nc, vraag_om(regio, bereik), 1 + await in_draad(post.tot, bereik))
        if berichten:
            await in_draad(post.bewaar, bereik, berichten)


async def _bladzijde(nc: Client, onderwerp: str, vanaf: int) -> tuple[list[StoredEvent], bool]:
    berichten, meer = await page(nc, onderwerp, {"seq": vanaf}, _GEDULD_S)
    return berichten, meer and bool(berichten)
