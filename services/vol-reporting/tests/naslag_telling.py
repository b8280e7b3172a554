"""What every slow reading of a figure starts from: one period and one area."""

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from functools import cached_property

from leerwinkel.gebeurtenissen.codelijst import codelijst
from vol_reporting.periode import Periode

from .naslag import Naslag
from .naslag_geldig import Dossiersleutel, Feit

Uitkomst = dict[tuple[str, str, str, str | None, str | None], tuple[int | None, int | None, Fraction | None]]
"""Code, area, period, dimension and value → teller, noemer and, where it is no plain share or mean, the number."""

Rij = (
    tuple[str, str | None, str | None, int | None, int | None]
    | tuple[str, str | None, str | None, int | None, int | None, Fraction | None]
)
REGIOS = list(codelijst("regio"))
TRAPPEN = ["informatieverstrekking", "informatiebemiddeling", "begeleidingstraject"]


class Telling:
    """The facts of one period in one area."""

    def __init__(self, naslag: Naslag, periode: Periode, gebied: str) -> None:
        self.n, self.periode, self.gebied = naslag, periode, gebied
        self.regios = REGIOS if gebied == "vlaanderen" else [gebied]

    def binnen(self, regio: str, dag: date) -> bool:
        begonnen = self.periode.van is None or self.periode.van <= dag
        bezig = self.periode.tot is None or dag < self.periode.tot
        return begonnen and bezig and regio in self.regios

    def feiten(self, *soorten: str) -> list[Feit]:
        return [f for f in self.n.van(*soorten) if self.binnen(f.o.regio, f.dag)]

    @cached_property
    def cohort(self) -> list[Dossiersleutel]:
        return [d for d, f in self.n.aanmeldingen.items() if self.binnen(f.o.regio, f.dag)]

    @cached_property
    def gestart(self) -> list[Dossiersleutel]:
        return [d for d, f in self.n.trajecten.items() if self.binnen(f.o.regio, f.dag)]

    @cached_property
    def gekozen(self) -> list[Dossiersleutel]:
        return [d for d, f in self.n.keuzes.items() if self.binnen(f.o.regio, f.dag)]

    def deel(self, code: str, groep: list[Dossiersleutel], toets: Callable[[Dossiersleutel], bool]) -> Rij:
        return code, None, None, sum(toets(d) for d in groep), len(groep)

    def minuten(self, d: Dossiersleutel) -> int:
        kort = self.n.per_dossier("informatie-verstrekt")
        bron = kort if self.n.trap(d) == "informatieverstrekking" else self.n.sessies
        return sum(f.data["duur_minuten"] for f in bron.get(d, []))


def percentiel(waarden: Iterable[int], deel: Fraction) -> Fraction:
    """Between two values in proportion."""
    rij = sorted(waarden)
    plaats = deel * (len(rij) - 1)
    onder = int(plaats)
    boven = min(onder + 1, len(rij) - 1)
    return rij[onder] * (1 - (plaats - onder)) + rij[boven] * (plaats - onder)


def reeks(code: str, dimensie: str, waarden: list[int]) -> list[Rij]:
    """Median and ninth decile of a series; nothing of an empty one."""
    if not waarden:
        return []
    samen, aantal = sum(waarden), len(waarden)
    return [
        (code, dimensie, "mediaan", samen, aantal, percentiel(waarden, Fraction(1, 2))),
        (code, dimensie, "p90", samen, aantal, percentiel(waarden, Fraction(9, 10))),
    ]
