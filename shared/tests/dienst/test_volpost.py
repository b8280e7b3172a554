"""What the VOL says reaches the regions that it is for, once, over a real line that can be cut."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import pytest
from nats.aio.client import Client

from leerwinkel.dienst.volpost import Volpost, bezorg
from leerwinkel.eventsourcing import JetStreamLog, NewEvent
from leerwinkel.eventsourcing.streams import ensure_stream
from leerwinkel.gebeurtenissen.basis import VolGegevens
from leerwinkel.gebeurtenissen.vol import BeleidssignaalBeantwoord, DatakwaliteitGemeld, StandVastgelegd
from leerwinkel.leesmodel import place
from leerwinkel.runtime.postloket import open_loket
from leerwinkel.runtime.stromen import eigen
from leerwinkel.runtime.taken import beeindig
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.testing.lijn import Lijn
from leerwinkel.testing.netwerk import netwerk, vrije_poorten
from leerwinkel.testing.voorbeelden import gebeurtenis

OPGELOST, AANGEPAST = BeleidssignaalBeantwoord(gevolg="opgelost"), BeleidssignaalBeantwoord(gevolg="regel-aangepast")


@pytest.fixture
def post(tmp_path: Path) -> Volpost:
    post = Volpost(place(f"sqlite:///{tmp_path / 'gent.sqlite'}", "volpost_gent"))
    post.open()
    return post


async def zeg(hub: Client, data: VolGegevens, entiteit: str) -> None:
    event = gebeurtenis(data, entiteit, source="urn:leerwinkel:vol:vol-reporting")
    nieuw = NewEvent(event.onderwerp(), event.bericht_id(), event.ruw())
    await JetStreamLog(hub, "VOL_EIGEN").append(f"vol.{data.bereik_token()}.{entiteit}.>", 0, [nieuw])


async def tot(voorwaarde: Callable[[], bool]) -> None:
    einde = time.monotonic() + 20
    while not voorwaarde():
        assert time.monotonic() < einde, "het duurt te lang"
        await asyncio.sleep(0.02)


@contextlib.asynccontextmanager
async def bezorgd(url: str, post: Volpost) -> AsyncGenerator[None]:
    nc = await verbind(url, "gent")
    bezig = asyncio.create_task(bezorg(nc, "gent", post))
    try:
        yield
    finally:
        await beeindig(bezig)
        await nc.close()


@contextlib.asynccontextmanager
async def aan_het_loket(hub: Client) -> AsyncGenerator[None]:
    bezig = asyncio.create_task(open_loket(hub))
    try:
        yield
    finally:
        await beeindig(bezig)


async def test_a_region_has_what_is_for_it_also_what_came_while_the_line_was_cut(tmp_path: Path, post: Volpost) -> None:
    hub_poort, lijn_poort = vrije_poorten(2)
    async with Lijn(hub_poort, lijn_poort) as lijn:
        with netwerk(tmp_path / "nats", ["gent"], hub_poort=hub_poort, langs={"gent": lijn_poort}) as net:
            hub = await verbind(net.url("vol"), "hub")
            await ensure_stream(hub, eigen())
            await zeg(hub, OPGELOST, "b1")
            async with aan_het_loket(hub), bezorgd(net.url("gent"), post):
                await tot(lambda: len(post.gebeurtenissen(BeleidssignaalBeantwoord)) == 1)
                await lijn.knip()
                await zeg(hub, StandVastgelegd(posities={"gent": 1}, eigen=0), "s1")
                await zeg(hub, AANGEPAST, "b2")
                await zeg(hub, DatakwaliteitGemeld(regio="limburg", regel="r1"), "t1")
                await zeg(hub, DatakwaliteitGemeld(regio="gent", regel="r2"), "t2")
                assert [e.data for e in post.gebeurtenissen(BeleidssignaalBeantwoord)] == [OPGELOST]
                await lijn.herstel()
                await tot(lambda: len(post.gebeurtenissen(DatakwaliteitGemeld)) == 1)
            await hub.close()
    assert [e.data for e in post.gebeurtenissen(BeleidssignaalBeantwoord)] == [OPGELOST, AANGEPAST]
    assert [e.subject for e in post.gebeurtenissen(DatakwaliteitGemeld, BeleidssignaalBeantwoord)] == ["b1", "b2", "t2"]
    assert post.gebeurtenissen(StandVastgelegd) == []
