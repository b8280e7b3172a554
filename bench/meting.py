"""What a scenario of the bench measures and gives back, and what it is given to measure with."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Meting:
    """One line of the table: an absolute, its bare baseline from the same run, and the bars that it must meet.

    `basis` is in the same unit as `waarde`, and `tegenover` says what it is. `verhouding` is worked out where it is
    not given (give it where blocks of both were interleaved: then it is the median of their ratios).
    A bar is met by `waarde >= grens` and `verhouding >= grens_verhouding`; `<=` where lower is better.
    """

    naam: str
    waarde: float
    eenheid: str
    basis: float | None = None
    tegenover: str = ""
    verhouding: float | None = None
    grens: float | None = None
    grens_verhouding: float | None = None
    hoger_is_beter: bool = True
    noot: str = ""

    @property
    def ratio(self) -> float | None:
        """The value against its baseline."""
        if self.verhouding is not None or not self.basis:
            return self.verhouding
        return self.waarde / self.basis

    @property
    def gehaald(self) -> bool | None:
        """Whether every bar is met; None where there is none."""
        paren = [(self.waarde, self.grens), (self.ratio, self.grens_verhouding)]
        uitkomsten = [self._haalt(gemeten, grens) for gemeten, grens in paren if grens is not None]
        return all(uitkomsten) if uitkomsten else None

    def _haalt(self, gemeten: float | None, grens: float) -> bool:
        if gemeten is None:
            return False
        return gemeten >= grens if self.hoger_is_beter else gemeten <= grens


@dataclass(frozen=True, slots=True)
class Opzet:
    """What a scenario runs with. `map` is empty, its own, and gone afterwards.

    `klein`: sizes that take a second or two, only to see that the scenario works; its numbers mean nothing.
    """

    map: Path
    klein: bool = False

    def omvang(self, vol: int, klein: int) -> int:
        """The size to use."""
        return klein if self.klein else vol

    def zeg(self, tekst: str) -> None:
        """Say how far it is."""
        print(f"    {tekst}", flush=True)
