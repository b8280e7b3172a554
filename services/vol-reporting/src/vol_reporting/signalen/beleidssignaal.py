"""A beleidssignaal: established from evidence, taken in hand by somebody for a level of government, answered."""

from dataclasses import dataclass
from typing import Final

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.vol import (
    BeleidssignaalBeantwoord,
    BeleidssignaalInBehandeling,
    BeleidssignaalVastgesteld,
)


@dataclass(frozen=True, slots=True)
class BeleidssignaalVaststellen:
    """A person confirms a proposal; `signaal` says what it rests on."""

    signaal: BeleidssignaalVastgesteld


@dataclass(frozen=True, slots=True, kw_only=True)
class BeleidssignaalBehandelen:
    """Somebody at the VOL takes it in hand, or takes it over; `bestuursniveau` is who can do something about it."""

    eigenaar: str
    bestuursniveau: str


@dataclass(frozen=True, slots=True)
class BeleidssignaalBeantwoorden:
    """What came of it; a later answer takes the place of this one."""

    gevolg: str


BeleidssignaalOpdracht = BeleidssignaalVaststellen | BeleidssignaalBehandelen | BeleidssignaalBeantwoorden


@dataclass(frozen=True, slots=True)
class Onbekend:
    """It was not established."""


@dataclass(frozen=True, slots=True)
class Vastgesteld:
    """It waits for an owner."""

    signaal: BeleidssignaalVastgesteld


@dataclass(frozen=True, slots=True)
class InBehandeling:
    """Somebody owns it."""

    signaal: BeleidssignaalVastgesteld
    laatste: BeleidssignaalInBehandeling
    antwoord: None = None


@dataclass(frozen=True, slots=True)
class Beantwoord:
    """The regions have an answer; the last counts."""

    signaal: BeleidssignaalVastgesteld
    laatste: BeleidssignaalInBehandeling
    antwoord: BeleidssignaalBeantwoord


Beleidssignaal = Onbekend | Vastgesteld | InBehandeling | Beantwoord


def decide(command: BeleidssignaalOpdracht, stand: Beleidssignaal) -> list[Gegevens]:
    """The three steps in order; the second and the third can be done again, with another owner or another answer."""
    match command, stand:
        case BeleidssignaalVaststellen(signaal), Onbekend():
            return [signaal]
        case BeleidssignaalVaststellen(signaal), Vastgesteld() | InBehandeling() | Beantwoord():
            if signaal != stand.signaal:
                raise Refusal("beleidssignaal-bestaat-al")
            return []
        case BeleidssignaalBehandelen() | BeleidssignaalBeantwoorden(), Onbekend():
            raise Refusal("beleidssignaal-onbekend")
        case BeleidssignaalBehandelen(eigenaar=eigenaar, bestuursniveau=niveau), Vastgesteld():
            return [BeleidssignaalInBehandeling(eigenaar=eigenaar, bestuursniveau=niveau)]
        case BeleidssignaalBehandelen(eigenaar=eigenaar, bestuursniveau=niveau), InBehandeling() | Beantwoord():
            behandeling = BeleidssignaalInBehandeling(eigenaar=eigenaar, bestuursniveau=niveau)
            if behandeling != stand.laatste and isinstance(stand, Beantwoord):
                raise Refusal("beleidssignaal-beantwoord")
            return [] if behandeling == stand.laatste else [behandeling]
        case BeleidssignaalBeantwoorden(), Vastgesteld():
            raise Refusal("beleidssignaal-zonder-eigenaar")
        case BeleidssignaalBeantwoorden(gevolg), InBehandeling() | Beantwoord():
            antwoord = BeleidssignaalBeantwoord(gevolg=gevolg)
            return [] if antwoord == stand.antwoord else [antwoord]


def evolve(stand: Beleidssignaal, event: AnyGebeurtenis) -> Beleidssignaal:
    """Total: a step whose earlier step is not there changes nothing."""
    match event.data, stand:
        case BeleidssignaalVastgesteld() as signaal, Onbekend():
            return Vastgesteld(signaal)
        case BeleidssignaalInBehandeling() as laatste, Vastgesteld() | InBehandeling():
            return InBehandeling(stand.signaal, laatste)
        case BeleidssignaalBeantwoord() as antwoord, InBehandeling() | Beantwoord():
            return Beantwoord(stand.signaal, stand.laatste, antwoord)
        case _:
            return stand


BELEIDSSIGNAAL: Final[Decider[BeleidssignaalOpdracht, Beleidssignaal]] = Decider(Onbekend(), decide, evolve)
"""Over the events of one beleidssignaal."""
