"""A funnel plot: the share of each region against its number, with what chance allows around their common value.

The limits are exact: outside one lies only what a binomial tail under the common value makes rarer than it says. They
are conservative at whole numbers, and the line between these is smooth, so that the drawing never contradicts the word.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from vol_reporting.statistiek.kansen import hoogstens, minstens, waar

Oordeel = Literal["geen", "verwacht", "mogelijk-hoger", "mogelijk-lager", "hoger", "lager"]
"""What the limits say of a share: nothing to say, as expected, outside 95 %, outside 99.8 %. Never a rank."""

WAARSCHUWING, ALARM = 0.025, 0.001
"""The tail on each side of the 95 % and of the 99.8 % limits."""


@dataclass(frozen=True)
class Trechter:
    """Regions with their teller and noemer, and the value that they have in common: all tellers over all noemers."""

    tellingen: Mapping[str, tuple[int, int]]

    @cached_property
    def gemeen(self) -> float | None:
        """The common share; None where there is nothing yet."""
        noemer = sum(noemer for _, noemer in self.tellingen.values())
        return sum(teller for teller, _ in self.tellingen.values()) / noemer if noemer else None

    @cached_property
    def oordelen(self) -> dict[str, Oordeel]:
        """What the limits say of each region."""
        return {naam: oordeel(*telling, self.gemeen) for naam, telling in self.tellingen.items()}


def trechter(tellingen: Mapping[str, tuple[int, int]]) -> Trechter:
    """The funnel of these tellers and noemers. Raises ValueError where a teller is no part of its noemer."""
    fout = [naam for naam, (teller, noemer) in tellingen.items() if not 0 <= teller <= noemer]
    if fout:
        raise ValueError(f"no shares: {', '.join(fout)}")
    return Trechter(tellingen)


def oordeel(teller: int, noemer: int, gemeen: float | None) -> Oordeel:
    """Whether so many of so many is what chance around the common share makes of it."""
    if noemer == 0 or gemeen is None:
        return "geen"
    boven, onder = minstens(teller, noemer, gemeen), hoogstens(teller, noemer, gemeen)
    if boven < WAARSCHUWING:
        return "hoger" if boven < ALARM else "mogelijk-hoger"
    if onder < WAARSCHUWING:
        return "lager" if onder < ALARM else "mogelijk-lager"
    return "verwacht"


@lru_cache(maxsize=4096)
def grenzen(noemer: int, gemeen: float, staart: float) -> tuple[float, float]:
    """The shares of so many between which chance stays, but for that tail on each side; within 0 and 1."""
    hoog = waar(lambda k: minstens(k, noemer, gemeen) - staart, 0, noemer + 1)
    laag = waar(lambda k: hoogstens(k, noemer, gemeen) - staart, -1, noemer)
    return max(0.0, laag / noemer), min(1.0, hoog / noemer)
