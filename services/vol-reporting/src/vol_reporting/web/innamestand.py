"""How far the intake is per region, as the page shows it: positions, and a judgement in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vol_reporting.benamingen import regionaam


@dataclass(frozen=True, slots=True)
class Oordeel:
    """A badge: its colour in the design system and its word."""

    soort: str
    tekst: str


BIJ = Oordeel("goed", "bij")
LOOPT_ACHTER = Oordeel("let-op", "loopt achter")
NIET_BEREIKBAAR = Oordeel("fout", "niet bereikbaar")
GAT = Oordeel("fout", "gat")


@dataclass(frozen=True, slots=True)
class Regiolijn:
    """One region's line. `log` is None while the region cannot be reached."""

    regio: str
    naam: str
    log: int | None
    hub: int
    ingenomen: int
    gaten: int
    quarantaine: int
    laatst_ontvangen: datetime | None

    @property
    def achterstand(self) -> int | None:
        """Events of the region that are not taken in yet; None while that cannot be known."""
        verschil = max(0, self.hub - self.ingenomen, (self.log or 0) - self.ingenomen)
        return None if self.log is None and verschil == 0 else verschil

    @property
    def oordelen(self) -> list[Oordeel]:
        """What there is to say, worst first; never empty."""
        gevonden = [
            oordeel
            for oordeel, geldt in (
                (GAT, self.gaten > 0),
                (NIET_BEREIKBAAR, self.log is None),
                (LOOPT_ACHTER, bool(self.achterstand)),
            )
            if geldt
        ]
        return gevonden or [BIJ]


@dataclass(frozen=True, slots=True)
class Innamestand:
    """All lines, and the fault that stops or slows the intake as a whole."""

    lijnen: tuple[Regiolijn, ...]
    storing: str | None

    @property
    def bij(self) -> int:
        """How many regions are up to date."""
        return sum(lijn.oordelen == [BIJ] for lijn in self.lijnen)


def innamestand(status: Mapping[str, Any], alleen: frozenset[str] | None = None) -> Innamestand:
    """From what `Dienst.status()` says. `alleen`: only of these regions, without what is wrong elsewhere."""
    regios: Sequence[Mapping[str, Any]] = status["regios"]
    if alleen is not None:
        return Innamestand(tuple(_lijn(rij) for rij in regios if rij["regio"] in alleen), None)
    return Innamestand(tuple(_lijn(rij) for rij in regios), status["storing"])


def _lijn(rij: Mapping[str, Any]) -> Regiolijn:
    return Regiolijn(
        regio=rij["regio"],
        naam=regionaam(rij["regio"]),
        log=rij["log"],
        hub=rij["hub"],
        ingenomen=rij["positie"],
        gaten=rij["gaten"],
        quarantaine=rij["quarantaine"],
        laatst_ontvangen=rij["laatst_ontvangen"],
    )
