"""Ids from numbers: UUIDs that give nothing away and are the same every time."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwinkel.inname.importeren.cellen import OngeldigeCel
from leerwinkel.inname.importeren.kenmerken import Kenmerken, Rijkenmerk

KENMERKEN = Kenmerken(b"k" * 32)


@given(st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=100))
def test_a_number_becomes_a_uuid_of_version_8(nummer: str):
    kenmerk = uuid.UUID(KENMERKEN.van("dossier", nummer))
    assert kenmerk.version == 8
    assert kenmerk.variant == uuid.RFC_4122
    assert str(kenmerk) == KENMERKEN.van("dossier", f" {nummer} ")


def _beide(kenmerk: Rijkenmerk) -> tuple[str, str]:
    return kenmerk.gebeurtenis, kenmerk.gemaakt


def test_kinds_keys_and_numbers_are_kept_apart():
    ids = [
        KENMERKEN.van("dossier", "1"),
        KENMERKEN.van("client", "1"),
        KENMERKEN.van("dossier", "2"),
        Kenmerken(b"x" * 32).van("dossier", "1"),
        *_beide(KENMERKEN.van_rij("sessie-gehouden", "1")),
        *_beide(KENMERKEN.van_rij("sessie-gepland", "1")),
        *_beide(KENMERKEN.van_inhoud("sessie-gehouden", "1", 0)),
        *_beide(KENMERKEN.van_inhoud("sessie-gehouden", "1", 1)),
        KENMERKEN.van_correctie("1", 1),
        KENMERKEN.van_correctie("1", 2),
    ]
    assert len(set(ids)) == len(ids)


def test_ids_of_earlier_imports_stay_the_same():
    assert KENMERKEN.van("dossier", "W0405") == "58391a60-85d4-813d-b806-d5ef55dfb625"
    assert _beide(KENMERKEN.van_rij("sessie-gehouden", "1")) == (
        "3e8b5bbd-9397-84c3-9feb-36e86f477ba7",
        "4b918d56-d0e4-8452-a378-db8a30b2988a",
    )
    assert KENMERKEN.van_inhoud("sessie-gehouden", "[]", 0).gebeurtenis == "9ca65d52-403d-8ebb-adb4-de4417607069"
    assert KENMERKEN.van_correctie("1", 1) == "7bdbc1c8-a6a5-8011-ac2c-6d4d0479293b"


@pytest.mark.parametrize("nummer", ["=1", "a\x00b", "x" * 101, "a\u200bb"])
def test_what_no_number_can_be_is_refused_without_repeating_it(nummer: str):
    with pytest.raises(OngeldigeCel) as fout:
        KENMERKEN.van("dossier", nummer)
    assert nummer not in str(fout.value)


def test_a_short_key_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        Kenmerken(b"kort")
