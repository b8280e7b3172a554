"""The picture of the system at one moment. None stands for what could not be asked."""

from dataclasses import dataclass, field
from datetime import datetime

from leerwinkel.overzicht.bewijs import Bewijsbeeld
from leerwinkel.overzicht.certificaten import Certificaat


@dataclass(frozen=True, slots=True)
class Regiobeeld:
    """One region: its node as we reach it, the line between its node and the hub, its door, and what the VOL has."""

    regio: str
    knooppunt: bool
    """Its node answers, to us or to the hub."""
    lijn: bool | None
    """It answers over the hub; None while the hub is away."""
    deur: bool | None
    """A gateway listens at the door."""
    log: int | None
    hub: int | None
    ingenomen: int | None
    gaten: int | None
    quarantaine: int | None
    geweigerd: int | None
    """Messages in the quarantine at the door."""
    laatst_ontvangen: datetime | None
    """By the hub."""
    aangehouden_vanaf: int | None = None
    """From this position on its stream is held apart at the VOL."""
    bewijs: Bewijsbeeld | None = None
    """The signing of its log; None where that is not done on this machine."""

    @property
    def achterstand(self) -> int | None:
        """Positions of the log that the VOL has not taken in."""
        return None if self.log is None or self.ingenomen is None else max(0, self.log - self.ingenomen)

    @property
    def elders(self) -> int:
        """The highest position of its log that the hub or the VOL has."""
        return max(self.hub or 0, self.ingenomen or 0)

    @property
    def log_te_kort(self) -> bool:
        """The log ends before what others have of it: it was put back from an old copy, or lost its end."""
        return self.log is not None and self.log < self.elders


@dataclass(frozen=True, slots=True)
class Dienstbeeld:
    """The VOL's service. `adres` is where it said that it answers; `storing` is what it says is wrong."""

    draait: bool
    adres: str | None = None
    sinds: datetime | None = None
    storing: str | None = None


@dataclass(frozen=True, slots=True)
class Standbeeld:
    """The last recorded stand: when, and the position of each log."""

    op: datetime
    posities: dict[str, int]
    eigen: int


@dataclass(frozen=True, slots=True)
class Beeld:
    """Everything, with what needs attention: a Dutch sentence each, of what, where, and what to do."""

    hub: bool
    dienst: Dienstbeeld
    stand: Standbeeld | None
    regios: list[Regiobeeld]
    afwijkingen: list[str] = field(default_factory=list[str])
    """Streams that are not there or not set as agreed."""
    stil: frozenset[str] = frozenset()
    """Regions whose lag did not shrink while we looked."""
    oude_kopieen: dict[str, int] = field(default_factory=dict[str, int])
    """Of whom the last back-up is too old, and how many days."""
    certificaten: list[Certificaat] = field(default_factory=list[Certificaat])
    """Of the nodes whose files are on this machine."""
