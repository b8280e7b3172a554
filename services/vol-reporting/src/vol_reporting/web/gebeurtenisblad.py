"""The page of the events behind a record."""

from collections.abc import Mapping
from dataclasses import dataclass

from vol_reporting.benamingen import dimensienaam, met_hoofdletter, regionaam
from vol_reporting.gastheer import Cijferbron
from vol_reporting.herleiding import Regel, gebeurtenissen
from vol_reporting.vraag import Vraag
from vol_reporting.vraagstelling import stel_vraag
from vol_reporting.web.celtekst import als_tekst


@dataclass(frozen=True, slots=True)
class Gebeurtenisblad:
    """What was said about a record, the last first. Without events there is nothing, or it was erased."""

    regio: str
    entiteit: str
    toelichting: str
    gebeurtenissen: tuple["Gezegde", ...]
    gewist: bool


@dataclass(frozen=True, slots=True)
class Gezegde:
    """An event as it is shown."""

    regel: Regel
    naam: str
    gegevens: tuple[tuple[str, str], ...]


def maak_gebeurtenisblad(opslag: Cijferbron, regio: str, entiteit: str, waarden: Mapping[str, str]) -> Gebeurtenisblad:
    """The events of a record at the stand that the address asks for. Raises OnjuisteVraag."""
    con = opslag.lezer()
    vraag = stel_vraag(con, stand=waarden["stand"], bekend_op=waarden["bekend_op"])
    gevonden = gebeurtenissen(con, regio, entiteit, vraag)
    regels = [] if gevonden is None else gevonden
    return Gebeurtenisblad(
        regionaam(regio),
        entiteit,
        _toen(vraag),
        tuple(Gezegde(regel, _soortnaam(regel.soort), _gegevens(regel)) for regel in reversed(regels)),
        gewist=gevonden is None,
    )


def _toen(vraag: Vraag) -> str:
    return (
        "Alles wat de VOL tot nu ontvangen heeft."
        if vraag.stand is None and vraag.bekend_op is None
        else ("Zoals het op het gekozen moment bekend was.")
    )


def _soortnaam(soort: str) -> str:
    return met_hoofdletter(soort.replace("-", " "))


def _gegevens(regel: Regel) -> tuple[tuple[str, str], ...]:
    velden = sorted(regel.gegevens.items())
    return tuple(
        (met_hoofdletter(dimensienaam(naam.removeprefix("gegeven_").removeprefix("profiel_"))), als_tekst(naam, waarde))
        for naam, waarde in velden
    )
