"""Reading a whole stream as fast as it goes; where it is damaged, all that can still be read of it."""

import asyncio
from collections.abc import AsyncGenerator, Collection
from contextlib import aclosing
from functools import partial

from nats.aio.client import Client

from leerwinkel.eventsourcing import Gap, JetStreamLog, StoredEvent
from leerwinkel.eventsourcing.direct import COPY_ID, COPY_OF, MESSAGE_ID
from leerwinkel.eventsourcing.pull import Delivery, Pull
from leerwinkel.runtime.hubkopie import lees_hubkopie
from vol_reporting.controle.bron import Bericht

GEDULD_S = 5.0
"""How long a log may not answer before it is away."""
_PER_KEER, _STIL_S = 5000, 10.0


async def lees_stroom(
    nc: Client, stroom: str, api: str = "$JS.API", geduld_s: float = GEDULD_S
) -> AsyncGenerator[list[StoredEvent]]:
    """In order, up to its end now. What cannot be read is passed over: check the positions. Raises Unavailable."""
    log = JetStreamLog(nc, stroom, api=api, patience=geduld_s)
    einde, na = await log.last(), 0
    async with aclosing(Pull(nc, stroom, api=api, most=_PER_KEER).batches()) as delen:
        while na < einde:
            try:
                async with asyncio.timeout(_STIL_S):
                    deel = await anext(delen)
            except (Gap, TimeoutError, StopAsyncIteration):
                break
            na = deel[-1].position
            yield [_uit_levering(each) for each in deel if each.position <= einde]
    if na < einde:
        async with aclosing(log.salvage(na)) as resten:
            async for rest in resten:
                yield rest


def _uit_levering(levering: Delivery) -> StoredEvent:
    positie, _, bericht = levering
    waar = bericht.header("Nats-Stream-Source") or bericht.header(COPY_OF)
    id_ = bericht.header(MESSAGE_ID) or bericht.header(COPY_ID)
    return StoredEvent(positie, bericht.subject.decode(), id_, bericht.payload, levering.stored_at, waar)


async def lees_log(
    nc: Client, log: str, stroom: str, api: str = "$JS.API", geduld_s: float = GEDULD_S
) -> AsyncGenerator[list[Bericht]]:
    """A log from its own stream."""
    async with aclosing(lees_stroom(nc, stroom, api, geduld_s)) as delen:
        async for deel in delen:
            yield [Bericht(log, each.position, each.subject, each.payload, each.stored_at) for each in deel]


async def lees_kopie(nc: Client, regios: Collection[str]) -> AsyncGenerator[list[Bericht]]:
    """What the hub has of these regions, each in the order of its positions. Memory: what was fetched."""
    async with aclosing(lees_hubkopie(nc, partial(lees_stroom, nc))) as delen:
        async for deel in delen:
            yield [
                Bericht(van.regio, van.positie, van.onderwerp, each.payload, each.stored_at)
                for van, each in deel
                if van.regio in regios
            ]
