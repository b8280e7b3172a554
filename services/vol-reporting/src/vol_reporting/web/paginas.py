"""The pages: a question from the form, figures from the service, a template."""

from dataclasses import replace
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from vol_reporting.gastheer import Gastheer
from vol_reporting.momenten import UITLEG
from vol_reporting.vraag import VLAANDEREN
from vol_reporting.vraagstelling import OnjuisteVraag
from vol_reporting.web import adressen
from vol_reporting.web.blad import Blad, maak_blad
from vol_reporting.web.formulier import NAMEN, Formulier
from vol_reporting.web.innamestand import innamestand

Tekst = Annotated[str, Query()]


def paginas(dienst: Gastheer, sjablonen: Environment, voorbeeld: str | None) -> APIRouter:
    """The pages of the VOL."""
    router = APIRouter(include_in_schema=False)

    @router.get("/", response_class=HTMLResponse)
    def cijfers(
        *,
        regio: Tekst = "",
        periode: Tekst = "",
        splits: Tekst = "",
        stand: Tekst = "",
        bekend_op: Tekst = "",
        versie: Tekst = "",
    ) -> HTMLResponse:
        formulier = Formulier(
            {
                "regio": regio or VLAANDEREN,
                "periode": periode,
                "splits": splits,
                "stand": stand,
                "bekend_op": bekend_op,
                "versie": versie,
            }
        )
        formulier, blad = _beantwoord(dienst, formulier)
        pagina = sjablonen.get_template("cijfers.html").render(
            formulier=formulier,
            namen=NAMEN,
            blad=blad,
            inname=innamestand(dienst.status()),
            voorbeeld=voorbeeld,
            uitleg_moment=UITLEG,
            naar_indicator=partial(adressen.indicator, waarden=formulier.waarden),
        )
        return HTMLResponse(pagina, 200 if blad else 422)

    return router


def _beantwoord(dienst: Gastheer, formulier: Formulier) -> tuple[Formulier, Blad | None]:
    try:
        return formulier, maak_blad(dienst.opslag, formulier.waarden)
    except OnjuisteVraag as fout:
        return replace(formulier, fouten=fout.fouten), None
