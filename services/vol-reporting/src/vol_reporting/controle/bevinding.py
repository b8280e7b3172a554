"""What an inspection finds: where a log breaks first, in a sentence for people, and how much was gone through."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Soort(StrEnum):
    """Of what kind."""

    ONTBREEKT = "ontbreekt"
    ANDERS = "anders"
    DUBBEL = "dubbel"
    TERUGGEZET = "teruggezet"
    KOPIE_ANDERS = "kopie-anders"
    VERTAKT = "vertakt"
    VREEMDE_SLEUTEL = "vreemde-sleutel"
    NIET_GETUIGD = "niet-getuigd"
    ZONDER_CONTROLEPUNT = "zonder-controlepunt"
    UITGAVE_BESCHADIGD = "uitgave-beschadigd"
    BESTAND = "bestand"
    NIET_BEREIKBAAR = "niet-bereikbaar"


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One thing that does not hold. `positie`: the first where it breaks, None where it has none."""

    log: str
    soort: Soort
    positie: int | None
    zin: str


@dataclass(slots=True)
class Uitslag:
    """Of one log: what was gone through, and all that does not hold.

    `omvang`: up to which position it was read; `getekend`: of the largest checkpoint; the rest is not signed yet.
    """

    log: str
    omvang: int = 0
    kopie: int = 0
    getekend: int = 0
    controlepunten: int = 0
    bevindingen: list[Bevinding] = field(default_factory=list[Bevinding])

    def meld(self, soort: Soort, positie: int | None, zin: str) -> None:
        """One more thing that does not hold (Dutch). What was said already is not said again."""
        bevinding = Bevinding(self.log, soort, positie, zin)
        if bevinding not in self.bevindingen:
            self.bevindingen.append(bevinding)

    @property
    def klopt(self) -> bool:
        """Whether everything holds."""
        return not self.bevindingen

    @property
    def eerste(self) -> int | None:
        """The first position where it breaks, of all that has one."""
        return min((each.positie for each in self.bevindingen if each.positie is not None), default=None)

    def waarden(self) -> dict[str, Any]:
        """For programs."""
        return {**asdict(self), "klopt": self.klopt, "eerste": self.eerste}


def eerste_fout(uitslagen: Iterable[Uitslag]) -> int:
    """The exit status: 1 when anything does not hold."""
    return int(not all(uitslag.klopt for uitslag in uitslagen))
