"""A klacht: it comes in, and is dealt with once."""

from dataclasses import dataclass
from typing import Final

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.partners import KlachtBehandeld, KlachtOntvangen


@dataclass(frozen=True, slots=True)
class KlachtRegistreren:
    """A complaint came in. (`KlachtOntvangen` is the event: in Dutch infinitive and participle are one word.)"""

    thema: str


@dataclass(frozen=True, slots=True)
class KlachtBehandelen:
    """The complaint is dealt with."""

    uitkomst: str


KlachtOpdracht = KlachtRegistreren | KlachtBehandelen


@dataclass(frozen=True, slots=True)
class Onbekend:
    """No klacht with this id came in."""


@dataclass(frozen=True, slots=True)
class Ontvangen:
    """It waits for an answer."""

    thema: str


@dataclass(frozen=True, slots=True)
class Behandeld:
    """It was dealt with. The theme is not known where nobody told of its coming in."""

    thema: str | None
    uitkomst: str


Klacht = Onbekend | Ontvangen | Behandeld


def decide(command: KlachtOpdracht, klacht: Klacht) -> list[Gegevens]:
    """The outcome is said once; another one is a correction of it, with a reason."""
    match command, klacht:
        case KlachtRegistreren(thema), Onbekend():
            return [KlachtOntvangen(thema=thema)]
        case KlachtRegistreren(thema), Ontvangen() | Behandeld():
            if thema != klacht.thema:
                raise Refusal("klacht-bestaat-al")
            return []
        case KlachtBehandelen(), Onbekend():
            raise Refusal("klacht-onbekend")
        case KlachtBehandelen(uitkomst), Ontvangen(thema):
            return [KlachtBehandeld(thema=thema, uitkomst=uitkomst)]
        case KlachtBehandelen(uitkomst), Behandeld():
            if uitkomst != klacht.uitkomst:
                raise Refusal("klacht-al-behandeld")
            return []


def evolve(klacht: Klacht, event: AnyGebeurtenis) -> Klacht:
    """Total: an outcome may be told before the complaint; the last outcome counts."""
    match event.data, klacht:
        case KlachtOntvangen(thema=thema), Onbekend() | Ontvangen():
            return Ontvangen(thema)
        case KlachtOntvangen(thema=thema), Behandeld(_, uitkomst):
            return Behandeld(thema, uitkomst)
        case KlachtBehandeld(thema=thema, uitkomst=uitkomst), Onbekend():
            return Behandeld(thema, uitkomst)
        case KlachtBehandeld(uitkomst=uitkomst), Ontvangen(thema) | Behandeld(thema):
            return Behandeld(thema, uitkomst)
        case _:
            return klacht


KLACHT: Final[Decider[KlachtOpdracht, Klacht]] = Decider(Onbekend(), decide, evolve)
"""Over the events of one klacht."""
