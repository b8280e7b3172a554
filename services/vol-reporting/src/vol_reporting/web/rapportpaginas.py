"""The routes of reports: the periods, closing one, its reports in every form, and what is another now."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from leerwinkel.runtime.zegbaar import Zegbaar
from vol_reporting.bevoegdheid import Wat
from vol_reporting.gastheer import Gastheer
from vol_reporting.periode import Periode
from vol_reporting.rapporten.afsluiting import Afgesloten
from vol_reporting.rapporten.getoond import toon
from vol_reporting.rapporten.inhoud import GEBIEDEN
from vol_reporting.rapporten.kenmerken import manifest
from vol_reporting.rapporten.namen import PUBLIEK, lees_periode, nummer, regio_van
from vol_reporting.rapporten.rapportage import Uitgave
from vol_reporting.rapporten.toelichting import GEBRUIK
from vol_reporting.rapporten.verschil import verschillen
from vol_reporting.rapporten.vormen import VORMEN, bestandsnaam
from vol_reporting.toegang import mag
from vol_reporting.vraagstelling import OnjuisteVraag
from vol_reporting.web.bladen import Bladen
from vol_reporting.web.rapportscherm import Rapportpagina
from vol_reporting.web.rapportverschil import verschilregels


def _periode(periode: str) -> Periode:
    try:
        return lees_periode(periode)
    except ValueError:
        raise HTTPException(404) from None


def _gebied(gebied: str) -> str:
    if gebied not in (*GEBIEDEN, PUBLIEK):
        raise HTTPException(404)
    return gebied


def _vorm(vorm: str) -> str:
    if vorm not in VORMEN:
        raise HTTPException(404)
    return vorm


Label = Annotated[Periode, Depends(_periode)]
Gebied = Annotated[str, Depends(_gebied)]
Vormnaam = Annotated[str, Depends(_vorm)]


def rapportpaginas(dienst: Gastheer, bladen: Bladen) -> APIRouter:
    """Everything under /rapporten."""
    router = APIRouter(include_in_schema=False, dependencies=mag(Wat.RAPPORTEN))
    blad = Rapportpagina(dienst, bladen)

    @router.get("/rapporten")
    def lijst(verzoek: Request, periode: Annotated[str, Query()] = "") -> Response:
        if not periode.strip():
            return blad.lijst(verzoek)
        try:
            return RedirectResponse(f"/rapporten/{lees_periode(periode.strip()).label}", 303)
        except ValueError as fout:
            return blad.lijst(verzoek, str(fout), periode)

    @router.get("/rapporten/{periode}")
    def een(verzoek: Request, periode: Label) -> HTMLResponse:
        return blad.periode(verzoek, periode)

    _koppel_besluiten(router, blad)
    _koppel_rapporten(router, blad, bladen)
    return router


def _koppel_besluiten(router: APIRouter, blad: Rapportpagina) -> None:
    @router.post("/rapporten/{periode}/voorstel", dependencies=mag(Wat.VOORSTELLEN))
    async def voorstel(verzoek: Request, periode: Label) -> Response:
        return await blad.verwerk(verzoek, periode, partial(blad.stel_voor, periode))

    @router.post("/rapporten/{periode}/goedkeuring", dependencies=mag(Wat.AFSLUITEN))
    async def goedkeuring(verzoek: Request, periode: Label) -> Response:
        return await blad.verwerk(verzoek, periode, partial(blad.keur_goed, periode))

    @router.post("/rapporten/{periode}/bevriezing", dependencies=mag(Wat.AFSLUITEN))
    async def bevriezing(verzoek: Request, periode: Label) -> Response:
        return await blad.verwerk(verzoek, periode, partial(blad.bevries, periode))


def _koppel_rapporten(router: APIRouter, blad: Rapportpagina, bladen: Bladen) -> None:
    @router.get("/rapporten/{periode}/{gebied}")
    def rapport(verzoek: Request, periode: Label, gebied: Gebied) -> HTMLResponse:
        uitgave = _geef(blad, periode, gebied)
        wat = {"rapport": uitgave.rapport, "hoofdstukken": toon(uitgave.rapport), "vormen": VORMEN, "gebruik": GEBRUIK}
        staat = {"bevroren": uitgave.bevroren, "afgesloten": isinstance(uitgave.toestand, Afgesloten)}
        return bladen.toon(verzoek, "rapport.html", **wat, **staat)

    @router.get("/rapporten/{periode}/{gebied}/manifest.json")
    def kenmerk(periode: Label, gebied: Gebied) -> Response:
        gezegd = blad.afgesloten(periode).rapporten.get(("intern", regio_van(gebied)))
        if gezegd is None:
            raise HTTPException(404)
        return _als_bestand(manifest(gezegd), f"{nummer(periode.label, gebied)}.manifest.json", "application/json")

    @router.get("/rapporten/{periode}/{gebied}/verschil")
    def verschil(verzoek: Request, periode: Label, gebied: Gebied) -> HTMLResponse:
        if gebied == PUBLIEK:
            raise HTTPException(404)
        af, toen = blad.afgesloten(periode).afsluiting, _geef(blad, periode, gebied).rapport
        anders = verschillen(toen, blad.zoals_nu(periode, gebied))
        regels = verschilregels(anders, periode.label, gebied, af.stand_van)
        return bladen.toon(verzoek, "rapportverschil.html", rapport=toen, regels=regels, af=af)

    @router.get("/rapporten/{periode}/{gebied}/bestand/{vorm}")
    @router.get("/api/rapporten/{periode}/{gebied}/{vorm}")
    def bestand(periode: Label, gebied: Gebied, vorm: Vormnaam) -> Response:
        rapport = _geef(blad, periode, gebied).rapport
        return _als_bestand(VORMEN[vorm].maak(rapport), bestandsnaam(rapport, vorm), VORMEN[vorm].soort)


def _geef(blad: Rapportpagina, periode: Periode, gebied: str) -> Uitgave:
    """Raises OnjuisteVraag where there is none to give."""
    try:
        return blad.geef(periode, gebied)
    except (ValueError, Zegbaar) as geen:
        raise OnjuisteVraag({"periode": str(geen)}) from geen


def _als_bestand(inhoud: bytes, naam: str, soort: str) -> Response:
    return Response(inhoud, media_type=soort, headers={"Content-Disposition": f'attachment; filename="{naam}"'})
