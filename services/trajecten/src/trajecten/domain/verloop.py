"""How every event about a dossier, of any service and in any order, changes what trajecten knows of it."""

from dataclasses import replace
from datetime import datetime

from leerwinkel.dossier.begeleider import begeleider_na
from leerwinkel.gebeurtenissen.basis import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import (
    AanmeldingGeregistreerd,
    DispatchingBeslist,
    DossierAfgesloten,
    DossierHeropend,
    InformatieVerstrekt,
)
from leerwinkel.gebeurtenissen.trajecten import (
    BevragingVerstuurd,
    DrempelVastgesteld,
    GetuigschriftBehaald,
    InschrijvingVastgesteld,
    KeuzeGemaakt,
    OpleidingStopgezet,
    SessieGeannuleerd,
    SessieGehouden,
    SessieGepland,
    SessieNietVerschenen,
    TrajectGestart,
)
from trajecten.domain.dossier import (
    Aangemeld,
    Afgesloten,
    Dossier,
    Feiten,
    Geannuleerd,
    Gedispatcht,
    Gehouden,
    Gepland,
    Heropend,
    Lopend,
    NietVerschenen,
    Onbekend,
    Open,
    Periode,
    Sessie,
    gezegd,
)

GESPREK = ("informatiebemiddeling", "begeleidingstraject")
"""The decisions at dispatching that lead to a talk (blueprint 3.3)."""


def evolve(dossier: Dossier, event: AnyGebeurtenis) -> Dossier:
    """Total: also facts that break the rules give a state."""
    feiten = dossier.feiten
    for deel in (_begeleider, _sessies, _verloop, _toestemming, _opvolging, _uitkomst):
        feiten = deel(feiten, event)
    was = dossier.was if isinstance(dossier, Afgesloten) else dossier
    match event.data, dossier:
        case DossierAfgesloten(reden=reden), _:
            return Afgesloten(feiten, reden, replace(was, feiten=feiten))
        case DossierHeropend(), Afgesloten():
            return Heropend(feiten)
        case data, Afgesloten(reden=reden):
            return Afgesloten(feiten, reden, _fase(was, data, feiten))
        case data, _:
            return _fase(was, data, feiten)


def _fase(dossier: Onbekend | Open, data: Gegevens, feiten: Feiten) -> Onbekend | Open:
    match data, dossier:
        case AanmeldingGeregistreerd(), Onbekend():
            return Aangemeld(feiten)
        case DispatchingBeslist(besluit=besluit), Onbekend() | Aangemeld() | Gedispatcht():
            return Gedispatcht(feiten) if besluit in GESPREK else Aangemeld(feiten)
        case TrajectGestart(), _:
            return Lopend(feiten)
        case _:
            return replace(dossier, feiten=feiten)


def _sessies(feiten: Feiten, event: AnyGebeurtenis) -> Feiten:
    match event.data:
        case SessieGehouden() as data:
            return replace(feiten, sessies={**feiten.sessies, data.sessie: Gehouden(gezegd(data))})
        case SessieGepland() as data:
            return _sessie(feiten, data.sessie, Gepland(gezegd(data)))
        case SessieGeannuleerd(sessie=sessie):
            return _sessie(feiten, sessie, Geannuleerd())
        case SessieNietVerschenen(sessie=sessie):
            return _sessie(feiten, sessie, NietVerschenen())
        case _:
            return feiten


def _sessie(feiten: Feiten, sessie: str, nu: Sessie) -> Feiten:
    if isinstance(feiten.sessies.get(sessie), Gehouden):
        return feiten
    return replace(feiten, sessies={**feiten.sessies, sessie: nu})


def _verloop(feiten: Feiten, event: AnyGebeurtenis) -> Feiten:
    moment = event.time
    match event.data:
        case TrajectGestart():
            return replace(feiten, trajecten=_begonnen(feiten.trajecten, moment))
        case DossierAfgesloten():
            gesloten = _begonnen(feiten.gesloten, moment)
            return replace(feiten, trajecten=_beeindigd(feiten.trajecten, moment), gesloten=gesloten)
        case DossierHeropend() if feiten.gesloten and feiten.gesloten[-1].tot is None:
            gesloten = _beeindigd(feiten.gesloten, moment)
            return replace(feiten, trajecten=_beeindigd(feiten.trajecten, moment), gesloten=gesloten)
        case _:
            return feiten


def _toestemming(feiten: Feiten, event: AnyGebeurtenis) -> Feiten:
    return replace(feiten, toestemmingen=feiten.toestemmingen.na(event))


def _begeleider(feiten: Feiten, event: AnyGebeurtenis) -> Feiten:
    wie = begeleider_na(feiten.begeleider, event.data)
    if wie is None or wie == feiten.begeleider:
        return feiten
    return replace(feiten, begeleiders=(*feiten.begeleiders, (event.time, wie)))


def _begonnen(periodes: tuple[Periode, ...], moment: datetime) -> tuple[Periode, ...]:
    return periodes if periodes and periodes[-1].tot is None else (*periodes, Periode(moment))


def _beeindigd(periodes: tuple[Periode, ...], moment: datetime) -> tuple[Periode, ...]:
    if not periodes or periodes[-1].tot is not None:
        return periodes
    return (*periodes[:-1], replace(periodes[-1], tot=moment))


def _opvolging(feiten: Feiten, event: AnyGebeurtenis) -> Feiten:
    match event.data:
        case KeuzeGemaakt() as data:
            keuze = KeuzeGemaakt(**dict(gezegd(data)))
            tot = feiten.opvolging_tot
            tot = tot if tot is None or tot >= event.time else None
            return replace(feiten, keuze=keuze, keuze_sinds=feiten.keuze_sinds or event.time, opvolging_tot=tot)
        case InschrijvingVastgesteld() as data:
            anders = replace(feiten, uitkomsten=(*feiten.uitkomsten, gezegd(data)))
            return replace(anders, opvolging_tot=feiten.opvolging_tot or event.time)
        case _:
            return feiten


def _uitkomst(feiten: Feiten, event: AnyGebeurtenis) -> Feiten:
    match event.data:
        case InformatieVerstrekt():
            return replace(feiten, informatie_verstrekt=True)
        case DrempelVastgesteld() as data:
            return replace(feiten, drempels={**feiten.drempels, (data.drempelsoort, data.thema): gezegd(data)})
        case OpleidingStopgezet() as data:
            return replace(feiten, uitkomsten=(*feiten.uitkomsten, gezegd(data)))
        case GetuigschriftBehaald() as data:
            return replace(feiten, getuigschriften=(*feiten.getuigschriften, gezegd(data)))
        case BevragingVerstuurd():
            return replace(feiten, bevraagd=True)
        case _:
            return feiten
