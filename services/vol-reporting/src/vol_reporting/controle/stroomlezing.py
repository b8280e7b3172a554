"""Reading a whole stream; where it is damaged, all that can still be read of it."""

from collections.abc import AsyncGenerator, Collection
from contextlib import aclosing
from functools import partial

from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog, StoredEvent
from leerwinkel.runtime.hubkopie import lees_hubkopie
from vol_reporting.controle.bron import Bericht

GEDULD_S = 5.0
"""How long a log may not answer before it is away."""


async def lees_stroom(
    nc: Client, stroom: str, api: str = "$JS.API", geduld_s: float = GEDULD_S
) -> AsyncGenerator[list[StoredEvent]]:
    """In order, up to its end now. What cannot be read is passed over: check the positions. Raises Unavailable.

    By direct gets: an auditor may make no consumer, for a consumer could be told to deliver into a log.
    """
    async with aclosing(JetStreamLog(nc, stroom, api=api, patience=geduld_s).salvage()) as delen:
        async for deel in delen:
            yield deel


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
