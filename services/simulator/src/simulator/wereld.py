"""The world that is simulated: how many days, which regions, how they differ. Everything follows from the seed."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

BRUSSEL: Final = ZoneInfo("Europe/Brussels")
GROEI_PER_JAAR: Final = 0.4
"""How much busier it is after a year."""
SEIZOEN: Final = (1.15, 0.95, 0.95, 0.9, 0.95, 1.15, 0.6, 0.95, 1.5, 1.15, 0.95, 0.75)
"""How busy each month is: September and the new year draw people, July is still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Streek:
    """How a region differs from the others. Shares are of its clients; `gewicht` is its share of all dossiers."""

    gewicht: float
    wachtdagen: float
    begeleiders: int
    jong: float
    anderstalig: float
    laaggeschoold: float
    online: float


STREKEN: Final[dict[str, Streek]] = {
    "west-vlaanderen": Streek(
        gewicht=0.16, wachtdagen=7, begeleiders=8, jong=0.45, anderstalig=0.18, laaggeschoold=0.62, online=0.08
    ),
    "oost-vlaanderen": Streek(
        gewicht=0.14, wachtdagen=9, begeleiders=7, jong=0.42, anderstalig=0.2, laaggeschoold=0.55, online=0.1
    ),
    "antwerpen": Streek(
        gewicht=0.13, wachtdagen=11, begeleiders=6, jong=0.4, anderstalig=0.25, laaggeschoold=0.52, online=0.12
    ),
    "limburg": Streek(
        gewicht=0.12, wachtdagen=8, begeleiders=6, jong=0.4, anderstalig=0.28, laaggeschoold=0.6, online=0.15
    ),
    "vlaams-brabant": Streek(
        gewicht=0.11, wachtdagen=6, begeleiders=6, jong=0.35, anderstalig=0.32, laaggeschoold=0.42, online=0.2
    ),
    "gent": Streek(
        gewicht=0.13, wachtdagen=5, begeleiders=7, jong=0.5, anderstalig=0.42, laaggeschoold=0.6, online=0.1
    ),
    "antwerpen-stad": Streek(
        gewicht=0.15, wachtdagen=16, begeleiders=8, jong=0.48, anderstalig=0.55, laaggeschoold=0.65, online=0.1
    ),
    "brussel": Streek(
        gewicht=0.06, wachtdagen=12, begeleiders=4, jong=0.44, anderstalig=0.7, laaggeschoold=0.58, online=0.15
    ),
}

KNELPUNT_REGIOS: Final = ("limburg", "antwerpen-stad")
"""Where the planted bottleneck rises."""


@dataclass(frozen=True)
class Wereld:
    """`dagen` days of work, up to the day `tot`, which does not count. `knelpunt`: the theme that becomes a bottleneck.

    What happens in a dossier follows from the seed, `tot`, `dagen`, the theme, the region and its number, and from
    nothing else: more dossiers, or other regions, leave it as it is.
    """

    zaad: int
    tot: date
    dagen: int
    knelpunt: str = "nt2"
    _wortel: UUID = field(init=False, repr=False)

    def __post_init__(self) -> None:
        naam = f"urn:leerwinkel:simulatie:{self.zaad}:{self.tot}:{self.dagen}:{self.knelpunt}"
        object.__setattr__(self, "_wortel", uuid5(NAMESPACE_URL, naam))

    def nummer(self, *sleutel: object) -> UUID:
        """The id of something in this world."""
        return uuid5(self._wortel, ":".join(map(str, sleutel)))

    def toeval(self, *sleutel: object) -> random.Random:
        """Chance of its own for something in this world."""
        return random.Random(self.nummer(*sleutel).int)  # noqa: S311 - to be repeatable is the point

    @cached_property
    def begin(self) -> datetime:
        """When the first day begins."""
        return self.einde - timedelta(days=self.dagen)

    @cached_property
    def einde(self) -> datetime:
        """When the last day is over: nothing happens from then on."""
        return datetime(self.tot.year, self.tot.month, self.tot.day, tzinfo=BRUSSEL)

    def moment(self, kans: random.Random) -> datetime:
        """A moment within the days; there are more of them as the leerwinkel grows, and in a busy month."""
        hoogste = (1 + GROEI_PER_JAAR * self.dagen / 365) * max(SEIZOEN)
        while True:
            dagen = kans.random() * self.dagen
            moment = self.begin + timedelta(days=dagen)
            if kans.random() * hoogste <= (1 + GROEI_PER_JAAR * dagen / 365) * SEIZOEN[moment.month - 1]:
                return moment

    def knelt(self, regio: str, moment: datetime) -> bool:
        """Whether the bottleneck is felt there then: in the last third of the days."""
        return regio in KNELPUNT_REGIOS and moment > self.einde - timedelta(days=self.dagen / 3)


def verdeel(aantal: int, regios: list[str]) -> dict[str, int]:
    """That many dossiers over the regions, by their weight; every dossier somewhere."""
    totaal = sum(STREKEN[regio].gewicht for regio in regios)
    precies = {regio: aantal * STREKEN[regio].gewicht / totaal for regio in regios}
    heel = {regio: int(deel) for regio, deel in precies.items()}
    for regio in sorted(regios, key=lambda r: heel[r] - precies[r])[: aantal - sum(heel.values())]:
        heel[regio] += 1
    return heel
