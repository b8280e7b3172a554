"""The course of a dossier: opened by an aanmelding, closed once, reopened for nazorg (blueprint 3.3)."""

from dataclasses import dataclass
from datetime import datetime

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd, DossierAfgesloten, DossierHeropend


@dataclass(frozen=True, slots=True, kw_only=True)
class AanmeldingRegistreren:
    """Somebody came with a question; a new question of the same cliënt is a new dossier."""

    aanmelding: AanmeldingGeregistreerd


@dataclass(frozen=True, slots=True, kw_only=True)
class AanmeldingOpenen:
    """A partner sent somebody: the aanmelding that follows from it, unless there is one already. Never refused."""

    aanmelding: AanmeldingGeregistreerd


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierAfsluiten:
    """Any step can be the last. `tijdstip` is the moment of the event, as in every command of intake that has one."""

    afsluiting: DossierAfgesloten
    tijdstip: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierHeropenen:
    """The cliënt comes back with the same question: nazorg."""

    heropening: DossierHeropend
    tijdstip: datetime


Command = AanmeldingRegistreren | AanmeldingOpenen | DossierAfsluiten | DossierHeropenen


@dataclass(frozen=True, slots=True)
class Onbekend:
    """No fact is known."""


@dataclass(frozen=True, slots=True)
class ZonderAanmelding:
    """There are facts, but no aanmelding yet: a received doorverwijzing, or what another system told."""

    heropend: datetime | None = None


@dataclass(frozen=True, slots=True)
class Aangemeld:
    """Open, and never closed."""

    aanmelding: AanmeldingGeregistreerd
    aangemeld: datetime


@dataclass(frozen=True, slots=True)
class Heropend:
    """Open again."""

    aanmelding: AanmeldingGeregistreerd
    aangemeld: datetime
    sinds: datetime


@dataclass(frozen=True, slots=True)
class Afgesloten:
    """Closed, for now or for good."""

    aanmelding: AanmeldingGeregistreerd
    aangemeld: datetime
    reden: str
    sinds: datetime


@dataclass(frozen=True, slots=True)
class AfgeslotenZonderAanmelding:
    """Closed before anybody was aangemeld: there is nothing to give nazorg for."""

    reden: str
    sinds: datetime


Dossier = Onbekend | ZonderAanmelding | Aangemeld | Heropend | Afgesloten | AfgeslotenZonderAanmelding


def decide(command: Command, state: Dossier) -> list[Gegevens]:
    """Refuses what does not follow on what happened, and a moment before what it should follow on."""
    match command:
        case AanmeldingRegistreren() | AanmeldingOpenen():
            return _openen(command, state)
        case DossierAfsluiten():
            return _afsluiten(command, state)
        case DossierHeropenen():
            return _heropenen(command, state)


def _openen(command: AanmeldingRegistreren | AanmeldingOpenen, state: Dossier) -> list[Gegevens]:
    match command, state:
        case ((AanmeldingRegistreren() | AanmeldingOpenen()), ZonderAanmelding()):
            return [command.aanmelding]
        case AanmeldingRegistreren(), Onbekend():
            return [command.aanmelding]
        case AanmeldingRegistreren(aanmelding=zelfde), (Aangemeld() | Heropend() | Afgesloten()) as bekend:
            if zelfde == bekend.aanmelding:
                return []
            raise Refusal("al-aangemeld")
        case AanmeldingRegistreren(), AfgeslotenZonderAanmelding():
            raise Refusal("zonder-aanmelding-afgesloten")
        case AanmeldingOpenen(), Onbekend() | Aangemeld() | Heropend() | Afgesloten() | AfgeslotenZonderAanmelding():
            return []


def _afsluiten(command: DossierAfsluiten, state: Dossier) -> list[Gegevens]:
    match state:
        case Onbekend():
            raise Refusal("nog-geen-aanmelding")
        case Aangemeld() if command.tijdstip < state.aangemeld:
            raise Refusal("voor-de-aanmelding")
        case Heropend(sinds=heropend) | ZonderAanmelding(heropend=heropend) if heropend and command.tijdstip < heropend:
            raise Refusal("al-later-beslist")
        case ZonderAanmelding() | Aangemeld() | Heropend():
            return [command.afsluiting]
        case Afgesloten() | AfgeslotenZonderAanmelding() if state.reden == command.afsluiting.reden:
            return []
        case Afgesloten() | AfgeslotenZonderAanmelding():
            raise Refusal("al-afgesloten")


def _heropenen(command: DossierHeropenen, state: Dossier) -> list[Gegevens]:
    match state:
        case Onbekend():
            raise Refusal("nog-geen-aanmelding")
        case ZonderAanmelding() | Aangemeld():
            raise Refusal("niet-afgesloten")
        case Heropend():
            return []
        case Afgesloten():
            if command.tijdstip < state.sinds:
                raise Refusal("al-later-beslist")
            return [command.heropening]
        case AfgeslotenZonderAanmelding():
            raise Refusal("zonder-aanmelding-afgesloten")


def evolve(state: Dossier, event: AnyGebeurtenis) -> Dossier:
    """Of several aanmeldingen the first counts, as in the figures; of closings and reopenings the last."""
    match event.data:
        case AanmeldingGeregistreerd() as aanmelding:
            return _aangemeld(state, aanmelding, event.time)
        case DossierAfgesloten(reden=reden):
            return _afgesloten(state, reden, event.time)
        case DossierHeropend():
            return _heropend(state, event.time)
        case _:
            return ZonderAanmelding() if isinstance(state, Onbekend) else state


def _aangemeld(state: Dossier, aanmelding: AanmeldingGeregistreerd, moment: datetime) -> Dossier:
    match state:
        case ZonderAanmelding(heropend=datetime() as heropend):
            return Heropend(aanmelding, moment, heropend)
        case Onbekend() | ZonderAanmelding():
            return Aangemeld(aanmelding, moment)
        case AfgeslotenZonderAanmelding(reden, sinds):
            return Afgesloten(aanmelding, moment, reden, sinds)
        case Aangemeld() | Heropend() | Afgesloten():
            return state


def _afgesloten(state: Dossier, reden: str, moment: datetime) -> Dossier:
    match state:
        case Onbekend() | ZonderAanmelding() | AfgeslotenZonderAanmelding():
            return AfgeslotenZonderAanmelding(reden, moment)
        case Aangemeld() | Heropend() | Afgesloten():
            return Afgesloten(state.aanmelding, state.aangemeld, reden, moment)


def _heropend(state: Dossier, moment: datetime) -> Dossier:
    match state:
        case Onbekend() | ZonderAanmelding() | AfgeslotenZonderAanmelding():
            return ZonderAanmelding(moment)
        case Aangemeld() | Heropend() | Afgesloten():
            return Heropend(state.aanmelding, state.aangemeld, moment)


DOSSIER: Decider[Command, Dossier] = Decider(Onbekend(), decide, evolve)
