"""What happens with the question: the decision at the desk, and the short answer (blueprint 3.2, 3.3, 5.1)."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from intake.domain import toestemming
from intake.domain.dossier import (
    Aangemeld,
    Afgesloten,
    AfgeslotenZonderAanmelding,
    Heropend,
    Onbekend,
    ZonderAanmelding,
)
from intake.domain.toestemming import Gegeven, Ingetrokken, NietGevraagd, Toestemmingsboek
from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import DispatchingBeslist, InformatieVerstrekt
from leerwinkel.gebeurtenissen.trajecten import SessieGehouden


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchingBeslissen:
    """The dispatcher decides, as proposed or otherwise; may be decided anew."""

    beslissing: DispatchingBeslist
    tijdstip: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InformatieVerstrekken:
    """The short answer was given at `tijdstip`; `nu` is when it is registered."""

    informatie: InformatieVerstrekt
    tijdstip: datetime
    nu: datetime


Command = DispatchingBeslissen | InformatieVerstrekken


@dataclass(frozen=True, slots=True)
class NietBeslist:
    """Waits for the dispatcher."""


@dataclass(frozen=True, slots=True)
class Beslist:
    """The decision that counts now."""

    beslissing: DispatchingBeslist
    sinds: datetime


@dataclass(frozen=True, slots=True)
class Dispatching:
    """What a decision rests on: the first held talk, and the short answers, each at its moment, among it."""

    toestemmingen: Toestemmingsboek = field(default_factory=Toestemmingsboek)
    besluit: NietBeslist | Beslist = field(default_factory=NietBeslist)
    gesprek: datetime | None = None
    antwoorden: frozenset[tuple[datetime, InformatieVerstrekt]] = frozenset()


def decide(command: Command, state: Dispatching) -> list[Gegevens]:
    """Nothing without an aanmelding or on a closed dossier; a traject only after a talk and with consent."""
    match command, state.toestemmingen.dossier:
        case ((DispatchingBeslissen() | InformatieVerstrekken()), (Onbekend() | ZonderAanmelding())):
            raise Refusal("nog-geen-aanmelding")
        case ((DispatchingBeslissen() | InformatieVerstrekken()), (Afgesloten() | AfgeslotenZonderAanmelding())):
            raise Refusal("dossier-afgesloten")
        case ((DispatchingBeslissen() | InformatieVerstrekken()), (Aangemeld() | Heropend()) as open_dossier):
            if command.tijdstip < open_dossier.aangemeld:
                raise Refusal("voor-de-aanmelding")
            return _op_open_dossier(command, state)


def _op_open_dossier(command: Command, state: Dispatching) -> list[Gegevens]:
    match command, state.besluit:
        case DispatchingBeslissen(beslissing=beslissing), Beslist(beslissing=huidige) if beslissing == huidige:
            return []
        case DispatchingBeslissen(tijdstip=tijdstip), Beslist(sinds=sinds) if tijdstip < sinds:
            raise Refusal("al-later-beslist")
        case DispatchingBeslissen() as beslissen, NietBeslist() | Beslist():
            if beslissen.beslissing.besluit == "begeleidingstraject":
                _mag_traject(beslissen.tijdstip, state)
            return [beslissen.beslissing]
        case InformatieVerstrekken(), NietBeslist():
            raise Refusal("nog-niet-gedispatcht")
        case InformatieVerstrekken() as verstrekken, Beslist():
            return _verstrekken(verstrekken, state)


def _mag_traject(tijdstip: datetime, state: Dispatching) -> None:
    if state.gesprek is None or tijdstip < state.gesprek:
        raise Refusal("nog-geen-gesprek")
    match state.toestemmingen.voor("begeleiding"):
        case Gegeven(sinds=sinds) if sinds <= tijdstip:
            return
        case Gegeven() | Ingetrokken() | NietGevraagd():
            raise Refusal("toestemming-ontbreekt")


def _verstrekken(command: InformatieVerstrekken, state: Dispatching) -> list[Gegevens]:
    if command.tijdstip > command.nu:
        raise Refusal("nog-niet-gebeurd")
    if (command.tijdstip, command.informatie) in state.antwoorden:
        return []
    return [command.informatie]


def evolve(state: Dispatching, event: AnyGebeurtenis) -> Dispatching:
    """The latest decision is the current one; any talk counts, whoever recorded it."""
    state = replace(state, toestemmingen=toestemming.evolve(state.toestemmingen, event))
    match event.data:
        case DispatchingBeslist() as beslissing:
            return replace(state, besluit=Beslist(beslissing, event.time))
        case InformatieVerstrekt() as informatie:
            return replace(state, antwoorden=state.antwoorden | {(event.time, informatie)})
        case SessieGehouden() if state.gesprek is None:
            return replace(state, gesprek=event.time)
        case _:
            return state


DISPATCHING: Decider[Command, Dispatching] = Decider(Dispatching(), decide, evolve)
