"""Rows of numbers as a page shows them: their texts, what may be taken from them, and where their records are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leerwinkel.runtime.web.opmaak import getal
from vol_reporting.benamingen import dimensienaam, met_hoofdletter, waardenaam
from vol_reporting.cijfers import Cijfer
from vol_reporting.duidingswoorden import Woord, tussen, waarde
from vol_reporting.indicatoren import definities
from vol_reporting.statistiek import Interval
from vol_reporting.web import adressen


@dataclass(frozen=True, slots=True)
class Regel:
    """A row: what is counted, its texts, and where its records are (None: nowhere). `deel`: the share for a bar."""

    naam: str
    waarde: str
    tussen: str
    teller: str
    noemer: str
    adres: str | None
    woord: Woord | None = None
    deel: float | None = None


@dataclass(frozen=True, slots=True)
class Verdeling:
    """The rows of one dimension."""

    naam: str
    regels: tuple[Regel, ...]


def regel(
    cijfer: Cijfer,
    naam: str,
    waarden: Mapping[str, str],
    ruimte: Interval | None = None,
    woord: Woord | None = None,
) -> Regel:
    """The number with its name; it leads to its records where it counts something that can be shown."""
    herleidbaar = definities()[cijfer.code].record is not None and (cijfer.teller or cijfer.noemer)
    deel = cijfer.waarde / 100 if cijfer.eenheid == "%" and cijfer.waarde is not None else None
    return Regel(
        naam,
        waarde(cijfer),
        tussen(ruimte, cijfer.eenheid),
        getal(cijfer.teller),
        getal(cijfer.noemer),
        adressen.records(cijfer, waarden) if herleidbaar else None,
        woord,
        deel,
    )


def verdelingen(cijfers: Sequence[Cijfer], waarden: Mapping[str, str]) -> list[Verdeling]:
    """The dimensions of these numbers of one area and period, in their order."""
    per_dimensie: dict[str, list[Regel]] = {}
    for cijfer in cijfers:
        if cijfer.dimensie is not None:
            naam = waardenaam(cijfer.dimensie, cijfer.waarde_dimensie or "")
            per_dimensie.setdefault(cijfer.dimensie, []).append(regel(cijfer, naam, waarden))
    return [Verdeling(met_hoofdletter(dimensienaam(d)), tuple(regels)) for d, regels in per_dimensie.items()]
