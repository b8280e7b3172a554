"""What of a dossier is to mend in its registration: what is not known, and facts that break a rule of the blueprint.

The rules are those of the VOL's figure Q07, so that what is counted there is found here; what is not known is asked of
dossiers with a talk only. What somebody does not want to say is known.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from leerwinkel.gebeurtenissen.basis import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import (
    AanmeldingGeregistreerd,
    DispatchingBeslist,
    DossierAfgesloten,
    DossierHeropend,
    ProfielAangevuld,
    ToestemmingGegeven,
    ToestemmingIngetrokken,
)
from leerwinkel.gebeurtenissen.partners import DoorverwijzingGemaakt
from leerwinkel.gebeurtenissen.trajecten import (
    BevragingVerstuurd,
    GetuigschriftBehaald,
    InschrijvingVastgesteld,
    KeuzeGemaakt,
    SessieGehouden,
    TrajectGestart,
)

PROFIELVELDEN: Final = (
    "geboortejaar",
    "geslacht",
    "hoogste_diploma",
    "statuut",
    "nationaliteit_groep",
    "herkomst_groep",
    "thuistaal",
    "nederlands",
    "gemeente",
    "gezinssituatie",
)
"""What is asked of everybody who is guided."""
_NIET_BEKEND: Final = (None, "onbekend", "niet-gevraagd")
ONTBREEKT: Final = "ontbreekt-"


def bevindingen(events: Sequence[AnyGebeurtenis]) -> list[str]:
    """The kinds of what is to mend, each once."""
    if not events:
        return []
    return list(dict.fromkeys([*_ontbreekt(events), *_gebroken(events)]))


def _ontbreekt(events: Sequence[AnyGebeurtenis]) -> Iterator[str]:
    if not any(isinstance(event.data, SessieGehouden) for event in events):
        return
    bekend: dict[str, object] = {}
    for event in events:
        match event.data:
            case AanmeldingGeregistreerd(profiel=profiel) | (ProfielAangevuld() as profiel):
                gezegd = {veld: getattr(profiel, veld) for veld in PROFIELVELDEN}
                bekend |= {veld: waarde for veld, waarde in gezegd.items() if waarde is not None}
            case _:
                pass
    yield from (ONTBREEKT + veld for veld in PROFIELVELDEN if bekend.get(veld) in _NIET_BEKEND)


def _gebroken(events: Sequence[AnyGebeurtenis]) -> Iterator[str]:
    if not any(isinstance(event.data, AanmeldingGeregistreerd) for event in events):
        yield "dossier-zonder-aanmelding"
    gedispatcht, gestart = (_eerste(events, soort) for soort in (DispatchingBeslist, TrajectGestart))
    mag: set[str] = set()
    gesloten: datetime | None = None
    for event in events:
        match event.data:
            case ToestemmingIngetrokken(doel=doel):
                mag.discard(doel)
            case ToestemmingGegeven(doel=doel):
                mag.add(doel)
            case DossierAfgesloten():
                gesloten = event.time
            case DossierHeropend():
                gesloten = None
            case SessieGehouden():
                yield from _van_sessie(event, gedispatcht, gesloten)
            case KeuzeGemaakt() if gestart is None or event.time < gestart:
                yield "keuze-zonder-traject"
            case data:
                yield from _zonder_toestemming(data, mag)


def _eerste(events: Sequence[AnyGebeurtenis], soort: type[Gegevens]) -> datetime | None:
    return min((event.time for event in events if isinstance(event.data, soort)), default=None)


def _van_sessie(event: AnyGebeurtenis, gedispatcht: datetime | None, gesloten: datetime | None) -> Iterator[str]:
    if gesloten is not None and gesloten < event.time:
        yield "sessie-op-afgesloten-dossier"
    if gedispatcht is None or event.time < gedispatcht:
        yield "sessie-voor-dispatching"
    if event.time > event.recordedtime:
        yield "sessie-in-de-toekomst"


def _zonder_toestemming(data: Gegevens, mag: set[str]) -> Iterator[str]:
    match data:
        case DoorverwijzingGemaakt(warm=True) if "warme-overdracht" not in mag:
            yield "warme-overdracht-zonder-toestemming"
        case TrajectGestart() if "begeleiding" not in mag:
            yield "traject-zonder-toestemming"
        case BevragingVerstuurd() if "bevraging" not in mag:
            yield "bevraging-zonder-toestemming"
        case InschrijvingVastgesteld(bron="davinci") | GetuigschriftBehaald(bron="davinci"):
            if "opvolging-inschrijving" not in mag:
                yield "koppeling-zonder-toestemming"
        case _:
            pass
