"""Other systems publish to the door of a region and read an answer for every event."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from statistics import median

import pytest
from faststream.nats import NatsBroker
from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.inname.gateway import ACK_WAIT_S, luister
from leerwinkel.inname.poort import Poort
from leerwinkel.inname.publiceren import Publicist, Regel, lees_regels, publiceer_alle
from leerwinkel.inname.quarantaine import Quarantaine
from leerwinkel.testing.voorbeelden import microcontact, sessie
from leerwinkel.transport.batch import IN_BATCHES

GENT = ["gent"]


@pytest.fixture
async def gateway(nc: Client, poort: Poort, quarantaine: Quarantaine) -> AsyncIterator[NatsBroker]:
    broker = NatsBroker(str(nc.connected_url.geturl() if nc.connected_url else ""), logger=None)
    luister(broker, "gent", poort, quarantaine)
    await broker.start()
    yield broker
    await broker.stop()


async def _publiceer(nc: Client, regels: list[bytes]) -> list[dict[str, object]]:
    async with Publicist(nc, "gent", geduld_s=20) as publicist:
        return [antwoord async for _, antwoord in publiceer_alle(lees_regels(regels, GENT), {"gent": publicist})]


@pytest.mark.usefixtures("gateway")
async def test_every_event_gets_its_own_answer_and_one_bad_event_stops_nothing(
    nc: Client, log: JetStreamLog, quarantaine: Quarantaine
) -> None:
    eerste = microcontact("d1")
    anders = microcontact("d1", medium="chat", id=eerste.id)
    slecht = json.dumps(json.loads(sessie("d1").ruw()) | {"data": {"duur_minuten": 0}}).encode()
    await _publiceer(nc, [eerste.ruw()])
    antwoorden = await _publiceer(nc, [eerste.ruw(), anders.ruw(), slecht, b"{", b'{"source": 1}', sessie("d2").ruw()])
    assert [a["uitkomst"] for a in antwoorden] == [
        "herhaling",
        "conflict",
        "geweigerd",
        "geweigerd",
        "geweigerd",
        "aanvaard",
    ]
    assert all(a.get("reden") for a in antwoorden if a["uitkomst"] in ("conflict", "geweigerd"))
    assert await log.last() == 2
    [bewaard] = await asyncio.to_thread(quarantaine.lijst)
    assert bewaard.ruw == slecht


@pytest.mark.usefixtures("gateway")
async def test_what_is_no_json_at_all_is_refused_kept_and_acknowledged(nc: Client, quarantaine: Quarantaine) -> None:
    rommel = [b"", b"\xff\x00", b"[" * 5000, b"{" * 60_000, b"null", b"x" * 300_000]
    async with Publicist(nc, "gent", geduld_s=20) as publicist:
        antwoorden = [await publicist.publiceer(Regel(1, ruw, "gent", "test")) for ruw in rommel]
    assert {a["uitkomst"] for a in antwoorden} == {"geweigerd"}
    assert [b.ruw for b in await asyncio.to_thread(quarantaine.lijst)] == rommel[::-1]


@pytest.mark.usefixtures("gateway")
async def test_thousand_events_published_at_once_are_all_answered(nc: Client, log: JetStreamLog) -> None:
    antwoorden = await _publiceer(nc, [microcontact(f"d{i % 100}").ruw() for i in range(1000)])
    assert {a["uitkomst"] for a in antwoorden} == {"aanvaard"}
    assert sorted(int(str(a["positie"])) for a in antwoorden) == list(range(1, 1001))
    assert await log.last() == 1000


async def test_what_came_while_the_gateway_was_away_is_answered_when_it_is_back(
    nc: Client, poort: Poort, quarantaine: Quarantaine, log: JetStreamLog
) -> None:
    for _ in range(3):
        await nc.request("inname.gent.test", microcontact("d1").ruw())
    broker = NatsBroker(str(nc.connected_url.geturl() if nc.connected_url else ""), logger=None)
    luister(broker, "gent", poort, quarantaine)
    async with broker:
        await broker.start()
        await asyncio.wait_for(log.wait(3), 10)


@pytest.mark.usefixtures("gateway")
async def test_a_lone_event_is_answered_at_once_and_waits_for_no_second_delivery(nc: Client) -> None:
    duren: list[float] = []
    async with Publicist(nc, "gent", geduld_s=20) as publicist:
        for _ in range(40):
            begin = time.monotonic()
            await publicist.publiceer(Regel(1, microcontact("d1").ruw(), "gent", "test"))
            duren.append(time.monotonic() - begin)
    assert max(duren) < ACK_WAIT_S
    assert median(duren) < (IN_BATCHES.timeout or 0) / 4
