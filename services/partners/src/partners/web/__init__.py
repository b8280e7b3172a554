"""The pages of partners."""

from fastapi import APIRouter
from jinja2 import Environment

from leerwinkel.dienst import Kader
from partners.web import (
    klachtpaginas,
    loketpaginas,
    partnerblad,
    partnerpaginas,
    signaalpaginas,
    tweedelijnpaginas,
    verwijsformulieren,
    verwijspaginas,
)
from partners.web.blad import Blad

__all__ = ["routers"]


def routers(kader: Kader, omgeving: Environment) -> list[APIRouter]:
    """All pages."""
    blad = Blad(kader, omgeving)
    delen = (
        partnerpaginas,
        partnerblad,
        loketpaginas,
        verwijspaginas,
        verwijsformulieren,
        tweedelijnpaginas,
        signaalpaginas,
        klachtpaginas,
    )
    return [deel.paginas(blad) for deel in delen]
