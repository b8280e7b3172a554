"""The pages of complaints: one comes in, and is dealt with."""

from fastapi import APIRouter, Depends, Request
from sqlalchemy import select
from starlette.responses import HTMLResponse, Response

from leerwinkel.dienst import Sessie
from leerwinkel.dienst.lijstbestand import zet_bestanden
from partners.handelingen import klachten
from partners.tabellen import KLACHT
from partners.web.blad import NETWERK, Blad, Formulier, Id, Ingevuld, Wie, bij
from partners.web.meldlijsten import klachtlijst


def paginas(blad: Blad) -> APIRouter:
    """The pages of complaints."""
    router = APIRouter(include_in_schema=False, dependencies=[Depends(bij)])

    @router.get("/klachten")
    def lijst(sessie: Wie, verzoek: Request) -> HTMLResponse:
        return _lijst(blad, sessie, verzoek, Formulier())

    zet_bestanden(router, blad.kader, "/klachten", lambda _: klachtlijst(), NETWERK)

    @router.post("/klachten")
    async def registreer(sessie: Wie, ingevuld: Ingevuld, verzoek: Request) -> Response:
        async def doe() -> str:
            return f"/klachten?na={(await klachten.registreer(blad.kader, sessie.gebruiker, ingevuld)).position}"

        return await blad.verwerk(ingevuld, doe, lambda f, status: _lijst(blad, sessie, verzoek, f, status))

    @router.get("/klachten/{klacht}")
    def een(sessie: Wie, klacht: Id) -> HTMLResponse:
        return _een(blad, sessie, klacht, Formulier())

    @router.post("/klachten/{klacht}")
    async def behandel(sessie: Wie, klacht: Id, ingevuld: Ingevuld) -> Response:
        async def doe() -> str:
            gedaan = await klachten.behandel(blad.kader, sessie.gebruiker, klacht, ingevuld)
            return f"/klachten/{klacht}?na={gedaan.position}"

        return await blad.verwerk(ingevuld, doe, lambda f, status: _een(blad, sessie, klacht, f, status=status))

    return router


def _lijst(blad: Blad, sessie: Sessie, verzoek: Request, formulier: Formulier, status: int = 200) -> HTMLResponse:
    deel = blad.blader(klachtlijst(), verzoek)
    return blad.toon("klachten.html", sessie, status=status, f=formulier, deel=deel)


def _een(blad: Blad, sessie: Sessie, klacht: str, formulier: Formulier, *, status: int = 200) -> HTMLResponse:
    rij = blad.rij(select(KLACHT).where(KLACHT.c.klacht == klacht))
    return blad.toon("klacht.html", sessie, status=status, f=formulier, klacht=rij)
