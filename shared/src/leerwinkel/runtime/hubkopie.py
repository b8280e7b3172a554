"""The hub's copy of the regions' logs: what it sourced, and what was fetched where it had passed over positions."""

from collections import defaultdict
from collections.abc import AsyncGenerator, Iterator

from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog, StoredEvent
from leerwinkel.eventsourcing.streams import stream_info
from leerwinkel.runtime.stromen import AANVULLING, Herkomst, herkomst

Kopie = tuple[Herkomst, StoredEvent]


async def lees_hubkopie(nc: Client) -> AsyncGenerator[list[Kopie]]:
    """All that the hub can read, each region's in the order of its positions; of a position it has twice, one.

    Memory: what was fetched, and a page of what was sourced. For logs that may be damaged: check the positions. A
    stream that is not there is an empty one. Raises Unavailable.
    """
    erbij = await _aangevuld(nc)
    async for deel in _log(nc, "VOL"):
        yield [plaats for event in deel for plaats in _invoegen(erbij, (herkomst(event.origin), event))]
    yield [plaats for rest in erbij.values() for plaats in reversed(rest)]


async def _aangevuld(nc: Client) -> dict[str, list[Kopie]]:
    """What was fetched, per region, the lowest position last."""
    plaatsen = [(herkomst(event.origin), event) async for deel in _log(nc, AANVULLING) for event in deel]
    erbij: dict[str, list[Kopie]] = defaultdict(list)
    for plaats in sorted(plaatsen, key=lambda plaats: -plaats[0].positie):
        erbij[plaats[0].regio].append(plaats)
    return erbij


async def _log(nc: Client, stroom: str) -> AsyncGenerator[list[StoredEvent]]:
    if await stream_info(nc, stroom) is not None:
        async for deel in JetStreamLog(nc, stroom).salvage():
            yield deel


def _invoegen(erbij: dict[str, list[Kopie]], plaats: Kopie) -> Iterator[Kopie]:
    """First what was fetched of lower positions of the same region; what was fetched of this one is not needed."""
    rest = erbij[plaats[0].regio]
    while rest and rest[-1][0].positie < plaats[0].positie:
        yield rest.pop()
    if rest and rest[-1][0].positie == plaats[0].positie:
        rest.pop()
    yield plaats
