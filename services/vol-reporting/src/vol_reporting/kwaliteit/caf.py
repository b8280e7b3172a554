"""The nine criteria of the Common Assessment Framework (CAF 2020): five enablers, four results, and their figures."""

from typing import Final

from leerwinkel.gebeurtenissen.codelijst import codelijst
from vol_reporting.indicatoren import Definitie, definities

CRITERIA: Final[dict[str, str]] = {
    code: codering.label_nl for code, codering in codelijst("caf_criterium").items() if codering.groep is None
}
"""Code → name."""
_RESULTATEN: Final = frozenset("6789")


def is_resultaat(criterium: str) -> bool:
    """Whether it is about what is reached (6 to 9), not about what is done for it (1 to 5)."""
    return criterium in _RESULTATEN


def cijfers_van(criterium: str) -> list[Definitie]:
    """The figures that say something of it, by the CAF code of their definition."""
    return [definitie for definitie in definities().values() if definitie.caf.partition(".")[0] == criterium]
