"""Reading a whole stream as fast as it goes; where it is damaged, all that can still be read of it."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Collection, Iterator
from contextlib import aclosing
from datetime import datetime
from typing import NamedTuple

from nats.aio.client import Client

from leerwinkel.eventsourcing import Gap, JetStreamLog, StoredEvent
from leerwinkel.eventsourcing.direct import COPY_OF
from leerwinkel.eventsourcing.pull import Delivery, Pull
from leerwinkel.eventsourcing.streams import stream_info
from leerwinkel.runtime.stromen import AANVULLING, herkomst
from vol_reporting.controle.bron import Bericht

GEDULD_S = 5.0
"""How long a log may not answer before it is away."""
_PER_KEER, _STIL_S = 5000, 10.0
_HUB = "VOL"


class Stuk(NamedTuple):
    """One message of a stream. `herkomst` says, in a copy, where it stood in the log that was copied."""

    positie: int
    onderwerp: str
    inhoud: bytes
    ontvangen: datetime
    herkomst: str


async def lees_stroom(
    nc: Client, stroom: str, api: str = "$JS.API", geduld_s: float = GEDULD_S
) -> AsyncGenerator[list[Stuk]]:
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
                yield [_uit_opslag(each) for each in rest]


def _uit_levering(levering: Delivery) -> Stuk:
    positie, _, bericht = levering
    waar = bericht.header("Nats-Stream-Source") or bericht.header(COPY_OF)
    return Stuk(positie, bericht.subject.decode(), bericht.payload, levering.stored_at, waar)


def _uit_opslag(event: StoredEvent) -> Stuk:
    return Stuk(event.position, event.subject, event.payload, event.stored_at, event.origin)


async def lees_log(
    nc: Client, log: str, stroom: str, api: str = "$JS.API", geduld_s: float = GEDULD_S
) -> AsyncGenerator[list[Bericht]]:
    """A log from its own stream."""
    async with aclosing(lees_stroom(nc, stroom, api, geduld_s)) as delen:
        async for deel in delen:
            yield [Bericht(log, each.positie, each.onderwerp, each.inhoud, each.ontvangen) for each in deel]


async def lees_kopie(nc: Client, regios: Collection[str]) -> AsyncGenerator[list[Bericht]]:
    """What the hub has of these regions, each in the order of its positions: what it sourced, and what was fetched
    where it had passed over positions. A stream that is not there is an empty one. Memory: what was fetched.
    """
    erbij = await _aangevuld(nc)
    async with aclosing(_als_er_is(nc, _HUB)) as delen:
        async for deel in delen:
            berichten = [ingevoegd for each in deel for ingevoegd in _invoegen(erbij, _gekopieerd(each))]
            yield [each for each in berichten if each.log in regios]
    yield [each for rest in erbij.values() for each in reversed(rest) if each.log in regios]


async def _als_er_is(nc: Client, stroom: str) -> AsyncGenerator[list[Stuk]]:
    if await stream_info(nc, stroom) is not None:
        async with aclosing(lees_stroom(nc, stroom)) as delen:
            async for deel in delen:
                yield deel


async def _aangevuld(nc: Client) -> dict[str, list[Bericht]]:
    """What was fetched, per region, the lowest position last."""
    async with aclosing(_als_er_is(nc, AANVULLING)) as delen:
        berichten = [_gekopieerd(each) async for deel in delen for each in deel]
    erbij: dict[str, list[Bericht]] = defaultdict(list)
    for bericht in sorted(berichten, key=lambda each: -each.positie):
        erbij[bericht.log].append(bericht)
    return erbij


def _gekopieerd(stuk: Stuk) -> Bericht:
    van = herkomst(stuk.herkomst)
    return Bericht(van.regio, van.positie, van.onderwerp, stuk.inhoud, stuk.ontvangen)


def _invoegen(erbij: dict[str, list[Bericht]], bericht: Bericht) -> Iterator[Bericht]:
    """First what was fetched of lower positions of the same region; of a position that is there twice, one."""
    rest = erbij.get(bericht.log)
    while rest and rest[-1].positie < bericht.positie:
        yield rest.pop()
    if rest and rest[-1].positie == bericht.positie:
        rest.pop()
    yield bericht
