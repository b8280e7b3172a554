"""A signal on its way: reported in a region, bundled and answered at the VOL, and the answer back, over a real line."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from leerwinkel.dienst.proces import hoor_vol, maak_kader
from leerwinkel.gebeurtenissen.partners import SignaalGemeld
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import zorg_voor_regio
from leerwinkel.runtime.taken import beeindig, in_draad, samen
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.testing.aanmelding import VAN_DE_VOL, koekje_van, zonder_aanbieder
from leerwinkel.testing.dienst import Proefdienst, formulieren
from leerwinkel.testing.lijn import Lijn
from leerwinkel.testing.netwerk import Netwerk, netwerk, vrije_poorten
from leerwinkel.testing.voorbeelden import gebeurtenis
from partners.app import DIENST
from vol_reporting.app import create_app
from vol_reporting.bestand import Bestand
from vol_reporting.collegas import Collegas
from vol_reporting.dienst import Dienst
from vol_reporting.signalen.eigenaars import EIGENAARS
from vol_reporting.toegang import Poort, aanmelding_van

GEMELD = SignaalGemeld(
    soort="drempel", drempelsoort="kinderopvang", thema="nt2", bestuursniveau="vlaams", ernst=2, gemeente="44021"
)


@dataclass(frozen=True, slots=True)
class Vol:
    """The VOL, in a browser."""

    http: httpx.AsyncClient

    async def stuur(self, pad: str, actie: str, **ingevuld: str) -> str:
        velden = formulieren((await self.http.get(pad)).text)[actie]
        antwoord = await self.http.post(actie, data=velden | ingevuld)
        assert antwoord.status_code == 303, antwoord.text
        return antwoord.headers["location"]

    async def voorstel(self) -> str | None:
        acties = formulieren((await self.http.get("/signalen")).text)
        return next((actie for actie in acties if "/voorstellen/" in actie), None)


async def tot(voorwaarde: Callable[[], Awaitable[bool]]) -> None:
    einde = time.monotonic() + 40
    while not await voorwaarde():
        assert time.monotonic() < einde, "het duurt te lang"
        await asyncio.sleep(0.1)


@contextlib.asynccontextmanager
async def vol(net: Netwerk, map_: Path) -> AsyncGenerator[Vol]:
    await asyncio.to_thread(map_.mkdir)
    nc, dienst = await verbind(net.url("vol"), "vol"), Dienst(Bestand(map_), ["gent"])
    bezig = asyncio.create_task(dienst.volg(nc))
    try:
        poort = Poort(aanmelding_van(bytes(32)), zonder_aanbieder(), "sleutel", Collegas(map_ / "collegas", EIGENAARS))
        vervoer = httpx.ASGITransport(app=create_app(dienst, poort))
        koekje = koekje_van(poort.aanmelding, VAN_DE_VOL)
        async with httpx.AsyncClient(transport=vervoer, base_url="http://vol", cookies=koekje) as http:
            yield Vol(http)
    finally:
        await beeindig(bezig)
        dienst.sluit()
        await nc.close()


@contextlib.asynccontextmanager
async def gent(net: Netwerk, map_: Path) -> AsyncGenerator[Proefdienst]:
    instellingen = Instellingen(data=map_, nats={"gent": net.url("gent")}, regio="gent")
    nc = await verbind(net.url("gent"), "gent")
    await zorg_voor_regio(nc, "gent")
    kader = await in_draad(maak_kader, instellingen, DIENST, nc)
    bezig = asyncio.create_task(samen(kader.leesmodel.run(), hoor_vol(DIENST, kader)))
    try:
        vervoer = httpx.ASGITransport(app=DIENST.create_app(kader))
        async with httpx.AsyncClient(transport=vervoer, base_url="http://127.0.0.1") as http:
            proef = Proefdienst(kader, nc, http)
            await proef.meld_aan("onthaal-1")
            yield proef
    finally:
        await beeindig(bezig)
        for sluit in (kader.leesmodel.store.place.close, kader.inzage.close, kader.volpost.close):
            await in_draad(sluit)
        await nc.close()


async def test_the_answer_to_a_signal_comes_back_to_who_reported_it_also_after_a_cut_line(tmp_path: Path) -> None:
    hub_poort, poort = vrije_poorten(2)
    async with AsyncExitStack() as stapel:
        lijn = await stapel.enter_async_context(Lijn(hub_poort, poort))
        net = stapel.enter_context(netwerk(tmp_path / "nats", ["gent"], hub_poort=hub_poort, langs={"gent": poort}))
        regio = await stapel.enter_async_context(gent(net, tmp_path / "data"))
        centraal = await stapel.enter_async_context(vol(net, tmp_path / "vol"))
        nu = datetime.now(UTC)
        for n in range(5):
            moment = nu - timedelta(days=1 + n)
            await regio.gebeur(gebeurtenis(GEMELD, f"s{n}", time=moment, recordedtime=moment))

        async def voorgesteld() -> bool:
            return await centraal.voorstel() is not None

        async def bij_regio(zin: str) -> bool:
            return zin in (await regio.http.get("/signalen/s0")).text

        await tot(voorgesteld)
        assert await bij_regio("nog geen beleidssignaal")
        signaal = await centraal.stuur("/signalen", await centraal.voorstel() or "")
        await tot(lambda: bij_regio("uit jouw regio"))
        await centraal.stuur(signaal, f"{signaal}/behandeling", eigenaar="vol-analist-1", bestuursniveau="vlaams")
        await tot(lambda: bij_regio("In behandeling"))
        await lijn.knip()
        await centraal.stuur(signaal, f"{signaal}/antwoord", gevolg="aanbod-aangepast")
        assert "Aanbod aangepast" in (await centraal.http.get(signaal)).text
        assert not await bij_regio("Aanbod aangepast, ")
        await lijn.herstel()
        await tot(lambda: bij_regio("Aanbod aangepast, "))
        lijst = (await regio.http.get("/signalen")).text
        assert lijst.count("Aanbod aangepast</span>") == 5
