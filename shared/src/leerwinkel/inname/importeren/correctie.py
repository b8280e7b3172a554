"""A changed row of the source: what is in force on the log, and the correction that makes it what the row says."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from typing import Any

from pydantic import ValidationError

from leerwinkel.gebeurtenissen.correctie import GebeurtenisGecorrigeerd, GebeurtenisIngetrokken
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis, gegevens_als_json
from leerwinkel.gebeurtenissen.lezen import lees
from leerwinkel.inname.importeren.kenmerken import Kenmerken


class Geen(Enum):
    """Why a row needs no correction, or can have none."""

    HERHALING = auto()
    INGETROKKEN = auto()
    ELDERS_VERBETERD = auto()
    ANDERE_ENTITEIT = auto()


@dataclass(frozen=True, slots=True)
class _Toestand:
    tijd: datetime
    gegevens: dict[str, Any]


def correctie_voor(
    rij: AnyGebeurtenis, geschiedenis: Sequence[AnyGebeurtenis], kenmerken: Kenmerken, nu: datetime
) -> AnyGebeurtenis | Geen:
    """The correction of the original with the row's id in the history of the row's entity, or why there is none.

    A row that says what the last import said changes nothing: a person may have corrected or retracted since.
    The recordedtime is later than that of every earlier correction, so that this one is in force.
    """
    origineel = next((g for g in geschiedenis if g.sleutel == rij.sleutel), None)
    if origineel is None:
        return Geen.ANDERE_ENTITEIT
    if _ingetrokken(origineel, geschiedenis):
        return Geen.INGETROKKEN
    correcties = [g for g in geschiedenis if _doel(g, GebeurtenisGecorrigeerd) == origineel.sleutel]
    eigen = [g for g in correcties if g.source == rij.source]
    nieuw = _Toestand(rij.time, gegevens_als_json(rij.data))
    geldt = _toestand(origineel, [g for g in correcties if not _ingetrokken(g, geschiedenis)])
    if geldt == nieuw:
        return Geen.HERHALING
    if _toestand(origineel, eigen) == nieuw:
        return Geen.ELDERS_VERBETERD
    laatste = max((g.recordedtime for g in correcties), default=None)
    moment = nu if laatste is None else max(nu, laatste + timedelta(microseconds=1))
    return _correctie(rij, origineel, kenmerken.van_correctie(rij.id, len(eigen) + 1), moment)


def _doel(gebeurtenis: AnyGebeurtenis, soort: type[GebeurtenisGecorrigeerd | GebeurtenisIngetrokken]) -> object:
    return gebeurtenis.data.doel if isinstance(gebeurtenis.data, soort) else None


def _ingetrokken(gebeurtenis: AnyGebeurtenis, geschiedenis: Sequence[AnyGebeurtenis], diepte: int = 0) -> bool:
    """Whether a retraction in force names it. The depth ends the story of retractions that name each other."""
    if diepte > len(geschiedenis):
        return False
    namen = (g for g in geschiedenis if _doel(g, GebeurtenisIngetrokken) == gebeurtenis.sleutel)
    return any(not _ingetrokken(intrekking, geschiedenis, diepte + 1) for intrekking in namen)


def _toestand(origineel: AnyGebeurtenis, correcties: Sequence[AnyGebeurtenis]) -> _Toestand:
    """What the greatest correction says; one whose data fit no such event cannot count."""
    for correctie in sorted(correcties, key=_volgorde, reverse=True):
        assert isinstance(correctie.data, GebeurtenisGecorrigeerd)
        gegevens = _passend(origineel, correctie.data.gegevens)
        if gegevens is not None:
            return _Toestand(correctie.data.tijdstip or origineel.time, gegevens)
    return _Toestand(origineel.time, gegevens_als_json(origineel.data))


def _volgorde(gebeurtenis: AnyGebeurtenis) -> tuple[datetime, str, str]:
    return gebeurtenis.recordedtime, gebeurtenis.source, gebeurtenis.id


def _passend(origineel: AnyGebeurtenis, gegevens: dict[str, Any]) -> dict[str, Any] | None:
    try:
        return gegevens_als_json(type(origineel.data).model_validate_json(json.dumps(gegevens)))
    except ValidationError:
        return None


def _correctie(rij: AnyGebeurtenis, origineel: AnyGebeurtenis, id_: str, moment: datetime) -> AnyGebeurtenis:
    geregistreerd = moment.astimezone(UTC).isoformat()
    data: dict[str, Any] = {
        "doel": {"source": origineel.source, "id": origineel.id},
        "gegevens": gegevens_als_json(rij.data),
        "reden": "bron-gewijzigd",
    }
    if rij.time != origineel.time:
        data["tijdstip"] = rij.time.isoformat()
    envelop: dict[str, Any] = {
        "specversion": "1.0",
        "id": id_,
        "source": rij.source,
        "type": f"be.leerwinkel.{rij.service}.gebeurtenis-gecorrigeerd.v1",
        "subject": rij.subject,
        "time": geregistreerd,
        "recordedtime": geregistreerd,
        "data": data,
    }
    if rij.medewerker is not None:
        envelop["medewerker"] = rij.medewerker
    return lees(json.dumps(envelop).encode(), streng=True)
