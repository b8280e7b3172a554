"""What the hub passed over, whatever made it, comes from the region itself: once, and on every way to a figure."""

import asyncio
import contextlib
import json
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import nats
import pytest
from nats.aio.client import Client
from structlog.testing import capture_logs

from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.eventsourcing.streams import delete_stream, ensure_consumer, ensure_stream
from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.runtime.stromen import (
    AANVULLING,
    HUB_CONSUMER,
    hub,
    hub_consumer,
    naam_van,
    regionaal_log,
    zorg_voor_regio,
)
from leerwinkel.testing.lijn import Lijn
from leerwinkel.testing.netwerk import Netwerk, netwerk, vrije_poorten
from leerwinkel.testing.voorbeelden import sessie
from vol_reporting.bestand import Bestand
from vol_reporting.cijfers import Vraag
from vol_reporting.dienst import Dienst
from vol_reporting.herleiding import op_plaats
from vol_reporting.inname.aanvulling import DUWEN, Aanvulling
from vol_reporting.inname.bewaking import Bewaking
from vol_reporting.inname.herbouw import herbouw
from vol_reporting.inname.lus import neem_in_tot
from vol_reporting.inname.posities import Gat
from vol_reporting.inname.vergelijking import Soort, vergelijk
from vol_reporting.inname.verwerking import Verwerking
from vol_reporting.opslag import open_opslag

from .test_dienst import Opstelling, tot

REGIOS = ["gent", "limburg"]
_RIJEN = "SELECT * EXCLUDE (ontvangen) FROM gebeurtenis WHERE regio <> 'vol' ORDER BY regio, positie"


def _van(regio: str, aantal: int) -> list[AnyGebeurtenis]:
    return [sessie(f"d{n}", 60, source=f"urn:leerwinkel:{regio}:test") for n in range(aantal)]


class Lekkend(Opstelling):
    """A hub that can be made to pass over what a region writes."""

    def __init__(self, net: Netwerk, clients: dict[str, Client], dienst: Dienst) -> None:
        super().__init__(clients, dienst)
        self.net, self.vol = net, clients["vol"]

    @property
    def gaten(self) -> set[Gat]:
        return self.dienst.verwerking.posities.gaten

    async def bronnen(self, *regios: str) -> None:
        antwoord = await self.vol.request("$JS.API.STREAM.UPDATE.VOL", json.dumps(hub(list(regios))).encode())
        assert "error" not in json.loads(antwoord.data)

    async def maak_gat(self, aantal: int, daarna: int) -> None:
        """Write so many events in Gent that the hub passes over, and so many that it gets."""
        await self.bronnen("limburg")
        await self.schrijf("gent", *_van("gent", aantal + daarna))
        verder = await self.laatste("gent") - daarna + 1
        vraag = json.dumps({"seq": verder}).encode()
        antwoord = await self.clients["gent"].request(
            f"$JS.API.CONSUMER.RESET.{naam_van('gent')}.{HUB_CONSUMER}", vraag
        )
        assert "error" not in json.loads(antwoord.data)
        await self.bronnen(*REGIOS)

    async def laatste(self, regio: str) -> int:
        return await JetStreamLog(self.clients[regio], naam_van(regio)).last()

    async def aangevuld(self) -> int:
        return await JetStreamLog(self.vol, AANVULLING).last()

    async def is_heel(self) -> None:
        """Table, figure, rebuild and comparison have everything that the regions have, once."""
        aantal = sum([await self.laatste(regio) for regio in REGIOS])
        assert (self.aantal(), self.gaten) == (aantal, set())
        cijfers = await asyncio.to_thread(self.dienst.opslag.cijfers, Vraag(codes=["D05"], regio="vlaanderen"))
        assert [(c.teller, c.noemer) for c in cijfers if c.dimensie is None] == [(60 * aantal, aantal)]
        bevindingen = await vergelijk(self.vol, REGIOS)
        assert [(b.gelijk, b.eerste) for b in bevindingen] == [(await self.laatste(r), {}) for r in REGIOS]
        rijen = self.dienst.opslag.cursor().execute(_RIJEN).fetchall()
        nieuw = open_opslag(None)
        await herbouw(self.vol, Verwerking(nieuw))
        assert [rij[:2] + rij[3:] for rij in nieuw.execute(_RIJEN).fetchall()] == [r[:2] + r[3:] for r in rijen]
        assert nieuw.execute("SELECT * FROM gat UNION ALL SELECT regio, 0, 0 FROM quarantaine").fetchall() == []


async def _stil(_fout: Exception) -> None:
    """Servers are taken away here."""


@pytest.fixture
async def opstelling(tmp_path: Path) -> AsyncIterator[Lekkend]:
    with netwerk(tmp_path / "nats", REGIOS) as net:
        async with AsyncExitStack() as stapel:
            clients: dict[str, Client] = {}
            for naam, url in net.urls().items():
                clients[naam] = await nats.connect(
                    url, error_cb=_stil, max_reconnect_attempts=-1, reconnect_time_wait=0.1
                )
                stapel.push_async_callback(clients[naam].close)
            for regio in REGIOS:
                await zorg_voor_regio(clients[regio], regio)
            (tmp_path / "vol").mkdir()
            dienst = Dienst(Bestand(tmp_path / "vol"), REGIOS)
            volgt = asyncio.create_task(dienst.volg(clients["vol"]))
            await tot(lambda: dienst.bewaking is not None)
            gemaakt = Lekkend(net, clients, dienst)
            for regio in REGIOS:
                await gemaakt.schrijf(regio, *_van(regio, 3))
            await tot(lambda: gemaakt.aantal() == 6)
            yield gemaakt
            volgt.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await volgt
            dienst.sluit()


async def test_what_the_hub_passed_over_comes_from_the_region_by_itself(opstelling: Lekkend) -> None:
    await opstelling.maak_gat(20, 5)
    await tot(lambda: opstelling.gaten == {Gat("gent", 4, 23)})
    await tot(lambda: opstelling.aantal() == 31, 10)
    await opstelling.is_heel()
    [gent] = [r for r in opstelling.dienst.status()["regios"] if r["regio"] == "gent"]
    assert (gent["positie"], gent["gaten"], gent["aangevuld"]) == (28, 0, 20)
    await _geeft_wat_bewaard_is(opstelling)
    await opstelling.schrijf("gent", *_van("gent", 2))
    await tot(lambda: opstelling.aantal() == 33)
    await opstelling.is_heel()


async def _geeft_wat_bewaard_is(opstelling: Lekkend) -> None:
    """What was sourced, what was fetched, and what the VOL said: as it stands on the log that it is of."""
    for event in await JetStreamLog(opstelling.clients["gent"], naam_van("gent")).read(">"):
        gezegde = op_plaats(opstelling.dienst.opslag.cursor(), "gent", event.position)
        assert gezegde is not None
        assert (gezegde.bij_hub == 0) == (4 <= event.position <= 23)
        gegeven = await opstelling.dienst.bewaard("gent", event.position, gezegde.bij_hub)
        assert gegeven == (event.subject, event.payload)
    assert await opstelling.dienst.bewaard("gent", 99, 0) is None
    await JetStreamLog(opstelling.vol, "VOL_EIGEN").wait(1)
    van_vol = await opstelling.dienst.bewaard("vol", 1, 1)
    assert van_vol is not None
    assert lees(van_vol.inhoud).onderwerp() == van_vol.onderwerp


async def test_the_end_that_the_hub_passed_over_is_fetched_though_nothing_comes_after_it(opstelling: Lekkend) -> None:
    await opstelling.maak_gat(20, 0)
    await tot(lambda: opstelling.aantal() == 26, 12)
    assert await opstelling.aangevuld() == 20
    await opstelling.is_heel()


@pytest.mark.lang
async def test_while_the_region_is_away_the_gap_stays_and_is_shown(opstelling: Lekkend) -> None:
    await opstelling.maak_gat(10, 1)
    await tot(lambda: bool(opstelling.gaten))
    opstelling.net.leaves["gent"].stop(signal.SIGKILL)
    await tot(lambda: "mist van gent de posities 4–13" in (opstelling.dienst.status()["storing"] or ""))
    await tot(lambda: opstelling.dienst.status()["regios"][0]["log"] is None)
    assert opstelling.gaten == {Gat("gent", 4, 13)}
    opstelling.net.leaves["gent"].start()
    await tot(lambda: opstelling.aantal() == 17)
    await opstelling.is_heel()
    await tot(lambda: opstelling.dienst.status()["storing"] is None)


async def test_a_second_vol_that_fills_the_same_gap_stores_nothing_twice(opstelling: Lekkend) -> None:
    await opstelling.maak_gat(20, 1)
    await tot(lambda: opstelling.aantal() == 27)
    ander = Verwerking(open_opslag(None))
    assert [n async for n in neem_in_tot(opstelling.vol, "VOL", 7, ander)]
    assert ander.posities.gaten == {Gat("gent", 4, 23)}
    bewaking = Bewaking(opstelling.vol, REGIOS)
    await bewaking.meet()
    await Aanvulling(opstelling.vol, bewaking, ander, asyncio.Lock(), afwachten_s=0).vul_aan("gent")
    assert await opstelling.aangevuld() == 20
    await opstelling.is_heel()


@pytest.mark.lang
async def test_a_source_that_brings_nothing_any_more_is_done_without_until_it_comes_back(opstelling: Lekkend) -> None:
    await opstelling.bronnen("limburg")
    await opstelling.schrijf("gent", *_van("gent", 10))
    assert opstelling.dienst.bewaking is not None
    lijn = opstelling.dienst.bewaking.lijnen["gent"]
    await tot(lambda: lijn.achterstand == 10)
    lijn.geduwd = DUWEN
    await tot(lambda: opstelling.aantal() == 16, 10)
    assert await opstelling.aangevuld() == 10
    await opstelling.is_heel()
    await opstelling.bronnen(*REGIOS)
    await asyncio.wait_for(JetStreamLog(opstelling.vol, "VOL").wait(16), 20)
    await opstelling.schrijf("gent", *_van("gent", 1))
    await tot(lambda: opstelling.aantal() == 17)
    await opstelling.is_heel()


async def test_a_source_that_brings_nothing_is_done_without_also_while_the_region_goes_on(opstelling: Lekkend) -> None:
    await opstelling.bronnen("limburg")
    bewaking, verwerking = Bewaking(opstelling.vol, REGIOS), opstelling.dienst.verwerking
    aanvulling = Aanvulling(opstelling.vol, bewaking, verwerking, asyncio.Lock(), afwachten_s=0.1)
    async with asyncio.timeout(20):
        while not await opstelling.aangevuld():
            await opstelling.schrijf("gent", *_van("gent", 1))
            await bewaking.meet()
            bewaking.lijnen["gent"].geduwd = DUWEN
            await aanvulling.vul_aan("gent")


async def test_what_the_region_cannot_give_stays_a_gap_and_is_asked_for_ever_less(opstelling: Lekkend) -> None:
    gent, log = opstelling.clients["gent"], naam_van("gent")
    await opstelling.bronnen("limburg")
    await delete_stream(gent, log)
    await ensure_stream(gent, regionaal_log("gent") | {"deny_delete": False})
    await ensure_consumer(gent, log, hub_consumer("gent"))
    await opstelling.schrijf("gent", *_van("gent", 9))
    for positie in (5, 8):
        await gent.request(f"$JS.API.STREAM.MSG.DELETE.{log}", b'{"seq": %d}' % positie)
    bewaking = Bewaking(opstelling.vol, REGIOS)
    await bewaking.meet()
    bewaking.lijnen["gent"].geduwd = DUWEN
    aanvulling = Aanvulling(opstelling.vol, bewaking, opstelling.dienst.verwerking, asyncio.Lock(), afwachten_s=0)
    await aanvulling.vul_aan("gent")
    await tot(lambda: opstelling.aantal() == 10)
    assert opstelling.gaten == {Gat("gent", 5, 5), Gat("gent", 8, 8)}
    with capture_logs() as gezegd:
        await aanvulling.vul_aan("gent")
        await aanvulling.vul_aan("gent")
    blijft = [(r["van"], r["aantal"]) for r in gezegd if r["event"] == "gat_blijft"]
    assert sorted(blijft) == [(5, 1), (8, 1)]
    [bevinding] = await vergelijk(opstelling.vol, ["gent"])
    assert bevinding.eerste[Soort.ONTBREEKT_IN_REGIO] == 5


async def test_a_line_that_lost_a_subscription_and_lives_on_does_not_silence_a_region(tmp_path: Path) -> None:
    poort, hub_poort = vrije_poorten(2)
    async with Lijn(hub_poort, poort) as lijn:
        with netwerk(tmp_path, ["gent"], hub_poort=hub_poort, langs={"gent": poort}) as net:
            gent = await nats.connect(net.url("gent"))
            await zorg_voor_regio(gent, "gent")
            lijn.zwijg(verlies=True)
            vol = await nats.connect(net.url("vol"))
            bewaking = Bewaking(vol, ["gent"])
            await bewaking.meet()
            assert bewaking.lijnen["gent"].log is None
            await lijn.herstel()
            await bewaking.meet()
            assert bewaking.lijnen["gent"].log == 0
            await vol.close()
            await gent.close()


async def test_a_stand_does_not_go_beyond_a_gap() -> None:
    verwerking = Verwerking(open_opslag(None))
    verwerking.posities.hoogste |= {"gent": 9, "limburg": 4}
    verwerking.posities.gaten |= {Gat("gent", 7, 7), Gat("gent", 3, 5)}
    assert verwerking.posities.heel() == {"gent": 2, "limburg": 4}
