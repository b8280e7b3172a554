"""Bringing the marks of a region to the linking service while the region works; a cut line only makes it later."""

import asyncio

import nats.errors
import structlog
from nats.aio.client import Client
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from leerwinkel.koppelmerk.bericht import Koppelantwoord, onderwerp
from leerwinkel.koppelmerk.post import Merkenpost
from leerwinkel.runtime.taken import in_draad
from leerwinkel.runtime.zegbaar import Zegbaar

log = structlog.get_logger()

_TUSSEN_S, _GEDULD_S = 15.0, 20.0


class Geweigerd(Exception):
    """The service took nothing in; the message is its code."""


async def houd_bij(nc: Client, regio: str, post: Merkenpost) -> None:
    """Keep the linking service up to date, until cancelled. It may be away."""
    weg = ""
    while True:
        eerder, weg = weg, ""
        try:
            await breng_alles(nc, regio, post)
        except (nats.errors.Error, TimeoutError, OSError, SQLAlchemyError, Zegbaar, ValidationError) as fout:
            weg = type(fout).__name__
        except Geweigerd as nee:
            weg = str(nee)
        if weg and weg != eerder:
            log.info("koppelmerken_wachten", regio=regio, fout=weg)
        await asyncio.sleep(_TUSSEN_S)


async def breng_alles(nc: Client, regio: str, post: Merkenpost) -> int:
    """Send what is to be sent until there is no more; how many clients it was about.

    Raises Geweigerd, nats.errors.Error, TimeoutError; what was not answered is sent again the next time.
    """
    aantal = 0
    while True:
        zending = await in_draad(post.volgende)
        ruw = zending.bericht.model_dump_json(exclude_defaults=True).encode()
        antwoord = Koppelantwoord.model_validate_json((await nc.request(onderwerp(regio), ruw, _GEDULD_S)).data)
        if antwoord.fout is not None:
            raise Geweigerd(antwoord.fout)
        await in_draad(post.gedaan, zending, antwoord)
        if zending.is_leeg:
            return aantal
        aantal += len(zending.bericht.merken) + len(zending.bericht.vergeet)
