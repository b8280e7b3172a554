"""What the forms of intake must know, derived from the events: dossiers, linked clients, partners, loketten."""

from collections.abc import Sequence
from functools import reduce
from typing import Any

from intake.domain.client import CLIENT, Gekoppeld
from intake.domain.dispatching import DISPATCHING, Beslist, Dispatching
from intake.domain.dossier import DOSSIER as DOSSIER_VERLOOP
from intake.domain.dossier import (
    Aangemeld,
    Afgesloten,
    AfgeslotenZonderAanmelding,
    Heropend,
    Onbekend,
    ZonderAanmelding,
)
from intake.domain.profiel import PROFIEL, Bekend, Clientbeeld
from intake.domain.toestemming import Gegeven, Ingetrokken, NietGevraagd, Toestemmingsboek
from intake.tabellen import (
    BEREIK,
    BEWARING,
    DATA,
    DOSSIER,
    GEWIST,
    KOPPELING,
    LOKET,
    MIGRATIES,
    PARTNER,
    TABELLEN,
    TOESTEMMING,
)
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis, gegevens_als_json
from leerwinkel.gebeurtenissen.intake import (
    BekendmakingUitgevoerd,
    InfosessieGehouden,
    PersoonsgegevensVernietigd,
    ProfielAangevuld,
)
from leerwinkel.gebeurtenissen.partners import (
    LoketGeopend,
    LoketGesloten,
    PartnerBeeindigd,
    PartnerGeregistreerd,
    ZitdagGehouden,
)
from leerwinkel.gebeurtenissen.trajecten import KeuzeGemaakt
from leerwinkel.leesmodel import Entity, ReadModel, Rows

_Rij = dict[str, Any]


def derive(entity: Entity) -> Rows:
    """The rows of a dossier, a client, a partner or a loket; of anything else none."""
    geldig = entity.valid()
    van_dossier = [event for event in geldig if event.data.entiteit == "dossier"]
    if van_dossier:
        return {**_dossier(van_dossier), BEWARING: _bewaring(entity, van_dossier)}
    netwerk = {PARTNER: _partner(geldig), LOKET: _loket(geldig)}
    return netwerk | {BEREIK: _bereik(geldig), KOPPELING: _koppelingen(geldig), GEWIST: _gewist(geldig)}


def _dossier(events: Sequence[AnyGebeurtenis]) -> Rows:
    dispatching = reduce(DISPATCHING.evolve, events, DISPATCHING.initial)
    beeld = reduce(PROFIEL.evolve, events, PROFIEL.initial)
    keuze = any(isinstance(event.data, KeuzeGemaakt) for event in events)
    rij = {"keuze": keuze} | _verloop(dispatching) | _besluit(dispatching) | _client(beeld)
    return {DOSSIER: [rij], TOESTEMMING: list(_toestemmingen(dispatching.toestemmingen))}


def _verloop(dispatching: Dispatching) -> _Rij:
    match dispatching.toestemmingen.dossier:
        case Onbekend() | ZonderAanmelding():
            return {"stand": "zonder-aanmelding"}
        case AfgeslotenZonderAanmelding(reden=reden):
            return {"stand": "afgesloten", "afsluitreden": reden}
        case dossier:
            gezegd = gegevens_als_json(dossier.aanmelding)
            gezegd.pop("persoonsgegevens", None)
            bekend = {"client": dossier.aanmelding.client, "aangemeld": dossier.aangemeld, "aanmelding": gezegd}
            if isinstance(dossier, Afgesloten):
                return bekend | {"stand": "afgesloten", "afsluitreden": dossier.reden}
            return bekend | {"stand": "open"}


def _besluit(dispatching: Dispatching) -> _Rij:
    gesprek = {"gesprek": dispatching.gesprek is not None}
    match dispatching.besluit:
        case Beslist(beslissing=beslissing, sinds=sinds):
            return gesprek | {"besluit": beslissing.besluit, "besloten": sinds}
        case _:
            return gesprek


def _client(beeld: Clientbeeld) -> _Rij:
    velden = dict(beeld.velden)
    persoon = velden.pop("persoonsgegevens", None)
    gezegd = ProfielAangevuld.model_validate({naam: bekend.waarde for naam, bekend in velden.items()})
    rij = {"profiel": gegevens_als_json(gezegd)}
    return rij | _persoon(persoon) if persoon else rij


def _persoon(persoon: Bekend) -> _Rij:
    return {"persoonsgegevens": persoon.waarde, "persoonsgegevens_van": persoon.sinds}


def _toestemmingen(boek: Toestemmingsboek) -> Sequence[_Rij]:
    rijen: list[_Rij] = []
    for doel in codelijst("toestemmingsdoel"):
        match boek.voor(doel):
            case Gegeven(sinds=sinds):
                rijen.append({"doel": doel, "gegeven": True, "sinds": sinds})
            case Ingetrokken(sinds=sinds):
                rijen.append({"doel": doel, "gegeven": False, "sinds": sinds})
            case NietGevraagd():
                pass
    return rijen


def _bereik(events: Sequence[AnyGebeurtenis]) -> Sequence[_Rij]:
    rijen: list[_Rij] = []
    for event in events:
        match event.data:
            case InfosessieGehouden(doelgroep=doelgroep, deelnemers=aantal, duur_minuten=duur):
                rij = {"doelgroep": doelgroep, "aantal": aantal, "duur_minuten": duur}
            case BekendmakingUitgevoerd(doelgroep=doelgroep, kanaal=kanaal, bereik=aantal):
                rij = {"doelgroep": doelgroep, "aantal": aantal, "kanaal": kanaal}
            case _:
                continue
        rijen.append({"nummer": len(rijen), "soort": event.soort, "moment": event.time} | rij)
    return rijen


def _koppelingen(events: Sequence[AnyGebeurtenis]) -> Sequence[_Rij]:
    paren = reduce(CLIENT.evolve, events, CLIENT.initial).paren
    return [{"met_client": met, "sinds": paar.sinds} for met, paar in paren.items() if isinstance(paar, Gekoppeld)]


def _gewist(events: Sequence[AnyGebeurtenis]) -> Sequence[_Rij]:
    gewist = [event for event in events if isinstance(event.data, PersoonsgegevensVernietigd)]
    return [{"sinds": event.time, "grond": vars(event.data)["grond"]} for event in gewist[:1]]


def _bewaring(entity: Entity, geldig: Sequence[AnyGebeurtenis]) -> Sequence[_Rij]:
    """What was corrected or retracted still stands on the log, and counts here too."""
    gezegd = [placed.event for placed in entity.stored]
    dossier = reduce(DOSSIER_VERLOOP.evolve, geldig, DOSSIER_VERLOOP.initial)
    persoonlijk = any(b'"persoonsgegevens":' in (ruw := event.ruw()) or b'"notitie":' in ruw for event in gezegd)
    rij = {"persoonlijk": persoonlijk, "laatste": max(event.time for event in gezegd)}
    match dossier:
        case Aangemeld() | Heropend() | Afgesloten():
            return [rij | {"client": dossier.aanmelding.client, "afgesloten": isinstance(dossier, Afgesloten)}]
        case _:
            return []


def _partner(events: Sequence[AnyGebeurtenis]) -> Sequence[_Rij]:
    rijen: list[_Rij] = []
    for event in events:
        match event.data:
            case PartnerGeregistreerd(naam=naam, partnersoort=soort):
                rijen = [{"naam": naam, "partnersoort": soort}]
            case PartnerBeeindigd():
                rijen = []
            case _:
                pass
    return rijen


def _loket(events: Sequence[AnyGebeurtenis]) -> Sequence[_Rij]:
    rijen: list[_Rij] = []
    for event in events:
        match event.data:
            case ZitdagGehouden():  # first: it is a kind of LoketGeopend
                pass
            case LoketGeopend(gemeente=gemeente, partner=partner):
                rijen = [{"gemeente": gemeente, "partner": partner}]
            case LoketGesloten():
                rijen = []
            case _:
                pass
    return rijen


MODEL = ReadModel(
    name="intake",
    version=1,
    tables=TABELLEN,
    migrations=MIGRATIES / "tabellen",
    data=DATA,
    data_migrations=MIGRATIES / "eigen",
    derive=derive,
)
