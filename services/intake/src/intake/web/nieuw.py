"""Nieuwe aanmelding: one page on which to find somebody, see what to do, register, and answer at once."""

from typing import Any, Final

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from intake.handelingen.aanmelding import lees_nieuwe_vraag, ontwerp_voorstel, registreer
from intake.handelingen.adresboek import adresboek
from intake.handelingen.opdracht import Opdracht, opdrachtnummer
from intake.handelingen.opzoeken import zoek_client
from intake.handelingen.velden import Onvolledig, Velden
from intake.web.blad import Bladen, Ingevuld, Wie, nu
from leerwinkel.dienst import Kader, Sessie
from leerwinkel.runtime.taken import in_draad

_GENOEG: Final = 3
"""Letters to search by while somebody types; the button searches by fewer."""


def router(kader: Kader, bladen: Bladen) -> APIRouter:
    """The first page of intake."""
    deze = APIRouter(include_in_schema=False)

    async def blad(sessie: Sessie, velden: Velden, **anders: Any) -> HTMLResponse:
        zoek = velden.waarde("zoek")
        gevonden = await in_draad(zoek_client, kader, zoek) if zoek else []
        boek = await in_draad(adresboek, kader)
        inhoud = {"gevonden": gevonden, "gezocht": bool(zoek), "boek": boek, "voorstel": ontwerp_voorstel(velden)}
        return bladen.toon("nieuw.html", sessie, velden, **inhoud, **anders)

    @deze.get("/")
    async def toon(sessie: Wie) -> HTMLResponse:
        return await blad(sessie, Velden(FormData(), nu()))

    @deze.post("/zoek")
    async def zoek(sessie: Wie, ingevuld: Ingevuld) -> HTMLResponse:
        """Part of the page: who may be meant by what is typed until now."""
        velden = Velden(ingevuld, nu())
        getypt = velden.waarde("zoek")
        gezocht = len(getypt) >= _GENOEG
        gevonden = await in_draad(zoek_client, kader, getypt) if gezocht else []
        return bladen.toon("zoekresultaat.html", sessie, velden, gevonden=gevonden, gezocht=gezocht)

    @deze.post("/")
    async def stuur(sessie: Wie, ingevuld: Ingevuld) -> Response:
        velden = Velden(ingevuld, nu())
        opdracht = Opdracht(kader, sessie.gebruiker.medewerker, opdrachtnummer(ingevuld))
        doe = velden.waarde("doe")
        if doe not in {"registreer", "antwoord"}:
            return await blad(sessie, velden, opdracht=opdracht.nummer)
        try:
            vraag = await in_draad(lees_nieuwe_vraag, velden, opdracht, beantwoord=doe == "antwoord")
        except Onvolledig:
            return await blad(sessie, velden, opdracht=opdracht.nummer, status=422)
        dossier, klaar = await registreer(opdracht, vraag)
        if vraag.antwoord:
            return RedirectResponse(kader.dossier_url(dossier, klaar.position), 303)
        return RedirectResponse(f"/dossiers/{dossier}/dispatching?na={klaar.position}", 303)

    return deze
