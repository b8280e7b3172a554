"""The doors of the regions, by what is stored there: what still waits, and what was answered to a system."""

import json

from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.eventsourcing.streams import consumer_info
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import DEUR_CONSUMER, inname_van

from .toegang import vraag_beheerder


def wacht_nog(instellingen: Instellingen, regio: str) -> int:
    """How many events the door of a region confirmed, and did not answer yet."""

    async def vraag(nc: Client) -> int:
        stand = await consumer_info(nc, inname_van(regio), DEUR_CONSUMER)
        assert stand is not None
        return stand["num_pending"] + stand["num_ack_pending"]

    return vraag_beheerder(instellingen, regio, vraag)


def antwoorden(instellingen: Instellingen, regio: str, systeem: str) -> dict[str, str]:
    """Id → what was answered of it last."""

    async def lees(nc: Client) -> dict[str, str]:
        gezegd = await JetStreamLog(nc, inname_van(regio)).read(f"antwoord.{regio}.{systeem}")
        regels = (json.loads(event.payload) for event in gezegd)
        return {regel["id"]: regel["uitkomst"] for regel in regels}

    return vraag_beheerder(instellingen, regio, lees)
