"""What came of the stories, counted from the events on the logs and from nothing else."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.geldig import geldig
from leerwinkel.gebeurtenissen.intake import DossierAfgesloten, InformatieVerstrekt
from leerwinkel.gebeurtenissen.trajecten import (
    BevragingVerstuurd,
    InschrijvingVastgesteld,
    MicrocontactGeregistreerd,
    SessieGehouden,
    SessieNietVerschenen,
    TevredenheidBeantwoord,
    TrajectGestart,
)
from simulator.trappen import BEMIDDELING, INFORMATIE, TRAJECT


@dataclass(slots=True)
class Telling:
    """Of one region, or of all. The counters of a trap are of closed dossiers: the others are not whole yet."""

    dossiers: int = 0
    gesloten: int = 0
    gebeurtenissen: int = 0
    per_soort: Counter[str] = field(default_factory=Counter[str])
    trap: Counter[str] = field(default_factory=Counter[str])
    minuten: Counter[str] = field(default_factory=Counter[str])
    sessies: Counter[str] = field(default_factory=Counter[str])
    microcontacten: Counter[str] = field(default_factory=Counter[str])

    def neem_op(self, events: Iterable[AnyGebeurtenis]) -> None:
        """Count the events of one dossier, or of another entity."""
        alle = list(events)
        self.gebeurtenissen += len(alle)
        geldend = geldig(alle)
        self.per_soort.update(type(event.data).__name__ for event in geldend)
        if any(isinstance(event.data, DossierAfgesloten) for event in geldend):
            self._neem_gesloten_op(geldend)

    def _neem_gesloten_op(self, geldend: Iterable[AnyGebeurtenis]) -> None:
        self.gesloten += 1
        gegevens = [event.data for event in geldend]
        gesprekken = [g for g in gegevens if isinstance(g, SessieGehouden) and g.soort != "nazorg"]
        antwoorden = [g for g in gegevens if isinstance(g, InformatieVerstrekt)]
        trap = INFORMATIE if antwoorden else None
        trap = BEMIDDELING if gesprekken else trap
        trap = TRAJECT if any(isinstance(g, TrajectGestart) for g in gegevens) else trap
        if trap is None:
            return
        self.trap[trap] += 1
        self.minuten[trap] += sum(g.duur_minuten for g in (antwoorden if trap == INFORMATIE else gesprekken))
        self.sessies[trap] += len(gesprekken)
        self.microcontacten[trap] += sum(isinstance(g, MicrocontactGeregistreerd) for g in gegevens)

    def aantal(self, soort: type) -> int:
        """How many events of that kind count."""
        return self.per_soort[soort.__name__]

    def plus(self, ander: "Telling") -> "Telling":
        """Both together."""
        return Telling(
            self.dossiers + ander.dossiers,
            self.gesloten + ander.gesloten,
            self.gebeurtenissen + ander.gebeurtenissen,
            self.per_soort + ander.per_soort,
            self.trap + ander.trap,
            self.minuten + ander.minuten,
            self.sessies + ander.sessies,
            self.microcontacten + ander.microcontacten,
        )

    def aandeel(self, trap: str) -> float | None:
        """Which share of the closed dossiers with a trap."""
        return _deel(self.trap[trap], self.trap.total())

    def duur(self, trap: str) -> float | None:
        """Minutes per dossier of that trap."""
        return _deel(self.minuten[trap], self.trap[trap])

    @property
    def gesprekken(self) -> float | None:
        """Talks per dossier in which there was one."""
        return _deel(self.sessies.total(), self.trap[BEMIDDELING] + self.trap[TRAJECT])

    @property
    def contacten(self) -> float | None:
        """Talks and short contacts per traject."""
        return _deel(self.sessies[TRAJECT] + self.microcontacten[TRAJECT], self.trap[TRAJECT])

    @property
    def niet_verschenen(self) -> float | None:
        """Which share of the appointments that were due was missed."""
        gemist = self.aantal(SessieNietVerschenen)
        return _deel(gemist, gemist + self.aantal(SessieGehouden))

    @property
    def ingeschreven(self) -> float | None:
        """Enrolments per traject."""
        return _deel(self.aantal(InschrijvingVastgesteld), self.aantal(TrajectGestart))

    @property
    def respons(self) -> float | None:
        """Answers per satisfaction question."""
        return _deel(self.aantal(TevredenheidBeantwoord), self.aantal(BevragingVerstuurd))


def _deel(teller: int, noemer: int) -> float | None:
    return teller / noemer if noemer else None
