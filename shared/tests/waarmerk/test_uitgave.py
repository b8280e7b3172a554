"""The uitgave of a log: what it keeps, what it refuses, and that anybody's reader finds it."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from leerwinkel.audit import Checkpoint, Frontier, Note, Signer, leaf_hash
from leerwinkel.audit.note import Kind, verify
from leerwinkel.audit.tiles import TileFolder
from leerwinkel.waarmerk.uitgave import Tegenspraak, Uitgave

ORIGIN = "leerwinkel.example/gent"


def sleutel(naam: str = ORIGIN, soort: Kind = Kind.NOTE) -> Signer:
    return Signer(naam, Ed25519PrivateKey.generate(), soort)


def top(aantal: int, begin: str = "blad") -> bytes:
    rand = Frontier()
    for nummer in range(aantal):
        rand.append(leaf_hash(f"{begin} {nummer}".encode()))
    return rand.root()


def note(tekenaar: Signer, aantal: int, begin: str = "blad") -> Note:
    tekst = Checkpoint(ORIGIN, aantal, top(aantal, begin)).format()
    return Note(tekst, (tekenaar.sign(tekst),))


def test_an_uitgave_without_anything_has_nothing(tmp_path: Path) -> None:
    uitgave = Uitgave(tmp_path / "nog niet")
    assert (uitgave.laatste(), list(uitgave.checkpoints()), uitgave.sleutels()) == (None, [], ())


def test_what_was_kept_is_there_for_another_process_the_smallest_first(tmp_path: Path) -> None:
    tekenaar = sleutel()
    for aantal in (3, 1, 20, 7):
        Uitgave(tmp_path).bewaar(note(tekenaar, aantal))
    gelezen = Uitgave(tmp_path)
    assert gelezen.laatste() == note(tekenaar, 20)
    assert [Checkpoint.parse(each.text).size for each in gelezen.checkpoints()] == [1, 3, 7, 20]


def test_another_root_of_the_same_size_is_refused_also_of_an_earlier_one(tmp_path: Path) -> None:
    tekenaar, uitgave = sleutel(), Uitgave(tmp_path)
    for aantal in (5, 9):
        uitgave.bewaar(note(tekenaar, aantal))
    voor = {pad: pad.read_bytes() for pad in tmp_path.rglob("*") if pad.is_file()}
    for aantal in (5, 9):
        with pytest.raises(Tegenspraak, match=f"two checkpoints of {aantal} leaves"):
            uitgave.bewaar(note(tekenaar, aantal, "ander"))
    assert {pad: pad.read_bytes() for pad in tmp_path.rglob("*") if pad.is_file()} == voor


def test_the_line_of_the_witness_comes_beside_that_of_the_region_and_stays(tmp_path: Path) -> None:
    tekenaar, getuige = sleutel(), sleutel("leerwinkel.example/getuige", Kind.COSIGNATURE)
    uitgave, eerste = Uitgave(tmp_path), note(tekenaar, 4)
    uitgave.bewaar(eerste)
    for tijd in (1000, 2000):
        uitgave.bewaar(Note(eerste.text, (getuige.sign(eerste.text, tijd),)))
    uitgave.bewaar(eerste)
    (bewaard,) = uitgave.checkpoints()
    assert verify(bewaard, [tekenaar.verifier, getuige.verifier]) == {ORIGIN: 0, "leerwinkel.example/getuige": 2000}
    assert len(bewaard.signatures) == 2
    assert uitgave.laatste() == bewaard == uitgave.bij(4)


def test_a_key_that_is_trusted_later_does_not_push_the_one_before_it_away(tmp_path: Path) -> None:
    uitgave, sleutels = Uitgave(tmp_path), [sleutel().verifier for _ in range(3)]
    for each in (*sleutels, sleutels[0]):
        uitgave.vertrouw(each)
    assert Uitgave(tmp_path).sleutels() == tuple(sleutels)


def test_the_tree_of_an_earlier_checkpoint_is_read_from_what_became_full(tmp_path: Path) -> None:
    tegels = TileFolder(tmp_path)
    for aantal in (40, 300, 1000):
        tegels.append(leaf_hash(f"blad {nummer}".encode()) for nummer in range(tegels.size, aantal))
        tegels.flush()
    assert [Uitgave(tmp_path).boom(aantal).root() for aantal in (40, 300, 1000)] == [top(40), top(300), top(1000)]
    assert {str(pad.relative_to(tmp_path)) for pad in tmp_path.rglob("*.p")} == {"tile/1/000.p", "tile/0/003.p"}
