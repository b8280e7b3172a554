"""Medians and percentiles, exactly, from how often each value was measured: the one place where that is done."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from vol_reporting.indicatoren import Definitie

MATEN = {"mediaan": Fraction(1, 2), "p90": Fraction(9, 10)}
"""Measure → which part of the values lies at or below it."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What was counted for one number. `uitkomst` is the number itself, where it is no share or mean.

    `factor` is what the reference value makes of teller / noemer, and `herkomst` where that value comes from.
    """

    code: str
    versie: int
    regio: str
    periode: str
    splits: str | None
    dimensie: str | None
    waarde_dimensie: str | None
    teller: int | None
    noemer: int | None
    factor: float | None = None
    herkomst: str | None = None
    uitkomst: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Meting:
    """How often a value was measured, in the series `dimensie`."""

    code: str
    versie: int
    regio: str
    periode: str
    splits: str | None
    dimensie: str
    waarde: int
    aantal: int


def samengevat(metingen: Iterable[Meting], definities: Mapping[str, Definitie]) -> Iterator[Telling]:
    """The measures that each series asks, and the total where it is the median of the series.

    Their teller is the sum of the values and their noemer how many there are, so that the mean can be had too.
    """
    reeksen: dict[tuple[str, int, str, str, str | None, str], list[tuple[int, int]]] = defaultdict(list)
    for m in metingen:
        reeksen[m.code, m.versie, m.regio, m.periode, m.splits, m.dimensie].append((m.waarde, m.aantal))
    for (*waar, dimensie), reeks in reeksen.items():
        definitie = definities[str(waar[0])]
        for maat in definitie.dimensies[dimensie].maten:
            yield _telling(waar, dimensie, maat, reeks)
        if definitie.mediaan_van == dimensie:
            yield _telling(waar, None, "mediaan", reeks)


def _telling(waar: Sequence[object], dimensie: str | None, maat: str, reeks: Sequence[tuple[int, int]]) -> Telling:
    code, versie, regio, periode, splits = waar
    return Telling(
        str(code),
        int(str(versie)),
        str(regio),
        str(periode),
        None if splits is None else str(splits),
        dimensie,
        None if dimensie is None else maat,
        sum(waarde * aantal for waarde, aantal in reeks),
        sum(aantal for _, aantal in reeks),
        uitkomst=percentiel(reeks, MATEN[maat]),
    )


def percentiel(reeks: Iterable[tuple[int, int]], deel: Fraction) -> Fraction:
    """The value below which that part lies, between two values in proportion: as a spreadsheet does (PERCENTILE.INC).

    `reeks` is (value, how often), in any order; not empty.
    """
    op_orde = sorted(reeks)
    plaats = (sum(aantal for _, aantal in op_orde) - 1) * deel
    onder = plaats.numerator // plaats.denominator
    laag, hoog = _waarde_op(op_orde, onder), _waarde_op(op_orde, onder + 1)
    return laag + (hoog - laag) * (plaats - onder)


def _waarde_op(op_orde: Sequence[tuple[int, int]], plaats: int) -> int:
    """The value at a place, counted from 0; past the end the last one."""
    for waarde, aantal in op_orde:
        if plaats < aantal:
            return waarde
        plaats -= aantal
    return op_orde[-1][0]
