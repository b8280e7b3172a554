"""Tiles: the files that the specification names, the proofs that follow from them, and what is wrong with them said."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwinkel.audit import consistency, inclusion, leaf_hash, verify_consistency, verify_inclusion
from leerwinkel.audit.merkle import Frontier
from leerwinkel.audit.tiles import BadTile, TileFolder, TileReader, tile_path


def blad(nummer: int) -> bytes:
    return leaf_hash(f"blad {nummer}".encode())


def top(aantal: int) -> bytes:
    rand = Frontier()
    for nummer in range(aantal):
        rand.append(blad(nummer))
    return rand.root()


@pytest.mark.parametrize(
    ("plek", "verwacht"),
    [
        ((0, 0), "tile/0/000"),
        ((0, 999), "tile/0/999"),
        ((1, 1_234_067), "tile/1/x001/x234/067"),
        ((2, 1_000_000, 17), "tile/2/x001/x000/000.p/17"),
    ],
)
def test_a_tile_is_where_the_specification_says(plek: tuple[int, ...], verwacht: str) -> None:
    assert tile_path(*plek) == verwacht


def test_a_tree_of_seventy_thousand_has_the_tiles_of_the_specification(tmp_path: Path) -> None:
    map_ = TileFolder(tmp_path)
    map_.append(map(blad, range(70_000)))
    map_.flush()
    vol = {level: len([p for p in (tmp_path / f"tile/{level}").glob("*") if p.is_file()]) for level in (0, 1, 2)}
    deel = {str(p.relative_to(tmp_path / "tile")) for p in tmp_path.rglob("*.p/*")}
    assert (vol, deel) == ({0: 273, 1: 1, 2: 0}, {"0/273.p/112", "1/001.p/17", "2/000.p/1"})
    boom = map_.reader(70_000)
    assert boom.root() == top(70_000)
    for index in (0, 255, 256, 65_535, 65_536, 69_999):
        verify_inclusion(blad(index), index, 70_000, inclusion(boom, index, 70_000), boom.root())
    verify_consistency(300, top(300), 70_000, boom.root(), consistency(boom, 300, 70_000))


@given(st.lists(st.integers(1, 700), min_size=1, max_size=4))
def test_a_process_that_comes_after_another_goes_on_with_the_same_tree(
    tmp_path_factory: pytest.TempPathFactory, delen: list[int]
) -> None:
    map_, gedaan = tmp_path_factory.mktemp("tegels"), 0
    for deel in delen:
        tegels = TileFolder(map_, gedaan)
        tegels.append(map(blad, range(gedaan, gedaan + deel)))
        boom = tegels.flush()
        gedaan += deel
        assert boom.root() == top(gedaan)
        TileFolder(map_, gedaan).append([blad(0)] * 300)  # died before its flush
    for eerder in (delen[0], gedaan):
        assert TileFolder(map_, gedaan).reader(eerder).root() == top(eerder)


def test_a_tile_that_is_gone_cut_or_of_no_such_tree_is_named(tmp_path: Path) -> None:
    map_ = TileFolder(tmp_path)
    map_.append(map(blad, range(600)))
    map_.flush()
    with pytest.raises(BadTile, match=r"tile/0/002\.p/89"):
        map_.reader(601).root()
    with pytest.raises(BadTile, match="leaf 600"):
        map_.reader(600)(0, 600)
    (tmp_path / "tile/0/001").write_bytes(b"kort")
    with pytest.raises(BadTile, match="tile/0/001 has 4 bytes instead of 8192"):
        inclusion(map_.reader(600), 300, 600)
    (tmp_path / "tile/1/000.p/2").unlink()
    with pytest.raises(BadTile, match=r"tile/1/000\.p/2 is not there"):
        TileFolder(tmp_path, 600)


def test_a_changed_hash_changes_the_root(tmp_path: Path) -> None:
    map_ = TileFolder(tmp_path)
    map_.append(map(blad, range(600)))
    map_.flush()
    tegel = tmp_path / "tile/0/002.p/88"
    tegel.write_bytes(bytes(32) + tegel.read_bytes()[32:])
    assert TileReader(lambda pad: (tmp_path / pad).read_bytes(), 600).root() != top(600)
