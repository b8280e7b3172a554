"""Consent: for exactly one purpose, until it is taken back."""

import itertools
from datetime import timedelta
from functools import reduce

import pytest

from leerwinkel.dossier.toestemming import Toestemmingen
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import ToestemmingGegeven, ToestemmingIngetrokken
from leerwinkel.testing.voorbeelden import BEGIN, gebeurtenis, microcontact

DOEL = "warme-overdracht"


def gegeven(minuut: int, doel: str = DOEL) -> AnyGebeurtenis:
    moment = BEGIN + timedelta(minutes=minuut)
    return gebeurtenis(ToestemmingGegeven(doel=doel), "d1", time=moment, recordedtime=moment)


def ingetrokken(minuut: int, doel: str = DOEL) -> AnyGebeurtenis:
    moment = BEGIN + timedelta(minutes=minuut)
    return gebeurtenis(ToestemmingIngetrokken(doel=doel), "d1", time=moment, recordedtime=moment)


@pytest.mark.parametrize(
    ("events", "verwacht"),
    [
        ([], False),
        ([gegeven(1)], True),
        ([gegeven(1), ingetrokken(2)], False),
        ([gegeven(1), ingetrokken(2), gegeven(3)], True),
        ([gegeven(1), ingetrokken(1)], False),
        ([ingetrokken(1), gegeven(2), ingetrokken(2)], False),
        ([ingetrokken(1)], False),
        ([gegeven(1, "terugkoppeling")], False),
        ([gegeven(1), ingetrokken(2, "terugkoppeling"), microcontact("d1")], True),
    ],
)
def test_consent_holds_for_its_purpose_until_withdrawn_in_any_order(
    events: list[AnyGebeurtenis], *, verwacht: bool
) -> None:
    for volgorde in itertools.permutations(events):
        assert reduce(Toestemmingen.na, volgorde, Toestemmingen()).voor(DOEL) is verwacht
