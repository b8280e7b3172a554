"""Aanmeldingen, facts and moments to write specifications with."""

from datetime import datetime, timedelta
from typing import Any

from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd, DispatchingBeslist
from leerwinkel.gebeurtenissen.profiel import Profiel
from leerwinkel.gebeurtenissen.trajecten import SessieGehouden
from leerwinkel.testing.voorbeelden import BEGIN, gebeurtenis
from leerwinkel.testing.voorbeelden import aanmelding as vraag

LATER = BEGIN + timedelta(days=3650)
"""After every event that got its moment by itself."""
SESSIE = SessieGehouden(sessie="s1", soort="intake", vorm="fysiek", duur_minuten=65, begeleider="b1")


def moment(minuut: int) -> datetime:
    """So many minutes after nine."""
    return BEGIN + timedelta(minutes=minuut)


def om(minuut: int, data: Gegevens) -> AnyGebeurtenis:
    """What happened at that minute, recorded at once."""
    return gebeurtenis(data, "d1", time=moment(minuut), recordedtime=moment(minuut))


def aanmelding(**anders: Any) -> AanmeldingGeregistreerd:
    """A concrete leervraag by telephone."""
    concreet: dict[str, Any] = {"vraagsoort": "leervraag", "themas": ("diploma-so",), "profiel": Profiel(geslacht="v")}
    return vraag(**(concreet | anders))


def besluit(welk: str, reden: str | None = None) -> DispatchingBeslist:
    """A decision without an appointment."""
    return DispatchingBeslist(besluit=welk, reden=reden)
