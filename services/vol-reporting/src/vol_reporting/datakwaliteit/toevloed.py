"""The rule of the circuit breaker: when what a region sends must wait for somebody's decision. Pure.

What counts is when the hub received it, not what the region says of itself; imports are announced, and left out. Only
what nobody judged at an earlier release can trip it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile

DAGEN = 28
"""So many days tell what is usual. A region of which the VOL has less is not judged by its number of events."""
KEER = 10
"""A day may bring so many times the usual; after a silence so many times what would have come meanwhile."""
MINSTENS = 500
"""Fewer events in a day are never too many: a busy Monday of a small region is no fault."""
DEEL = 10
"""Corrections in a day may touch less than this part (one in so many) of all else that the region ever sent."""
MINSTENS_CORRECTIES = 200
"""Fewer corrections in a day are never too many."""
_DAG = 24

TOENAME, CORRECTIES = "plotse-toename", "veel-correcties"
"""The reasons, as the code list `aanhoudreden` has them."""


@dataclass(frozen=True, slots=True)
class Uur:
    """What was received of a region in an hour, imports left out. `uur` counts from the epoch.

    `nieuw` are those that nobody judged yet, `correcties` the corrections and retractions among them, `eerste` the
    first position of them.
    """

    uur: int
    aantal: int
    nieuw: int
    correcties: int
    eerste: int


@dataclass(frozen=True, slots=True)
class Toevloed:
    """What a region sent: `begin` is the hour of the very first event, `alles` how many there are, imports too."""

    uren: Sequence[Uur]
    begin: int
    alles: int


@dataclass(frozen=True, slots=True)
class Oordeel:
    """Hold the stream apart from this position on, because of this."""

    vanaf: int
    reden: str


def beoordeel(toevloed: Toevloed) -> Oordeel | None:
    """The judgement on the last 24 hours in which the region sent something; None where nothing is unusual."""
    if not toevloed.uren:
        return None
    grens = toevloed.uren[-1].uur - _DAG
    dag = [uur for uur in toevloed.uren if uur.uur > grens]
    nieuw = sum(uur.nieuw for uur in dag)
    correcties = sum(uur.correcties for uur in dag)
    if correcties >= max(MINSTENS_CORRECTIES, (toevloed.alles - correcties) / DEEL):
        return Oordeel(_vanaf(dag, [uur.correcties for uur in dag]), CORRECTIES)
    hoogstens = _hoogstens(toevloed, grens)
    if hoogstens is not None and nieuw > hoogstens:
        return Oordeel(_vanaf(dag, [uur.nieuw for uur in dag]), TOENAME)
    return None


def _hoogstens(toevloed: Toevloed, grens: int) -> float | None:
    """How many events the day may bring; None where it is not known what is usual."""
    eerder = [uur for uur in toevloed.uren if uur.uur <= grens]
    if not eerder or grens - toevloed.begin < DAGEN * _DAG:
        return None
    einde = eerder[-1].uur
    dagen = max(1.0, min(float(DAGEN), (einde - toevloed.begin) / _DAG))
    per_dag = sum(uur.aantal for uur in eerder if uur.uur > einde - DAGEN * _DAG) / dagen
    stil = (grens - einde) / _DAG
    return max(float(MINSTENS), KEER * per_dag * (1 + stil))


def _vanaf(dag: Sequence[Uur], gebracht: Sequence[int]) -> int:
    """The first position of the first hour that brought more than its even share, or of any hour after it."""
    totaal = sum(gebracht)
    rest = dropwhile(lambda paar: paar[1] * _DAG < totaal, zip(dag, gebracht, strict=True))
    return min(uur.eerste for uur, _ in rest if uur.nieuw)
