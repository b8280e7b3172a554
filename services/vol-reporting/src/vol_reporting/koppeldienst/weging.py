"""How much it weighs that marks of two clients agree: the method of Fellegi and Sunter (1969).

Of each field: how often it agrees within one person (m), and between two people by chance (u). The weight of an outcome
is log2(m / u), of a pair their sum. The numbers are estimates; `docs/operations/koppeldienst.md` says how well they do.
"""

import math
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from leerwinkel.koppelmerk.bericht import Kenmerk


class Uitkomst(StrEnum):
    """What comparing a field came to."""

    GELIJK = "gelijk"
    ONGEVEER = "ongeveer"
    ANDERS = "anders"


Kansen = tuple[float, float]
_M_EN_U: Final[Mapping[str, Mapping[Uitkomst, Kansen]]] = {
    "rijksregisternummer": {Uitkomst.GELIJK: (0.99, 1e-7), Uitkomst.ANDERS: (0.01, 1.0)},
    "naam": {Uitkomst.GELIJK: (0.80, 4e-4), Uitkomst.ONGEVEER: (0.12, 2e-3), Uitkomst.ANDERS: (0.08, 1.0)},
    "voornaam": {Uitkomst.GELIJK: (0.85, 3e-3), Uitkomst.ONGEVEER: (0.09, 4e-3), Uitkomst.ANDERS: (0.06, 1.0)},
    "geboortedatum": {Uitkomst.GELIJK: (0.95, 6.8e-5), Uitkomst.ONGEVEER: (0.035, 2.5e-2), Uitkomst.ANDERS: (0.015, 1)},
}
"""Field → outcome → (m, u). About: a name by its sound, of a day the year. A number may be a relative's."""
_KENMERK: Final[Mapping[tuple[str, Uitkomst], str]] = {
    ("rijksregisternummer", Uitkomst.GELIJK): "rijksregisternummer",
    ("naam", Uitkomst.GELIJK): "naam",
    ("naam", Uitkomst.ONGEVEER): "naam-klank",
    ("voornaam", Uitkomst.GELIJK): "voornaam",
    ("voornaam", Uitkomst.ONGEVEER): "voornaam-klank",
    ("geboortedatum", Uitkomst.GELIJK): "geboortedatum",
    ("geboortedatum", Uitkomst.ONGEVEER): "geboortejaar",
}
_DAGEN: Final = frozenset[Kenmerk]({"naam-dag", "voornaam-dag", "naamklank-dag", "voornaamklank-dag", "namen-dag"})
_ELDERS, _ZEKER, _MINSTENS = 0.01, 0.9, 20.0


@dataclass(frozen=True, slots=True)
class Weging:
    """The weight of a pair in bits, and what agrees, as codes."""

    gewicht: float
    overeenkomst: tuple[str, ...]


Marks = Mapping[Kenmerk, bytes]


def weeg(een: Marks, ander: Marks) -> Weging:
    """What the marks of two clients say together. A field of which nothing can be compared weighs nothing."""
    uitkomsten = _vergelijk(een, ander)
    gewicht = sum(math.log2(m / u) for veld, uitkomst in uitkomsten.items() for m, u in [_M_EN_U[veld][uitkomst]])
    gelijk = tuple(_KENMERK[paar] for paar in uitkomsten.items() if paar in _KENMERK)
    return Weging(round(gewicht, 1), gelijk)


def _vergelijk(een: Marks, ander: Marks) -> dict[str, Uitkomst]:
    samen = {kenmerk for kenmerk in een.keys() & ander.keys() if een[kenmerk] == ander[kenmerk]}
    uitkomsten: dict[str, Uitkomst] = {}
    if "nummer" in een and "nummer" in ander:
        uitkomsten["rijksregisternummer"] = Uitkomst.GELIJK if "nummer" in samen else Uitkomst.ANDERS
    if samen & _DAGEN:
        omgekeerd = "namen-dag" in samen
        uitkomsten["naam"] = _naam("naam", samen, omgekeerd=omgekeerd)
        uitkomsten["voornaam"] = _naam("voornaam", samen, omgekeerd=omgekeerd)
        uitkomsten["geboortedatum"] = Uitkomst.GELIJK
    elif "namen-jaar" in samen:
        uitkomsten |= dict.fromkeys(("naam", "voornaam", "geboortedatum"), Uitkomst.ONGEVEER)
    elif "namen-jaar" in een and "namen-jaar" in ander:
        # each mark is of a name with a date: where the date differs, nothing is known of the names
        uitkomsten["geboortedatum"] = Uitkomst.ANDERS
    return uitkomsten


def _naam(veld: str, samen: AbstractSet[str], *, omgekeerd: bool) -> Uitkomst:
    if omgekeerd or f"{veld}-dag" in samen:
        return Uitkomst.GELIJK
    return Uitkomst.ONGEVEER if f"{veld}klank-dag" in samen else Uitkomst.ANDERS


def drempel(clienten: int) -> float:
    """The weight from which a pair of so many clients is more likely than nine in ten one person.

    It is thought that one client in a hundred is one of another region too. The more clients, the more agree by chance.
    """
    paren, personen = clienten * clienten / 2, max(1.0, _ELDERS * clienten)
    return max(_MINSTENS, math.log2(max(1.0, paren) / personen) + math.log2(_ZEKER / (1 - _ZEKER)))
