"""Sessies: plan, move, cancel, and what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from leerwinkel.eventsourcing.decider import Refusal
from leerwinkel.gebeurtenissen.basis import Gegevens
from leerwinkel.gebeurtenissen.trajecten import (
    SessieGeannuleerd,
    SessieGehouden,
    SessieGepland,
    SessieNietVerschenen,
)
from trajecten.domain.dossier import (
    Aangemeld,
    Afgesloten,
    Dossier,
    Feiten,
    Geannuleerd,
    Gedispatcht,
    Gehouden,
    Geopend,
    Gepland,
    Heropend,
    Lopend,
    NietVerschenen,
    Onbekend,
    gezegd,
)
from trajecten.domain.fasering import getoetst


@dataclass(frozen=True, slots=True, kw_only=True)
class SessiePlannen:
    """Make an appointment."""

    plan: SessieGepland
    nu: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SessieVerplaatsen:
    """Cancel one and plan another in one decision; `plan` has an id of its own."""

    sessie: str
    door: str
    plan: SessieGepland
    nu: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SessieAnnuleren:
    """`door`: the cliënt or the leerwinkel."""

    sessie: str
    door: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NietVerschenenRegistreren:
    """The moment passed, and the cliënt did not come."""

    sessie: str
    nu: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SessieRegistreren:
    """A talk that took place, planned or not. `tijdstip` is when; the envelope's time must be the same."""

    gehouden: SessieGehouden
    tijdstip: datetime
    nu: datetime


SessieCommand = SessiePlannen | SessieVerplaatsen | SessieAnnuleren | NietVerschenenRegistreren | SessieRegistreren


def decide(command: SessieCommand, dossier: Dossier) -> Sequence[Gegevens]:
    """The table.

    On a closed dossier only what accounts for what was before: how a planned session ended, and a talk of before the
    closing that is registered late.
    """
    match command, dossier:
        case _, Onbekend():
            raise Refusal("dossier-onbekend")
        case SessieAnnuleren(), (Geopend() | Afgesloten()):
            return _geannuleerd(command.sessie, command.door, dossier.feiten)
        case NietVerschenenRegistreren(), (Geopend() | Afgesloten()):
            return _niet_verschenen(command, dossier.feiten)
        case SessieRegistreren(), Afgesloten(feiten, was=was):
            return decide(command, replace(was, feiten=feiten))
        case ((SessiePlannen() | SessieVerplaatsen()), Afgesloten()):
            raise Refusal("dossier-afgesloten")
        case ((SessiePlannen() | SessieVerplaatsen() | SessieRegistreren()), Aangemeld()):
            raise Refusal("gesprek-niet-beslist")
        case SessiePlannen(), (Gedispatcht(feiten) | Lopend(feiten) | Heropend(feiten)):
            return _gepland(command.plan, command.nu, feiten)
        case SessieVerplaatsen(), (Gedispatcht(feiten) | Lopend(feiten) | Heropend(feiten)):
            return _verplaatst(command, feiten)
        case SessieRegistreren(), (Gedispatcht(feiten) | Lopend(feiten) | Heropend(feiten)):
            return _gehouden(command, feiten)


def _gepland(plan: SessieGepland, nu: datetime, feiten: Feiten) -> Sequence[Gegevens]:
    bekend = feiten.sessies.get(plan.sessie)
    if bekend == Gepland(gezegd(plan)):
        return []
    if bekend is not None:
        raise Refusal("sessie-bestaat-al")
    if plan.moment <= nu:
        raise Refusal("moment-voorbij")
    getoetst(plan, plan.moment, feiten)
    return [plan]


def _verplaatst(command: SessieVerplaatsen, feiten: Feiten) -> Sequence[Gegevens]:
    match feiten.sessies.get(command.sessie), feiten.sessies.get(command.plan.sessie):
        case Geannuleerd(), Gepland(bekend) if bekend == gezegd(command.plan):
            return []
        case _, None:
            vrij = _geannuleerd(command.sessie, command.door, feiten)
            return [*vrij, *_gepland(command.plan, command.nu, feiten)]
        case _:
            raise Refusal("sessie-bestaat-al")


def _geannuleerd(sessie: str, door: str, feiten: Feiten) -> Sequence[Gegevens]:
    match feiten.sessies.get(sessie):
        case None:
            raise Refusal("sessie-onbekend")
        case Gepland(plan):
            return [SessieGeannuleerd(door=door, **_van(plan))]
        case Geannuleerd():
            return []
        case NietVerschenen():
            raise Refusal("sessie-niet-verschenen")
        case Gehouden():
            raise Refusal("sessie-al-gehouden")


def _niet_verschenen(command: NietVerschenenRegistreren, feiten: Feiten) -> Sequence[Gegevens]:
    match feiten.sessies.get(command.sessie):
        case None:
            raise Refusal("sessie-onbekend")
        case Gepland(plan) if plan.moment > command.nu:
            raise Refusal("sessie-nog-niet-voorbij")
        case Gepland(plan):
            return [SessieNietVerschenen(**_van(plan))]
        case NietVerschenen():
            return []
        case Geannuleerd():
            raise Refusal("sessie-geannuleerd")
        case Gehouden():
            raise Refusal("sessie-al-gehouden")


def _gehouden(command: SessieRegistreren, feiten: Feiten) -> Sequence[Gegevens]:
    match feiten.sessies.get(command.gehouden.sessie):
        case Gehouden(bekend) if bekend == gezegd(command.gehouden):
            return []
        case Gehouden():
            raise Refusal("sessie-al-gehouden")
        case Geannuleerd():
            raise Refusal("sessie-geannuleerd")
        case NietVerschenen():
            raise Refusal("sessie-niet-verschenen")
        case Gepland() | None:
            if command.tijdstip > command.nu:
                raise Refusal("sessie-in-toekomst")
            getoetst(command.gehouden, command.tijdstip, feiten)
            return [command.gehouden]


def _van(plan: SessieGepland) -> dict[str, Any]:
    return {naam: getattr(plan, naam) for naam in ("sessie", "soort", "moment", "loket", "begeleider", "vorm")}
