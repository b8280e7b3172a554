"""What intervals and limits say, in the words of a page."""

from dataclasses import dataclass

from leerwinkel.runtime.web.opmaak import GEEN, getal
from vol_reporting.cijfers import Cijfer
from vol_reporting.statistiek import Interval, Oordeel
from vol_reporting.statistiek.reeks import Opvallend, Punt

NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Woord:
    """A badge: its colour in the design system and what it says."""

    soort: str
    tekst: str


OORDELEN: dict[Oordeel, Woord] = {
    "geen": Woord("stil", "geen gegevens"),
    "verwacht": Woord("stil", "zoals verwacht"),
    "mogelijk-hoger": Woord("stil", "misschien hoger"),
    "mogelijk-lager": Woord("stil", "misschien lager"),
    "hoger": Woord("let-op", "anders dan verwacht: hoger"),
    "lager": Woord("let-op", "anders dan verwacht: lager"),
}
OPVALLEND: dict[Opvallend, Woord] = {
    "boven": Woord("let-op", "boven de grens"),
    "onder": Woord("let-op", "onder de grens"),
    "verschuiving-hoger": Woord("let-op", "negen op rij hoger"),
    "verschuiving-lager": Woord("let-op", "negen op rij lager"),
}


def waarde(cijfer: Cijfer | None) -> str:
    """The number with its per cent sign; a dash where there is none."""
    if cijfer is None or cijfer.waarde is None:
        return GEEN
    return met_eenheid(cijfer.waarde, cijfer.eenheid)


def met_eenheid(waarde_: float, eenheid: str) -> str:
    """`38,2 %`, `1.204`, `61,4`."""
    tekst = getal(waarde_, 0 if eenheid == "aantal" else 1)
    return f"{tekst}{NBSP}%" if eenheid == "%" else tekst


def tussen(interval: Interval | None, eenheid: str) -> str:
    """`31,0–45,2 %`; a dash where nothing can be said."""
    if interval is None:
        return GEEN
    return f"{getal(interval.onder, 1)}–{met_eenheid(interval.boven, eenheid)}"


def grenzen(punt: Punt, maal: float, eenheid: str) -> str:
    """Between what a period stays where nothing is going on."""
    if punt.onder is None or punt.boven is None:
        return GEEN
    return tussen(Interval(punt.onder * maal, punt.boven * maal), eenheid)
