"""Counting a log again: what was changed, removed, added or moved is found, with the first position named."""

from pathlib import Path
from shutil import rmtree

import pytest

from leerwinkel.waarmerk.natelling import Natelling
from leerwinkel.waarmerk.ondertekenaar import Gebroken, Ondertekenaar
from leerwinkel.waarmerk.uitgave import Uitgave

from .bladeren import blad, bladen, sleutel_van

TOT = 700


@pytest.fixture(scope="module")
def uitgave(tmp_path_factory: pytest.TempPathFactory) -> Uitgave:
    """With checkpoints at 150, 300, 512 and 700; not to be changed."""
    return _uitgave(tmp_path_factory.mktemp("waarmerk"))


def _uitgave(map_: Path) -> Uitgave:
    uitgave = Uitgave(map_ / "uit")
    sleutel, tekenaar = sleutel_van(map_, uitgave), Ondertekenaar("gent", uitgave)
    for tot in (150, 300, 512, TOT):
        tekenaar.voeg_toe(bladen(tekenaar.omvang, tot))
        tekenaar.teken(sleutel)
    return uitgave


def _tel(uitgave: Uitgave, reeks: list[bytes], per: int = 97) -> bool:
    telling = Natelling(uitgave)
    for van in range(0, len(reeks), per):
        telling.neem(reeks[van : van + per])
    telling.klaar()
    return telling.tegels_heel


def _positie(uitgave: Uitgave, reeks: list[bytes]) -> int | None:
    with pytest.raises(Gebroken) as gebroken:
        _tel(uitgave, reeks)
    return gebroken.value.positie


def test_a_log_that_is_what_was_signed_holds_also_where_it_has_grown(uitgave: Uitgave) -> None:
    assert _tel(uitgave, bladen(0, TOT))
    assert _tel(uitgave, bladen(0, TOT + 300))


@pytest.mark.parametrize("positie", [1, 150, 151, 256, 257, 512, 513, 699, TOT])
def test_the_first_event_that_was_changed_removed_added_or_moved_is_named(uitgave: Uitgave, positie: int) -> None:
    reeks = bladen(0, TOT + 1)
    at = positie - 1
    gewijzigd = [*reeks[:at], blad(positie, "x"), *reeks[positie:]]
    weg = reeks[:at] + reeks[positie:]
    erbij = [*reeks[:at], blad(9999), *reeks[at:]]
    verplaatst = [*reeks[:at], reeks[at + 1], reeks[at], *reeks[positie + 1 :]]
    gevonden = [_positie(uitgave, each) for each in (gewijzigd, weg, erbij, verplaatst)]
    assert gevonden == [positie] * 4


def test_a_log_that_ends_before_what_was_signed_misses_its_next_position(uitgave: Uitgave) -> None:
    assert _positie(uitgave, bladen(0, 640)) == 641
    assert _positie(uitgave, []) == 1


def test_without_the_tiles_the_checkpoints_say_between_which_positions_it_is(tmp_path: Path) -> None:
    uitgave = _uitgave(tmp_path)
    rmtree(uitgave.map / "tile")
    reeks = bladen(0, TOT)
    with pytest.raises(Gebroken, match="Tussen positie 301 en 512"):
        _tel(uitgave, [*reeks[:399], blad(400, "x"), *reeks[400:]])


def test_a_tile_that_was_changed_is_no_change_of_the_log(tmp_path: Path) -> None:
    uitgave = _uitgave(tmp_path)
    tegel = uitgave.map / "tile/0/000"
    tegel.write_bytes(bytes(32) + tegel.read_bytes()[32:])
    assert not _tel(uitgave, bladen(0, TOT))
    reeks = bladen(0, TOT)
    assert _positie(uitgave, [*reeks[:599], blad(600, "x"), *reeks[600:]]) == 600
