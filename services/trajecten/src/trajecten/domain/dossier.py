"""A dossier as trajecten sees it: the facts about it, and the states that it can be in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from leerwinkel.dossier.toestemming import Toestemmingen
from leerwinkel.gebeurtenissen.basis import Gegevens
from leerwinkel.gebeurtenissen.trajecten import (
    DrempelVastgesteld,
    GetuigschriftBehaald,
    InschrijvingVastgesteld,
    KeuzeGemaakt,
    OpleidingStopgezet,
    SessieGehouden,
    SessieGepland,
)

G = TypeVar("G", bound=Gegevens)

Uitkomst = InschrijvingVastgesteld | OpleidingStopgezet


@dataclass(frozen=True, slots=True)
class Gepland:
    """An appointment that is still to come, or to be accounted for."""

    gegevens: SessieGepland


@dataclass(frozen=True, slots=True)
class Geannuleerd:
    """It will not be."""


@dataclass(frozen=True, slots=True)
class NietVerschenen:
    """The cliënt did not come."""


@dataclass(frozen=True, slots=True)
class Gehouden:
    """The talk took place; no later fact changes that, only a retraction."""

    gegevens: SessieGehouden


Sessie = Gepland | Geannuleerd | NietVerschenen | Gehouden


@dataclass(frozen=True, slots=True)
class Periode:
    """From one moment to another, or until further notice."""

    van: datetime
    tot: datetime | None = None

    def omvat(self, moment: datetime) -> bool:
        """Whether the moment lies in it, both ends included."""
        return self.van <= moment and (self.tot is None or moment <= self.tot)

    def omvat_binnenin(self, moment: datetime) -> bool:
        """The same, both ends excluded."""
        return self.van < moment and (self.tot is None or moment < self.tot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known of the dossier, whatever state it is in."""

    sessies: Mapping[str, Sessie] = field(default_factory=dict[str, Sessie])
    begeleiders: tuple[tuple[datetime, str], ...] = ()
    toestemmingen: Toestemmingen = field(default_factory=Toestemmingen)
    trajecten: tuple[Periode, ...] = ()
    gesloten: tuple[Periode, ...] = ()
    informatie_verstrekt: bool = False
    drempels: Mapping[tuple[str, str | None], DrempelVastgesteld] = field(
        default_factory=dict[tuple[str, str | None], DrempelVastgesteld]
    )
    keuze: KeuzeGemaakt | None = None
    keuze_sinds: datetime | None = None
    opvolging_tot: datetime | None = None
    uitkomsten: tuple[Uitkomst, ...] = ()
    getuigschriften: tuple[GetuigschriftBehaald, ...] = ()
    bevraagd: bool = False

    def stemt_toe(self, doel: str) -> bool:
        """Consent for exactly that purpose; a withdrawal at the same moment wins (design page privacy-security)."""
        return self.toestemmingen.voor(doel)

    def trok_in(self, doel: str) -> bool:
        """Consent for that purpose was withdrawn, and not given again."""
        return doel in self.toestemmingen.ingetrokken and not self.stemt_toe(doel)

    def begeleider_op(self, moment: datetime) -> str | None:
        """Who was the begeleider then; before the first talk already the one who held it. None: nobody yet."""
        toen = [wie for vanaf, wie in self.begeleiders if vanaf <= moment]
        return toen[-1] if toen else next((wie for _, wie in self.begeleiders), None)

    @property
    def begeleider(self) -> str | None:
        """Who is the begeleider now."""
        return self.begeleiders[-1][1] if self.begeleiders else None

    @property
    def gesproken(self) -> bool:
        """A talk was held."""
        return any(isinstance(sessie, Gehouden) for sessie in self.sessies.values())

    @property
    def ingeschreven(self) -> bool:
        """The cliënt enrolled at least once."""
        return any(isinstance(uitkomst, InschrijvingVastgesteld) for uitkomst in self.uitkomsten)

    def bekend(self, uitkomst: Uitkomst) -> bool:
        """It was said already, and nothing of the other kind since: after leaving a course one can enrol again."""
        for eerder in reversed(self.uitkomsten):
            if type(eerder) is not type(uitkomst):
                return False
            if eerder == gezegd(uitkomst):
                return True
        return False

    @property
    def trap(self) -> str | None:
        """The highest step that was given, not what was decided (design page indicators); None: no service given."""
        if self.trajecten:
            return "begeleidingstraject"
        if self.gesproken:
            return "informatiebemiddeling"
        return "informatieverstrekking" if self.informatie_verstrekt else None


def gezegd(gegevens: G) -> G:
    """What was said, without what is encrypted: that differs each time."""
    weg = dict.fromkeys({"notitie", "persoonsgegevens"} & type(gegevens).model_fields.keys())
    return gegevens.model_copy(update=weg)


@dataclass(frozen=True, slots=True)
class Onbekend:
    """No aanmelding opened it."""

    feiten: Feiten


@dataclass(frozen=True, slots=True)
class Geopend:
    """What the open states have in common."""

    feiten: Feiten


@dataclass(frozen=True, slots=True)
class Aangemeld(Geopend):
    """Not dispatched, or to something else than a talk."""


@dataclass(frozen=True, slots=True)
class Gedispatcht(Geopend):
    """Dispatched to a talk."""


@dataclass(frozen=True, slots=True)
class Lopend(Geopend):
    """A begeleidingstraject runs."""


@dataclass(frozen=True, slots=True)
class Heropend(Geopend):
    """Nazorg, in which a traject can be started anew."""


Open = Aangemeld | Gedispatcht | Lopend | Heropend


@dataclass(frozen=True, slots=True)
class Afgesloten:
    """The dossier ended; `was` is what it was before, for what is registered late."""

    feiten: Feiten
    reden: str
    was: Onbekend | Open


Dossier = Onbekend | Open | Afgesloten
