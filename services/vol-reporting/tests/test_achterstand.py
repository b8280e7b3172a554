"""The VOL's intake behind a line that holds back: it has everything once in the end, within its memory."""

import asyncio
import contextlib
import tracemalloc
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from nats.aio.client import Client
from structlog.testing import capture_logs

from leerwinkel.eventsourcing import JetStreamLog, NewEvent
from leerwinkel.gebeurtenissen.trajecten import SessieGehouden
from leerwinkel.runtime.stromen import naam_van, zorg_voor_hub, zorg_voor_regio
from leerwinkel.runtime.taken import beeindig
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.testing.lijn import Lijn
from leerwinkel.testing.netwerk import netwerk, vrije_poorten
from leerwinkel.testing.voorbeelden import gebeurtenis
from vol_reporting.bestand import Bestand
from vol_reporting.cijfers import Vraag
from vol_reporting.dienst import Opslag
from vol_reporting.inname.lus import Inname
from vol_reporting.inname.verwerking import Telling, Verwerking

from .test_dienst import tot

MEBIBYTE = 1024 * 1024
PER_DOSSIER = 50


class Achter:
    """Gent writes; the VOL reads what its hub has, behind a line."""

    def __init__(self, gent: Client, hub: Client, lijn: Lijn, opslag: Opslag) -> None:
        self._gent, self._hub, self.lijn, self.opslag = gent, hub, lijn, opslag

    async def schrijf(self, aantal: int, grootte: int) -> None:
        """And wait until the hub has it."""
        log = JetStreamLog(self._gent, naam_van("gent"))
        for begin in range(0, aantal, PER_DOSSIER):
            dossier = f"d{begin // PER_DOSSIER}"
            nieuw = [_nieuw(dossier, grootte) for _ in range(PER_DOSSIER)]
            await log.append(f"leerwinkel.gent.*.{dossier}.>", 0, nieuw)
        await asyncio.wait_for(JetStreamLog(self._hub, "VOL").wait(aantal), 120)

    def aantal(self) -> int:
        return int(self.opslag.cursor().execute("SELECT count(*) FROM gebeurtenis").fetchall()[0][0])

    def keur(self, aantal: int) -> None:
        """All of it once, with nothing missing or set apart."""
        self.opslag.is_veranderd()
        [cijfer] = self.opslag.cijfers(Vraag(codes=["D05"], regio="gent"))
        [inname] = self.opslag.inname()
        assert (self.aantal(), cijfer.teller, cijfer.noemer) == (aantal, 9 * aantal, aantal)
        assert (inname["positie"], inname["gaten"], inname["quarantaine"]) == (aantal, 0, 0)


def _nieuw(dossier: str, grootte: int) -> NewEvent:
    notitie = f"e30..{'a' * 16}.{'a' * grootte}.{'a' * 22}"
    data = SessieGehouden(sessie="s", soort="intake", vorm="fysiek", duur_minuten=9, begeleider="b", notitie=notitie)
    event = gebeurtenis(data, dossier)
    return NewEvent(event.onderwerp(), event.bericht_id(), event.ruw())


@contextlib.asynccontextmanager
async def _achter(map_: Path) -> AsyncGenerator[Achter]:
    [voor] = vrije_poorten(1)
    opslag = Opslag(Bestand(map_))
    with netwerk(map_ / "nats", ["gent"]) as net:
        gent, hub = await verbind(net.url("gent"), "gent"), await verbind(net.url("vol"), "hub")
        await zorg_voor_regio(gent, "gent")
        await zorg_voor_hub(hub, ["gent"])
        async with Lijn(net.hub.knooppunt.poort, voor) as lijn:
            nc = await verbind(f"nats://127.0.0.1:{voor}", "vol")
            verwerking = Verwerking(opslag.cursor())
            volgt = asyncio.create_task(Inname(nc, verwerking, _niets, asyncio.Lock(), asyncio.Event()).volg())
            yield Achter(gent, hub, lijn, opslag)
            await beeindig(volgt)
            await nc.close()
        await hub.close()
        await gent.close()
    opslag.sluit()


def _niets(_telling: Telling) -> None:
    """Nobody is told."""


async def test_what_came_while_the_line_held_back_is_there_once(tmp_path: Path) -> None:
    aantal = 1000
    async with _achter(tmp_path) as achter:
        achter.lijn.zwijg()
        await achter.schrijf(aantal, 16)
        assert achter.aantal() == 0
        await achter.lijn.herstel()
        await tot(lambda: achter.aantal() == aantal)
        achter.keur(aantal)


@pytest.mark.lang
@pytest.mark.timeout(600)
async def test_an_intake_that_was_cut_off_comes_back_and_stays_within_its_memory(tmp_path: Path) -> None:
    aantal = 20_000
    with capture_logs() as gezegd:
        async with _achter(tmp_path) as achter:
            achter.lijn.zwijg()
            await achter.schrijf(aantal, 10_000)
            await tot(lambda: any((r["event"], r.get("verbinding")) == ("nats_weg", "vol") for r in gezegd), 60)
            tracemalloc.start()
            await achter.lijn.herstel()
            await tot(lambda: achter.aantal() == aantal, 300)
            _, hoogste = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            achter.keur(aantal)
    assert hoogste < 300 * MEBIBYTE
