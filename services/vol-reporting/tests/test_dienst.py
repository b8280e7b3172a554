"""The service on a real hub with real leaves: intake, rebuild, stands, and sources that stall."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nats
import pytest
from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog, NewEvent
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.runtime.stromen import naam_van, zorg_voor_regio
from leerwinkel.testing.netwerk import netwerk
from leerwinkel.testing.voorbeelden import microcontact, sessie
from vol_reporting.bestand import Bestand
from vol_reporting.cijfers import Vraag, stand_op
from vol_reporting.datakwaliteit.opdracht import Opdracht
from vol_reporting.dienst import Dienst
from vol_reporting.inname.bewaking import Bewaking
from vol_reporting.inname.herbouw import herbouw
from vol_reporting.inname.lezing import Goed, lees_alle
from vol_reporting.inname.verwerking import Verwerking
from vol_reporting.opslag import open_opslag, voeg_toe
from vol_reporting.registratie.besluiten import besluiten

from .aanhouding import Hub

REGIOS = ["gent", "limburg"]


class Opstelling:
    """Regions that write, and a service that reads."""

    def __init__(self, clients: dict[str, Client], dienst: Dienst) -> None:
        self.clients, self.dienst = clients, dienst

    async def schrijf(self, regio: str, *gebeurtenissen: AnyGebeurtenis) -> None:
        log = JetStreamLog(self.clients[regio], naam_van(regio))
        for g in gebeurtenissen:
            grens = f"leerwinkel.{regio}.*.{g.subject}.>"
            er_al = await log.read(grens)
            nieuw = NewEvent(g.onderwerp(), g.bericht_id(), g.ruw())
            await log.append(grens, er_al[-1].position if er_al else 0, [nieuw])

    def aantal(self) -> int:
        vraag = "SELECT count(*) FROM gebeurtenis WHERE regio <> 'vol'"
        return int(self.dienst.opslag.cursor().execute(vraag).fetchall()[0][0])


async def tot(voorwaarde: Callable[[], bool], seconden: float = 20) -> None:
    """Wait until the condition holds."""
    einde = time.monotonic() + seconden
    while not voorwaarde():
        assert time.monotonic() < einde, "het duurt te lang"
        await asyncio.sleep(0.02)


async def _stil(_fout: Exception) -> None:
    """Servers are taken away here."""


@pytest.fixture
async def opstelling(tmp_path: Path) -> AsyncIterator[Opstelling]:
    with netwerk(tmp_path / "nats", REGIOS) as net:
        async with AsyncExitStack() as stapel:
            clients: dict[str, Client] = {}
            for naam, url in net.urls().items():
                clients[naam] = await nats.connect(url, error_cb=_stil)
                stapel.push_async_callback(clients[naam].close)
            for regio in REGIOS:
                await zorg_voor_regio(clients[regio], regio)
            (tmp_path / "vol").mkdir()
            dienst = Dienst(Bestand(tmp_path / "vol"), REGIOS)
            volgt = asyncio.create_task(dienst.volg(clients["vol"]))
            await tot(lambda: dienst.bewaking is not None)
            yield Opstelling(clients, dienst)
            volgt.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await volgt
            dienst.sluit()


def _van(regio: str, dossier: str = "d1") -> AnyGebeurtenis:
    return sessie(dossier, source=f"urn:leerwinkel:{regio}:test")


async def test_what_regions_write_is_in_the_figures(opstelling: Opstelling) -> None:
    await opstelling.schrijf("gent", sessie("d1", 40), sessie("d2", 80))
    await opstelling.schrijf("limburg", _van("limburg"))
    await tot(lambda: opstelling.aantal() == 3)
    cijfers = await asyncio.to_thread(opstelling.dienst.opslag.cijfers, Vraag(codes=["D05"]))
    per_regio = {c.regio: (c.teller, c.noemer) for c in cijfers if c.dimensie is None}
    assert (per_regio["gent"], per_regio["limburg"], per_regio["vlaanderen"]) == ((120, 2), (60, 1), (180, 3))


async def test_an_event_that_fits_no_contract_stops_nothing_and_shows_in_the_status(opstelling: Opstelling) -> None:
    log = JetStreamLog(opstelling.clients["gent"], naam_van("gent"))
    await log.append("leerwinkel.gent.*.x.>", 0, [NewEvent("leerwinkel.gent.intake.x.onzin", "x", b"{onzin")])
    await opstelling.schrijf("gent", microcontact("d1"))
    await tot(lambda: opstelling.aantal() == 1)
    [gent] = [r for r in opstelling.dienst.status()["regios"] if r["regio"] == "gent"]
    assert (gent["positie"], gent["quarantaine"], gent["gaten"]) == (2, 1, 0)


async def test_figures_at_a_stand_leave_out_what_came_later(opstelling: Opstelling) -> None:
    await opstelling.schrijf("gent", sessie("d1", 40))
    con = opstelling.dienst.opslag.cursor()

    def vastgelegd() -> bool:
        vraag = "SELECT 1 FROM gebeurtenis WHERE soort = 'stand-vastgelegd' AND posities <> '{}'"
        return bool(con.execute(vraag).fetchall())

    await tot(vastgelegd)
    toen = datetime.now(UTC)
    await opstelling.schrijf("gent", sessie("d2", 80))
    await tot(lambda: opstelling.aantal() == 2)
    opslag = opstelling.dienst.opslag
    stand = stand_op(opslag.lezer(), toen)
    [op_stand] = opslag.cijfers(Vraag(codes=["D05"], regio="gent", stand=stand))
    [nu] = opslag.cijfers(Vraag(codes=["D05"], regio="gent"))
    assert ((op_stand.teller, op_stand.noemer), (nu.teller, nu.noemer)) == ((40, 1), (120, 2))


async def test_building_anew_gives_the_same_table(opstelling: Opstelling) -> None:
    for n in range(30):
        await opstelling.schrijf("gent", microcontact(f"d{n % 3}"))
    await tot(lambda: opstelling.aantal() == 30)
    vraag = "SELECT * EXCLUDE (vol_positie, ontvangen) FROM gebeurtenis WHERE regio <> 'vol' ORDER BY regio, positie"
    eerst = opstelling.dienst.opslag.cursor().execute(vraag).fetchall()
    assert await opstelling.dienst.herbouw() >= 30
    assert opstelling.dienst.opslag.cursor().execute(vraag).fetchall() == eerst
    nieuw = open_opslag(None)
    await herbouw(opstelling.clients["vol"], Verwerking(nieuw))
    assert nieuw.execute(vraag).fetchall() == eerst


async def test_intake_goes_on_after_building_anew(opstelling: Opstelling) -> None:
    await opstelling.schrijf("gent", microcontact("d1"))
    await tot(lambda: opstelling.aantal() == 1)
    await opstelling.dienst.herbouw()
    await opstelling.schrijf("gent", microcontact("d1"))
    await tot(lambda: opstelling.aantal() == 2)


async def test_the_true_lag_is_measured_from_positions(opstelling: Opstelling) -> None:
    await opstelling.schrijf("gent", *(microcontact("d1") for _ in range(5)))
    bewaking = Bewaking(opstelling.clients["vol"], REGIOS)
    hub = JetStreamLog(opstelling.clients["vol"], "VOL")
    await asyncio.wait_for(hub.wait(5), 20)
    await bewaking.meet()
    lijn = bewaking.lijnen["gent"]
    assert (lijn.log, lijn.hub, lijn.achterstand) == (5, 5, 0)


async def test_a_source_that_stalls_is_nudged_and_loses_and_doubles_nothing(opstelling: Opstelling) -> None:
    await opstelling.schrijf("gent", *(microcontact("d1") for _ in range(5)))
    hub = JetStreamLog(opstelling.clients["vol"], "VOL")
    await asyncio.wait_for(hub.wait(5), 20)
    await opstelling.clients["gent"].request("$JS.API.CONSUMER.DELETE.LEERWINKEL_GENT.vol", b"")
    await opstelling.schrijf("gent", *(microcontact("d1") for _ in range(5)))
    bewaking = Bewaking(opstelling.clients["vol"], REGIOS, stil_s=1)
    einde = time.monotonic() + 20
    while await hub.last() < 10:
        assert time.monotonic() < einde
        await bewaking.meet()
        await asyncio.sleep(0.1)
    await opstelling.schrijf("gent", microcontact("d1"))
    await asyncio.wait_for(hub.wait(11), 20)
    ids = [event.id async for deel in hub.read_all() for event in deel]
    assert len(ids) == len(set(ids)) == 11
    await tot(lambda: opstelling.aantal() == 11)
    assert opstelling.dienst.verwerking.posities.gaten == set()


async def test_a_region_that_cannot_be_reached_has_no_known_lag(opstelling: Opstelling) -> None:
    bewaking = Bewaking(opstelling.clients["vol"], [*REGIOS, "brussel"])
    await bewaking.meet()
    assert bewaking.lijnen["brussel"].achterstand is None


async def test_the_status_can_be_written_as_json(opstelling: Opstelling) -> None:
    await opstelling.schrijf("gent", microcontact("d1"))
    await tot(lambda: opstelling.dienst.status()["ingenomen"] >= 1)
    assert json.loads(json.dumps(opstelling.dienst.status(), default=str))["ingenomen"] >= 1


async def test_a_region_that_suddenly_sends_too_much_is_held_apart_until_somebody_releases_it(
    opstelling: Opstelling,
) -> None:
    """Of the five usual weeks before it the VOL has the rows already: received long ago, which here nothing can be."""
    dienst, eerder = opstelling.dienst, Hub(nu=datetime.now(UTC) - timedelta(days=36))
    eerder.gewone_weken()
    rijen = [goed.rij for goed in lees_alle(eerder.regionaal) if isinstance(goed, Goed)]
    voeg_toe(dienst.opslag.cursor(), [rij._replace(regio="limburg") for rij in rijen])
    vloed = [_van("limburg", "d1") for _ in range(600)]
    nieuw = [NewEvent(g.onderwerp(), g.bericht_id(), g.ruw()) for g in vloed]
    await JetStreamLog(opstelling.clients["limburg"], naam_van("limburg")).append("leerwinkel.limburg.*.d1.>", 0, nieuw)

    def houdt() -> dict[str, int]:
        return dict(besluiten(dienst.opslag.cursor()).vanaf)

    def telt() -> int:
        [cijfer] = dienst.opslag.cijfers(Vraag(codes=["D05"], regio="limburg"))
        return int(cijfer.noemer or 0)

    await tot(lambda: houdt() == {"limburg": 1}, 60)
    await tot(lambda: opstelling.aantal() == 670)
    assert await asyncio.to_thread(telt) == 0
    assert await dienst.beslis(Opdracht(handeling="vrijgeven", regio="limburg"), "vol-beheerder-1")
    assert not await dienst.beslis(Opdracht(handeling="vrijgeven", regio="limburg"), "vol-beheerder-1")
    assert (houdt(), await asyncio.to_thread(telt)) == ({}, 670)
