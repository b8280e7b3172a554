"""Who is of a region at the VOL: a session or a pass of there opens nothing; a coördinator's pass the own figures."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx
from fastapi import FastAPI

from leerwinkel.dienst.aanmelden import aanmelding_van as van_een_regio
from leerwinkel.identiteit.persoon import Identiteit, Toekenning
from leerwinkel.identiteit.proefgebruikers import proefgebruikers
from leerwinkel.runtime.web.routes import adressen
from leerwinkel.testing.vreemden import ADRES, Pasgever, binnengelaten
from vol_reporting.app import create_app
from vol_reporting.bestand import Bestand
from vol_reporting.collegas import Collegas
from vol_reporting.dienst import Opslag
from vol_reporting.opslag import voeg_toe
from vol_reporting.toegang import Poort, aanmelding_van, vereisten

from .proefdienst import SLEUTEL, Proefdienst, verhaal

GEHEIM = b"g" * 32
ATLANTIS = Identiteit("uit-zee", "Uit zee", frozenset({Toekenning("coordinator", "atlantis")}))
MENSEN = {een.medewerker: een for een in (*proefgebruikers("gent"), ATLANTIS)}
ELDERS = frozenset({Toekenning("vol-analist", "gent"), Toekenning("auditor", "limburg")})
MENSEN["doet-alsof"] = replace(MENSEN["begeleider-1"], medewerker="doet-alsof", toekenningen=ELDERS)
MET_PAS = ("begeleider-1", "systeem-1", "uit-zee", "doet-alsof")


@asynccontextmanager
async def _vol(map_: Path) -> AsyncGenerator[tuple[FastAPI, Pasgever]]:
    opslag, pasgever = Opslag(Bestand(map_)), Pasgever(list(MENSEN.values()))
    voeg_toe(opslag.cursor(), [ontvangst.rij() for ontvangst in verhaal().ontvangsten])
    poort = Poort(aanmelding_van(GEHEIM), pasgever.wijze, SLEUTEL, Collegas(map_ / "collegas.json"))
    yield create_app(Proefdienst(opslag), poort), pasgever
    opslag.sluit()


def _adressen(app: FastAPI, begin: str = "/") -> list[tuple[str, str]]:
    return [
        (methode, route.path.replace("{", "").replace("}", ""))
        for route in adressen(app.routes)
        for methode in sorted(route.methods or ())
        if vereisten(route) and route.path.startswith(begin)
    ]


async def test_who_is_of_a_region_alone_comes_nowhere(tmp_path: Path) -> None:
    async with _vol(tmp_path) as (app, pasgever):
        van_gent = van_een_regio("gent", GEHEIM).verzegelde(MENSEN["coordinator-1"])
        vreemden = {"sessie": {"Cookie": f"{aanmelding_van(GEHEIM).koekje}={van_gent}"}}
        assert await binnengelaten(app, _adressen(app), vreemden) == []
        passen = {wie: await pasgever.pas(wie) for wie in MET_PAS}
        assert await binnengelaten(app, _adressen(app, "/api/"), passen) == []


async def test_a_program_of_a_coordinator_gets_the_own_figures_and_is_refused_the_rest(tmp_path: Path) -> None:
    async with _vol(tmp_path) as (app, pasgever):
        vervoer, pas = httpx.ASGITransport(app), await pasgever.pas("coordinator-1")
        async with httpx.AsyncClient(transport=vervoer, base_url=ADRES, headers=pas) as http:
            for methode, pad in _adressen(app, "/api/"):
                antwoord = await http.request(methode, pad)
                assert antwoord.status_code == (200 if pad == "/api/cijfers" else 403), pad
            for vraag in ({}, {"regio": "gent"}, {"splits": "geslacht"}, {"periode": "2016-Q4"}):
                cijfers = (await http.get("/api/cijfers", params=vraag | {"code": "B01"})).json()
                assert {cijfer["regio"] for cijfer in cijfers} == {"gent"}, vraag
            for regio in ("limburg", "vlaanderen", "gent,limburg", "*"):
                assert (await http.get("/api/cijfers", params={"regio": regio})).status_code == 403, regio
