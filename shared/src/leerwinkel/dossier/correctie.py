"""Correcting and retracting what was said in a dossier: any event of one's own service, and only with a reason."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.basis import Doel
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.correctie import CORRECTIES, GebeurtenisGecorrigeerd, GebeurtenisIngetrokken
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.geldig import Sleutel, geldig, is_ingetrokken
from leerwinkel.gebeurtenissen.register import passende_soorten


@dataclass(frozen=True, slots=True, kw_only=True)
class GebeurtenisCorrigeren:
    """Say what an event should have said: `gegevens` replaces all of its data. Without `tijdstip` its moment stays."""

    service: str
    doel: Doel
    gegevens: Mapping[str, Any]
    tijdstip: datetime | None = None
    reden: str
    nu: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GebeurtenisIntrekken:
    """Undo an event, a correction or a retraction."""

    service: str
    doel: Doel
    reden: str


Correctieopdracht = GebeurtenisCorrigeren | GebeurtenisIntrekken


@dataclass(frozen=True, slots=True)
class Gezegd:
    """All that was said in the dossier, each under its source and id: retracted or not, corrected or not."""

    events: Mapping[Sleutel, AnyGebeurtenis] = field(default_factory=dict[Sleutel, AnyGebeurtenis])


@dataclass(frozen=True, slots=True)
class Onbekend:
    """Nobody said it in this dossier."""


@dataclass(frozen=True, slots=True)
class Vreemd:
    """It is of another service than the one that is asked."""


@dataclass(frozen=True, slots=True)
class Ingetrokken:
    """It was said, and undone."""


@dataclass(frozen=True, slots=True)
class Verbetering:
    """It is a correction or a retraction, in effect."""


@dataclass(frozen=True, slots=True)
class Geldend:
    """It counts: as it was said, and as it is known now."""

    gezegd: AnyGebeurtenis
    nu: AnyGebeurtenis


Stand = Onbekend | Vreemd | Ingetrokken | Verbetering | Geldend


def decide(command: Correctieopdracht, gezegd: Gezegd) -> list[Gegevens]:
    """Corrections only with a reason (issue: step 3, domain); targets and what fits as in the catalogue of events."""
    match command, _stand(command, gezegd):
        case _, Onbekend():
            raise Refusal("gebeurtenis-onbekend")
        case _, Vreemd():
            raise Refusal("gebeurtenis-van-andere-dienst")
        case GebeurtenisCorrigeren(), Ingetrokken():
            raise Refusal("gebeurtenis-ingetrokken")
        case GebeurtenisCorrigeren(), Verbetering():
            raise Refusal("correctie-niet-te-corrigeren")
        case GebeurtenisCorrigeren(), Geldend() as geldend:
            return _gecorrigeerd(command, geldend)
        case GebeurtenisIntrekken(), Ingetrokken():
            return []
        case GebeurtenisIntrekken(), Verbetering() | Geldend():
            _, model = CORRECTIES[command.service]
            return [model(doel=command.doel, reden=_reden(command))]


def _gecorrigeerd(command: GebeurtenisCorrigeren, geldend: Geldend) -> list[Gegevens]:
    tijdstip = command.tijdstip or geldend.nu.time
    if tijdstip > command.nu:
        raise Refusal("tijdstip-in-de-toekomst")
    model, _ = CORRECTIES[command.service]
    correctie = model(
        doel=command.doel,
        # the greatest correction replaces the earlier ones whole: a moment that was corrected before is said again
        tijdstip=None if tijdstip == geldend.gezegd.time else tijdstip,
        gegevens=dict(command.gegevens),
        reden=_reden(command),
    )
    if geldend.gezegd.type not in passende_soorten(correctie):
        raise Refusal("gegevens-passen-niet")
    return [] if tijdstip == geldend.nu.time and _hetzelfde(correctie, geldend.nu.data) else [correctie]


def _hetzelfde(correctie: GebeurtenisGecorrigeerd, data: Gegevens) -> bool:
    return type(data).model_validate_json(json.dumps(correctie.gegevens)) == data


def _reden(command: Correctieopdracht) -> str:
    if command.reden not in codelijst("correctiereden"):
        raise Refusal("correctiereden-ontbreekt")
    return command.reden


def _stand(command: Correctieopdracht, gezegd: Gezegd) -> Stand:
    event = gezegd.events.get((command.doel.source, command.doel.id))
    if event is None:
        return Onbekend()
    if event.service != command.service:
        return Vreemd()
    if is_ingetrokken((event.source, event.id), gezegd.events.values()):
        return Ingetrokken()
    if isinstance(event.data, GebeurtenisGecorrigeerd | GebeurtenisIngetrokken):
        return Verbetering()
    [nu] = [each for each in geldig(gezegd.events.values()) if each.sleutel == event.sleutel]
    return Geldend(event, nu)


def evolve(gezegd: Gezegd, event: AnyGebeurtenis) -> Gezegd:
    """Everything counts, also what corrects; of several under one source and id the first."""
    return Gezegd({(event.source, event.id): event, **gezegd.events})


def _zoals_gezegd(events: Iterable[AnyGebeurtenis]) -> Sequence[AnyGebeurtenis]:
    return list(events)


CORRECTIE: Final[Decider[Correctieopdracht, Gezegd]] = Decider(Gezegd(), decide, evolve, _zoals_gezegd)
"""Over any entity: it reads all that was said, where other deciders read what counts."""
