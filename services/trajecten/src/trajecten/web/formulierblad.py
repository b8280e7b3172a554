"""The addresses of the forms: showing one, and carrying out what was filled in; what is wrong is said beside it."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from leerwinkel.dienst import Sessie, Vereist, formulier
from leerwinkel.eventsourcing import Refusal
from leerwinkel.identiteit.sessie import FormulierVerlopen
from leerwinkel.runtime.taken import in_draad
from trajecten.handelingen import Handeling, Ingevuld, OnjuistIngevuld
from trajecten.web.formulier import Formulier
from trajecten.web.invulblad import Blad
from trajecten.web.pagina import Bladen

_BIJ_VELD: Final = {
    "instemming-ontbreekt": "instemming",
    "keuze-niet-van-client": "van_client",
    "moment-voorbij": "dag",
    "sessie-in-toekomst": "dag",
    "andere-begeleider": "begeleider",
    "traject-ontbreekt": "soort",
    "keuze-ontbreekt": "soort",
    "opvolging-voorbij": "soort",
    "nazorg-te-vroeg": "soort",
    "toestemming-inschrijving-ontbreekt": "bron",
}
"""The field that a refusal is about."""


def router(bladen: Bladen, formulieren: Sequence[Formulier]) -> APIRouter:
    """Each form at its path."""
    routes = APIRouter(include_in_schema=False)
    for elk in formulieren:
        pad = f"/dossiers/{{dossier}}/{elk.pad}"
        routes.add_api_route(pad, _tonen(bladen, elk), methods=["GET"], response_model=None)
        routes.add_api_route(pad, _versturen(bladen, elk), methods=["POST"], response_model=None)
    return routes


def _tonen(bladen: Bladen, welk: Formulier) -> Any:
    def toon(verzoek: Request, wie: Annotated[Sessie, Depends(Vereist(welk.wat))]) -> Response:
        blad = Blad(bladen, welk, verzoek.path_params, wie)
        hulp = bladen.lees(blad.hulp)
        if blad.sessie and hulp.sessie and hulp.sessie["toestand"] != "gepland":
            return RedirectResponse(bladen.kader.dossier_url(blad.dossier), 303)
        return blad.toon(hulp)

    return toon


def _versturen(bladen: Bladen, welk: Formulier) -> Any:
    async def verstuur(
        verzoek: Request,
        wie: Annotated[Sessie, Depends(Vereist(welk.wat))],
        inhoud: Annotated[FormData, Depends(formulier)],
    ) -> Response:
        return await _behandel(Blad(bladen, welk, verzoek.path_params, wie), inhoud)

    return verstuur


async def _behandel(blad: Blad, inhoud: FormData) -> Response:
    """Raises Conflict, Unavailable: then what happened is not known, and the same form can be sent again."""
    ingevuld = Ingevuld({naam: [str(w) for w in inhoud.getlist(naam)] for naam in inhoud})
    opdracht = _opdracht(ingevuld)
    hulp = await in_draad(blad.bladen.lees, blad.hulp)
    opnieuw = partial(blad.toon, hulp, waarden=ingevuld.velden, opdracht=opdracht)
    try:
        handeling = await in_draad(blad.formulier.maak, ingevuld, blad.omstandigheid(hulp, opdracht))
        botsend = await in_draad(blad.botsend, handeling.boeking)
        if botsend and not ingevuld.vink("toch"):
            return await in_draad(partial(opnieuw, status=409, botsend=botsend))
        return await _voer_uit(blad, handeling, opdracht)
    except OnjuistIngevuld as onjuist:
        return await in_draad(partial(opnieuw, status=422, fouten=onjuist.fouten))
    except Refusal as nee:
        zin = blad.bladen.kader.zinnen.get(nee.code, nee.code)
        veld = {veld.naam for veld in blad.formulier.velden(hulp)} & {_BIJ_VELD.get(nee.code, "")}
        over = {"weigering": None if veld else zin, "fouten": dict.fromkeys(veld, zin)}
        return await in_draad(partial(opnieuw, status=409, **over))


async def _voer_uit(blad: Blad, handeling: Handeling, opdracht: UUID) -> Response:
    klaar = await blad.bladen.kader.uitvoerder.voer_uit(
        handeling.decider,
        handeling.command,
        dossier=blad.dossier,
        opdracht=opdracht,
        medewerker=blad.wie.gebruiker.medewerker,
        tijdstip=handeling.tijdstip,
    )
    return RedirectResponse(blad.bladen.kader.dossier_url(blad.dossier, klaar.position), 303)


def _opdracht(ingevuld: Ingevuld) -> UUID:
    try:
        return UUID(ingevuld.tekst("opdracht"))
    except ValueError:
        raise FormulierVerlopen("Dit formulier is niet volledig. Laad de pagina opnieuw.") from None
