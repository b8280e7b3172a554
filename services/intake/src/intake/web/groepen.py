"""Infosessies and bekendmaking: a form for each, with the list of what was registered."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from intake.handelingen.adresboek import adresboek
from intake.handelingen.groepen import GROEPSBLADEN, Groepsblad
from intake.handelingen.opdracht import Opdracht, opdrachtnummer
from intake.handelingen.velden import Onvolledig, Velden
from intake.web.blad import Bladen, Ingevuld, nu
from intake.web.groepslijst import groepslijst
from leerwinkel.dienst import Kader, Sessie, Vereist, Wat
from leerwinkel.dienst.bladzijde import Bladzijde, blader
from leerwinkel.dienst.lijstbestand import zet_bestanden
from leerwinkel.runtime.taken import in_draad

_NETWERK = Vereist(Wat.NETWERK)
Medewerker = Annotated[Sessie, Depends(_NETWERK)]


def router(kader: Kader, bladen: Bladen) -> APIRouter:
    """A page for each."""
    deze = APIRouter(include_in_schema=False)
    for groepsblad in GROEPSBLADEN:
        _koppel(deze, kader, bladen, groepsblad)
    return deze


def _koppel(deze: APIRouter, kader: Kader, bladen: Bladen, dit: Groepsblad) -> None:
    async def blad(verzoek: Request, sessie: Sessie, velden: Velden, **anders: Any) -> HTMLResponse:
        gedaan = await in_draad(_gedaan, kader, dit, verzoek)
        boek = await in_draad(adresboek, kader)
        inhoud = {"dit": dit, "bladen": GROEPSBLADEN, "gedaan": gedaan, "boek": boek}
        return bladen.toon(f"{dit.naam}.html", sessie, velden, **inhoud, **anders)

    @deze.get(f"/{dit.naam}")
    async def toon(verzoek: Request, sessie: Medewerker, na: int = 0) -> HTMLResponse:
        await kader.leesmodel.reached(na)
        return await blad(verzoek, sessie, Velden(FormData(), nu()), geregistreerd=na > 0)

    zet_bestanden(deze, kader, f"/{dit.naam}", lambda _: groepslijst(dit), _NETWERK)

    @deze.post(f"/{dit.naam}")
    async def stuur(verzoek: Request, sessie: Medewerker, ingevuld: Ingevuld) -> Response:
        velden = Velden(ingevuld, nu())
        opdracht = Opdracht(kader, sessie.gebruiker.medewerker, opdrachtnummer(ingevuld))
        try:
            opgave = await in_draad(dit.lees, kader, velden)
        except Onvolledig:
            return await blad(verzoek, sessie, velden, opdracht=opdracht.nummer, status=422, geregistreerd=False)
        klaar = await opdracht.geef(opgave.decider, opgave.command, kader.regio, opgave.tijdstip)
        return RedirectResponse(f"/{dit.naam}?na={klaar.position}", 303)


def _gedaan(kader: Kader, dit: Groepsblad, verzoek: Request) -> Bladzijde:
    with kader.leesmodel.store.reader() as lezer:
        return blader(lezer, groepslijst(dit), verzoek.query_params)
