"""Between which bounds the value lies that a figure points at, where only chance plays.

Shares and counts have exact intervals (Clopper and Pearson, Garwood): they hold the true value at least as often as
they say, also for the smallest region, and a share's agrees with the funnel plot: it leaves out a value just where the
limits around that value leave out the share. Wilson's are narrower, but promise their 95 % on average only.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from vol_reporting.statistiek.kansen import gamma_tot, hoogstens, minstens, t_waarde, waar

ZEKERHEID = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """Both bounds included, in the unit of what was estimated; a share from 0 to 1."""

    onder: float
    boven: float


@dataclass(frozen=True, slots=True)
class Sommen:
    """What the records behind a figure add up to: how many they are, teller, noemer, their squares and product."""

    records: int
    teller: float
    noemer: float
    teller2: float
    noemer2: float
    product: float


@lru_cache(maxsize=4096)
def aandeel(teller: int, noemer: int, zekerheid: float = ZEKERHEID) -> Interval | None:
    """Of a share; None where there is nothing to take a share of."""
    if noemer == 0:
        return None
    staart = (1 - zekerheid) / 2
    onder = waar(lambda p: minstens(teller, noemer, p) - staart, 0, 1) if teller else 0.0
    boven = waar(lambda p: hoogstens(teller, noemer, p) - staart, 0, 1) if teller < noemer else 1.0
    return Interval(onder, boven)


def aantal(teller: int, zekerheid: float = ZEKERHEID) -> Interval:
    """Of a count of things that come by chance, one by one (Poisson)."""
    staart = (1 - zekerheid) / 2
    ruim = teller + 20 * sqrt(teller + 1) + 20
    onder = waar(lambda m: gamma_tot(m, teller) - staart, 0, ruim) if teller else 0.0
    return Interval(onder, waar(lambda m: gamma_tot(m, teller + 1) - (1 - staart), 0, ruim))


def verhouding(sommen: Sommen, zekerheid: float = ZEKERHEID) -> Interval | None:
    """Of a mean or rate over records that each give a teller and a noemer: a ratio of sums, linearised, by Student's t.

    An approximation, good from some dozens of records. None for fewer than two. Never below 0.
    """
    n = sommen.records
    if n < 2 or sommen.noemer == 0:  # noqa: PLR2004 - one record has no spread
        return None
    waarde = sommen.teller / sommen.noemer
    afstand2 = sommen.teller2 - 2 * waarde * sommen.product + waarde**2 * sommen.noemer2
    fout = sqrt(max(0.0, afstand2) * n / (n - 1)) / sommen.noemer
    ruimte = t_waarde((1 - zekerheid) / 2, n - 1) * fout
    return Interval(max(0.0, waarde - ruimte), waarde + ruimte)
