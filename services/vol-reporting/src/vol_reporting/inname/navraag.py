"""One message as the hub has it, asked for by its place: what a receipt is made of."""

from contextlib import aclosing
from typing import NamedTuple

from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog, StoredEvent
from leerwinkel.runtime.stromen import AANVULLING, herkomst
from vol_reporting.eigenlog import STROOM
from vol_reporting.opslag import EIGEN


class Bewaard(NamedTuple):
    """Its subject in the log that it is of, and its bytes as stored."""

    onderwerp: str
    inhoud: bytes


async def bewaard(nc: Client, log: str, positie: int, bij_hub: int) -> Bewaard | None:
    """The message at a position of a log; `bij_hub`: where it is among what was sourced, 0 where it was fetched.

    None where it is not there. Raises Unavailable.
    """
    if log == EIGEN:
        event = await _op(JetStreamLog(nc, STROOM), positie)
        return None if event is None else Bewaard(event.subject, event.payload)
    event = await _op(JetStreamLog(nc, "VOL"), bij_hub) if bij_hub else await _aangevuld(nc, log, positie)
    if event is None or (van := herkomst(event.origin))[:2] != (log, positie):
        return None
    return Bewaard(van.onderwerp, event.payload)


async def _op(stroom: JetStreamLog, positie: int) -> StoredEvent | None:
    async with aclosing(stroom.salvage(positie - 1)) as delen:
        async for deel in delen:
            return deel[0] if deel[0].position == positie else None
    return None


async def _aangevuld(nc: Client, log: str, positie: int) -> StoredEvent | None:
    """One message per subject."""
    gevonden = await JetStreamLog(nc, AANVULLING).read(f"aanvulling.{log}.{positie}")
    return gevonden[0] if gevonden else None
