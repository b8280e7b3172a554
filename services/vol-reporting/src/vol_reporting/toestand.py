"""How the intake is, for people and for `vol status`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import structlog

from vol_reporting.inname.verwerking import Telling

log = structlog.get_logger()


@dataclass(slots=True)
class Toestand:
    """What was taken in since the start, and what is wrong (Dutch), if anything is."""

    ingenomen: int = 0
    herhaald: int = 0
    quarantaine: int = 0
    laatst: datetime | None = None
    storing: str | None = None
    schade: list[str] = field(default_factory=list[str])
    sinds: datetime = field(default_factory=lambda: datetime.now(UTC))

    def tel(self, telling: Telling) -> None:
        """Add what a batch came to."""
        self.ingenomen += telling.ingenomen
        self.herhaald += telling.herhaald
        self.quarantaine += telling.quarantaine
        self.laatst = datetime.now(UTC)
        self.storing = None

    def meld_schade(self, schade: list[str]) -> None:
        """What the inspection of the logs found this time; said in the log when it changes."""
        if schade and schade != self.schade:
            log.critical("log_beschadigd", schade=schade)
        self.schade = schade

    def wat_er_mis_is(self, erbij: Iterable[str] = ()) -> str | None:
        """Everything that is wrong, in one text; None where nothing is."""
        return " ".join([*([self.storing] if self.storing else []), *self.schade, *erbij]) or None
