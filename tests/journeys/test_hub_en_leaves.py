"""The hub has what every region has: also after a cut or silent line, and after its own restart."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import nats
import pytest
from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog, NewEvent
from leerwinkel.runtime.stromen import AANVULLING, naam_van, zorg_voor_hub, zorg_voor_regio
from leerwinkel.runtime.taken import beeindig
from leerwinkel.testing.lijn import Lijn
from leerwinkel.testing.netwerk import Netwerk, netwerk, vrije_poorten
from vol_reporting.bestand import Bestand
from vol_reporting.dienst import Dienst
from vol_reporting.inname.bewaking import Bewaking

REGIOS = ["gent", "limburg"]
UITVAL_S = 4.0
"""Longer than the heartbeats take to notice a silent line."""


class Opstelling:
    """A hub and two leaves; Gent reaches the hub over a line that can fail."""

    def __init__(self, net: Netwerk, lijn: Lijn, clients: dict[str, Client]) -> None:
        self.net, self.lijn, self.clients = net, lijn, clients
        self.hub = JetStreamLog(clients["vol"], "VOL")
        self._bewaking = Bewaking(clients["vol"], REGIOS)
        self._nummer = 0

    async def append(self, regio: str, aantal: int) -> None:
        log = JetStreamLog(self.clients[regio], naam_van(regio))
        for _ in range(aantal):
            self._nummer += 1
            dossier = f"d{self._nummer}"
            nieuw = NewEvent(f"leerwinkel.{regio}.intake.{dossier}.a", f"{regio}-{self._nummer}", b"{}")
            await log.append(f"leerwinkel.{regio}.*.{dossier}.>", 0, [nieuw])

    async def bij_hub(self, aantal: int) -> float:
        """Seconds until the hub has that many events, watched as the VOL does: a source that stalls is nudged."""
        begin = time.monotonic()
        wacht = asyncio.create_task(self.hub.wait(aantal))
        async with asyncio.timeout(30):
            while not wacht.done():
                await self._bewaking.meet()
                await asyncio.wait([wacht], timeout=1)
        await wacht
        return time.monotonic() - begin


@pytest.fixture
async def opstelling(tmp_path: Path) -> AsyncIterator[Opstelling]:
    poort, hub_poort = vrije_poorten(2)
    async with Lijn(hub_poort, poort) as lijn, AsyncExitStack() as stapel:
        with netwerk(tmp_path, REGIOS, hub_poort=hub_poort, langs={"gent": poort}) as net:
            clients: dict[str, Client] = {}
            for naam, url in net.urls().items():
                clients[naam] = await nats.connect(
                    url, max_reconnect_attempts=-1, reconnect_time_wait=0.1, error_cb=_stil
                )
                stapel.push_async_callback(clients[naam].close)
            for regio in REGIOS:
                await zorg_voor_regio(clients[regio], regio)
            await zorg_voor_hub(clients["vol"], REGIOS)
            yield Opstelling(net, lijn, clients)


async def _stil(_fout: Exception) -> None:
    """Expected here: servers are taken away."""


async def test_events_of_every_region_reach_the_hub_once_under_flattened_subjects(opstelling: Opstelling) -> None:
    await opstelling.append("gent", 20)
    await opstelling.append("limburg", 20)
    await opstelling.bij_hub(40)
    events = [event async for batch in opstelling.hub.read_all() for event in batch]
    assert len({event.id for event in events}) == len(events) == 40
    assert {event.subject for event in events} == {"leerwinkel.gent.intake.a", "leerwinkel.limburg.intake.a"}


@pytest.mark.parametrize("storing", ["knip", "stil"])
async def test_a_region_without_its_line_goes_on_and_the_hub_catches_up_within_2_seconds(
    opstelling: Opstelling, storing: str
) -> None:
    await opstelling.append("gent", 5)
    await opstelling.bij_hub(5)
    if storing == "knip":
        await opstelling.lijn.knip()
    else:
        opstelling.lijn.zwijg()
    begin = time.monotonic()
    while time.monotonic() - begin < UITVAL_S:
        await opstelling.append("gent", 1)
        await opstelling.append("limburg", 1)
        await asyncio.sleep(0.02)
    gent = await JetStreamLog(opstelling.clients["gent"], naam_van("gent")).last()
    limburg = await JetStreamLog(opstelling.clients["limburg"], naam_van("limburg")).last()
    await opstelling.bij_hub(5 + limburg)
    assert await opstelling.hub.last() < gent + limburg
    await opstelling.lijn.herstel()
    assert await opstelling.bij_hub(gent + limburg) < 2
    await opstelling.append("gent", 1)
    await opstelling.bij_hub(gent + limburg + 1)
    assert await opstelling.hub.last() == gent + limburg + 1


@pytest.fixture
async def dienst(opstelling: Opstelling, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Dienst]:
    """The VOL that follows that hub."""
    gemaakt = Dienst(Bestand(tmp_path_factory.mktemp("vol")), REGIOS)
    volgt = asyncio.create_task(gemaakt.volg(opstelling.clients["vol"]))
    yield gemaakt
    await beeindig(volgt)
    gemaakt.sluit()


def _bij_vol(dienst: Dienst, aantallen: dict[str, int]) -> float:
    """Seconds until the VOL took in that many of each region, without a gap."""
    begin = time.monotonic()
    while time.monotonic() < begin + 30:
        stand = {rij["regio"]: rij["positie"] for rij in dienst.opslag.inname() if not rij["gaten"]}
        if aantallen.items() <= stand.items():
            return time.monotonic() - begin
        time.sleep(0.02)
    raise TimeoutError(dienst.opslag.inname())


async def test_after_a_kill_of_the_hub_the_vol_has_everything_within_10_seconds(
    opstelling: Opstelling, dienst: Dienst
) -> None:
    """Now and then the hub passes over what it is sent then (decision 10): finding that out takes some seconds more."""
    await opstelling.append("gent", 50)
    await asyncio.to_thread(_bij_vol, dienst, {"gent": 50})
    opstelling.net.hub.stop(signal.SIGKILL)
    await opstelling.append("gent", 50)
    await opstelling.append("limburg", 50)
    opstelling.net.hub.start()
    duur = await asyncio.to_thread(_bij_vol, dienst, {"gent": 100, "limburg": 50})
    aangevuld = await JetStreamLog(opstelling.clients["vol"], AANVULLING).last()
    assert duur < (20 if aangevuld else 10)
    assert await opstelling.hub.last() + aangevuld == 150


async def test_after_a_kill_of_a_leaf_nothing_acknowledged_is_lost(opstelling: Opstelling) -> None:
    await opstelling.append("gent", 50)
    opstelling.net.leaves["gent"].stop(signal.SIGKILL)
    opstelling.net.leaves["gent"].start()
    await opstelling.append("gent", 1)
    await opstelling.bij_hub(51)
    ids = [event.id async for batch in opstelling.hub.read_all() for event in batch]
    assert ids == [f"gent-{n}" for n in range(1, 52)]
