"""The tree of the copy is the same in whatever order the copy comes, however often, and whenever it begins again."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwinkel.audit.tiles import BadTile
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.getuige.kopieboom import Afwijking, Kopieboom
from vol_reporting.getuige.leesplaats import Leesplaats

from .getuigewereld import bladen, note, wortel


@given(st.data())
def test_any_order_any_repetition_and_any_restart_give_one_tree(data: st.DataObject) -> None:
    alle = bladen(data.draw(st.sampled_from([1, 5, 255, 256, 257, 600])))
    volgorde = data.draw(st.permutations(range(1, len(alle) + 1)))
    nog_eens = data.draw(st.lists(st.integers(1, len(alle)), max_size=20))
    herstart = data.draw(st.sets(st.integers(0, len(alle)), max_size=3))
    with TemporaryDirectory() as map_:
        boom = Kopieboom(Uitgave(Path(map_)))
        for nummer, positie in enumerate([*volgorde, *nog_eens]):
            assert boom.neem(positie, alle[positie - 1]) is None
            if nummer in herstart and not boom.mist:
                boom.lezer()
                boom = Kopieboom(Uitgave(Path(map_)), boom.omvang)
        assert (boom.omvang, boom.mist) == (len(alle), False)
        for omvang in {1, len(alle) // 2 or 1, len(alle)}:
            assert boom.van(omvang).root() == wortel(alle[:omvang])


@given(st.integers(1, 600), st.integers(1, 600))
def test_another_leaf_is_told_at_its_position_whenever_it_comes(positie: int, andere: int) -> None:
    with TemporaryDirectory() as map_:
        boom = Kopieboom(Uitgave(Path(map_)))
        for nummer, blad in enumerate(bladen(600), 1):
            boom.neem(nummer, blad)
        assert boom.neem(positie, b"x" * 32) == Afwijking(positie, positie)
        assert boom.neem(andere, bladen(600)[andere - 1]) is None


def test_made_anew_from_another_copy_it_says_between_which_checkpoints_they_differ(tmp_path: Path) -> None:
    uitgave, boom = Uitgave(tmp_path), Kopieboom(Uitgave(tmp_path))
    for omvang in (200, 400, 700):
        for nummer, blad in enumerate(bladen(omvang), 1):
            boom.neem(nummer, blad)
        boom.lezer()
        uitgave.bewaar(note(bladen(omvang)))
    opnieuw = Kopieboom(uitgave, None)
    gezien = [opnieuw.neem(nummer, blad) for nummer, blad in enumerate(bladen(700, anders=300), 1)]
    assert [each for each in gezien if each] == [Afwijking(201, 400), Afwijking(401, 700)]
    with pytest.raises(BadTile):
        opnieuw.van(701)


def test_where_it_reads_on_is_only_of_the_stream_that_it_read(tmp_path: Path) -> None:
    plaats = Leesplaats(tmp_path / "gelezen.json")
    assert plaats.na("VOL", "toen", 9) == 0
    plaats.gelezen("VOL", 7)
    plaats.bewaar({"gent": 7})
    assert [Leesplaats(tmp_path / "gelezen.json").na("VOL", *nu) for nu in (("toen", 9), ("toen", 6), ("nu", 9))] == [
        7,
        0,
        0,
    ]
    (tmp_path / "gelezen.json").write_text("[half")
    assert Leesplaats(tmp_path / "gelezen.json").na("VOL", "toen", 9) == 0
