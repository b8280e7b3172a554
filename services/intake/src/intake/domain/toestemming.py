"""Consent of the cliënt, per purpose: given, taken back at any time, also when the dossier is closed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from intake.domain import dossier
from intake.domain.dossier import (
    Aangemeld,
    Afgesloten,
    AfgeslotenZonderAanmelding,
    Dossier,
    Heropend,
    Onbekend,
    ZonderAanmelding,
)
from leerwinkel.dossier.toestemming import Toestemmingen
from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import ToestemmingGegeven, ToestemmingIngetrokken


@dataclass(frozen=True, slots=True, kw_only=True)
class ToestemmingGeven:
    """The cliënt agrees with one purpose; again on a newer text is a new consent."""

    toestemming: ToestemmingGegeven
    tijdstip: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ToestemmingIntrekken:
    """The cliënt takes it back, or says no beforehand."""

    intrekking: ToestemmingIngetrokken
    tijdstip: datetime


Command = ToestemmingGeven | ToestemmingIntrekken


@dataclass(frozen=True, slots=True)
class NietGevraagd:
    """Nothing is known: counts as no."""


@dataclass(frozen=True, slots=True)
class Gegeven:
    """The cliënt agreed, without a break since `sinds`, and said so last at `bevestigd`."""

    toestemming: ToestemmingGegeven
    sinds: datetime
    bevestigd: datetime


@dataclass(frozen=True, slots=True)
class Ingetrokken:
    """The cliënt said no."""

    sinds: datetime


Toestemming = NietGevraagd | Gegeven | Ingetrokken


@dataclass(frozen=True, slots=True)
class Toestemmingsboek:
    """What the cliënt agreed with, in which words, and since when."""

    dossier: Dossier = field(default_factory=Onbekend)
    toestemmingen: Toestemmingen = field(default_factory=Toestemmingen)
    gegeven: Mapping[str, Gegeven] = field(default_factory=dict[str, Gegeven])

    def voor(self, doel: str) -> Toestemming:
        """Consent for exactly that purpose."""
        if self.toestemmingen.voor(doel):
            return self.gegeven[doel]
        if doel in self.toestemmingen.ingetrokken:
            return Ingetrokken(self.toestemmingen.ingetrokken[doel][0])
        return NietGevraagd()


def decide(command: Command, state: Toestemmingsboek) -> list[Gegevens]:
    """Needs an aanmelding to consent; to take back, any fact will do."""
    match command, state.dossier:
        case ToestemmingGeven(), Onbekend() | ZonderAanmelding() | AfgeslotenZonderAanmelding():
            raise Refusal("nog-geen-aanmelding")
        case ToestemmingIntrekken(), Onbekend():
            raise Refusal("nog-geen-aanmelding")
        case ToestemmingGeven() as geven, Aangemeld() | Heropend() | Afgesloten():
            return _geven(geven, state.voor(geven.toestemming.doel))
        case ToestemmingIntrekken() as intrekken, (
            ZonderAanmelding() | AfgeslotenZonderAanmelding() | Aangemeld() | Heropend() | Afgesloten()
        ):
            return _intrekken(intrekken, state.voor(intrekken.intrekking.doel))


def _geven(command: ToestemmingGeven, state: Toestemming) -> list[Gegevens]:
    match state:
        case NietGevraagd():
            return [command.toestemming]
        case Gegeven(toestemming=toestemming) if toestemming == command.toestemming:
            return []
        case Gegeven(bevestigd=bevestigd) if command.tijdstip < bevestigd:
            raise Refusal("toestemming-later-gegeven")
        case Ingetrokken(sinds=sinds) if command.tijdstip <= sinds:
            raise Refusal("toestemming-later-ingetrokken")
        case Gegeven() | Ingetrokken():
            return [command.toestemming]


def _intrekken(command: ToestemmingIntrekken, state: Toestemming) -> list[Gegevens]:
    match state:
        case Gegeven(bevestigd=bevestigd) if command.tijdstip < bevestigd:
            raise Refusal("toestemming-later-gegeven")
        case NietGevraagd() | Gegeven():
            return [command.intrekking]
        case Ingetrokken():
            return []


def evolve(state: Toestemmingsboek, event: AnyGebeurtenis) -> Toestemmingsboek:
    """What holds is what every service of the region makes of it."""
    na = replace(state, dossier=dossier.evolve(state.dossier, event), toestemmingen=state.toestemmingen.na(event))
    match event.data:
        case ToestemmingIngetrokken():  # first: it is a kind of ToestemmingGegeven
            return na
        case ToestemmingGegeven(doel=doel) as toestemming:
            vorige = state.voor(doel)
            sinds = vorige.sinds if isinstance(vorige, Gegeven) else event.time
            return replace(na, gegeven={**state.gegeven, doel: Gegeven(toestemming, sinds, event.time)})
        case _:
            return na


TOESTEMMING: Decider[Command, Toestemmingsboek] = Decider(Toestemmingsboek(), decide, evolve)
