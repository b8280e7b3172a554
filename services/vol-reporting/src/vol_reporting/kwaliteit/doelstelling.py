"""A target of the management agreement: agreed, revised by saying it again, withdrawn; each stays at its stand."""

from dataclasses import dataclass
from typing import Final

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.kwaliteit import DoelstellingIngetrokken, DoelstellingVastgelegd
from vol_reporting.kwaliteit.doelkeuring import keur


@dataclass(frozen=True, slots=True)
class DoelstellingVastleggen:
    """Agree on a target, or revise it."""

    doel: DoelstellingVastgelegd


@dataclass(frozen=True, slots=True)
class DoelstellingIntrekken:
    """It should not have been there, or is asked no more."""

    reden: str


DoelstellingOpdracht = DoelstellingVastleggen | DoelstellingIntrekken


@dataclass(frozen=True, slots=True)
class NietGesteld:
    """There is no such target, or it was withdrawn."""

    ingetrokken: bool = False


@dataclass(frozen=True, slots=True)
class Gesteld:
    """It is agreed; the last that was said counts."""

    doel: DoelstellingVastgelegd


Doelstelling = NietGesteld | Gesteld


def decide(command: DoelstellingOpdracht, stand: Doelstelling) -> list[Gegevens]:
    """What cannot be a target is refused; the same again is nothing."""
    match command, stand:
        case DoelstellingVastleggen(doel), NietGesteld():
            keur(doel)
            return [doel]
        case DoelstellingVastleggen(doel), Gesteld(eerder):
            keur(doel)
            return [] if doel == eerder else [doel]
        case DoelstellingIntrekken(reden), Gesteld():
            return [DoelstellingIngetrokken(reden=reden)]
        case DoelstellingIntrekken(), NietGesteld(ingetrokken):
            if not ingetrokken:
                raise Refusal("doelstelling-bestaat-niet")
            return []


def volg(stand: Doelstelling, gebeurd: Gegevens) -> Doelstelling:
    """The state after it. Total: what is no target changes nothing, nor does withdrawing what is not there."""
    match gebeurd, stand:
        case DoelstellingVastgelegd(), _:
            return Gesteld(gebeurd)
        case DoelstellingIngetrokken(), Gesteld():
            return NietGesteld(ingetrokken=True)
        case _:
            return stand


def evolve(stand: Doelstelling, event: AnyGebeurtenis) -> Doelstelling:
    """The same of an event."""
    return volg(stand, event.data)


DOELSTELLING: Final[Decider[DoelstellingOpdracht, Doelstelling]] = Decider(NietGesteld(), decide, evolve)
"""Over the events of one target."""
