"""What a signer and the witness say to each other: both sides read what the other wrote, and refuse what is none."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from leerwinkel.audit import BadNote, Checkpoint, Note, Signer
from leerwinkel.audit.note import Kind
from leerwinkel.waarmerk.aanbod import GETUIGE, Aanbod, Antwoord, Status

from .bladeren import ORIGIN

TEKST = Checkpoint(ORIGIN, 7, bytes(32)).format()
NOTE = Note(TEKST, (Signer(ORIGIN, Ed25519PrivateKey.generate()).sign(TEKST),))
MEDE = Signer(GETUIGE, Ed25519PrivateKey.generate(), Kind.COSIGNATURE).sign(TEKST, 99)


@given(st.integers(0, 2**62), st.lists(st.binary(min_size=32, max_size=32), max_size=63).map(tuple))
def test_an_offer_reads_as_it_was_written(oud: int, bewijs: tuple[bytes, ...]) -> None:
    assert Aanbod.parse(Aanbod(oud, bewijs, NOTE).format()) == Aanbod(oud, bewijs, NOTE)


def test_an_offer_is_as_the_specification_has_it() -> None:
    regels = Aanbod(3, (bytes(32),), NOTE).format().decode().split("\n")
    assert regels[:4] == ["old 3", "A" * 43 + "=", "", ORIGIN]


@pytest.mark.parametrize(
    "ruw",
    [
        b"",
        NOTE.format(),
        b"old 03\n\n" + NOTE.format(),
        b"old -1\n\n" + NOTE.format(),
        b"old 1\nAAAA\n\n" + NOTE.format(),
        b"old 1\n\xff\n\n" + NOTE.format(),
        b"old 1\n" + b"A" * 43 + b"=\n" * 70 + b"\n" + NOTE.format(),
        b"old 1\n\nniets",
    ],
)
def test_what_is_no_offer_is_refused(ruw: bytes) -> None:
    with pytest.raises(BadNote):
        Aanbod.parse(ruw)


def test_a_cosignature_comes_below_the_note_and_cannot_change_its_text() -> None:
    antwoord = Antwoord.parse(Antwoord(Status.GOED, MEDE.line()).format())
    assert antwoord.erbij(NOTE) == NOTE.with_signature(MEDE)
    for inhoud in ("", "niets\n", f"meer\n\n{MEDE.line()}"):
        with pytest.raises(BadNote):
            Antwoord(Status.GOED, inhoud).erbij(NOTE)


@pytest.mark.parametrize("ruw", [b"", b"abc\n", b"200", b"999\n", b"200\n\xff"])
def test_what_is_no_answer_is_refused_or_empty(ruw: bytes) -> None:
    if ruw == b"200":
        assert Antwoord.parse(ruw) == Antwoord(Status.GOED)
        return
    with pytest.raises(BadNote):
        Antwoord.parse(ruw)
