"""What the leerwinkel does for groups: information sessions, and making itself known (blueprint 3.2, 5.1)."""

from dataclasses import dataclass
from datetime import datetime

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import BekendmakingUitgevoerd, InfosessieGehouden


@dataclass(frozen=True, slots=True, kw_only=True)
class InfosessieRegistreren:
    """An information session was held at `tijdstip`; `nu` is when it is registered."""

    infosessie: InfosessieGehouden
    tijdstip: datetime
    nu: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BekendmakingRegistreren:
    """The leerwinkel was made known to a group at `tijdstip`; `nu` is when it is registered."""

    bekendmaking: BekendmakingUitgevoerd
    tijdstip: datetime
    nu: datetime


Command = InfosessieRegistreren | BekendmakingRegistreren


@dataclass(frozen=True, slots=True)
class Bereik:
    """What was done, each at its moment: the same at the same moment is the same."""

    gedaan: frozenset[tuple[datetime, InfosessieGehouden | BekendmakingUitgevoerd]] = frozenset()


def decide(command: Command, state: Bereik) -> list[Gegevens]:
    """Nothing that is still to come is registered as done."""
    if command.tijdstip > command.nu:
        raise Refusal("nog-niet-gebeurd")
    match command:
        case InfosessieRegistreren(infosessie=gebeurd) | BekendmakingRegistreren(bekendmaking=gebeurd):
            return [] if (command.tijdstip, gebeurd) in state.gedaan else [gebeurd]


def evolve(state: Bereik, event: AnyGebeurtenis) -> Bereik:
    """Keeps what the two commands register."""
    match event.data:
        case InfosessieGehouden() | BekendmakingUitgevoerd() as gebeurd:
            return Bereik(state.gedaan | {(event.time, gebeurd)})
        case _:
            return state


REGIO: Decider[Command, Bereik] = Decider(Bereik(), decide, evolve)
