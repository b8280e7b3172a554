"""The rules of the blueprint over a whole log, written from the text and apart from the deciders: to judge them by."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import (
    DossierAfgesloten,
    DossierHeropend,
    ToestemmingGegeven,
    ToestemmingIngetrokken,
)
from leerwinkel.gebeurtenissen.trajecten import (
    BegeleiderGewijzigd,
    BevragingVerstuurd,
    InschrijvingVastgesteld,
    KeuzeGemaakt,
    SessieGehouden,
    TrajectGestart,
)


def gebroken(events: Sequence[AnyGebeurtenis]) -> list[str]:
    """Which rules are broken in these valid events, oldest first, each said once per event."""
    return [regel for nummer, event in enumerate(events) for regel in _gebroken(events[:nummer], event)]


def _gebroken(eerder: Sequence[AnyGebeurtenis], event: AnyGebeurtenis) -> Iterator[str]:
    gesproken = any(isinstance(e.data, SessieGehouden) for e in eerder)
    match event.data:
        case TrajectGestart(instemming=instemming):
            if not gesproken:
                yield "traject zonder gesprek"
            if not instemming:
                yield "traject zonder instemming"
        case KeuzeGemaakt() if not gesproken:
            yield "keuze zonder gesprek"
        case SessieGehouden() as sessie:
            yield from _sessie(eerder, sessie)
        case _:
            yield from _toestemming(eerder, event)
    if isinstance(event.data, SessieGehouden | TrajectGestart | KeuzeGemaakt) and _gesloten(eerder):
        yield "op een afgesloten dossier"


def _toestemming(eerder: Sequence[AnyGebeurtenis], event: AnyGebeurtenis) -> Iterator[str]:
    match event.data:
        case InschrijvingVastgesteld(bron="davinci" | "aanbieder"):
            if not _mag(eerder, "opvolging-inschrijving", event.time):
                yield "koppeling zonder toestemming"
        case BevragingVerstuurd():
            if not _mag(eerder, "bevraging", event.time):
                yield "bevraging zonder toestemming"
            if any(isinstance(e.data, BevragingVerstuurd) for e in eerder):
                yield "tweemaal bevraagd"
        case _:
            pass


def _sessie(eerder: Sequence[AnyGebeurtenis], sessie: SessieGehouden) -> Iterator[str]:
    wie = _begeleider(eerder)
    if sessie.soort != "nazorg" and wie not in (None, sessie.begeleider):
        yield "andere begeleider"
    if sessie.soort == "begeleiding" and not any(isinstance(e.data, TrajectGestart) for e in eerder):
        yield "begeleiding zonder traject"
    if sessie.soort == "opvolging" and not any(isinstance(e.data, KeuzeGemaakt) for e in eerder):
        yield "opvolging zonder keuze"
    if any(isinstance(e.data, SessieGehouden) and e.data.sessie == sessie.sessie for e in eerder):
        yield "tweemaal gehouden"


def _begeleider(eerder: Sequence[AnyGebeurtenis]) -> str | None:
    wie: str | None = None
    for event in eerder:
        match event.data:
            case BegeleiderGewijzigd(naar=naar):
                wie = naar
            case TrajectGestart(begeleider=begeleider):
                wie = begeleider
            case SessieGehouden(begeleider=begeleider, soort=soort) if wie is None and soort != "nazorg":
                wie = begeleider
            case _:
                pass
    return wie


def _gesloten(eerder: Sequence[AnyGebeurtenis]) -> bool:
    grenzen = [e.data for e in eerder if isinstance(e.data, DossierAfgesloten | DossierHeropend)]
    return bool(grenzen) and isinstance(grenzen[-1], DossierAfgesloten)


def _mag(eerder: Sequence[AnyGebeurtenis], doel: str, moment: datetime) -> bool:
    gezegd = [e for e in eerder if isinstance(e.data, ToestemmingGegeven) and e.data.doel == doel and e.time <= moment]
    return bool(gezegd) and not isinstance(gezegd[-1].data, ToestemmingIngetrokken)
