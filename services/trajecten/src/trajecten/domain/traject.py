"""Starting a traject, handing it over, and what accompanies it: microcontacten and drempels."""

from collections.abc import Sequence
from dataclasses import dataclass

from leerwinkel.eventsourcing.decider import Refusal
from leerwinkel.gebeurtenissen.basis import Gegevens
from leerwinkel.gebeurtenissen.trajecten import (
    BegeleiderGewijzigd,
    DrempelVastgesteld,
    MicrocontactGeregistreerd,
    TrajectGestart,
)
from trajecten.domain.dossier import (
    Aangemeld,
    Afgesloten,
    Dossier,
    Feiten,
    Gedispatcht,
    Geopend,
    Heropend,
    Lopend,
    Onbekend,
    gezegd,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrajectStarten:
    """`instemming`: the cliënt agrees, as asked on the spot."""

    begeleider: str
    instemming: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BegeleiderWijzigen:
    """Hand the cliënt over, for a reason of the code list `wisselreden`."""

    naar: str
    reden: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MicrocontactRegistreren:
    """Every one counts, also one equal to the last: only the id of the command tells a repeat from a second text."""

    contact: MicrocontactGeregistreerd


@dataclass(frozen=True, slots=True, kw_only=True)
class DrempelVaststellen:
    """One drempel is a kind and a thema; its ernst can change."""

    drempel: DrempelVastgesteld


TrajectCommand = TrajectStarten | BegeleiderWijzigen | MicrocontactRegistreren | DrempelVaststellen


def decide(command: TrajectCommand, dossier: Dossier) -> Sequence[Gegevens]:
    """The table."""
    match command, dossier:
        case _, Onbekend():
            raise Refusal("dossier-onbekend")
        case _, Afgesloten():
            raise Refusal("dossier-afgesloten")
        case TrajectStarten(begeleider=begeleider), Lopend(feiten) if feiten.begeleider == begeleider:
            return []
        case TrajectStarten(), Lopend():
            raise Refusal("andere-begeleider")
        case TrajectStarten(), (Aangemeld(feiten) | Gedispatcht(feiten) | Heropend(feiten)):
            return _gestart(command, feiten)
        case BegeleiderWijzigen(), Geopend():
            return _overgedragen(command, dossier.feiten.begeleider)
        case MicrocontactRegistreren(contact=contact), Geopend():
            return [contact]
        case DrempelVaststellen(drempel=drempel), Geopend():
            bekend = dossier.feiten.drempels.get((drempel.drempelsoort, drempel.thema))
            return [] if bekend == gezegd(drempel) else [drempel]


def _gestart(command: TrajectStarten, feiten: Feiten) -> Sequence[Gegevens]:
    """Only after a talk (blueprint 3.2 b, 3.3), with the cliënt's consent and by who held the intake (3.1)."""
    if not feiten.gesproken:
        raise Refusal("gesprek-ontbreekt")
    if not command.instemming:
        raise Refusal("instemming-ontbreekt")
    if feiten.trok_in("begeleiding"):
        raise Refusal("toestemming-begeleiding-ingetrokken")
    if feiten.begeleider not in (None, command.begeleider):
        raise Refusal("andere-begeleider")
    return [TrajectGestart(begeleider=command.begeleider, instemming=True)]


def _overgedragen(command: BegeleiderWijzigen, van: str | None) -> Sequence[Gegevens]:
    """One begeleider from intake to follow-up (blueprint 3.1): another one is an event with a reason."""
    if van is None:
        raise Refusal("begeleider-ontbreekt")
    if van == command.naar:
        return []
    if not command.reden:
        raise Refusal("reden-ontbreekt")
    return [BegeleiderGewijzigd(van=van, naar=command.naar, reden=command.reden)]
