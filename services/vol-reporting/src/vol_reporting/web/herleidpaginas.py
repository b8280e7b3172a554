"""The routes of a figure's page, its records, their events, and the files of both."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from leerwinkel.runtime.web.opmaak import BRUSSEL, datum
from leerwinkel.runtime.web.rekenblad import SOORTEN, Vorm
from vol_reporting.bevoegdheid import Wat
from vol_reporting.gastheer import Gastheer
from vol_reporting.indicatoren import Definitie, definities
from vol_reporting.kalender import maand_eerder
from vol_reporting.momenten import UITLEG
from vol_reporting.toegang import mag
from vol_reporting.vraag import VLAANDEREN
from vol_reporting.vraagstelling import OnjuisteVraag
from vol_reporting.web import adressen
from vol_reporting.web.bestanden import cijferbestand, recordbestand
from vol_reporting.web.bladen import Bladen
from vol_reporting.web.formulier import NAMEN, Formulier
from vol_reporting.web.gebeurtenisblad import maak_gebeurtenisblad
from vol_reporting.web.indicatorblad import Indicatorblad, maak_indicatorblad
from vol_reporting.web.inzage import noteerder
from vol_reporting.web.overzichtblad import MAANDEN, maak_overzicht
from vol_reporting.web.recordblad import VELDEN, maak_recordblad
from vol_reporting.web.verschilblad import maak_verschilblad

_VRAAG = ("regio", "periode", "splits", "stand", "bekend_op", "versie")
Bladnummer = Annotated[int, Query(ge=1, le=100_000)]


def _definitie(code: str) -> Definitie:
    if code not in definities():
        raise HTTPException(404)
    return definities()[code]


def herleidpaginas(dienst: Gastheer, bladen: Bladen) -> APIRouter:
    """From a figure back to its events."""
    router = APIRouter(include_in_schema=False)
    _koppel_cijfers(router, dienst, bladen)
    _koppel_records(router, dienst, bladen)
    return router


def _koppel_cijfers(router: APIRouter, dienst: Gastheer, bladen: Bladen) -> None:
    gezien = mag(Wat.VERGELIJKEN)

    @router.get("/overzicht", response_class=HTMLResponse, dependencies=gezien)
    def overzicht(verzoek: Request, cijfer: Annotated[str, Query()] = "") -> HTMLResponse:
        blad = maak_overzicht(dienst.opslag, cijfer)
        woorden = {
            "maand": maand_in_woorden(blad.maand),
            "maand_kort": f"{blad.maand:%m/%Y}",
            "vorige_kort": f"{maand_eerder(blad.maand, 1):%m/%Y}",
            "eerste": maand_in_woorden(maand_eerder(blad.maand, MAANDEN - 1)),
        }
        return bladen.toon(verzoek, "overzicht.html", blad=blad, **woorden)

    @router.get("/indicatoren/{code}.{vorm}", dependencies=gezien)
    def cijfers(code: str, verzoek: Request, vorm: Vorm) -> Response:
        blad = maak_indicatorblad(dienst.opslag, _definitie(code), _velden(verzoek, _VRAAG))
        return _als_bestand(cijferbestand(blad, vorm), code, vorm)

    @router.get("/indicatoren/{code}", response_class=HTMLResponse, dependencies=gezien)
    def indicator(code: str, verzoek: Request) -> HTMLResponse:
        definitie, waarden = _definitie(code), _velden(verzoek, _VRAAG)
        formulier = Formulier(waarden | {"regio": waarden["regio"] or VLAANDEREN})
        formulier, blad = _beantwoord(
            formulier, lambda: maak_indicatorblad(dienst.opslag, definitie, formulier.waarden)
        )
        rest: dict[str, Any] = {"namen": NAMEN, "uitleg_moment": UITLEG, "actie": f"/indicatoren/{definitie.code}"}
        rest |= {"formulier": formulier, "blad": blad, "definitie": definitie}
        rest["bestand"] = _bestandsadres(definitie.code, waarden)
        if formulier.terugkijken:
            rest["veranderd"] = adressen.indicator(f"{definitie.code}/verschil", waarden)
        return bladen.toon(verzoek, "indicator.html", 200 if blad else 422, **rest)


def _koppel_records(router: APIRouter, dienst: Gastheer, bladen: Bladen) -> None:
    gezien = [*mag(Wat.RECORDS), Depends(noteerder(dienst))]

    @router.get("/indicatoren/{code}/records.{vorm}", dependencies=gezien)
    def recordlijst(code: str, verzoek: Request, vorm: Vorm) -> Response:
        blad = maak_recordblad(dienst.opslag, _definitie(code), _velden(verzoek, VELDEN), None)
        return _als_bestand(recordbestand(blad, vorm), f"{code}-records", vorm)

    @router.get("/indicatoren/{code}/records", response_class=HTMLResponse, dependencies=gezien)
    def records(code: str, verzoek: Request, bladzijde: Bladnummer = 1) -> HTMLResponse:
        waarden = _velden(verzoek, VELDEN)
        blad = maak_recordblad(dienst.opslag, _definitie(code), waarden, bladzijde)
        terug = adressen.indicator(code, {veld: waarden[veld] for veld in _VRAAG})
        return bladen.toon(verzoek, "records.html", blad=blad, terug=terug)

    @router.get("/indicatoren/{code}/verschil", response_class=HTMLResponse, dependencies=gezien)
    def veranderd(code: str, verzoek: Request) -> HTMLResponse:
        waarden = _velden(verzoek, VELDEN)
        blad = maak_verschilblad(dienst.opslag, _definitie(code), waarden)
        terug = adressen.indicator(code, {veld: waarden[veld] for veld in _VRAAG})
        return bladen.toon(verzoek, "verschil.html", blad=blad, terug=terug)

    @router.get("/records/{regio}/{entiteit}", response_class=HTMLResponse, dependencies=gezien)
    def gebeurtenissen(regio: str, entiteit: str, verzoek: Request) -> HTMLResponse:
        blad = maak_gebeurtenisblad(dienst.opslag, regio, entiteit, _velden(verzoek, ("stand", "bekend_op")))
        return bladen.toon(verzoek, "gebeurtenissen.html", blad=blad)


def _velden(verzoek: Request, namen: tuple[str, ...]) -> dict[str, str]:
    return {naam: verzoek.query_params.get(naam, "") for naam in namen}


def _beantwoord(formulier: Formulier, maak: Callable[[], Indicatorblad]) -> tuple[Formulier, Indicatorblad | None]:
    try:
        return formulier, maak()
    except OnjuisteVraag as fout:
        return replace(formulier, fouten=fout.fouten), None


def _bestandsadres(code: str, waarden: Mapping[str, str]) -> Callable[[str], str]:
    return lambda vorm: adressen.indicator(f"{code}{vorm}", waarden)


def _als_bestand(inhoud: bytes, naam: str, vorm: Vorm) -> Response:
    kop = f'attachment; filename="{naam}-{datetime.now(BRUSSEL):%Y-%m-%d}.{vorm}"'
    return Response(inhoud, media_type=SOORTEN[vorm], headers={"Content-Disposition": kop})


def maand_in_woorden(dag: date) -> str:
    """`april 2017`."""
    return datum(dag).partition("\N{NO-BREAK SPACE}")[2]
