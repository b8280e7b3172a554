"""Which rows a dossier, a partner or a loket has by its events: pure, and total like every fold."""

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from typing import Any, Final

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import (
    AanmeldingGeregistreerd,
    DispatchingBeslist,
    InformatieVerstrekt,
    PersoonsgegevensVernietigd,
)
from leerwinkel.gebeurtenissen.partners import (
    LoketGeopend,
    LoketGesloten,
    PartnerBeeindigd,
    PartnerGeregistreerd,
    ZitdagGehouden,
)
from leerwinkel.gebeurtenissen.register import DIENSTEN
from leerwinkel.gebeurtenissen.trajecten import (
    MicrocontactGeregistreerd,
    SessieGeannuleerd,
    SessieGehouden,
    SessieGepland,
    SessieNietVerschenen,
)
from leerwinkel.leesmodel import Entity, Rows
from trajecten.domain.beslissing import DOSSIER as BESLISSER
from trajecten.domain.dossier import Afgesloten, Dossier, Gepland, Sessie
from trajecten.leesmodel.antwoorden import antwoorden, handelingen
from trajecten.leesmodel.bevindingen import bevindingen
from trajecten.tabellen import ANTWOORD, BEVINDING, DOSSIER, GEWIST, HANDELING, LOKET, PARTNER, SESSIE, ZITDAG

_HOOGSTENS: Final = 3
"""JWEs kept of a cliënt: an older one is shown where a newer one cannot be read."""
_CONTACT = (AanmeldingGeregistreerd, InformatieVerstrekt, SessieGehouden, MicrocontactGeregistreerd)


def derive(entity: Entity) -> Rows:
    """All rows of an entity."""
    events = entity.valid()
    dossier = [event for event in events if event.data.entiteit == "dossier"]
    return {
        DOSSIER: [_dossier(entity, dossier)] if dossier else [],
        SESSIE: _sessies(dossier),
        ANTWOORD: antwoorden(dossier),
        HANDELING: handelingen(dossier),
        BEVINDING: [{"soort": soort, "eigen": _eigen(dossier)} for soort in bevindingen(dossier)],
        PARTNER: _partner(events),
        LOKET: _loket(events),
        ZITDAG: _zitdagen(events),
        GEWIST: _gewist(events),
    }


def _gewist(events: Sequence[AnyGebeurtenis]) -> list[dict[str, Any]]:
    gewist = [event.time for event in events if isinstance(event.data, PersoonsgegevensVernietigd)]
    return [{"sinds": moment} for moment in gewist[:1]]


def stand(events: Sequence[AnyGebeurtenis]) -> Dossier:
    """The dossier as the decider sees it, by the events that count in their order."""
    return reduce(BESLISSER.evolve, events, BESLISSER.initial)


def _dossier(entity: Entity, events: Sequence[AnyGebeurtenis]) -> dict[str, Any]:
    dossier = stand(events)
    feiten = dossier.feiten
    besluiten = [event.data.besluit for event in events if isinstance(event.data, DispatchingBeslist)]
    return {
        **_aanmelding(events),
        "persoonsgegevens": _persoonsgegevens(events),
        "eigen": _eigen(events),
        "toestand": type(dossier).__name__.lower(),
        "afsluitreden": dossier.reden if isinstance(dossier, Afgesloten) else None,
        "besluit": besluiten[-1] if besluiten else None,
        "begeleider": feiten.begeleider,
        "laatste": events[-1].time,
        "contact": max((event.time for event in events if isinstance(event.data, _CONTACT)), default=None),
        "gepland": max((s.gegevens.moment for s in feiten.sessies.values() if isinstance(s, Gepland)), default=None),
        "gesproken": feiten.gesproken,
        "toestemming": feiten.stemt_toe("begeleiding"),
        "keuze": feiten.keuze_sinds,
        "ingeschreven": feiten.ingeschreven,
        "positie": entity.position,
    }


def _eigen(events: Sequence[AnyGebeurtenis]) -> bool:
    return any(event.systeem in DIENSTEN for event in events)


def _aanmelding(events: Sequence[AnyGebeurtenis]) -> dict[str, Any]:
    for event in events:
        if isinstance(event.data, AanmeldingGeregistreerd):
            return {"client": event.data.client, "aangemeld": event.time}
    return {}


def _persoonsgegevens(events: Sequence[AnyGebeurtenis]) -> str | None:
    gesloten = [jwe for event in reversed(events) if (jwe := getattr(event.data, "persoonsgegevens", None))]
    return " ".join(dict.fromkeys(gesloten[:_HOOGSTENS])) or None


def _sessies(events: Sequence[AnyGebeurtenis]) -> list[dict[str, Any]]:
    """What was said of each sessie, in the state of the decider; once held, it is as it was held."""
    standen, eigen = stand(events).feiten.sessies, _eigen(events)
    rijen: dict[str, dict[str, Any]] = {}
    for event in events:
        match event.data:
            case SessieGehouden() as data:
                rijen[data.sessie] = _gezegd(data, event.time) | {"duur_minuten": data.duur_minuten}
            case SessieGepland() | SessieGeannuleerd() | SessieNietVerschenen() as data:
                if "duur_minuten" not in rijen.get(data.sessie, {}):
                    rijen[data.sessie] = rijen.get(data.sessie, {}) | _gezegd(data, data.moment)
            case _:
                pass
    return [
        {**rij, "sessie": sessie, "eigen": eigen, "toestand": _toestand(standen[sessie])}
        for sessie, rij in rijen.items()
    ]


def _gezegd(
    data: SessieGehouden | SessieGepland | SessieGeannuleerd | SessieNietVerschenen, moment: datetime | None
) -> dict[str, Any]:
    velden = {naam: getattr(data, naam) for naam in ("soort", "loket", "begeleider", "vorm")} | {"moment": moment}
    return {naam: waarde for naam, waarde in velden.items() if waarde is not None}


def _toestand(sessie: Sessie) -> str:
    return "niet-verschenen" if (naam := type(sessie).__name__.lower()) == "nietverschenen" else naam


def _partner(events: Sequence[AnyGebeurtenis]) -> list[dict[str, Any]]:
    gegevens = [e.data for e in events if isinstance(e.data, PartnerGeregistreerd | PartnerBeeindigd)]
    bekend = [data for data in gegevens if isinstance(data, PartnerGeregistreerd)]
    if not bekend:
        return []
    feiten = {naam: getattr(bekend[-1], naam) for naam in ("naam", "partnersoort", "gemeente")}
    return [{**feiten, "actief": not isinstance(gegevens[-1], PartnerBeeindigd)}]


def _loket(events: Sequence[AnyGebeurtenis]) -> list[dict[str, Any]]:
    open_ = [e.data for e in events if type(e.data) is LoketGeopend]
    gesloten = any(isinstance(e.data, LoketGesloten) for e in events)
    return [{"partner": open_[-1].partner, "gemeente": open_[-1].gemeente, "open": not gesloten}] if open_ else []


def _zitdagen(events: Sequence[AnyGebeurtenis]) -> list[dict[str, Any]]:
    gehouden = [(event.time, event.data) for event in events if isinstance(event.data, ZitdagGehouden)]
    return [
        {"nummer": nummer, "moment": moment, "duur_minuten": zitdag.duur_minuten}
        for nummer, (moment, zitdag) in enumerate(gehouden)
    ]
