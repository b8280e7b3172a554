"""What becomes known about the cliënt after the aanmelding; the latest value of each field counts."""

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
from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.basis import Model
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd, ProfielAangevuld
from leerwinkel.gebeurtenissen.profiel import Profiel


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfielAanvullen:
    """Fields that became known or changed; those that are known already are left out of the event."""

    aanvulling: ProfielAangevuld
    tijdstip: datetime


Command = ProfielAanvullen


@dataclass(frozen=True, slots=True)
class Bekend:
    """The value of one field, and since when it is so."""

    waarde: object
    sinds: datetime


@dataclass(frozen=True, slots=True)
class Clientbeeld:
    """All that is known of the cliënt in this dossier: the fields of the profile, and the persoonsgegevens."""

    dossier: Dossier = field(default_factory=Onbekend)
    velden: Mapping[str, Bekend] = field(default_factory=dict[str, Bekend])


def decide(command: Command, state: Clientbeeld) -> list[Gegevens]:
    """A value from before the one that counts now would change nothing, and is refused."""
    match state.dossier:
        case Onbekend() | ZonderAanmelding():
            raise Refusal("nog-geen-aanmelding")
        case Afgesloten() | AfgeslotenZonderAanmelding():
            raise Refusal("dossier-afgesloten")
        case Aangemeld() | Heropend():
            return _aanvullen(command, state.velden)


def _aanvullen(command: ProfielAanvullen, velden: Mapping[str, Bekend]) -> list[Gegevens]:
    gezegd = _ingevuld(command.aanvulling)
    nieuw = {naam: waarde for naam, waarde in gezegd.items() if naam not in velden or velden[naam].waarde != waarde}
    if any(naam in velden and command.tijdstip < velden[naam].sinds for naam in nieuw):
        raise Refusal("al-later-beslist")
    return [ProfielAangevuld.model_validate(nieuw)] if nieuw else []


def evolve(state: Clientbeeld, event: AnyGebeurtenis) -> Clientbeeld:
    """Begins with the profile of the first aanmelding, as in the figures."""
    vorig, state = state.dossier, replace(state, dossier=dossier.evolve(state.dossier, event))
    match event.data, vorig:
        case AanmeldingGeregistreerd() as aanmelding, Onbekend() | ZonderAanmelding() | AfgeslotenZonderAanmelding():
            gezegd = _ingevuld(aanmelding.profiel) | _ingevuld(aanmelding)
        case ProfielAangevuld() as aanvulling, _:
            gezegd = _ingevuld(aanvulling)
        case _:
            return state
    return replace(
        state, velden={**state.velden, **{naam: Bekend(waarde, event.time) for naam, waarde in gezegd.items()}}
    )


_VELDEN = (*Profiel.model_fields, "persoonsgegevens")


def _ingevuld(gegevens: Model) -> dict[str, object]:
    waarden = {naam: getattr(gegevens, naam, None) for naam in _VELDEN}
    return {naam: waarde for naam, waarde in waarden.items() if waarde is not None}


PROFIEL: Decider[Command, Clientbeeld] = Decider(Clientbeeld(), decide, evolve)
