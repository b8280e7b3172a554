"""Ten times what the VOL counts at once: slower, then refused, never broken; and what it says afterwards is right."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

import httpx
import psutil
import pytest

from leerwinkel.identiteit.begrenzing import Grenzen
from leerwinkel.runtime.taken import beeindig, in_draad
from leerwinkel.runtime.web.drukte import Ruimte
from leerwinkel.runtime.web.serveren import serveer
from leerwinkel.testing.aanmelding import koekje_van, zonder_aanbieder
from leerwinkel.testing.netwerk import vrije_poorten
from vol_reporting.app import RUIMTE, create_app
from vol_reporting.bestand import Bestand
from vol_reporting.cijfers import Cijfer, Periode, Vraag
from vol_reporting.collegas import Collegas
from vol_reporting.dienst import Opslag
from vol_reporting.opslag import voeg_toe
from vol_reporting.toegang import Poort

from .bouw import Ontvangst
from .proefdienst import AANMELDING, ALLES, SLEUTEL, Proefdienst
from .toeval import geschiedenis

KLEIN = Ruimte(tegelijk=2, wachtenden=2, geduld_s=20)
DELEN = 2
"""In which the history comes in: the first before anybody asks."""
BESLUIT = {"handeling": "aanhouden", "regio": "gent"}
PASJE = {"Authorization": f"Bearer {SLEUTEL}"}
MEBIBYTE = 1024 * 1024


class Drukke:
    """A VOL whose history comes in while it is asked."""

    def __init__(self, map_: Path, aantal: int, ruimte: Ruimte) -> None:
        self._historie = geschiedenis(Random(7), aantal)
        self.opslag, self._ander = Opslag(Bestand(map_)), map_ / "ander"
        self.dienst = Proefdienst(self.opslag)
        self.codes, self.duur = Counter[tuple[str, int]](), list[float]()
        poort = Poort(AANMELDING, zonder_aanbieder(), SLEUTEL, Collegas(map_ / "collegas.json"), Grenzen(api=10**6))
        self.app = create_app(self.dienst, poort, ruimte=ruimte)
        self._binnen = 0
        self.komt_binnen()

    def komt_binnen(self) -> None:
        """One more part, as by the intake."""
        per = len(self._historie) // DELEN
        deel = self._historie[self._binnen : self._binnen + per]
        _neem_in(self.opslag, deel)
        self._binnen += per

    async def stormloop(self, http: httpx.AsyncClient, aantal: int, haast: int = 1) -> None:
        """So many at once, while the rest of the history comes in. Who is refused comes again, sooner than told."""
        vragen = [asyncio.create_task(self._vraag(http, nummer, haast)) for nummer in range(aantal)]
        while self._binnen < len(self._historie):
            await asyncio.wait(vragen, timeout=0.05)
            await in_draad(self.komt_binnen)
        await asyncio.gather(*vragen)

    async def _vraag(self, http: httpx.AsyncClient, nummer: int, haast: int) -> None:
        """Until there is an answer."""
        soort, pad = _vraag(nummer)
        while True:
            begin = time.perf_counter()
            besluit = soort == "besluit"
            antwoord = await (http.post(pad, json=BESLUIT, headers=PASJE) if besluit else http.get(pad))
            self.codes[soort, antwoord.status_code] += 1
            if antwoord.status_code == 200:
                return self.duur.append(time.perf_counter() - begin)
            _keur_weigering(antwoord, soort)
            await asyncio.sleep(int(antwoord.headers["retry-after"]) / haast)

    async def keur(self, http: httpx.AsyncClient, aantal: int, codes: list[str] | None = None) -> None:
        """Everybody had an answer, what was acknowledged was done once, and the figures are those of a VOL at rest."""
        assert sum(hoeveel for (_, code), hoeveel in self.codes.items() if code == 200) == aantal
        assert sum(hoeveel for (_, code), hoeveel in self.codes.items() if code == 503) > 0
        assert len(self.dienst.besloten) == self.codes["besluit", 200]
        assert len(self.opslag.bestand.inzage.read_text().splitlines()) == self.codes["dossier", 200]
        assert (await http.get("/gezond")).status_code == 200
        gezegd = await http.get("/api/cijfers", params={"periode": "2016", "code": codes or []})
        assert [Cijfer(**cijfer) for cijfer in gezegd.json()] == await in_draad(self._in_rust, codes)

    def _in_rust(self, codes: list[str] | None) -> list[Cijfer]:
        self._ander.mkdir()
        ander = Opslag(Bestand(self._ander))
        _neem_in(ander, self._historie)
        cijfers = ander.cijfers(Vraag(Periode.lees("2016"), codes=codes))
        ander.sluit()
        return cijfers


def _neem_in(opslag: Opslag, deel: list[Ontvangst]) -> None:
    voeg_toe(opslag.cursor(), [ontvangst.rij() for ontvangst in deel])
    opslag.is_veranderd()


def _vraag(nummer: int) -> tuple[str, str]:
    """Each another, so that it has to be counted."""
    if nummer % 100 == 99:
        return "blad", f"/?periode=2016-{nummer // 100 + 1:02}&splits=geslacht"
    if nummer % 10 == 0:
        return "dossier", "/records/gent/d1"
    if nummer % 10 == 1:
        return "besluit", "/api/besluiten"
    dag = f"2016-{nummer // 28 % 12 + 1:02}-{nummer % 28 + 1:02}"
    return "cijfer", f"/api/cijfers?code=B01&code=D05&periode=2015-01-01..{dag}"


def _keur_weigering(antwoord: httpx.Response, soort: str) -> None:
    assert antwoord.status_code == 503, antwoord.text
    assert "Er zijn nu te veel vragen tegelijk. Er is niets bewaard." in antwoord.text
    als = "text/html; charset=utf-8" if soort in ("blad", "dossier") else "application/problem+json"
    assert antwoord.headers["content-type"] == als


async def test_ten_times_the_load_is_slower_then_refused_and_every_figure_is_right(tmp_path: Path) -> None:
    drukke, aantal = Drukke(tmp_path, 120, KLEIN), 10 * (KLEIN.tegelijk + KLEIN.wachtenden)
    koekje, vervoer = koekje_van(AANMELDING, ALLES), httpx.ASGITransport(app=drukke.app)
    async with httpx.AsyncClient(transport=vervoer, base_url="http://127.0.0.1", cookies=koekje, timeout=60) as http:
        await drukke.stormloop(http, aantal, haast=10)
        assert max(drukke.duur) > 2 * min(drukke.duur)
        await drukke.keur(http, aantal, ["B01", "D05"])
    drukke.opslag.sluit()


@asynccontextmanager
async def _over_het_net(drukke: Drukke) -> AsyncGenerator[httpx.AsyncClient]:
    """The application behind its real server; who asks has a connection for each question."""
    [poort], open_ = vrije_poorten(1), asyncio.Event()
    server = asyncio.create_task(serveer(drukke.app, poort, open_.set))
    await open_.wait()
    koekje, grenzen = koekje_van(AANMELDING, ALLES), httpx.Limits(max_connections=None, max_keepalive_connections=0)
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{poort}", cookies=koekje, limits=grenzen, timeout=300
    ) as http:
        yield http
    await beeindig(server)


async def _hoogste(proces: psutil.Process, hoogste: list[int]) -> None:
    while True:
        hoogste.append(proces.memory_info().rss)
        await asyncio.sleep(0.05)


@pytest.mark.lang
@pytest.mark.timeout(600)
async def test_ten_times_all_that_the_vol_takes_stays_within_its_memory(tmp_path: Path) -> None:
    drukke, aantal = Drukke(tmp_path, 2000, RUIMTE), 10 * (RUIMTE.tegelijk + RUIMTE.wachtenden)
    hoogste: list[int] = []
    async with _over_het_net(drukke) as http:
        await http.get("/api/cijfers?periode=2016")
        proces = psutil.Process()
        rustig = proces.memory_info().rss
        meet = asyncio.create_task(_hoogste(proces, hoogste))
        await drukke.stormloop(http, aantal)
        await beeindig(meet)
        await drukke.keur(http, aantal)
    drukke.opslag.sluit()
    assert max(hoogste) - rustig < 400 * MEBIBYTE
