"""The timeline of a dossier: everything that happened, of all services; a correction shows what it replaces."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from leerwinkel.dienst.verwoording import bijzonderheden, titel, vooraan, wie_heet
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.correctie import GebeurtenisGecorrigeerd, GebeurtenisIngetrokken
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.geldig import Sleutel, geldig
from leerwinkel.gebeurtenissen.register import DIENSTEN
from leerwinkel.leesmodel import Placed

_LATER: Final = timedelta(hours=12)
"""Registered so long after it happened, a line says so."""

Bijzonderheden = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Ingreep:
    """A correction or a retraction of what was said."""

    wat: str
    reden: str
    wie: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class Versie:
    """What was said: when, and in which words."""

    titel: str
    moment: datetime
    bijzonderheden: Bijzonderheden


@dataclass(frozen=True, slots=True)
class Regel:
    """A line: as it is known now, and before, where that was otherwise. `ingetrokken`: it does not count.

    `event` is what was said; `geldt` the same as last corrected.
    """

    event: AnyGebeurtenis
    geldt: AnyGebeurtenis
    nu: Versie
    wie: str | None
    bron: str | None
    geregistreerd: datetime | None
    notitie: str | None
    ingetrokken: bool = False
    eerst: Versie | None = None
    ingrepen: list[Ingreep] = field(default_factory=list[Ingreep])


def tijdlijn(gezegd: Sequence[Placed], namen: Mapping[str, str]) -> list[Regel]:
    """All lines, the latest first. A correction stands with what it corrects; while that is not there, by itself."""
    events = _eenmalig(placed.event for placed in gezegd)
    geldend = {(event.source, event.id): event for event in geldig(events.values())}
    ingrepen: dict[Sleutel, list[AnyGebeurtenis]] = defaultdict(list)
    for event in events.values():
        if isinstance(event.data, GebeurtenisGecorrigeerd | GebeurtenisIngetrokken):
            ingrepen[_oorsprong(event, events)].append(event)
    regels = [
        _regel(event, geldend.get(sleutel), ingrepen[sleutel], namen)
        for sleutel, event in events.items()
        if sleutel in geldend or sleutel in ingrepen
        if _doel(event) not in events
    ]
    return sorted(regels, key=lambda regel: regel.nu.moment, reverse=True)


def _eenmalig(events: Iterable[AnyGebeurtenis]) -> dict[Sleutel, AnyGebeurtenis]:
    per_sleutel: dict[Sleutel, AnyGebeurtenis] = {}
    for event in events:
        per_sleutel.setdefault((event.source, event.id), event)
    return per_sleutel


def _doel(event: AnyGebeurtenis) -> Sleutel | None:
    match event.data:
        case GebeurtenisGecorrigeerd(doel=doel) | GebeurtenisIngetrokken(doel=doel):
            return doel.source, doel.id
        case _:
            return None


def _oorsprong(event: AnyGebeurtenis, events: Mapping[Sleutel, AnyGebeurtenis]) -> Sleutel:
    """What it is about in the end; itself where that is not there."""
    sleutel, gezien = (event.source, event.id), set[Sleutel]()
    while sleutel not in gezien and (doel := _doel(events[sleutel])) in events and doel:
        gezien.add(sleutel)
        sleutel = doel
    return sleutel


def _regel(
    event: AnyGebeurtenis, nu: AnyGebeurtenis | None, ingrepen: Sequence[AnyGebeurtenis], namen: Mapping[str, str]
) -> Regel:
    geldt, eerst = _versie(nu or event, namen), _versie(event, namen)
    return Regel(
        event=event,
        geldt=nu or event,
        nu=geldt,
        wie=wie_heet(event.medewerker) if event.medewerker else None,
        bron=None if event.systeem in DIENSTEN else event.systeem,
        geregistreerd=event.recordedtime if abs(event.recordedtime - geldt.moment) > _LATER else None,
        notitie=getattr((nu or event).data, "notitie", None),
        ingetrokken=nu is None,
        eerst=eerst if eerst != geldt else None,
        ingrepen=sorted(
            (_ingreep(each, event) for each in ingrepen if each is not event), key=lambda each: each.moment
        ),
    )


def _versie(event: AnyGebeurtenis, namen: Mapping[str, str]) -> Versie:
    bijzonder = bijzonderheden(event.data, namen, vooraan(event.soort)) if _doel(event) is None else ()
    return Versie(titel(event.soort, event.data), event.time, list(bijzonder))


def _ingreep(event: AnyGebeurtenis, over: AnyGebeurtenis) -> Ingreep:
    data = vars(event.data)
    wat = "Verbeterd" if isinstance(event.data, GebeurtenisGecorrigeerd) else "Ingetrokken"
    wat = wat if data["doel"] == over.sleutel else "Dat ongedaan gemaakt"
    reden = codelijst("correctiereden")[data["reden"]].label_nl
    return Ingreep(wat, reden, wie_heet(event.medewerker), event.recordedtime)
