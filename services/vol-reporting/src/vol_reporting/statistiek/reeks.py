"""A run chart: a figure over time, with what chance allows around its own course.

Two rules say that something is going on: a point outside the limits, or nine in a row on one side of the middle. A rule
for rising or falling rows is left out: it finds little more and cries wolf more often (Davis and Woodall, 1988).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from vol_reporting.statistiek.kansen import hoogstens, minstens
from vol_reporting.statistiek.trechter import grenzen

Opvallend = Literal["boven", "onder", "verschuiving-hoger", "verschuiving-lager"]

STAART = 0.00135
"""On each side of the limits of a share: what lies beyond three standard deviations of a normal distribution."""
XMR = 2.66
"""From a mean moving range to three standard deviations (3 / 1.128)."""
OP_RIJ = 9
"""So many in a row on one side of the middle are a shift (Nelson, 1984)."""
MINSTENS = 8
"""With fewer points limits say little, and there are none."""


@dataclass(frozen=True, slots=True)
class Punt:
    """A period. `waarde` is None where nothing was counted; a share is from 0 to 1."""

    naam: str
    waarde: float | None
    noemer: int | None = None
    onder: float | None = None
    boven: float | None = None
    opvallend: Opvallend | None = None


@dataclass(frozen=True, slots=True)
class Reeks:
    """The points in order of time, and the middle; without points with a value there is no middle."""

    punten: tuple[Punt, ...]
    midden: float | None

    @property
    def met_grenzen(self) -> bool:
        """Whether there are enough points to say what chance allows."""
        return any(punt.boven is not None for punt in self.punten)

    @property
    def opvallend(self) -> tuple[Punt, ...]:
        """The points at which a rule says that something is going on."""
        return tuple(punt for punt in self.punten if punt.opvallend)


def aandelenreeks(tellingen: Sequence[tuple[str, int, int]]) -> Reeks:
    """Of shares (name, teller, noemer): a p-chart with exact limits that follow each period's number."""
    totaal = sum(noemer for _, _, noemer in tellingen)
    midden = sum(teller for _, teller, _ in tellingen) / totaal if totaal else None
    punten = [Punt(naam, teller / noemer if noemer else None, noemer) for naam, teller, noemer in tellingen]
    if midden is not None and _genoeg(punten):
        gezien = zip(punten, tellingen, strict=True)
        punten = [_beoordeeld(punt, teller, midden) for punt, (_, teller, _) in gezien]
        punten = _met_verschuiving(punten, midden)
    return Reeks(tuple(punten), midden)


def _beoordeeld(punt: Punt, teller: int, midden: float) -> Punt:
    if not punt.noemer:
        return punt
    onder, boven = grenzen(punt.noemer, midden, STAART)
    hoog = minstens(teller, punt.noemer, midden) < STAART
    laag = hoogstens(teller, punt.noemer, midden) < STAART
    return replace(punt, onder=onder, boven=boven, opvallend="boven" if hoog else "onder" if laag else None)


def waardenreeks(waarden: Sequence[tuple[str, float | None]]) -> Reeks:
    """Of durations, means and counts: an XmR chart, whose limits follow how much it moves from one to the next."""
    punten = [Punt(naam, waarde) for naam, waarde in waarden]
    gevuld = [waarde for _, waarde in waarden if waarde is not None]
    if not gevuld:
        return Reeks(tuple(punten), None)
    midden = sum(gevuld) / len(gevuld)
    if _genoeg(punten):
        ruimte = XMR * sum(abs(later - eerder) for eerder, later in pairwise(gevuld)) / (len(gevuld) - 1)
        punten = [_binnen(punt, max(0.0, midden - ruimte), midden + ruimte) for punt in punten]
        punten = _met_verschuiving(punten, midden)
    return Reeks(tuple(punten), midden)


def _binnen(punt: Punt, onder: float, boven: float) -> Punt:
    if punt.waarde is None:
        return punt
    kant = "boven" if punt.waarde > boven else "onder" if punt.waarde < onder else None
    return replace(punt, onder=onder, boven=boven, opvallend=kant)


def _genoeg(punten: Sequence[Punt]) -> bool:
    return sum(punt.waarde is not None for punt in punten) >= MINSTENS


def _met_verschuiving(punten: list[Punt], midden: float) -> list[Punt]:
    """Marks rows of at least OP_RIJ on one side; what is on the middle, or empty, neither counts nor breaks."""
    uit = list(punten)
    rij: list[int] = []
    kant = False
    for plaats, punt in enumerate(punten):
        if punt.waarde is None or punt.waarde == midden:
            continue
        rij = [*rij, plaats] if rij and kant == (punt.waarde > midden) else [plaats]
        kant = punt.waarde > midden
        if len(rij) >= OP_RIJ:
            for eerder in rij:
                uit[eerder] = replace(
                    uit[eerder],
                    opvallend=uit[eerder].opvallend or ("verschuiving-hoger" if kant else "verschuiving-lager"),
                )
    return uit
