"""How long it takes from a publication in a region until the VOL's figures have it, as somebody who asks sees it."""

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles

import httpx

from bench.dossiers import PER_DOSSIER, Gemaakt, gebeurtenissen
from bench.meting import Meting, Opzet
from bench.opslagen import vul
from leerwinkel.inname.publiceren import Publicist, Regel
from leerwinkel.overzicht.voldienst import plek_van
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.samenstel import Samenstel
from leerwinkel.testing.platform import nieuw_platform
from vol_reporting.bestand import Bestand
from vol_reporting.opslag import open_opslag

_REGIO, _CODE = "gent", "D05"
_GRENS_MS = 500.0
_PAUZE_S, _PEIL_S = 0.1, 0.01


def meet(opzet: Opzet) -> list[Meting]:
    """Milliseconds from `publiceer` at a door to the figure over HTTP, with 20,000 dossiers in the VOL."""
    dossiers = opzet.omvang(20_000, 200)
    platform = nieuw_platform(opzet.map / "platform")
    os.environ |= platform.omgeving
    instellingen = Instellingen(data=platform.data, poort=platform.poort, web_poort=platform.web_poort)
    _vul_vooraf(Bestand(platform.data / "vol-reporting"), dossiers)
    opzet.zeg(f"{dossiers} dossiers van andere regio's in de opslag")
    with Samenstel(instellingen):
        tijden = asyncio.run(_meet(instellingen, opzet.omvang(200, 5)))
    p50, p95, p99 = (quantiles(tijden, n=100, method="inclusive")[n - 1] for n in (50, 95, 99))
    return [
        Meting(
            naam="published → in the figure",
            waarde=p95,
            eenheid="ms (p95)",
            grens=_GRENS_MS,
            hoger_is_beter=False,
            noot=f"p50 {p50:.0f}, p99 {p99:.0f} ms; {len(tijden)} keer",
        )
    ]


def _vul_vooraf(bestand: Bestand, dossiers: int) -> None:
    """Dossiers of the other regions, with nothing that says where in the hub's log they stand."""
    bestand.map.mkdir(parents=True)
    con = open_opslag(bestand.opslag)
    vul(con, round(dossiers * PER_DOSSIER * 8 / 7), zonder=_REGIO)
    con.execute("UPDATE gebeurtenis SET vol_positie = 0")
    con.execute("DELETE FROM stroompositie")
    con.close()


async def _meet(instellingen: Instellingen, keren: int) -> list[float]:
    """The times of that many sessions; what else happens in their dossiers is published in between."""
    nc = await verbind(instellingen.ingang(_REGIO, Wie.PUBLICEER), "bench", geduldig=False)
    adres = f"http://127.0.0.1:{instellingen.web_poort}/api/cijfers"
    tijden: list[float] = []
    kop = await _herkend(instellingen.data / "vol-reporting" / "dienst.json")
    async with httpx.AsyncClient(timeout=60, headers=kop) as http, Publicist(nc, _REGIO, geduld_s=20) as publicist:
        for nummer, gebeurtenis in enumerate(_van_regio()):
            begin = time.perf_counter()
            await publicist.publiceer(Regel(nummer, gebeurtenis.ruw, _REGIO, gebeurtenis.bron.split(":")[3]))
            if not gebeurtenis.onderwerp.endswith(".sessie-gehouden"):
                continue
            await _tot(http, adres, len(tijden) + 1)
            tijden.append((time.perf_counter() - begin) * 1000)
            if len(tijden) > keren:
                break
            await asyncio.sleep(_PAUZE_S)
    await nc.close()
    return tijden[1:]


async def _herkend(adres: Path) -> dict[str, str]:
    """By what the service knows who asks from this machine, once it runs."""
    while True:
        try:
            return plek_van(adres)[1]
        except OSError:
            await asyncio.sleep(_PEIL_S)


def _van_regio() -> Iterator[Gemaakt]:
    """Other dossiers than those that the storage has. A retraction would take a session away again."""
    reeks = gebeurtenissen(1_000_000, zaad=2)
    return (g for g in reeks if g.regio == _REGIO and not g.onderwerp.endswith(".gebeurtenis-ingetrokken"))


async def _tot(http: httpx.AsyncClient, adres: str, aantal: int) -> None:
    while True:
        try:
            [cijfer] = (await http.get(adres, params={"code": _CODE, "regio": _REGIO})).json()
        except httpx.TransportError:
            cijfer = {"noemer": 0}
        if cijfer["noemer"] >= aantal:
            return
        await asyncio.sleep(_PEIL_S)
