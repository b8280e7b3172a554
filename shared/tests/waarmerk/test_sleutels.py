"""Keys: private, made once, replaced by one another; and what was signed before stays verifiable."""

from pathlib import Path

import pytest

from leerwinkel.audit import BadNote, Note
from leerwinkel.audit.note import Kind, verify
from leerwinkel.waarmerk.aanbod import GETUIGE, gewisseld
from leerwinkel.waarmerk.sleutels import Sleutelbos, SleutelFout, huidige, maak, vernieuw, wissels
from leerwinkel.waarmerk.uitgave import Uitgave

from .bladeren import ORIGIN


@pytest.fixture
def bos(tmp_path: Path) -> Sleutelbos:
    return Sleutelbos(tmp_path / "sleutels", ORIGIN)


@pytest.fixture
def uitgave(tmp_path: Path) -> Uitgave:
    return Uitgave(tmp_path / "waarmerk")


def test_a_key_is_made_once_and_only_its_owner_can_read_it(bos: Sleutelbos, uitgave: Uitgave) -> None:
    eerste = maak(bos, uitgave)
    assert maak(bos, uitgave).verifier == eerste.verifier == uitgave.sleutels()[0]
    bestanden = [pad for pad in bos.map.iterdir() if pad.name.startswith("waarmerk-")]
    assert [oct(pad.stat().st_mode & 0o777) for pad in bestanden] == ["0o600"]
    assert bestanden[0].read_text().startswith(f"PRIVATE+KEY+{ORIGIN}+{eerste.verifier.key_id.hex()}+")
    assert eerste.sign("x\n") == maak(bos, uitgave).sign("x\n")


def test_a_new_key_is_named_by_the_one_before_it_and_what_that_one_signed_still_holds(
    bos: Sleutelbos, uitgave: Uitgave
) -> None:
    eerste = maak(bos, uitgave)
    oud = Note("wat er stond\n", (eerste.sign("wat er stond\n"),))
    for _ in range(2):
        nieuwe = vernieuw(bos, uitgave, "gent")
        assert huidige(bos, uitgave) is not None
        assert maak(bos, uitgave).verifier == nieuwe.verifier
    assert verify(oud, uitgave.sleutels())
    vertrouwd = [eerste.verifier]
    for wissel in wissels(uitgave):  # who trusts the first key alone gets to the last
        assert verify(wissel, [vertrouwd[-1]])
        vertrouwd.append(gewisseld(wissel, "gent"))
    assert tuple(vertrouwd) == uitgave.sleutels()


def test_a_change_of_key_is_of_its_own_log_only(bos: Sleutelbos, uitgave: Uitgave) -> None:
    maak(bos, uitgave)
    vernieuw(bos, uitgave, "gent")
    [wissel] = wissels(uitgave)
    with pytest.raises(BadNote):
        gewisseld(wissel, "limburg")
    with pytest.raises(BadNote):
        gewisseld(Note(wissel.text + "meer\n", wissel.signatures), "gent")


def test_a_private_key_that_is_gone_or_damaged_is_said_and_not_made_anew(bos: Sleutelbos, uitgave: Uitgave) -> None:
    with pytest.raises(SleutelFout, match="nog geen sleutel"):
        vernieuw(bos, uitgave, "gent")
    maak(bos, uitgave)
    [bestand] = [pad for pad in bos.map.iterdir() if pad.name.startswith("waarmerk-")]
    heel = bestand.read_bytes()
    bestand.write_bytes(heel[:-8] + b"AAAAAAA\n")
    with pytest.raises(SleutelFout, match="niet de sleutel"):
        maak(bos, uitgave)
    bestand.unlink()
    with pytest.raises(SleutelFout, match="reservekopie"):
        maak(bos, uitgave)


def test_the_key_of_a_witness_signs_only_cosignatures(tmp_path: Path) -> None:
    map_ = tmp_path / "sleutels"
    getuige = maak(Sleutelbos(map_, GETUIGE, Kind.COSIGNATURE), Uitgave(map_))
    note = Note("x\n", (getuige.sign("x\n", 1234),))
    assert verify(note, Uitgave(map_).sleutels()) == {GETUIGE: 1234}
