"""Events to test with: short to write, valid by the contract, different where it matters."""

import itertools
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from leerwinkel.gebeurtenissen import Gebeurtenis, lees
from leerwinkel.gebeurtenissen.basis import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd, Toeleiding
from leerwinkel.gebeurtenissen.profiel import Profiel
from leerwinkel.gebeurtenissen.trajecten import MicrocontactGeregistreerd, SessieGehouden

_teller = itertools.count()
BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)


def gebeurtenis(data: Gegevens, dossier: str, **anders: Any) -> AnyGebeurtenis:
    """An event of Gent's system `test` about that dossier; every next one is a minute later."""
    moment = BEGIN + timedelta(minutes=next(_teller))
    velden: dict[str, Any] = {
        "specversion": "1.0",
        "id": str(uuid.uuid4()),
        "source": "urn:leerwinkel:gent:test",
        "type": data.gebeurtenistype(),
        "subject": dossier,
        "time": moment,
        "recordedtime": moment,
        "data": data,
    }
    return lees(Gebeurtenis[Any](**(velden | anders)).ruw())


def aanmelding(client: str = "c1", **anders: Any) -> AanmeldingGeregistreerd:
    """Somebody with a leernood, by telephone; of what else is said nothing."""
    velden: dict[str, Any] = {
        "client": client,
        "kanaal": "telefoon",
        "toeleiding": Toeleiding(wijze="eigen-initiatief"),
        "vraagsoort": "leernood",
        "themas": (),
        "profiel": Profiel(),
    }
    return AanmeldingGeregistreerd(**(velden | anders))


def microcontact(dossier: str, medium: str = "sms", **anders: Any) -> AnyGebeurtenis:
    """A short contact."""
    return gebeurtenis(MicrocontactGeregistreerd(medium=medium, richting="in"), dossier, **anders)


def sessie(dossier: str, minuten: int = 60, **anders: Any) -> AnyGebeurtenis:
    """A held session."""
    data = SessieGehouden(sessie="s1", soort="intake", vorm="fysiek", duur_minuten=minuten, begeleider="b1")
    return gebeurtenis(data, dossier, **anders)
