"""What we sign and prove is checked by programs of others, and what those make of the same tiles is what we make."""

import base64
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from leerwinkel.audit import (
    Checkpoint,
    Note,
    Receipt,
    Signer,
    Verifier,
    consistency,
    entry,
    inclusion,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)
from leerwinkel.audit.note import Kind, verify
from leerwinkel.audit.tiles import TileFolder, TileReader

PROGRAMMA = Path(__file__).parent / "uitwisseling" / "nakijken.go"
GOPATH = Path(os.environ.get("GOPATH", "/usr/share/gocode"))
ORIGIN, GETUIGE = "leerwinkel.example/gent", "leerwinkel.example/getuige"
REGIO = Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
MEDE = Signer(GETUIGE, Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33))), Kind.COSIGNATURE)
OUD, NIEUW, INDEX = 300, 70_000, 299


@dataclass(frozen=True)
class Log:
    """A log of seventy thousand, with two checkpoints that were signed and cosigned."""

    map: Path
    oud: Note
    nieuw: Note
    boom: TileReader

    @property
    def geval(self) -> dict[str, Any]:
        """As the program in Go takes it."""
        return {
            "sleutel": REGIO.verifier.format(),
            "getuige": MEDE.verifier.format(),
            "oud": self.oud.format().decode(),
            "nieuw": self.nieuw.format().decode(),
            "tegels": str(self.map),
            "index": INDEX,
            "stuk": _b64(stuk(INDEX)),
            "inclusie": [_b64(each) for each in inclusion(self.boom, INDEX, NIEUW)],
            "consistentie": [_b64(each) for each in consistency(self.boom, OUD, NIEUW)],
        }


def stuk(index: int) -> bytes:
    return entry(f"leerwinkel.gent.intake.d{index}.x", b'{"n":%d}' % index)


def _b64(ruw: bytes) -> str:
    return base64.b64encode(ruw).decode()


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Log:
    map_ = tmp_path_factory.mktemp("tegels")
    tegels, notes = TileFolder(map_), list[Note]()
    for omvang in (OUD, NIEUW):
        tegels.append(leaf_hash(stuk(index)) for index in range(tegels.size, omvang))
        tekst = Checkpoint(ORIGIN, omvang, tegels.flush().root()).format()
        notes.append(Note(tekst, (REGIO.sign(tekst), MEDE.sign(tekst, int(time.time())))))
    return Log(map_, notes[0], notes[1], tegels.reader(NIEUW))


@pytest.fixture(scope="module")
def nakijken(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, Any]], dict[str, Any] | str]:
    """The program in Go: its answer, or what it says is wrong."""
    go = shutil.which("go")
    if go is None or not (GOPATH / "src/golang.org/x/mod/sumdb/note").is_dir():
        pytest.skip("geen Go met golang.org/x/mod (Debian: golang-go en golang-golang-x-mod-dev)")
    map_ = tmp_path_factory.mktemp("go")
    zo = {"GO111MODULE": "off", "GOPATH": str(GOPATH), "GOCACHE": str(map_ / "cache"), "GOFLAGS": "", "HOME": str(map_)}
    programma = map_ / "nakijken"
    subprocess.run([go, "build", "-o", programma, PROGRAMMA], env=os.environ | zo, check=True)

    def vraag(geval: dict[str, Any]) -> dict[str, Any] | str:
        klaar = subprocess.run([programma], input=json.dumps(geval).encode(), capture_output=True, check=False)
        return klaar.stderr.decode() if klaar.returncode else json.loads(klaar.stdout)

    return vraag


def test_go_takes_our_notes_and_proofs_and_makes_the_same_of_our_tiles(
    log: Log, nakijken: Callable[[dict[str, Any]], Any]
) -> None:
    antwoord = nakijken(log.geval)
    assert (antwoord["Inclusie"], antwoord["Consistentie"]) == (log.geval["inclusie"], log.geval["consistentie"])
    assert base64.b64decode(antwoord["Wortel"]) == Checkpoint.parse(log.oud.text).root
    note = Note.parse(antwoord["Note"].encode())
    assert verify(note, [Verifier.parse(antwoord["Sleutel"])]) == {"leerwinkel.example/go": 0}
    assert note.text == "ondertekend in Go\n"


@pytest.mark.parametrize(
    ("veld", "anders", "reden"),
    [
        ("stuk", _b64(stuk(INDEX + 1)), "record"),
        ("index", INDEX + 1, "record"),
        ("inclusie", [], "record"),
        ("consistentie", [_b64(bytes(32))], "tree"),
        ("sleutel", Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes(32))).verifier.format(), "old"),
        ("getuige", Signer(GETUIGE, Ed25519PrivateKey.from_private_bytes(bytes(32)), Kind.COSIGNATURE), "old"),
        ("tegels", "nergens", "tiles"),
    ],
)
def test_go_refuses_what_we_refuse(
    log: Log, nakijken: Callable[[dict[str, Any]], Any], veld: str, anders: object, reden: str
) -> None:
    waarde = anders.verifier.format() if isinstance(anders, Signer) else anders
    assert nakijken(log.geval | {veld: waarde}).startswith(reden)


def test_aics_tlog_takes_our_notes_proofs_and_tiles_and_we_take_its_own(log: Log) -> None:
    aics = pytest.importorskip("aics_tlog", reason="geen aics-tlog: dat vraagt Python 3.12")
    sleutel, getuige = (aics.parse_vkey(each.verifier.format()) for each in (REGIO, MEDE))
    for note in (log.oud, log.nieuw):
        gezien = aics.verify_checkpoint(
            aics.parse_note(note.format()), sleutel, [getuige], 1, expected_origin=ORIGIN, max_age_seconds=600
        )
        assert gezien.ok
    oud, nieuw = Checkpoint.parse(log.oud.text), Checkpoint.parse(log.nieuw.text)
    pad, groei = inclusion(log.boom, INDEX, NIEUW), consistency(log.boom, OUD, NIEUW)
    assert aics.verify_leaf_inclusion(stuk(INDEX), INDEX, NIEUW, pad, nieuw.root)
    assert not aics.verify_leaf_inclusion(stuk(INDEX + 1), INDEX, NIEUW, pad, nieuw.root)
    assert aics.verify_consistency(OUD, NIEUW, oud.root, nieuw.root, groei)
    lezer = aics.FileSystemTileReader(log.map)
    assert aics.tree_root_from_tiles(lezer, NIEUW) == nieuw.root
    verify_inclusion(
        leaf_hash(stuk(INDEX)), INDEX, NIEUW, aics.inclusion_proof_from_tiles(lezer, INDEX, NIEUW), nieuw.root
    )
    verify_consistency(OUD, oud.root, NIEUW, nieuw.root, aics.consistency_proof_from_tiles(lezer, OUD, NIEUW))
    geheim = Ed25519PrivateKey.from_private_bytes(bytes([7] * 32))
    zijn = aics.sign_checkpoint(aics.parse_checkpoint(oud.format()), geheim, ORIGIN)
    assert verify(Note.parse(zijn.to_bytes()), [Signer(ORIGIN, geheim).verifier]) == {ORIGIN: 0}


# The examples of the C2SP specifications, as they stand there. Their keys are published for none of them.

COSIGNED = (
    b"example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    b"\xe2\x80\x94 example.com/behind-the-sofa "
    b"Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    b"\xe2\x80\x94 witness.example.com/w1 "
    b"jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)
QUASIMODO = (
    "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
    "\N{EM DASH} quasimodo.example/salvatore "
    "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
).encode()
PROOF = (
    b"c2sp.org/tlog-proof@v1\nextra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6\nindex 73894\n"
    b"gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\nB95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=\n\n"
)


def test_the_example_of_tlog_cosignature_is_a_checkpoint_cosigned_at_the_time_it_states() -> None:
    note = Note.parse(COSIGNED)
    assert (note.format(), Checkpoint.parse(note.text).size) == (COSIGNED, 20_852_163)
    zijn, getuige = note.signatures
    assert (zijn.name, len(zijn.value)) == ("example.com/behind-the-sofa", 64)
    assert (getuige.name, len(getuige.value)) == ("witness.example.com/w1", 8 + 64)
    assert int.from_bytes(getuige.value[:8], "big") == 1_679_315_147


def test_the_example_of_signed_note_has_its_text_up_to_the_last_empty_line() -> None:
    note = Note.parse(QUASIMODO)
    assert (note.format(), note.text.count("\n\n")) == (QUASIMODO, 1)
    assert [each.name for each in note.signatures] == ["quasimodo.example/salvatore"]


def test_a_receipt_reads_as_the_example_of_tlog_proof() -> None:
    bewijs = Receipt.parse(PROOF + COSIGNED)
    assert (bewijs.index, len(bewijs.proof), bewijs.checkpoint.format()) == (73_894, 2, COSIGNED)
    assert (bewijs.extra, bewijs.format()) == (b"age-v1.2.1-darwin-arm64.tar.gz", PROOF + COSIGNED)
