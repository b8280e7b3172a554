"""The hub's copy of the regions' logs: what it sourced, and what was fetched where it had passed over positions."""

from collections import defaultdict
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from functools import partial

from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog, StoredEvent
from leerwinkel.eventsourcing.streams import stream_info
from leerwinkel.runtime.stromen import AANVULLING, Herkomst, herkomst

Kopie = tuple[Herkomst, StoredEvent]
Lezer = Callable[[str], AsyncGenerator[list[StoredEvent]]]
"""Reads a stream of the hub in its order, and passes over what cannot be read."""


async def lees_hubkopie(nc: Client, lezer: Lezer | None = None) -> AsyncGenerator[list[Kopie]]:
    """All that the hub can read, each region's in the order of its positions; of a position it has twice, one.

    Memory: what was fetched, and a page of what was sourced. For logs that may be damaged: check the positions. A
    stream that is not there is an empty one. Raises Unavailable.
    """
    lees = partial(_als_er_is, nc, lezer or (lambda stroom: JetStreamLog(nc, stroom).salvage()))
    erbij = await _aangevuld(lees)
    async with aclosing(lees("VOL")) as delen:
        async for deel in delen:
            yield [plaats for event in deel for plaats in _invoegen(erbij, (herkomst(event.origin), event))]
    yield [plaats for rest in erbij.values() for plaats in reversed(rest)]


async def _aangevuld(lees: Lezer) -> dict[str, list[Kopie]]:
    """What was fetched, per region, the lowest position last."""
    async with aclosing(lees(AANVULLING)) as delen:
        plaatsen = [(herkomst(event.origin), event) async for deel in delen for event in deel]
    erbij: dict[str, list[Kopie]] = defaultdict(list)
    for plaats in sorted(plaatsen, key=lambda plaats: -plaats[0].positie):
        erbij[plaats[0].regio].append(plaats)
    return erbij


async def _als_er_is(nc: Client, lezer: Lezer, stroom: str) -> AsyncGenerator[list[StoredEvent]]:
    if await stream_info(nc, stroom) is not None:
        async with aclosing(lezer(stroom)) as delen:
            async for deel in delen:
                yield deel


def _invoegen(erbij: dict[str, list[Kopie]], plaats: Kopie) -> Iterator[Kopie]:
    """First what was fetched of lower positions of the same region; what was fetched of this one is not needed."""
    rest = erbij[plaats[0].regio]
    while rest and rest[-1][0].positie < plaats[0].positie:
        yield rest.pop()
    if rest and rest[-1][0].positie == plaats[0].positie:
        rest.pop()
    yield plaats
