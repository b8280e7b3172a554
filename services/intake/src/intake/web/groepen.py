"""Infosessies and bekendmaking: a form for each, with what was registered last."""

from typing import Any

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from intake.handelingen.adresboek import adresboek
from intake.handelingen.groepen import GROEPSBLADEN, Groepsblad, laatste_gedaan
from intake.handelingen.opdracht import Opdracht, opdrachtnummer
from intake.handelingen.velden import Onvolledig, Velden
from intake.web.blad import Bladen, Ingevuld, Wie, nu
from leerwinkel.dienst import Kader, Sessie
from leerwinkel.runtime.taken import in_draad


def router(kader: Kader, bladen: Bladen) -> APIRouter:
    """A page for each."""
    deze = APIRouter(include_in_schema=False)
    for groepsblad in GROEPSBLADEN:
        _koppel(deze, kader, bladen, groepsblad)
    return deze


def _koppel(deze: APIRouter, kader: Kader, bladen: Bladen, dit: Groepsblad) -> None:
    async def blad(sessie: Sessie, velden: Velden, **anders: Any) -> HTMLResponse:
        gedaan = await in_draad(laatste_gedaan, kader, dit.soort)
        boek = await in_draad(adresboek, kader)
        inhoud = {"dit": dit, "bladen": GROEPSBLADEN, "gedaan": gedaan, "boek": boek}
        return bladen.toon(f"{dit.naam}.html", sessie, velden, **inhoud, **anders)

    @deze.get(f"/{dit.naam}")
    async def toon(sessie: Wie, na: int = 0) -> HTMLResponse:
        await kader.leesmodel.reached(na)
        return await blad(sessie, Velden(FormData(), nu()), geregistreerd=na > 0)

    @deze.post(f"/{dit.naam}")
    async def stuur(sessie: Wie, ingevuld: Ingevuld) -> Response:
        velden = Velden(ingevuld, nu())
        opdracht = Opdracht(kader, sessie.gebruiker.medewerker, opdrachtnummer(ingevuld))
        try:
            opgave = await in_draad(dit.lees, kader, velden)
        except Onvolledig:
            return await blad(sessie, velden, opdracht=opdracht.nummer, status=422, geregistreerd=False)
        klaar = await opdracht.geef(opgave.decider, opgave.command, kader.regio, opgave.tijdstip)
        return RedirectResponse(f"/{dit.naam}?na={klaar.position}", 303)
