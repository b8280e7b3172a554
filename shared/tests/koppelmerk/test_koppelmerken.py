"""The marks by which a person can be recognised in two regions: equal for equal people, and nothing else is in it."""

import hashlib
from datetime import date
from typing import get_args

import pytest

from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.koppelmerk.bericht import Clientmerken, Kenmerk, Koppelbericht
from leerwinkel.koppelmerk.merken import Koppelmerken

NUMMER = "85073003328"
ZOE = Persoonsgegevens(
    naam="Van den Broeck", voornaam="Zoë", geboortedatum=date(1985, 7, 30), rijksregisternummer=NUMMER
)
MERKEN = Koppelmerken(b"r" * 32)


def anders(**velden: object) -> Persoonsgegevens:
    return ZOE.model_copy(update=velden)


def gedeeld(wie: Persoonsgegevens) -> set[str]:
    een, ander = MERKEN.van(ZOE), MERKEN.van(wie)
    return {kenmerk for kenmerk in een.keys() & ander.keys() if een[kenmerk] == ander[kenmerk]}


def test_of_a_person_of_whom_all_is_known_every_mark_is_made():
    assert set(MERKEN.van(ZOE)) == set(get_args(Kenmerk))


@pytest.mark.parametrize(
    ("wie", "samen"),
    [
        (anders(naam="VANDENBROECK", voornaam="zoe"), set(get_args(Kenmerk))),
        (anders(naam="Broeck", voornaam="Zoe"), set(get_args(Kenmerk))),
        (anders(naam="Broek"), set(get_args(Kenmerk)) - {"naam-dag", "namen-dag"}),
        (anders(naam="Zoë", voornaam="Broeck"), {"nummer", "namen-dag", "namen-jaar"}),
        (anders(naam="Peeters"), {"nummer", "voornaam-dag", "voornaamklank-dag"}),
        (anders(geboortedatum=date(1985, 3, 30)), {"nummer", "namen-jaar"}),
        (anders(geboortedatum=date(1984, 7, 30)), {"nummer"}),
        (anders(geboortedatum=None), {"nummer"}),
        (anders(rijksregisternummer=None), set(get_args(Kenmerk)) - {"nummer"}),
    ],
)
def test_what_two_ways_of_writing_a_person_down_share(wie: Persoonsgegevens, samen: set[str]):
    assert gedeeld(wie) == samen


def test_of_who_is_born_on_the_first_of_january_only_the_year_is_known():
    """It stands on the papers of people whose birthday nobody knows, and is shared by far too many."""
    assert set(MERKEN.van(anders(geboortedatum=date(1985, 1, 1)))) == {"nummer", "namen-jaar"}


def test_under_another_key_nothing_is_equal():
    """Privacy: national numbers are few enough to try them all under a known key."""
    elders = Koppelmerken(b"x" * 32)
    assert not set(MERKEN.van(ZOE).values()) & set(elders.van(ZOE).values())
    assert MERKEN.proef != elders.proef


def test_no_two_kinds_of_mark_are_alike():
    assert len(set(MERKEN.van(anders(naam="Zoe", voornaam="Zoe")).values())) == len(get_args(Kenmerk))


def test_nothing_of_the_person_is_in_the_message():
    """Privacy: a test feeds marked personal data, and searches everything that left for the marks."""
    bericht = Koppelbericht(proef=MERKEN.proef, merken=(Clientmerken(client="c1", merken=MERKEN.van(ZOE)),))
    tekst = bericht.model_dump_json().casefold()
    zonder_sleutel = [f(NUMMER.encode()).hexdigest()[:32] for f in (hashlib.sha256, hashlib.sha1, hashlib.md5)]
    for merk in ("broeck", "zoe", "zoë", NUMMER, NUMMER[:9], "1985", "850730", *zonder_sleutel):
        assert merk not in tekst
    assert "Broeck" not in repr(ZOE)
