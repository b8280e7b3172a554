"""The plan of faults: what, to whom, when and for how long. Made from a seed alone, printed before it runs."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

from leerwinkel.gebeurtenissen.register import DIENSTEN
from leerwinkel.runtime.knooppunten import HUB

from .belasting import REGIOS
from .opstelling import AAN_DE_LIJN, DATABANK, KLEINE_SCHIJF

ALLES: Final = "alles"
IMPORTER: Final = "importer"
KLOK: Final = "klok"
_KNOPEN: Final = (HUB, *REGIOS)
_PROCESSEN: Final = ("gateway", "vol-reporting", "waarmerk", "getuige", "koppeldienst", *DIENSTEN)
_SOORTEN: Final[dict[str, tuple[int, tuple[str, ...], float]]] = {
    "dood": (12, (*_KNOPEN, *_PROCESSEN, IMPORTER), 1.5),
    "stop": (6, (*_KNOPEN, *_PROCESSEN), 3.0),
    "knip": (3, (f"lijn-{AAN_DE_LIJN}",), 3.0),
    "stil": (3, (f"lijn-{AAN_DE_LIJN}",), 4.0),
    "schijf": (2, (KLEINE_SCHIJF,), 3.0),
    "klok": (2, (KLOK,), 5.0),
    "herstart": (1, (ALLES,), 0.5),
}
"""Kind → how often it comes up, whom it can strike, how long it lasts at most (seconds)."""
_VAN_EEN_DATABANK: Final[dict[str, tuple[int, tuple[str, ...], float]]] = {
    "dood": (3, (DATABANK,), 1.5),
    "uit": (2, (DATABANK,), 1.5),
    "stop": (1, (DATABANK,), 3.0),
}
"""What comes with it, where there is one."""
_TUSSEN_S: Final = 3.0
"""From one fault to the next, on average: in between there is time to work."""


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


def plan_van(zaad: int, aantal: int, *, databank: bool) -> tuple[list[Storing], Random]:
    """The plan of a round, and the chance with which its load goes on."""
    kans = Random(zaad)
    return _maak_plan(kans, aantal, databank=databank), kans


def _maak_plan(kans: Random, aantal: int, *, databank: bool) -> list[Storing]:
    """Two faults at once are possible, but never two on one target."""
    soorten = [(naam, *rest) for naam, rest in _SOORTEN.items()]
    soorten += [(naam, *rest) for naam, rest in _VAN_EEN_DATABANK.items()] if databank else []
    plan: list[Storing] = []
    bezet: dict[str, float] = {}
    moment = 0.5
    while len(plan) < aantal:
        moment += kans.uniform(0.1, 2 * _TUSSEN_S - 0.1)
        soort, _, doelen, hoogstens = kans.choices(soorten, [weging for _, weging, *_ in soorten])[0]
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
