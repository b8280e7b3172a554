"""The page of second-line help: what was answered to other services, and registering it."""

from fastapi import APIRouter, Depends
from sqlalchemy import select
from starlette.responses import HTMLResponse, Response

from leerwinkel.dienst import Sessie
from leerwinkel.runtime.taken import in_draad
from partners.handelingen import tweedelijn
from partners.tabellen import PARTNER, TWEEDELIJN
from partners.web.blad import Blad, Formulier, Ingevuld, Wie, bij
from partners.web.bladeren import deel
from partners.web.keuzes import bestemmingen, soorten


def paginas(blad: Blad) -> APIRouter:
    """The page of second-line help."""
    router = APIRouter(include_in_schema=False, dependencies=[Depends(bij)])

    @router.get("/tweedelijn")
    def lijst(sessie: Wie, bladzijde: int = 1) -> HTMLResponse:
        return _lijst(blad, sessie, Formulier(), nummer=bladzijde)

    @router.post("/tweedelijn")
    async def beantwoord(sessie: Wie, ingevuld: Ingevuld) -> Response:
        async def doe() -> str:
            gids = await in_draad(soorten, blad)
            gedaan = await tweedelijn.beantwoord(blad.kader, sessie.gebruiker, gids, ingevuld)
            return f"/tweedelijn?na={gedaan.position}"

        return await blad.verwerk(ingevuld, doe, lambda f, status: _lijst(blad, sessie, f, status=status))

    return router


def _lijst(blad: Blad, sessie: Sessie, formulier: Formulier, *, nummer: int = 1, status: int = 200) -> HTMLResponse:
    t = TWEEDELIJN.c
    vraag = (
        select(TWEEDELIJN, PARTNER.c.naam)
        .outerjoin(PARTNER, PARTNER.c.partner == t.partner)
        .order_by(t.moment.desc(), t.regio, t.nummer)
    )
    return blad.toon(
        "tweedelijn.html",
        sessie,
        status=status,
        f=formulier,
        deel=deel(blad, vraag, nummer, "/tweedelijn"),
        bestemmingen=bestemmingen(blad),
    )
