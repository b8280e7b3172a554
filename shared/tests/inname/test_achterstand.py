"""A gateway whose log is slow holds one batch and leaves the rest at the node; in the end all is there, once."""

import asyncio
import contextlib
import json
import tracemalloc
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, MutableMapping
from typing import Any

import pytest
from nats.aio.client import Client
from nats.aio.msg import Msg
from sqlalchemy import Engine
from structlog.testing import capture_logs

from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.gebeurtenissen.trajecten import SessieGehouden
from leerwinkel.inname.gateway import luister
from leerwinkel.inname.logindex import Logindex
from leerwinkel.inname.poort import Poort
from leerwinkel.inname.quarantaine import Quarantaine
from leerwinkel.runtime.ingang import Ingang
from leerwinkel.runtime.makelaar import maak_broker
from leerwinkel.runtime.stromen import DEUR_CONSUMER, inname_van, naam_van
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.testing.lijn import Lijn
from leerwinkel.testing.netwerk import vrije_poorten
from leerwinkel.testing.voorbeelden import gebeurtenis

BATCH = 200
MEBIBYTE = 1024 * 1024
pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


class Traag:
    """A gateway behind a line, and what other systems see of it on a line of their own."""

    def __init__(self, nc: Client, lijn: Lijn) -> None:
        self._nc, self.lijn = nc, lijn
        self.antwoorden = defaultdict[int, list[str]](list)

    async def hoor(self, bericht: Msg) -> None:
        antwoord = json.loads(bericht.data)
        self.antwoorden[antwoord["inname"]].append(antwoord["uitkomst"])

    async def bied_aan(self, aantal: int, grootte: int) -> None:
        for begin in range(0, aantal, 100):
            nieuw = [_ruw(nummer, grootte) for nummer in range(begin, begin + 100)]
            await asyncio.gather(*(self._nc.request("inname.gent.test", ruw, timeout=20) for ruw in nieuw))

    async def stand(self) -> tuple[int, int]:
        """So many the gateway has in hand, and so many wait at the node."""
        vraag = f"$JS.API.CONSUMER.INFO.{inname_van('gent')}.{DEUR_CONSUMER}"
        gezegd = json.loads((await self._nc.request(vraag)).data)
        return int(gezegd["num_ack_pending"]), int(gezegd["num_pending"])


def _ruw(nummer: int, grootte: int) -> bytes:
    notitie = f"e30..{'a' * 16}.{'a' * grootte}.{'a' * 22}"
    data = SessieGehouden(sessie="s", soort="intake", vorm="fysiek", duur_minuten=9, begeleider="b", notitie=notitie)
    return gebeurtenis(data, f"d{nummer % 100}").ruw()


@contextlib.asynccontextmanager
async def _traag(nc: Client, engine: Engine, quarantaine: Quarantaine, *, deur: bool) -> AsyncGenerator[Traag]:
    """Its log is behind the line; with `deur` also what it is offered."""
    node = nc.connected_url.port if nc.connected_url else None
    assert node
    [voor] = vrije_poorten(1)
    async with Lijn(node, voor) as lijn:
        log = await verbind(f"nats://127.0.0.1:{voor}", "log")
        broker = maak_broker(Ingang(f"nats://127.0.0.1:{voor if deur else node}"), "gateway-gent")
        poort = Poort(JetStreamLog(log, naam_van("gent")), Logindex(engine, "gent"), "gent")
        luister(broker, "gent", poort, quarantaine)
        await broker.start()
        traag = Traag(nc, lijn)
        await nc.subscribe("antwoord.gent.*", cb=traag.hoor)
        yield traag
        await broker.stop()
        await log.close()


async def _tot(waar: Callable[[], Awaitable[bool]], hoogstens: float = 30) -> None:
    async with asyncio.timeout(hoogstens):
        while not await waar():  # noqa: ASYNC110 - nothing tells it
            await asyncio.sleep(0.02)


async def test_a_gateway_takes_no_more_in_hand_than_a_batch_while_its_log_is_slow(
    nc: Client, log: JetStreamLog, engine: Engine, quarantaine: Quarantaine
) -> None:
    async with _traag(nc, engine, quarantaine, deur=False) as traag:
        traag.lijn.zwijg()
        await traag.bied_aan(3 * BATCH, 16)
        in_hand, wachten = await traag.stand()
        assert 0 < in_hand <= BATCH
        assert (in_hand + wachten, await log.last(), dict(traag.antwoorden)) == (3 * BATCH, 0, {})
        await traag.lijn.herstel()
        await asyncio.wait_for(log.wait(3 * BATCH), 30)
        await _tot(lambda: _is_leeg(traag))
    assert await log.last() == 3 * BATCH
    _keur_antwoorden(traag, 3 * BATCH)


def _keur_antwoorden(traag: Traag, aantal: int) -> None:
    """Each got one; who comes again because its answer was late is a repeat."""
    assert set(traag.antwoorden) == set(range(1, aantal + 1))
    assert {uitkomst for gezegd in traag.antwoorden.values() for uitkomst in gezegd} <= {"aanvaard", "herhaling"}


async def _is_leeg(traag: Traag) -> bool:
    return await traag.stand() == (0, 0)


@pytest.mark.lang
@pytest.mark.timeout(600)
async def test_a_gateway_that_was_cut_off_comes_back_and_takes_in_all_that_came_meanwhile(
    nc: Client, log: JetStreamLog, engine: Engine, quarantaine: Quarantaine
) -> None:
    aantal = 20_000
    with capture_logs() as gezegd:
        async with _traag(nc, engine, quarantaine, deur=True) as traag:
            traag.lijn.zwijg()
            await traag.bied_aan(aantal, 3000)
            await _tot(lambda: _is_weg(gezegd), 60)
            tracemalloc.start()
            await traag.lijn.herstel()
            await asyncio.wait_for(log.wait(aantal), 300)
            await _tot(lambda: _is_leeg(traag))
            _, hoogste = tracemalloc.get_traced_memory()
            tracemalloc.stop()
    assert await log.last() == aantal
    _keur_antwoorden(traag, aantal)
    assert hoogste < 64 * MEBIBYTE


async def _is_weg(gezegd: list[MutableMapping[str, Any]]) -> bool:
    """The connection of the log was given up."""
    return any((regel["event"], regel.get("verbinding")) == ("nats_weg", "log") for regel in gezegd)


@pytest.mark.lang
@pytest.mark.timeout(300)
async def test_more_than_a_node_holds_for_one_reader_is_refused_and_kept_within_its_memory(
    nc: Client, log: JetStreamLog, engine: Engine, quarantaine: Quarantaine
) -> None:
    """A node cuts off who is 64 MiB behind ("slow consumer"): a batch of the largest messages is three times that."""
    aantal = 300
    for _ in range(aantal // 5):
        await asyncio.gather(*(nc.request("inname.gent.test", b"x" * 900_000, timeout=60) for _ in range(5)))
    tracemalloc.start()
    async with _traag(nc, engine, quarantaine, deur=False) as traag:
        await _tot(lambda: _is_leeg(traag), 200)
        nog, hoogste = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert await asyncio.to_thread(quarantaine.aantal) >= aantal
    assert await log.last() == 0
    assert (nog < 32 * MEBIBYTE, hoogste < 288 * MEBIBYTE) == (True, True), (nog, hoogste)
