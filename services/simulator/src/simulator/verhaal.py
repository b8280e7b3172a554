"""A story that is being told: a clock that goes on, within office hours, and the commands up to there."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, Final, TypeVar

from leerwinkel.eventsourcing import Decider
from simulator.stap import Stap
from simulator.wereld import Wereld

T = TypeVar("T")
_OPEN, _DICHT = time(9), time(17)
_ZATERDAG: Final = 5
_LAAT, _LAATSTE_DAGEN = 0.14, 12
_EVEN: Final = timedelta(seconds=20)


@dataclass(slots=True, kw_only=True)
class Verhaal:
    """Of one entity. Every command has a number of its own, which follows from how many came before it."""

    wereld: Wereld
    regio: str
    entiteit: str
    kans: random.Random
    nu: datetime
    stappen: list[Stap] = field(default_factory=list[Stap])

    def misschien(self, deel: float) -> bool:
        """True in that share of the cases."""
        return self.kans.random() < deel

    def kies(self, gewichten: Mapping[T, float]) -> T:
        """One of these, by weight."""
        return self.kans.choices(list(gewichten), list(gewichten.values()))[0]

    def een_van(self, alle: Sequence[T]) -> T:
        """Any of these."""
        return self.kans.choice(alle)

    def ongeveer(self, gemiddeld: float, vorm: float = 5.0) -> float:
        """A positive number with that mean; the higher `vorm`, the closer to it."""
        return self.kans.gammavariate(vorm, gemiddeld / vorm)

    def minuten(self, gemiddeld: float) -> int:
        """How long something took, at least 5 minutes."""
        return min(480, max(5, round(self.ongeveer(gemiddeld))))

    def wacht(self, dagen: float) -> None:
        """Go on, to a moment at which the leerwinkel is open."""
        self.nu = open_moment(self.nu + timedelta(days=dagen))

    def even(self, minuten: int = 3) -> None:
        """Go on a little, on the same day."""
        self.nu += timedelta(minutes=minuten)

    def laat(self) -> datetime:
        """When what happens now is registered: mostly at once, at times days later."""
        if not self.misschien(_LAAT):
            return self.nu + timedelta(minutes=self.kans.randrange(1, 20))
        return open_moment(self.nu + timedelta(days=self.kans.uniform(1, _LAATSTE_DAGEN)))

    def zet(
        self,
        service: str,
        decider: Decider[Any, Any],
        command: Any,
        door: str | None,
        *,
        geregistreerd: datetime | None = None,
        entiteit: str | None = None,
        mag_geweigerd: bool = False,
    ) -> Stap:
        """Let this command be given now; a moment later the next."""
        stap = Stap(
            service=service,
            decider=decider,
            command=command,
            regio=self.regio,
            entiteit=entiteit or self.entiteit,
            opdracht=self.wereld.nummer(self.regio, self.entiteit, len(self.stappen)),
            tijdstip=self.nu,
            geregistreerd=geregistreerd or self.nu,
            medewerker=door,
            mag_geweigerd=mag_geweigerd,
        )
        self.stappen.append(stap)
        self.nu += _EVEN
        return stap


def open_moment(moment: datetime) -> datetime:
    """The first moment from then on, at which a leerwinkel is open."""
    if moment.time() >= _DICHT:
        moment = (moment + timedelta(days=1)).replace(hour=_OPEN.hour, minute=moment.minute)
    elif moment.time() < _OPEN:
        moment = moment.replace(hour=_OPEN.hour)
    if moment.weekday() >= _ZATERDAG:
        moment += timedelta(days=7 - moment.weekday())
    return moment.replace(second=0, microsecond=0)
