"""The map of Flanders as tiles: where signals came from, by region and, where known, by municipality."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from leerwinkel.gebeurtenissen.codelijst import codelijst
from vol_reporting.benamingen import regionaam
from vol_reporting.signalen.bronnen import Kaart
from vol_reporting.signalen.melding import Melding
from vol_reporting.signalen.voorstel import KLEIN

TINTEN: Final = 4
"""Steps of colour, of which the first is for none."""


@dataclass(frozen=True, slots=True)
class Tegel:
    """A region. `tint` runs from 0 (none) to the last step (most); the number says it too."""

    code: str
    naam: str
    signalen: int
    open: int
    tint: int


@dataclass(frozen=True, slots=True)
class Gemeenteregel:
    """A municipality with more than a small number of signals."""

    naam: str
    regio: str
    signalen: int


def tegels(meldingen: Iterable[Melding], kaarten: Iterable[Kaart]) -> list[Tegel]:
    """The eight regions: their signals, and the beleidssignalen about them that wait for an answer."""
    aantallen = Counter(melding.regio for melding in meldingen)
    wachtend = Counter(regio for kaart in kaarten if kaart.stand != "beantwoord" for regio in kaart.regios)
    meeste = max(aantallen.values(), default=0)
    return [
        Tegel(code, regionaam(code), aantallen[code], wachtend[code], _tint(aantallen[code], meeste))
        for code in codelijst("regio")
    ]


def _tint(aantal: int, meeste: int) -> int:
    return 0 if not aantal else min(TINTEN - 1, 1 + (TINTEN - 1) * (aantal - 1) // meeste)


def gemeenten(meldingen: Sequence[Melding], hoogstens: int = 12) -> list[Gemeenteregel]:
    """Those with the most signals, and no small numbers."""
    aantallen = Counter((melding.gemeente, melding.regio) for melding in meldingen if melding.gemeente)
    groot = sorted(((-n, plaats) for plaats, n in aantallen.items() if n > KLEIN), key=lambda paar: (paar[0], *paar[1]))
    return [Gemeenteregel(gemeentenaam(plaats), regionaam(regio), -n) for n, (plaats, regio) in groot[:hoogstens]]


def gemeentenaam(code: str) -> str:
    """The name of a municipality; the code itself where it is in no list."""
    gevonden = codelijst("gemeente").get(code)
    return gevonden.label_nl if gevonden else code
