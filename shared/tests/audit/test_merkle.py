"""The tree against the definitions of RFC 9162, written out as they stand there, and against published vectors."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwinkel.audit import (
    Frontier,
    NotProven,
    consistency,
    entry,
    inclusion,
    leaf_hash,
    read_entry,
    verify_consistency,
    verify_inclusion,
)
from leerwinkel.audit.merkle import EMPTY, root

INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""The tree that implementations of certificate transparency test with: its leaves, and its root after each."""


def mth(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, as it stands there."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 9162, 2.1.3.1."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m: int, leaves: list[bytes], *, whole: bool) -> list[bytes]:
    """RFC 9162, 2.1.4.1."""
    n, k = len(leaves), 1
    if m == n:
        return [] if whole else [mth(leaves)]
    while k * 2 < n:
        k *= 2
    if m <= k:
        return [*subproof(m, leaves[:k], whole=whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], whole=False), mth(leaves[:k])]


def bladeren(aantal: int) -> list[bytes]:
    return [f"blad {nummer}".encode() for nummer in range(aantal)]


class Boom:
    """Reads full subtrees by the definition."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.leaves = leaves

    def __call__(self, level: int, index: int) -> bytes:
        deel = self.leaves[index << level : (index + 1) << level]
        assert len(deel) == 1 << level, "only of what is full"
        return mth(deel)


def test_the_published_tree_has_the_published_roots() -> None:
    rand = Frontier()
    assert rand.root() == EMPTY == mth([])
    for invoer, verwacht in zip(INPUTS, ROOTS, strict=True):
        rand.append(leaf_hash(bytes.fromhex(invoer)))
        assert rand.root().hex() == verwacht


def test_an_entry_names_its_subject_and_no_other_pair_gives_the_same() -> None:
    assert entry("a.b", b"c") == b"\x00\x00\x00\x03a.bc"
    assert entry("a.b", b"c") != entry("a.", b"bc")
    assert read_entry(entry("a.b", b"c\x00")) == ("a.b", b"c\x00")
    for cut in (b"", b"\x00\x00\x00", b"\x00\x00\x00\x09a.b", b"\x00\x00\x00\x01\xff"):
        with pytest.raises(ValueError):  # noqa: PT011 - of any kind
            read_entry(cut)


@pytest.mark.parametrize("aantal", [1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 31, 33])
def test_roots_and_proofs_are_those_of_the_definition_and_hold(aantal: int) -> None:
    leaves = bladeren(aantal)
    boom, top = Boom(leaves), mth(leaves)
    assert root(boom, aantal) == top
    for index in range(aantal):
        bewijs = inclusion(boom, index, aantal)
        assert bewijs == path(index, leaves)
        verify_inclusion(leaf_hash(leaves[index]), index, aantal, bewijs, top)
    for eerder in range(1, aantal + 1):
        bewijs = consistency(boom, eerder, aantal)
        assert bewijs == subproof(eerder, leaves, whole=True)
        verify_consistency(eerder, mth(leaves[:eerder]), aantal, top, bewijs)
    verify_consistency(0, EMPTY, aantal, top, [])


@given(st.integers(1, 300), st.data())
def test_a_proof_of_anything_else_does_not_hold(aantal: int, data: st.DataObject) -> None:
    leaves = bladeren(aantal)
    boom, top = Boom(leaves), mth(leaves)
    index = data.draw(st.integers(0, aantal - 1))
    bewijs, blad = inclusion(boom, index, aantal), leaf_hash(leaves[index])
    ander = data.draw(st.integers(0, aantal + 2).filter(lambda i: i != index))
    with pytest.raises(NotProven):
        verify_inclusion(leaf_hash(b"ander"), index, aantal, bewijs, top)
    with pytest.raises(NotProven):
        verify_inclusion(blad, ander, aantal, bewijs, top)
    for anders in (bewijs[:-1], [*bewijs, top], [top, *bewijs]):
        if anders != bewijs:
            with pytest.raises(NotProven):
                verify_inclusion(blad, index, aantal, anders, top)


@given(st.integers(2, 300), st.data())
def test_a_history_that_was_changed_is_not_consistent(aantal: int, data: st.DataObject) -> None:
    leaves = bladeren(aantal)
    eerder = data.draw(st.integers(1, aantal))
    weg = data.draw(st.integers(0, eerder - 1))
    anders = [*leaves[:weg], b"gewijzigd", *leaves[weg + 1 :]]
    bewijs = consistency(Boom(anders), eerder, aantal)
    with pytest.raises(NotProven):
        verify_consistency(eerder, mth(leaves[:eerder]), aantal, mth(anders), bewijs)
    goed = consistency(Boom(leaves), eerder, aantal)
    for fout in (goed[:-1], [*goed, mth(leaves)]):
        if fout != goed:
            with pytest.raises(NotProven):
                verify_consistency(eerder, mth(leaves[:eerder]), aantal, mth(leaves), fout)


def test_what_cannot_be_proved_is_not_asked() -> None:
    with pytest.raises(ValueError, match="leaf 3"):
        inclusion(Boom(bladeren(3)), 3, 3)
    with pytest.raises(ValueError, match="cannot begin"):
        consistency(Boom(bladeren(3)), 4, 3)
    with pytest.raises(NotProven):
        verify_consistency(4, EMPTY, 3, EMPTY, [])
    with pytest.raises(NotProven):
        verify_consistency(0, mth(bladeren(1)), 3, mth(bladeren(3)), [])
