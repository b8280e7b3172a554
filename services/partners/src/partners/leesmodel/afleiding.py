"""Which rows an entity has by its events: a pure function, total over whatever stands on the log."""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any, Final

from leerwinkel.dossier.begeleider import begeleider_van
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd, PersoonsgegevensVernietigd
from leerwinkel.gebeurtenissen.partners import DoorverwijzingAanvaard, DoorverwijzingGemaakt, DoorverwijzingOntvangen
from leerwinkel.leesmodel import Entity, Rows
from partners.domain.dossier import Aanvaard, Afgerond, Afloop, Doorverwijzing, Dossier, Geweigerd, Lopend, Open, evolve
from partners.leesmodel.meldingen import klachtrijen, signaalrijen
from partners.leesmodel.netwerk import loketrijen, partnerrijen, tweedelijnrijen
from partners.leesmodel.rijen import Events, Rijen
from partners.policies import afrondvoorstellen, verwijsvoorstellen
from partners.tabellen import DOORVERWIJZING, DOSSIER, GEWIST, VOORSTEL


def derive(entity: Entity) -> Rows:
    """All rows of an entity. An id is of one kind of entity; where others disagree, it has the rows of each."""
    geldend = entity.valid()
    rijen: dict[Any, Rijen] = {}
    for soort, leid_af in _PER_SOORT.items():
        rijen |= leid_af([event for event in geldend if event.data.entiteit == soort])
    return rijen


def _dossier(events: Events) -> Rows:
    if not events:
        return {}
    regio = events[0].regio
    stand = reduce(evolve, events, Dossier())
    voorstellen = verwijsvoorstellen(events, regio)
    return {
        DOSSIER: [_kop(stand, events)],
        DOORVERWIJZING: _doorverwijzingen(stand, events, regio),
        VOORSTEL: [
            {
                "doorverwijzing": voorstel.doorverwijzing,
                "partnersoort": voorstel.partnersoort,
                "reden": voorstel.reden,
                "oorzaak": voorstel.oorzaak.soort,
                "moment": voorstel.oorzaak.time,
            }
            for voorstel in voorstellen
        ],
    }


def _gewist(events: Events) -> Rows:
    gewist = [event.time for event in events if isinstance(event.data, PersoonsgegevensVernietigd)]
    return {GEWIST: [{"sinds": moment} for moment in gewist[:1]]}


def _kop(stand: Dossier, events: Events) -> Mapping[str, Any]:
    clients = [event.data.client for event in events if isinstance(event.data, AanmeldingGeregistreerd)]
    gesloten = [jwe for event in events if isinstance(jwe := vars(event.data).get("persoonsgegevens"), str)]
    return {
        "lopend": isinstance(stand.stand, Lopend),
        "warme_overdracht": stand.toestemmingen.voor("warme-overdracht"),
        "terugkoppeling": stand.toestemmingen.voor("terugkoppeling"),
        "client": clients[-1] if clients else None,
        "gesloten": gesloten[-1] if gesloten else None,
        "begeleider": begeleider_van(event.data for event in events),
    }


def _doorverwijzingen(stand: Dossier, events: Events, regio: str) -> Rijen:
    """One row for each referral that was told of; an answer to one that nobody told of has none."""
    af = {voorstel.doorverwijzing for voorstel in afrondvoorstellen(events, regio)}
    begin = {e.data.doorverwijzing: e.time for e in events if isinstance(e.data, DoorverwijzingOntvangen)}
    antwoord = {e.data.doorverwijzing: e.time for e in events if isinstance(e.data, DoorverwijzingAanvaard)}
    return [
        _doorverwijzing(elk, elk.inhoud)
        | {"moment": begin[welke], "beantwoord": antwoord.get(welke), "afronden": welke in af}
        for welke, elk in stand.doorverwijzingen.items()
        if elk.inhoud is not None
    ]


def _doorverwijzing(elk: Doorverwijzing, inhoud: DoorverwijzingOntvangen) -> dict[str, Any]:
    return {
        **inhoud.model_dump(),
        "richting": "uit" if isinstance(inhoud, DoorverwijzingGemaakt) else "in",
        "teruggekoppeld": elk.teruggekoppeld,
        **_afloop(elk.afloop),
    }


def _afloop(afloop: Afloop) -> dict[str, Any]:
    match afloop:
        case Open():
            return {"stand": "open"}
        case Aanvaard():
            return {"stand": "aanvaard"}
        case Geweigerd(reden):
            return {"stand": "geweigerd", "weigerreden": reden}
        case Afgerond(resultaat):
            return {"stand": "afgerond", "resultaat": resultaat}


_PER_SOORT: Final[Mapping[str, Callable[[Events], Rows]]] = {
    "partner": partnerrijen,
    "loket": loketrijen,
    "regio": tweedelijnrijen,
    "dossier": _dossier,
    "signaal": signaalrijen,
    "klacht": klachtrijen,
    "client": _gewist,
}
