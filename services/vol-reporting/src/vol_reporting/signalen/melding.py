"""A signaal as a region reported it, with the event behind it."""

from dataclasses import dataclass
from datetime import date

from leerwinkel.gebeurtenissen.basis import Doel

HEEL_VLAANDEREN = "vlaanderen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Melding:
    """`source` and `id` name the event. `gemeente` is the one of today, where it is known."""

    regio: str
    signaal: str
    source: str
    id: str
    soort: str
    thema: str
    drempelsoort: str | None
    bestuursniveau: str
    gemeente: str | None
    doelgroepen: tuple[str, ...]
    dag: date

    @property
    def gebied(self) -> str:
        """For whom it matters: what a local government can mend, the region; what others must, all of Flanders."""
        return self.regio if self.bestuursniveau == "lokaal" else HEEL_VLAANDEREN

    @property
    def doel(self) -> Doel:
        """How an event of the VOL names it."""
        return Doel(source=self.source, id=self.id)

    @property
    def maand(self) -> date:
        """The first day of its month."""
        return self.dag.replace(day=1)
