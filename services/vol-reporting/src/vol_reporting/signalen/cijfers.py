"""Detection: a figure of a region that is out of its limits, beside the other regions over the same year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from vol_reporting.periode import Periode
from vol_reporting.signalen.kans import hoogstens, minstens
from vol_reporting.signalen.loos_alarm import grens_cijfer
from vol_reporting.signalen.voorstel import Voorstel

INDICATOREN: Final = ("D07", "K02", "K03", "R01", "R02c", "R06")
"""Shares that count every record once, yes or no, of what leerwinkels do and reach; not of who lives in a region."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Of one share in one region: so many of so many."""

    teller: int
    noemer: int


def buiten_grenzen(indicator: str, naam: str, jaar: Periode, regios: Mapping[str, Telling]) -> list[Voorstel]:
    """The regions whose share is not that of the others beyond chance; asked once for each quarter that ends.

    Exact: given how many records there are and how many of all count, chance decides which region they fall in.
    """
    treffers, totaal = sum(t.teller for t in regios.values()), sum(t.noemer for t in regios.values())
    grens = grens_cijfer(len(INDICATOREN))
    return [
        _voorstel(indicator, naam, jaar, regio, kant)
        for regio, telling in regios.items()
        for kant in _kanten(telling, treffers, totaal, grens)
    ]


def _kanten(telling: Telling, treffers: int, totaal: int, grens: float) -> Iterable[str]:
    if minstens(telling.teller, telling.noemer, treffers, totaal) < grens:
        yield "hoger"
    if hoogstens(telling.teller, telling.noemer, treffers, totaal) < grens:
        yield "lager"


def _voorstel(indicator: str, naam: str, jaar: Periode, regio: str, kant: str) -> Voorstel:
    if jaar.van is None or jaar.tot is None:
        raise ValueError("a year has two ends")
    return Voorstel(
        herkomst="cijfer",
        waarom=f"{naam} ligt er {kant} dan in de andere regio’s, verder dan toeval doet.",
        van=jaar.van,
        tot=jaar.tot,
        regios=(regio,),
        indicator=indicator,
    )
