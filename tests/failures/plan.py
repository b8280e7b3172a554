"""The plan of faults: what, to whom, when and for how long. Made from a seed alone, printed before it runs."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

from leerwinkel.runtime.knooppunten import HUB

from .belasting import REGIOS
from .opstelling import AAN_DE_LIJN, KLEINE_SCHIJF

ALLES: Final = "alles"
IMPORTER: Final = "importer"
_KNOPEN: Final = (HUB, *REGIOS)
_PROCESSEN: Final = ("gateway", "vol-reporting", "waarmerk", "getuige")
_SOORTEN: Final[dict[str, tuple[int, tuple[str, ...], float]]] = {
    "dood": (10, (*_KNOPEN, *_PROCESSEN, IMPORTER), 1.5),
    "stop": (5, (*_KNOPEN, *_PROCESSEN), 3.0),
    "knip": (3, (f"lijn-{AAN_DE_LIJN}",), 3.0),
    "stil": (3, (f"lijn-{AAN_DE_LIJN}",), 4.0),
    "schijf": (2, (KLEINE_SCHIJF,), 3.0),
    "herstart": (1, (ALLES,), 0.5),
}
"""Kind → how often it comes up, whom it can strike, how long it lasts at most (seconds)."""


@dataclass(frozen=True, slots=True)
class Storing:
    """One fault: from `begin` on, for `duur` seconds."""

    begin: float
    duur: float
    soort: str
    doel: str

    @property
    def einde(self) -> float:
        return self.begin + self.duur

    def __str__(self) -> str:
        return f"{self.begin:6.2f} s  {self.soort:<8} {self.doel:<18} {self.duur:.2f} s"


def maak_plan(kans: Random, aantal: int) -> list[Storing]:
    """That many faults, about one a second; two at once are possible, but never two on one target."""
    plan: list[Storing] = []
    bezet: dict[str, float] = {}
    moment = 0.5
    while len(plan) < aantal:
        moment += kans.uniform(0.1, 1.4)
        soort = kans.choices(list(_SOORTEN), [weging for weging, *_ in _SOORTEN.values()])[0]
        _, doelen, hoogstens = _SOORTEN[soort]
        doel = kans.choice(doelen)
        if doel == ALLES:
            moment = max([moment, *bezet.values()])
        if bezet.get(doel, 0) > moment:
            continue
        storing = Storing(moment, kans.uniform(0.1, hoogstens), soort, doel)
        plan.append(storing)
        bezet[doel] = storing.einde + 0.1
        if doel == ALLES:
            moment = storing.einde + 0.1
    return plan


def stappen(plan: list[Storing]) -> list[tuple[float, bool, Storing]]:
    """Beginnings (True) and ends in the order of time."""
    alle = [(s.begin, True, s) for s in plan] + [(s.einde, False, s) for s in plan]
    sleutel: Callable[[tuple[float, bool, Storing]], float] = lambda stap: stap[0]  # noqa: E731
    return sorted(alle, key=sleutel)
