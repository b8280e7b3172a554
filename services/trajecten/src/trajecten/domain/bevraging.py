"""A satisfaction question under a random id: answered once, and not to be led back to anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from leerwinkel.eventsourcing.decider import Decider, Occasion, Refusal
from leerwinkel.gebeurtenissen.basis import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.trajecten import TevredenheidBeantwoord

_BRUSSEL = ZoneInfo("Europe/Brussels")


@dataclass(frozen=True, slots=True, kw_only=True)
class TevredenheidBeantwoorden:
    """What the cliënt says, who remains unknown."""

    antwoord: TevredenheidBeantwoord


@dataclass(frozen=True, slots=True)
class Onbeantwoord:
    """No answer yet; whether the question was ever asked cannot be known here."""


@dataclass(frozen=True, slots=True)
class Beantwoord:
    """An answer came."""

    antwoord: TevredenheidBeantwoord


Bevraging = Onbeantwoord | Beantwoord


def decide(command: TevredenheidBeantwoorden, bevraging: Bevraging) -> Sequence[Gegevens]:
    """The table. The first answer stays: nobody could say who would be changing it."""
    match bevraging:
        case Onbeantwoord():
            return [command.antwoord]
        case Beantwoord(antwoord) if antwoord == command.antwoord:
            return []
        case Beantwoord():
            raise Refusal("al-beantwoord")


def evolve(bevraging: Bevraging, event: AnyGebeurtenis) -> Bevraging:
    """Total; of several answers the first counts."""
    match bevraging, event.data:
        case Onbeantwoord(), TevredenheidBeantwoord() as antwoord:
            return Beantwoord(antwoord)
        case _:
            return bevraging


def gelegenheid(regio: str, bevraging: UUID, dag: date) -> Occasion:
    """How an answer is recorded: both moments cut to the day, and no medewerker, no cause, no trace.

    The id of the command follows from that of the bevraging, so that a form sent twice is one answer.
    """
    begin = datetime.combine(dag, time(), _BRUSSEL)
    begin = datetime.fromisoformat(begin.isoformat())  # a fixed offset: the log keeps no zone
    return Occasion(
        command_id=bevraging,
        source=f"urn:leerwinkel:{regio}:trajecten",
        dossier=str(bevraging),
        time=begin,
        recordedtime=begin,
    )


BEVRAGING: Decider[TevredenheidBeantwoorden, Bevraging] = Decider(Onbeantwoord(), decide, evolve)
