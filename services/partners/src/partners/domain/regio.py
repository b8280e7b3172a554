"""The region as a whole: second-line support to other services (blueprint 3.2 and 4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.partners import TweedelijnsvraagBeantwoord


@dataclass(frozen=True, slots=True, kw_only=True)
class TweedelijnsvraagBeantwoorden:
    """A counsellor of another service asked; the event must get `tijdstip` and `medewerker` in its envelope."""

    vraag: TweedelijnsvraagBeantwoord
    medewerker: str | None
    tijdstip: datetime
    nu: datetime


RegioOpdracht = TweedelijnsvraagBeantwoorden
Antwoord = tuple[datetime, str | None, TweedelijnsvraagBeantwoord]


@dataclass(frozen=True, slots=True)
class Tweedelijn:
    """What was answered, when, and by whom: the same by the same at the same moment was one answer."""

    antwoorden: frozenset[Antwoord] = frozenset()


def decide(command: RegioOpdracht, tweedelijn: Tweedelijn) -> list[Gegevens]:
    """What did not happen yet is not registered as answered (issue: step 3, domain)."""
    match command, tweedelijn:
        case TweedelijnsvraagBeantwoorden(vraag=vraag, medewerker=medewerker, tijdstip=tijdstip), Tweedelijn():
            if tijdstip > command.nu:
                raise Refusal("tweedelijnsvraag-in-de-toekomst")
            return [] if (tijdstip, medewerker, vraag) in tweedelijn.antwoorden else [vraag]


def evolve(tweedelijn: Tweedelijn, event: AnyGebeurtenis) -> Tweedelijn:
    """Infosessies and bekendmakingen of the region change nothing here."""
    match event.data:
        case TweedelijnsvraagBeantwoord() as vraag:
            return Tweedelijn(tweedelijn.antwoorden | {(event.time, event.medewerker, vraag)})
        case _:
            return tweedelijn


REGIO: Final[Decider[RegioOpdracht, Tweedelijn]] = Decider(Tweedelijn(), decide, evolve)
"""Over the events of the region itself (its id is its code)."""
