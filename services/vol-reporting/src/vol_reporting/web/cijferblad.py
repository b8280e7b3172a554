"""The figures laid out for the page: groups, rows with what is nested under them, and the regions side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from leerwinkel.runtime.web.opmaak import getal
from vol_reporting.benamingen import GROEPEN, dimensienaam, met_hoofdletter, waardenaam
from vol_reporting.cijfers import Cijfer
from vol_reporting.indicatoren import Definitie, definities

_AANTAL = "aantal"
_PROCENT = "%"


@dataclass(frozen=True, slots=True)
class Getoond:
    """One number as it is shown. `deel` is the share for the bar, None where the figure is no share."""

    naam: str
    waarde: str
    eenheid: str
    teller: str
    noemer: str
    deel: float | None


@dataclass(frozen=True, slots=True)
class Verdeling:
    """The rows of one dimension; `titel` says what they are: `Per trap`, or of a series its name."""

    naam: str
    titel: str
    kop: str
    rijen: tuple[Getoond, ...]


@dataclass(frozen=True, slots=True)
class Regel:
    """A figure: what it is, by which version, its total, its dimensions, and what must be said about them."""

    definitie: Definitie
    versie: int
    totaal: Getoond
    verdelingen: tuple[Verdeling, ...]
    opmerkingen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Groep:
    """Figures that belong together."""

    code: str
    naam: str
    uitleg: str
    regels: tuple[Regel, ...]


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """A figure in every area, in the order of the columns."""

    definitie: Definitie
    eenheid: str
    waarden: tuple[str, ...]


def groepen(cijfers: Sequence[Cijfer]) -> list[Groep]:
    """The figures of one area and one period by group, in the order in which they come; empty groups are left out."""
    per_code: dict[str, list[Cijfer]] = {}
    for cijfer in cijfers:
        per_code.setdefault(cijfer.code, []).append(cijfer)
    regels = [_regel(code, rijen) for code, rijen in per_code.items()]
    gevuld = [
        Groep(code, naam, uitleg, tuple(regel for regel in regels if regel.definitie.code[0] in letters))
        for code, (letters, naam, uitleg) in GROEPEN.items()
    ]
    return [groep for groep in gevuld if groep.regels]


def naast_elkaar(cijfers: Iterable[Cijfer]) -> list[Vergelijking]:
    """The totals of one period per figure; every figure must have the same areas in the same order."""
    totalen = [cijfer for cijfer in cijfers if cijfer.dimensie is None]
    return [_vergelijking(code, list(rijen)) for code, rijen in groupby(totalen, lambda cijfer: cijfer.code)]


def _vergelijking(code: str, totalen: list[Cijfer]) -> Vergelijking:
    eenheid = totalen[0].eenheid
    return Vergelijking(definities()[code], _naam_van(eenheid), tuple(_met_procent(totaal) for totaal in totalen))


def _regel(code: str, cijfers: list[Cijfer]) -> Regel:
    totaal = next(cijfer for cijfer in cijfers if cijfer.dimensie is None)
    per_dimensie: dict[str, list[Cijfer]] = {}
    for cijfer in cijfers:
        if cijfer.dimensie is not None:
            per_dimensie.setdefault(cijfer.dimensie, []).append(cijfer)
    return Regel(
        definities()[code],
        totaal.versie,
        _getoond(totaal),
        tuple(_verdeling(code, *paar) for paar in per_dimensie.items()),
        tuple(dict.fromkeys(cijfer.opmerking for cijfer in cijfers if cijfer.opmerking)),
    )


def _verdeling(code: str, dimensie: str, cijfers: list[Cijfer]) -> Verdeling:
    naam = dimensienaam(dimensie)
    eigen = definities()[code].dimensies.get(dimensie)
    titel = met_hoofdletter(naam) if eigen and eigen.maten else f"Per {naam}"
    return Verdeling(naam, titel, met_hoofdletter(naam), tuple(map(_getoond, cijfers)))


def _getoond(cijfer: Cijfer) -> Getoond:
    procent = cijfer.eenheid == _PROCENT and cijfer.waarde is not None
    return Getoond(
        naam=waardenaam(cijfer.dimensie, cijfer.waarde_dimensie or "") if cijfer.dimensie else "Totaal",
        waarde=_met_procent(cijfer),
        eenheid=_naam_van(cijfer.eenheid) if cijfer.waarde is not None else "",
        teller=getal(cijfer.teller),
        noemer=getal(cijfer.noemer),
        deel=cijfer.waarde / 100 if procent and cijfer.waarde is not None else None,
    )


def _met_procent(cijfer: Cijfer) -> str:
    tekst = getal(cijfer.waarde, 0 if cijfer.eenheid == _AANTAL else 1)
    return f"{tekst}\N{NO-BREAK SPACE}%" if cijfer.eenheid == _PROCENT and cijfer.waarde is not None else tekst


def _naam_van(eenheid: str) -> str:
    """The unit where it must be said in a word."""
    return "" if eenheid in {_AANTAL, _PROCENT} else eenheid
