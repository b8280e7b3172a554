"""The routes of the signals page: the board, a beleidssignaal, and the forms by which a person decides."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, Response

from vol_reporting.bevoegdheid import Wat
from vol_reporting.gastheer import Gastheer
from vol_reporting.signalen.beleidssignaal import (
    BeleidssignaalBeantwoorden,
    BeleidssignaalBehandelen,
    BeleidssignaalOpdracht,
    BeleidssignaalVaststellen,
)
from vol_reporting.signalen.vastleggen import kies
from vol_reporting.toegang import mag
from vol_reporting.web.beslissing import Onvolledig
from vol_reporting.web.bladen import Bladen
from vol_reporting.web.signaalblad import labels
from vol_reporting.web.signaalscherm import VOORSTELLEN, Signaalpagina


def _nummer(nummer: str) -> str:
    if re.fullmatch(r"b[0-9a-f]{24}", nummer) is None:
        raise HTTPException(404)
    return nummer


Nummer = Annotated[str, Depends(_nummer)]
"""What can be the number of a beleidssignaal: it goes into a subject."""


def signaalpaginas(dienst: Gastheer, bladen: Bladen) -> APIRouter:
    """Everything under /signalen."""
    router = APIRouter(include_in_schema=False, dependencies=mag(Wat.SIGNALEN))
    blad, behandelt = Signaalpagina(dienst, bladen), mag(Wat.SIGNALEN_BEHANDELEN)

    @router.get("/signalen")
    def bord(verzoek: Request, alles: bool = False) -> HTMLResponse:  # noqa: FBT001, FBT002 - a parameter of the address
        return blad.bord(verzoek, alles=alles)

    @router.get("/signalen/{nummer}")
    def een(verzoek: Request, nummer: Nummer) -> HTMLResponse:
        return blad.een(verzoek, nummer)

    @router.post(VOORSTELLEN + "{nummer}", dependencies=behandelt)
    async def stel_vast(verzoek: Request, nummer: Nummer) -> Response:
        def maak(_: FormData) -> BeleidssignaalOpdracht:
            return BeleidssignaalVaststellen(kies(blad.toestand().voorstellen, nummer).gegevens())

        return await blad.verwerk(verzoek, nummer, maak)

    @router.post("/signalen/{nummer}/behandeling", dependencies=behandelt)
    async def behandel(verzoek: Request, nummer: Nummer) -> Response:
        def maak(velden: FormData) -> BeleidssignaalOpdracht:
            eigenaar = _gekozen(velden, "eigenaar", bladen.collegas.eigenaars, "Kies wie het behandelt.")
            niveau = _gekozen(velden, "bestuursniveau", labels("bestuursniveau"), "Kies wie er iets aan kan doen.")
            return BeleidssignaalBehandelen(eigenaar=eigenaar, bestuursniveau=niveau)

        return await blad.verwerk(verzoek, nummer, maak)

    @router.post("/signalen/{nummer}/antwoord", dependencies=behandelt)
    async def antwoord(verzoek: Request, nummer: Nummer) -> Response:
        def maak(velden: FormData) -> BeleidssignaalOpdracht:
            return BeleidssignaalBeantwoorden(_gekozen(velden, "gevolg", labels("signaalgevolg"), "Kies het antwoord."))

        return await blad.verwerk(verzoek, nummer, maak)

    return router


def _gekozen(velden: FormData, veld: str, mogelijk: Any, zin: str) -> str:
    waarde = str(velden.get(veld, ""))
    if waarde not in mogelijk:
        raise Onvolledig(zin)
    return waarde
