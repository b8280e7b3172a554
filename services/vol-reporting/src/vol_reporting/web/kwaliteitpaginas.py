"""The routes of the pages of quality: all areas, one area, an action, a self-assessment, and their forms."""

import re
import uuid
from collections.abc import Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from leerwinkel.eventsourcing import Log
from leerwinkel.runtime.taken import in_draad
from leerwinkel.runtime.web.rekenblad import Vorm
from vol_reporting.bevoegdheid import Wat
from vol_reporting.eigenlog import Aanleiding
from vol_reporting.gastheer import Gastheer
from vol_reporting.kwaliteit.vastleggen import Opdracht, leg_vast
from vol_reporting.toegang import mag
from vol_reporting.vraag import VLAANDEREN, Vraag
from vol_reporting.web import adressen
from vol_reporting.web.beslissing import Doe
from vol_reporting.web.bladen import Bladen
from vol_reporting.web.kwaliteitformulieren import (
    check_uit,
    doel_uit,
    evaluatie_uit,
    intrekking_uit,
    slot_uit,
    start_uit,
)
from vol_reporting.web.kwaliteitscherm import Bestand, Kwaliteitscherm, Terug

KWALITEIT = "/kwaliteit"
ACTIES = f"{KWALITEIT}/acties"
_WERK, _DOELEN = mag(Wat.KWALITEITSWERK), mag(Wat.DOELEN)


def _gebied(gebied: str) -> str:
    if gebied not in Vraag().gebieden():
        raise HTTPException(404)
    return gebied


def _regio(gebied: Annotated[str, Depends(_gebied)]) -> str:
    if gebied == VLAANDEREN:
        raise HTTPException(404)
    return gebied


def _nummer(nummer: str) -> str:
    if re.fullmatch(r"a[0-9a-f]{24}", nummer) is None:
        raise HTTPException(404)
    return nummer


def _terug(jaar: str = "", stand: str = "", bekend_op: str = "") -> Terug:
    return {"jaar": jaar, "stand": stand, "bekend_op": bekend_op}


Gebied = Annotated[str, Depends(_gebied)]
Regio = Annotated[str, Depends(_regio)]
Nummer = Annotated[str, Depends(_nummer)]
"""What can be the number of an action: it goes into a subject."""
Kijkt = Annotated[Terug, Depends(_terug)]


def kwaliteitpaginas(dienst: Gastheer, bladen: Bladen) -> APIRouter:
    """Everything under /kwaliteit."""
    router = APIRouter(include_in_schema=False, dependencies=mag(Wat.KWALITEIT))
    scherm = Kwaliteitscherm(dienst, bladen)

    @router.get(KWALITEIT)
    def overzicht(verzoek: Request, terug: Kijkt) -> HTMLResponse:
        return scherm.overzicht(verzoek, terug)

    @router.get(f"{KWALITEIT}/{{wat}}.{{vorm}}")
    def bestand(wat: Bestand, vorm: Vorm, terug: Kijkt) -> Response:
        return scherm.bestand(wat, terug, vorm)

    _koppel_acties(router, scherm)
    _koppel_gebieden(router, scherm)
    _koppel_evaluatie(router, scherm)
    return router


def _koppel_acties(router: APIRouter, scherm: Kwaliteitscherm) -> None:
    @router.get(f"{ACTIES}/nieuw", dependencies=_WERK)
    def nieuw(verzoek: Request) -> HTMLResponse:
        return scherm.nieuwe_actie(verzoek)

    @router.post(f"{ACTIES}/nieuw", dependencies=_WERK)
    async def start(verzoek: Request) -> Response:
        velden, fout = await scherm.beslisser.verwerk(
            verzoek, _besluit(partial(start_uit, collegas=scherm.collegas), "")
        )
        if fout is not None:
            return await in_draad(scherm.nieuwe_actie, verzoek, fout, velden)
        return RedirectResponse(f"{ACTIES}/{actienummer(uuid.UUID(str(velden['opdracht'])))}", 303)

    @router.get(f"{ACTIES}/{{nummer}}")
    def actie(verzoek: Request, nummer: Nummer, terug: Kijkt) -> HTMLResponse:
        return scherm.actie(verzoek, nummer, terug)

    async def stap(verzoek: Request, nummer: str, doe: Doe) -> Response:
        velden, fout = await scherm.beslisser.verwerk(verzoek, doe)
        if fout is not None:
            return await in_draad(scherm.actie, verzoek, nummer, {}, fout, velden)
        return RedirectResponse(f"{ACTIES}/{nummer}", 303)

    @router.post(f"{ACTIES}/{{nummer}}/check", dependencies=_WERK)
    async def check(verzoek: Request, nummer: Nummer) -> Response:
        return await stap(verzoek, nummer, _besluit(check_uit, nummer))

    @router.post(f"{ACTIES}/{{nummer}}/slot", dependencies=_WERK)
    async def slot(verzoek: Request, nummer: Nummer) -> Response:
        return await stap(verzoek, nummer, _besluit(slot_uit, nummer))


def _koppel_gebieden(router: APIRouter, scherm: Kwaliteitscherm) -> None:
    @router.get(f"{KWALITEIT}/{{gebied}}")
    def toon(verzoek: Request, gebied: Gebied, terug: Kijkt) -> HTMLResponse:
        return scherm.gebied(verzoek, gebied, terug)

    @router.post(f"{KWALITEIT}/{{gebied}}", dependencies=_DOELEN)
    async def leg_doel_vast(verzoek: Request, gebied: Gebied, terug: Kijkt) -> Response:
        def maak(velden: FormData) -> Opdracht:
            return doel_uit(velden, gebied)

        velden, fout = await scherm.beslisser.verwerk(verzoek, _besluit(maak, ""))
        if fout is not None:
            return await in_draad(scherm.gebied, verzoek, gebied, terug, fout, velden)
        return RedirectResponse(adressen.met(f"{KWALITEIT}/{gebied}", {"jaar": str(velden["jaar"])}), 303)

    @router.post(f"{KWALITEIT}/{{gebied}}/ingetrokken", dependencies=_DOELEN)
    async def trek_doel_in(verzoek: Request, gebied: Gebied, terug: Kijkt) -> Response:
        async def doe(log: Log, velden: FormData, waarom: Aanleiding) -> int:
            mogelijk = await in_draad(scherm.doelnummers, gebied)
            maak = _besluit(partial(intrekking_uit, doelen=mogelijk), str(velden.get("doel", "")))
            return await maak(log, velden, waarom)

        velden, fout = await scherm.beslisser.verwerk(verzoek, doe)
        if fout is not None:
            return await in_draad(scherm.gebied, verzoek, gebied, terug, fout, velden)
        return RedirectResponse(adressen.met(f"{KWALITEIT}/{gebied}", {"jaar": terug["jaar"]}), 303)


def _koppel_evaluatie(router: APIRouter, scherm: Kwaliteitscherm) -> None:
    @router.get(f"{KWALITEIT}/{{gebied}}/dossier")
    def dossier(verzoek: Request, gebied: Regio, terug: Kijkt) -> HTMLResponse:
        return scherm.dossier(verzoek, gebied, terug)

    @router.get(f"{KWALITEIT}/{{gebied}}/dossier.pdf")
    def dossier_pdf(gebied: Regio, terug: Kijkt) -> Response:
        return scherm.pdf(gebied, terug)

    @router.get(f"{KWALITEIT}/{{gebied}}/zelfevaluatie")
    def evaluatie(verzoek: Request, gebied: Regio, terug: Kijkt) -> HTMLResponse:
        return scherm.evaluatie(verzoek, gebied, terug)

    @router.post(f"{KWALITEIT}/{{gebied}}/zelfevaluatie", dependencies=_WERK)
    async def scoor(verzoek: Request, gebied: Regio, terug: Kijkt) -> Response:
        def maak(velden: FormData) -> Opdracht:
            return evaluatie_uit(velden, gebied, scherm.kijk(terug).jaar)

        velden, fout = await scherm.beslisser.verwerk(verzoek, _besluit(maak, ""))
        if fout is not None:
            return await in_draad(scherm.evaluatie, verzoek, gebied, terug, fout, velden)
        adres = adressen.met(f"{KWALITEIT}/{gebied}/zelfevaluatie", {"jaar": terug["jaar"]})
        return RedirectResponse(f"{adres}#criterium-{velden['caf']}", 303)


def actienummer(opdracht: uuid.UUID) -> str:
    """The number of the action that this intention starts: sent twice it is one."""
    return f"a{opdracht.hex[:24]}"


def _besluit(maak: Callable[[FormData], Opdracht], nummer: str) -> Doe:
    """Decides on the command that is made of the form; without `nummer` on an action that begins."""

    async def doe(log: Log, velden: FormData, waarom: Aanleiding) -> int:
        over = nummer or actienummer(waarom.opdracht)
        return (await leg_vast(log, await in_draad(maak, velden), over, waarom)).position

    return doe
