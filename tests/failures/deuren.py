"""The doors of the regions, by what is stored there: what still waits, and what was answered to a system."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TypeVar

from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import DEUR_CONSUMER, inname_van

from .toegang import als_beheerder

T = TypeVar("T")


def wacht_nog(instellingen: Instellingen, regio: str) -> int:
    """How many events the door of a region confirmed, and did not answer yet."""

    async def vraag(nc: Client) -> int:
        antwoord = await nc.request(f"$JS.API.CONSUMER.INFO.{inname_van(regio)}.{DEUR_CONSUMER}")
        stand = json.loads(antwoord.data)
        return stand["num_pending"] + stand["num_ack_pending"]

    return _bij(instellingen, regio, vraag)


def antwoorden(instellingen: Instellingen, regio: str, systeem: str) -> dict[str, str]:
    """Id → what was answered of it last."""

    async def lees(nc: Client) -> dict[str, str]:
        gezegd = await JetStreamLog(nc, inname_van(regio)).read(f"antwoord.{regio}.{systeem}")
        regels = (json.loads(event.payload) for event in gezegd)
        return {regel["id"]: regel["uitkomst"] for regel in regels}

    return _bij(instellingen, regio, lees)


def _bij(instellingen: Instellingen, regio: str, doe: Callable[[Client], Awaitable[T]]) -> T:
    async def daar() -> T:
        nc = await als_beheerder(instellingen, regio)
        try:
            return await doe(nc)
        finally:
            await nc.close()

    return asyncio.run(daar())
