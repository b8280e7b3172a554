"""The page of second-line help: what was answered to other services, and registering it."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse, Response

from leerwinkel.dienst import Sessie
from leerwinkel.dienst.lijstbestand import zet_bestanden
from leerwinkel.runtime.taken import in_draad
from partners.handelingen import tweedelijn
from partners.web.blad import NETWERK, Blad, Formulier, Ingevuld, Wie, bij
from partners.web.keuzes import bestemmingen, soorten
from partners.web.lijsten import tweedelijnlijst


def paginas(blad: Blad) -> APIRouter:
    """The page of second-line help."""
    router = APIRouter(include_in_schema=False, dependencies=[Depends(bij)])

    @router.get("/tweedelijn")
    def lijst(sessie: Wie, verzoek: Request) -> HTMLResponse:
        return _lijst(blad, sessie, verzoek, Formulier())

    zet_bestanden(router, blad.kader, "/tweedelijn", lambda _: tweedelijnlijst(), NETWERK)

    @router.post("/tweedelijn")
    async def beantwoord(sessie: Wie, ingevuld: Ingevuld, verzoek: Request) -> Response:
        async def doe() -> str:
            gids = await in_draad(soorten, blad)
            gedaan = await tweedelijn.beantwoord(blad.kader, sessie.gebruiker, gids, ingevuld)
            return f"/tweedelijn?na={gedaan.position}"

        return await blad.verwerk(ingevuld, doe, lambda f, status: _lijst(blad, sessie, verzoek, f, status))

    return router


def _lijst(blad: Blad, sessie: Sessie, verzoek: Request, formulier: Formulier, status: int = 200) -> HTMLResponse:
    deel = blad.blader(tweedelijnlijst(), verzoek)
    keuzes = bestemmingen(blad)
    return blad.toon("tweedelijn.html", sessie, status=status, f=formulier, deel=deel, bestemmingen=keuzes)
