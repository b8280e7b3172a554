"""Healing a region's log: nothing that anybody still has is lost, and every event keeps its position where it can."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import nats
import pytest
from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog, NewEvent, Unavailable
from leerwinkel.eventsourcing.direct import COPY_ID, COPY_OF
from leerwinkel.eventsourcing.streams import delete_stream, ensure_stream
from leerwinkel.inname.herstel import Herstel, HerstelFout
from leerwinkel.inname.logindex import Logindex
from leerwinkel.inname.onderzoek import van_hub
from leerwinkel.runtime.stromen import Herkomst, log_in_opbouw, naam_van, zorg_voor_hub, zorg_voor_regio
from leerwinkel.runtime.verbinding import database
from leerwinkel.testing.lijn import Lijn
from leerwinkel.testing.netwerk import netwerk, vrije_poorten

NU = datetime(2026, 6, 1, tzinfo=UTC)
STROOM = naam_van("gent")


class Opstelling:
    """Gent with ten events that the hub has too, and a line that can be cut."""

    def __init__(self, gent: Client, hub: Client, lijn: Lijn, index: Logindex, map_: Path) -> None:
        self.gent, self.lijn, self.index = gent, lijn, index
        self.log, self.hub = JetStreamLog(gent, STROOM, patience=1), JetStreamLog(hub, "VOL")
        self.bij_hub = hub
        self.herstel = Herstel("gent", gent, partial(van_hub, hub, "gent"), index, map_)

    async def schrijf(self, *namen: str) -> None:
        nieuw = [NewEvent(f"leerwinkel.gent.intake.{naam}.a", naam, naam.encode()) for naam in namen]
        await self.log.append("leerwinkel.gent.>", await self.log.last(), nieuw)

    async def op_log(self) -> list[str]:
        events = [event async for deel in self.log.read_all() for event in deel]
        assert all(event.subject == f"leerwinkel.gent.intake.{event.id}.a" for event in events)
        return [event.id for event in events]


@pytest.fixture
async def opstelling(tmp_path: Path) -> AsyncIterator[Opstelling]:
    poort, hub_poort = vrije_poorten(2)
    async with Lijn(hub_poort, poort) as lijn, AsyncExitStack() as stapel:
        with netwerk(tmp_path, ["gent"], hub_poort=hub_poort, langs={"gent": poort}) as net:
            gent, hub = await nats.connect(net.url("gent")), await nats.connect(net.url("vol"))
            stapel.push_async_callback(gent.close)
            stapel.push_async_callback(hub.close)
            await zorg_voor_regio(gent, "gent")
            await zorg_voor_hub(hub, ["gent"])
            engine = database(f"sqlite:///{tmp_path / 'index.sqlite'}")
            stapel.callback(engine.dispose)
            map_ = net.leaves["gent"].knooppunt.map
            gemaakt = Opstelling(gent, hub, lijn, Logindex(engine, "gent"), map_)
            await gemaakt.schrijf(*(f"e{n}" for n in range(1, 11)))
            await gemaakt.hub.wait(10)
            yield gemaakt


async def test_what_the_hub_does_not_have_yet_is_taken_from_the_region_itself(opstelling: Opstelling) -> None:
    await opstelling.lijn.knip()
    await opstelling.schrijf("e11", "e12")
    verslag = await opstelling.herstel.voer_uit(NU)
    assert (verslag.bij_hub, verslag.alleen_hier, verslag.verloren) == (10, 2, [])
    assert await opstelling.op_log() == [f"e{n}" for n in range(1, 13)]
    await opstelling.lijn.herstel()
    await opstelling.schrijf("e13")
    await opstelling.hub.wait(13)
    bij_hub = [event.id async for deel in opstelling.hub.read_all() for event in deel]
    assert bij_hub == [f"e{n}" for n in range(1, 14)]


async def test_events_that_were_given_a_used_position_move_to_the_end(opstelling: Opstelling) -> None:
    await opstelling.lijn.knip()
    await delete_stream(opstelling.gent, STROOM)
    await zorg_voor_regio(opstelling.gent, "gent")
    await opstelling.schrijf("e1", "n1", "n2")
    verslag = await opstelling.herstel.voer_uit(NU)
    assert (verslag.bij_hub, verslag.verplaatst) == (10, 2)
    assert await opstelling.op_log() == [*(f"e{n}" for n in range(1, 11)), "n1", "n2"]


async def test_a_position_that_was_once_given_is_missed_and_never_given_again(opstelling: Opstelling) -> None:
    opstelling.index.schrijf_in([], 12)
    with pytest.raises(HerstelFout, match="2 gebeurtenissen van gent zijn nergens meer te lezen"):
        await opstelling.herstel.voer_uit(NU)
    await opstelling.schrijf("e11")
    verslag = await opstelling.herstel.voer_uit(NU, verlies=True)
    assert verslag.verloren == [12]
    assert await opstelling.log.last() == 12
    assert opstelling.index.positie() == 0


async def test_nobody_writes_on_a_log_that_is_being_filled_and_the_command_can_be_given_again(
    opstelling: Opstelling,
) -> None:
    await delete_stream(opstelling.gent, STROOM)
    await ensure_stream(opstelling.gent, log_in_opbouw("gent"))
    with pytest.raises(Unavailable):
        await opstelling.schrijf("te-vroeg")
    await opstelling.herstel.voer_uit(NU)
    await opstelling.schrijf("e11")
    assert await opstelling.op_log() == [f"e{n}" for n in range(1, 12)]


async def test_the_files_of_the_damaged_log_stay(opstelling: Opstelling) -> None:
    verslag = await opstelling.herstel.voer_uit(NU)
    assert verslag.opzij is not None
    [blok] = verslag.opzij.rglob("*.blk")
    assert b"leerwinkel.gent.intake.e10.a" in blok.read_bytes()


async def test_what_the_hub_had_to_fetch_counts_as_its_copy(opstelling: Opstelling) -> None:
    await opstelling.lijn.knip()
    await opstelling.schrijf("e11", "e12")
    await delete_stream(opstelling.gent, STROOM)
    for positie in (11, 12):
        herkomst = Herkomst("gent", positie, f"leerwinkel.gent.intake.e{positie}.a")
        koppen = {COPY_OF: herkomst.bron(), COPY_ID: f"e{positie}"}
        await opstelling.bij_hub.request(f"aanvulling.gent.{positie}", b"e%d" % positie, headers=koppen)
    verslag = await opstelling.herstel.voer_uit(NU)
    assert (verslag.bij_hub, verslag.verloren) == (12, [])
    assert await opstelling.op_log() == [f"e{n}" for n in range(1, 13)]
