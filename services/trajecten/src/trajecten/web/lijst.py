"""All dossiers of the region, and finding those of somebody."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse

from leerwinkel.dienst import Sessie, formulier
from leerwinkel.dienst.bladzijde import blader
from leerwinkel.dienst.lijstbestand import zet_bestanden
from leerwinkel.kluis.zoekvraag import lees_vraag
from trajecten.web.dossierlijst import dossierlijst
from trajecten.web.namen import namen
from trajecten.web.pagina import Bladen, medewerker

_HOOGSTENS = 20


def router(bladen: Bladen) -> APIRouter:
    """The list, and searching in it."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/dossiers", dependencies=[Depends(bladen.bij)])
    def toon(verzoek: Request, sessie: Annotated[Sessie, Depends(medewerker)]) -> HTMLResponse:
        blad = bladen.lees(lambda verbinding: blader(verbinding, dossierlijst(), verzoek.query_params))
        genoemd = namen(bladen.kader.kluis, blad.rijen, sessie.gebruiker)
        return bladen.toon("lijst.html", sessie, blad=blad, namen=genoemd, gezocht="")

    zet_bestanden(routes, bladen.kader, "/dossiers", lambda _: dossierlijst(), medewerker)

    @routes.post("/zoek")
    def zoek(
        sessie: Annotated[Sessie, Depends(medewerker)], ingevuld: Annotated[FormData, Depends(formulier)]
    ) -> HTMLResponse:
        """By post: a name never stands in an address."""
        gezocht = str(ingevuld.get("wie", "")).strip()
        gevonden = bladen.kader.zoekindex.zoek(lees_vraag(gezocht), _HOOGSTENS) if gezocht else []
        lijst = dossierlijst({treffer.client for treffer in gevonden})
        blad = bladen.lees(lambda verbinding: blader(verbinding, lijst, {}))
        return bladen.toon(
            "lijst.html",
            sessie,
            blad=blad,
            namen=namen(bladen.kader.kluis, blad.rijen, sessie.gebruiker),
            gezocht=gezocht,
        )

    return routes
