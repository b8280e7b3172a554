"""The routes of the audit: what is proved of each log, its checkpoints, a receipt, the history, and who looked."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response

from leerwinkel.audit import BadNote
from leerwinkel.runtime.web.rekenblad import SOORTEN, Vorm
from vol_reporting.bevoegdheid import Wat
from vol_reporting.gastheer import Gastheer
from vol_reporting.getuige.houder import LOGS
from vol_reporting.toegang import mag
from vol_reporting.vraagstelling import OnjuisteVraag
from vol_reporting.web.audithistorie import HISTORIE, VELDEN, historiebestand
from vol_reporting.web.auditscherm import Auditpagina, GeenBewijs
from vol_reporting.web.bladen import Bladen
from vol_reporting.web.inzage import noteerder

Bladnummer = Annotated[int, Query(ge=1, le=100_000)]
_TEKST = "text/plain; charset=utf-8"


def _log(log: str) -> str:
    if log not in LOGS:
        raise HTTPException(404)
    return log


Log = Annotated[str, Depends(_log)]


def auditpaginas(dienst: Gastheer, bladen: Bladen) -> APIRouter:
    """Everything under /audit."""
    router = APIRouter(include_in_schema=False, dependencies=mag(Wat.AUDIT))
    blad = Auditpagina(dienst, bladen)

    @router.get("/audit")
    def overzicht(verzoek: Request) -> HTMLResponse:
        return blad.overzicht(verzoek)

    @router.get("/audit/inzage", dependencies=mag(Wat.INZAGE))
    def inzage(verzoek: Request) -> HTMLResponse:
        return blad.inzage(verzoek)

    _koppel_logs(router, blad)
    _koppel_historie(router, dienst, blad)
    _koppel_bewijs(router, dienst, blad)
    return router


def _koppel_logs(router: APIRouter, blad: Auditpagina) -> None:
    @router.get("/audit/logs/{log}")
    def een(verzoek: Request, log: Log, bladzijde: Bladnummer = 1) -> HTMLResponse:
        return blad.log(verzoek, log, bladzijde)

    @router.get("/audit/logs/{log}/sleutels")
    def sleutels(log: Log) -> Response:
        regels = [each.format() for each in (*blad.waarmerken.uitgave(log).sleutels(), *blad.waarmerken.getuigen())]
        return _als_bestand("".join(f"{regel}\n" for regel in regels).encode(), f"sleutels-{log}.txt", _TEKST)

    @router.get("/audit/logs/{log}/controlepunten/{omvang}")
    def controlepunt(log: Log, omvang: int) -> Response:
        try:
            note = blad.waarmerken.uitgave(log).bij(omvang)
        except BadNote:
            note = None
        if note is None:
            raise HTTPException(404)
        return _als_bestand(note.format(), f"controlepunt-{log}-{omvang}.txt", _TEKST)


def _koppel_historie(router: APIRouter, dienst: Gastheer, blad: Auditpagina) -> None:
    gezien = [Depends(noteerder(dienst))]

    @router.get(f"{HISTORIE}.{{vorm}}", dependencies=gezien)
    def bestand(verzoek: Request, vorm: Vorm) -> Response:
        inhoud = historiebestand(dienst.opslag, _velden(verzoek), vorm)
        return _als_bestand(inhoud, f"historie.{vorm}", SOORTEN[vorm])

    @router.get(HISTORIE, dependencies=gezien)
    def historie(verzoek: Request, bladzijde: Bladnummer = 1) -> HTMLResponse:
        return blad.historie(verzoek, _velden(verzoek), bladzijde)


def _koppel_bewijs(router: APIRouter, dienst: Gastheer, blad: Auditpagina) -> None:
    gezien = [Depends(noteerder(dienst))]

    @router.get("/audit/bewijs", dependencies=gezien)
    async def bewijs(verzoek: Request, wat: Annotated[str, Query()] = "") -> HTMLResponse:
        try:
            gezegde = await run_in_threadpool(blad.vind, wat)
        except OnjuisteVraag as fout:
            return blad.zonder_bewijs(verzoek, wat, str(fout), 422)
        try:
            gemaakt = await blad.maak_bewijs(gezegde)
        except GeenBewijs as waarom:
            return blad.bewijs(verzoek, gezegde, None, str(waarom))
        return blad.bewijs(verzoek, gezegde, gemaakt)

    @router.get("/audit/bewijs/{log}/{positie}.tlog-proof", dependencies=gezien)
    async def bestand(log: Log, positie: int) -> Response:
        gezegde = await run_in_threadpool(blad.vind, f"{log}:{positie}")
        try:
            gemaakt = await blad.maak_bewijs(gezegde)
        except GeenBewijs as waarom:
            raise OnjuisteVraag({"wat": str(waarom)}) from waarom
        return _als_bestand(gemaakt.format(), f"{log}-{positie}.tlog-proof", "application/octet-stream")


def _velden(verzoek: Request) -> dict[str, str]:
    return {naam: verzoek.query_params.get(naam, "") for naam in VELDEN}


def _als_bestand(inhoud: bytes, naam: str, soort: str) -> Response:
    return Response(inhoud, media_type=soort, headers={"Content-Disposition": f'attachment; filename="{naam}"'})
