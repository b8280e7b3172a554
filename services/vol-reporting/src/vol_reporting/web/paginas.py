"""The pages: a question from the form, figures from the service, a template."""

from dataclasses import replace
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from vol_reporting.bevoegdheid import Wat
from vol_reporting.gastheer import Gastheer
from vol_reporting.momenten import UITLEG
from vol_reporting.toegang import eigen_regios, keur_regio, mag, wie
from vol_reporting.vraag import VLAANDEREN
from vol_reporting.vraagstelling import OnjuisteVraag
from vol_reporting.web import adressen
from vol_reporting.web.blad import Blad, maak_blad
from vol_reporting.web.bladen import Bladen
from vol_reporting.web.formulier import NAMEN, Formulier
from vol_reporting.web.innamestand import innamestand

Tekst = Annotated[str, Query()]


def paginas(dienst: Gastheer, bladen: Bladen) -> APIRouter:
    """The page of the figures. The coördinator of a region sees theirs, and none beside it."""
    router = APIRouter(include_in_schema=False)

    @router.get("/", response_class=HTMLResponse, dependencies=mag(Wat.CIJFERS, per_regio=True))
    def cijfers(
        verzoek: Request,
        *,
        regio: Tekst = "",
        periode: Tekst = "",
        splits: Tekst = "",
        stand: Tekst = "",
        bekend_op: Tekst = "",
        versie: Tekst = "",
    ) -> HTMLResponse:
        gebruiker = wie(verzoek)
        gebied = keur_regio(gebruiker, Wat.CIJFERS, regio) or VLAANDEREN
        rest = {"periode": periode, "splits": splits, "stand": stand, "bekend_op": bekend_op, "versie": versie}
        eigen = eigen_regios(gebruiker, Wat.CIJFERS)
        formulier, blad = _beantwoord(dienst, Formulier({"regio": gebied, **rest}, alleen=eigen))
        return bladen.toon(
            verzoek,
            "cijfers.html",
            200 if blad else 422,
            formulier=formulier,
            namen=NAMEN,
            blad=blad,
            inname=innamestand(dienst.status(), eigen),
            uitleg_moment=UITLEG,
            naar_indicator=partial(adressen.indicator, waarden=formulier.waarden),
        )

    return router


def _beantwoord(dienst: Gastheer, formulier: Formulier) -> tuple[Formulier, Blad | None]:
    try:
        return formulier, maak_blad(dienst.opslag, formulier.waarden, formulier.alleen)
    except OnjuisteVraag as fout:
        return replace(formulier, fouten=fout.fouten), None
