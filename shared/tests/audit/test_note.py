"""Notes, checkpoints and receipts: published ones verify, ours come back as they went, and nothing else holds."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from leerwinkel.audit import (
    BadNote,
    Checkpoint,
    Frontier,
    Note,
    NotProven,
    Receipt,
    Signer,
    Verifier,
    entry,
    inclusion,
    leaf_hash,
)
from leerwinkel.audit.note import Kind, verify

from .test_merkle import Boom, mth

SLEUTEL = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NOOT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
).encode()
"""The example of golang.org/x/mod/sumdb/note."""
ORIGIN = "leerwinkel.example/gent"
REGIO = Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
VOL = Signer("vol.example/getuige", Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33))), Kind.COSIGNATURE)


def ondertekend(leaves: list[bytes]) -> Note:
    tekst = Checkpoint(ORIGIN, len(leaves), mth(leaves)).format()
    return Note(tekst, (REGIO.sign(tekst), VOL.sign(tekst, 1_700_000_000)))


def test_the_published_note_verifies_with_its_published_key() -> None:
    noot, sleutel = Note.parse(NOOT), Verifier.parse(SLEUTEL)
    assert verify(noot, [sleutel]) == {"PeterNeumann": 0}
    assert (noot.format(), sleutel.format()) == (NOOT, SLEUTEL)


def test_every_changed_byte_of_it_is_noticed() -> None:
    sleutel = Verifier.parse(SLEUTEL)
    for plek in range(len(NOOT)):
        anders = NOOT[:plek] + bytes([NOOT[plek] ^ 1]) + NOOT[plek + 1 :]
        with pytest.raises(BadNote):
            verify(Note.parse(anders), [sleutel])


def test_a_checkpoint_is_signed_by_the_region_and_by_its_witness_at_a_time() -> None:
    noot = Note.parse(ondertekend([b"a", b"b"]).format())
    assert verify(noot, [REGIO.verifier, VOL.verifier]) == {ORIGIN: 0, "vol.example/getuige": 1_700_000_000}
    assert Checkpoint.parse(noot.text) == Checkpoint(ORIGIN, 2, mth([b"a", b"b"]))
    vreemd = Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes(32)))
    with pytest.raises(BadNote, match="nobody"):
        verify(noot, [vreemd.verifier])
    later = Note(noot.text, (VOL.sign(noot.text, 1),))
    vervalst = Note(noot.text, (type(later.signatures[0])(*_met_tijd(later, 2)),))
    with pytest.raises(BadNote, match="does not hold"):
        verify(vervalst, [VOL.verifier])


def _met_tijd(noot: Note, tijd: int) -> tuple[str, bytes, bytes]:
    [handtekening] = noot.signatures
    return handtekening.name, handtekening.key_id, tijd.to_bytes(8, "big") + handtekening.value[8:]


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "a\n1\n",
        f"a\n01\n{'A' * 43}=\n",
        f"a\n-1\n{'A' * 43}=\n",
        f"\n1\n{'A' * 43}=\n",
        f"a\n1\n{'A' * 42}==\n",
        f"a\n1\n{'A' * 43}=",
        f"a\n1\n{'A' * 43}=\nmeer\n",
        f"a\n1\n{'A' * 42}B=\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(tekst: str) -> None:
    with pytest.raises(BadNote):
        Checkpoint.parse(tekst)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_is_read_is_a_note_or_refused(ruw: bytes) -> None:
    for lees in (Note.parse, Receipt.parse):
        try:
            gelezen = lees(ruw)
        except BadNote:
            continue
        assert lees is Receipt.parse or gelezen.format() == ruw


@given(st.text(max_size=100))
def test_whatever_is_read_as_a_key_is_one_or_refused(tekst: str) -> None:
    with pytest.raises(BadNote):
        Verifier.parse(tekst)


def test_a_receipt_proves_its_entry_and_no_other() -> None:
    stukken = [entry(f"leerwinkel.gent.intake.d{n}.x", b"{}") for n in range(11)]
    for index, stuk in enumerate(stukken):
        bewijs = Receipt(index, tuple(inclusion(Boom(stukken), index, 11)), ondertekend(stukken))
        gelezen = Receipt.parse(bewijs.format())
        assert gelezen == bewijs
        assert gelezen.verify(stuk, ORIGIN, [REGIO.verifier]).size == 11
        with pytest.raises(NotProven):
            gelezen.verify(stuk + b" ", ORIGIN, [REGIO.verifier])
        with pytest.raises(NotProven, match=ORIGIN):
            gelezen.verify(stuk, "leerwinkel.example/brussel", [REGIO.verifier])
    bewijs = Receipt(0, tuple(inclusion(Boom(stukken), 0, 11)), ondertekend(stukken))
    met_extra = bewijs.format().replace(b"index", b"extra " + base64.b64encode(b"iets") + b"\nindex", 1)
    assert Receipt.parse(met_extra) == bewijs
    assert (Receipt.parse(met_extra).extra, Receipt.parse(met_extra).format()) == (b"iets", met_extra)


def test_the_name_of_a_key_has_no_space_and_no_plus() -> None:
    for naam in ("", "a b", "a+b"):
        with pytest.raises(ValueError, match="name"):
            Signer(naam, Ed25519PrivateKey.generate())


def test_the_edge_gives_the_root_that_is_signed() -> None:
    stukken = [str(nummer).encode() for nummer in range(1000)]
    rand = Frontier()
    for stuk in stukken:
        rand.append(leaf_hash(stuk))
    assert (rand.size, rand.root(), len(rand.edge)) == (1000, mth(stukken), (1000).bit_count())
