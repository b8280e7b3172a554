"""Attacks on a log: whatever is changed, wherever, it is found, and the first position where it breaks is named."""

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from leerwinkel.audit import Checkpoint, Note
from leerwinkel.waarmerk.aanbod import herkomst_van, wisseltekst
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.controle.bevinding import Soort, Uitslag, eerste_fout
from vol_reporting.controle.bron import Bericht, volg_wissels
from vol_reporting.controle.bronkeuze import Vertrouwd
from vol_reporting.controle.nagaan import Nagaan
from vol_reporting.getuige.houder import VOL

from .auditwereld import Geheugen, bericht, hernummerd, maak_wereld, onderteken, tekenaar

LOGS = ["gent", VOL]


@pytest.fixture(scope="module")
def heel(tmp_path_factory: pytest.TempPathFactory) -> Geheugen:
    return maak_wereld(tmp_path_factory.mktemp("heel"))


@pytest.fixture
def wereld(heel: Geheugen, tmp_path: Path) -> Geheugen:
    """One whose folders may be spoiled."""
    shutil.copytree(heel.map, tmp_path / "wereld")
    return Geheugen(tmp_path / "wereld", heel.logs)


def ga_na(wereld: Geheugen, *, alleen_kopie: bool = False) -> Uitslag:
    """What is found of Gent; nothing of the VOL's own log, which nobody touches here."""
    gent, vol = asyncio.run(Nagaan(wereld, LOGS, alleen_kopie=alleen_kopie).ga_na(lambda _: None))
    assert vol.klopt
    return gent


def soorten(uitslag: Uitslag) -> dict[Soort, int | None]:
    return {each.soort: each.positie for each in uitslag.bevindingen}


def verander(berichten: list[Bericht], p: int) -> list[Bericht]:
    return [each._replace(inhoud=b'{"n": 0}') if each.positie == p else each for each in berichten]


def verplaats(berichten: list[Bericht], p: int) -> list[Bericht]:
    """Under another subject: of another dossier, with the same content."""
    return [
        each._replace(onderwerp="leerwinkel.gent.intake.x.iets") if each.positie == p else each for each in berichten
    ]


def verwijder(berichten: list[Bericht], p: int) -> list[Bericht]:
    return [each for each in berichten if each.positie != p]


def sluit_aan(berichten: list[Bericht], p: int) -> list[Bericht]:
    return hernummerd(verwijder(berichten, p))


def voeg_in(berichten: list[Bericht], p: int) -> list[Bericht]:
    return hernummerd([*berichten[: p - 1], bericht("gent", 9999), *berichten[p - 1 :]])


def verwissel(berichten: list[Bericht], p: int) -> list[Bericht]:
    return hernummerd([*berichten[: p - 1], berichten[p], berichten[p - 1], *berichten[p + 1 :]])


AANVALLEN: list[Callable[[list[Bericht], int], list[Bericht]]] = [
    *(verander, verplaats, verwijder, sluit_aan, voeg_in, verwissel)
]


def test_what_nobody_touched_holds_and_says_how_much_of_it_is_signed(heel: Geheugen) -> None:
    gent, vol = asyncio.run(Nagaan(heel, LOGS).ga_na(lambda _: None))
    assert (gent.bevindingen, vol.bevindingen, eerste_fout([gent, vol])) == ([], [], 0)
    assert (gent.omvang, gent.kopie, gent.getekend, gent.controlepunten) == (700, 700, 700, 6)
    assert (vol.omvang, vol.getekend) == (5, 5)


@pytest.mark.parametrize("aanval", AANVALLEN)
@pytest.mark.parametrize("positie", [1, 257, 649])
def test_a_region_that_changes_its_log_is_found_at_the_very_position(
    heel: Geheugen, aanval: Callable[[list[Bericht], int], list[Bericht]], positie: int
) -> None:
    uitslag = ga_na(heel.met(log=aanval(heel.logs["gent"], positie)))
    assert uitslag.eerste == positie
    assert {each.positie for each in uitslag.bevindingen if "het log van gent" in each.zin} >= {positie}


@pytest.mark.parametrize("aanval", AANVALLEN)
@pytest.mark.parametrize("positie", [1, 649])
def test_the_vol_that_changes_its_copy_is_found_at_the_very_position(
    heel: Geheugen, aanval: Callable[[list[Bericht], int], list[Bericht]], positie: int
) -> None:
    for alleen_kopie in (False, True):
        uitslag = ga_na(heel.met(kopie=aanval(heel.logs["gent"], positie)), alleen_kopie=alleen_kopie)
        assert uitslag.eerste == positie
        assert all("kopie" in each.zin for each in uitslag.bevindingen)


def test_both_who_change_the_same_are_found_all_the_same(heel: Geheugen) -> None:
    anders = verander(heel.logs["gent"], 123)
    uitslag = ga_na(heel.met(log=anders, kopie=anders))
    assert soorten(uitslag) == {Soort.ANDERS: 123}
    assert len(uitslag.bevindingen) == 2


def test_any_attack_anywhere_is_found_at_its_first_position(heel: Geheugen) -> None:
    kans = Random(5)
    for _ in range(8):
        posities = sorted(kans.sample(range(1, 649), 2))
        log = heel.logs["gent"]
        for positie in reversed(posities):
            log = kans.choice(AANVALLEN)(log, positie)
        assert ga_na(heel.met(log=log)).eerste == posities[0]


def test_what_only_the_copy_has_otherwise_where_nothing_is_signed_yet_is_found_too(heel: Geheugen) -> None:
    log = [*heel.logs["gent"], *(bericht("gent", n) for n in range(701, 720))]
    assert soorten(ga_na(heel.met(log=log, kopie=verander(log, 711)))) == {Soort.KOPIE_ANDERS: 711}


def test_a_copy_that_is_on_its_way_is_no_fault_but_one_behind_what_was_witnessed_is(heel: Geheugen) -> None:
    assert ga_na(heel.met(kopie=heel.logs["gent"][:660])).klopt
    assert soorten(ga_na(heel.met(kopie=heel.logs["gent"][:640]))) == {Soort.TERUGGEZET: 641}


def test_a_store_that_was_rolled_back_is_found_at_its_end(heel: Geheugen) -> None:
    assert soorten(ga_na(heel.met(log=heel.logs["gent"][:400]))) == {Soort.TERUGGEZET: 401}
    assert soorten(ga_na(heel.met(log=[]))) == {Soort.TERUGGEZET: 1}


def test_a_message_that_is_there_twice_is_said(heel: Geheugen) -> None:
    log = heel.logs["gent"]
    assert soorten(ga_na(heel.met(kopie=[*log[:20], log[10], *log[20:]]))) == {Soort.DUBBEL: 11}


def test_a_forked_log_is_found_by_its_two_checkpoints_of_one_size(wereld: Geheugen) -> None:
    shutil.rmtree(wereld.uitgegeven("gent").map)
    anders = verander(wereld.logs["gent"], 280)
    onderteken(wereld.uitgegeven("gent"), "gent", anders, (1, 100, 256, 300, 650), mede=False)
    assert soorten(ga_na(wereld))[Soort.VERTAKT] == 650  # the last of them is the last word
    assert [each.positie for each in ga_na(wereld).bevindingen if each.soort is Soort.VERTAKT] == [300, 650]
    assert soorten(ga_na(wereld.met(log=anders)))[Soort.ANDERS] == 280


def test_a_checkpoint_by_another_key_counts_for_nothing_and_is_said(wereld: Geheugen) -> None:
    vreemd, tekst = tekenaar(66, herkomst_van("gent")), Checkpoint(herkomst_van("gent"), 670, bytes(32)).format()
    Uitgave(wereld.uitgegeven("gent").map).bewaar(Note(tekst, (vreemd.sign(tekst),)))
    assert soorten(ga_na(wereld)) == {Soort.VREEMDE_SLEUTEL: 670}


def test_a_checkpoint_of_another_log_counts_for_nothing(wereld: Geheugen) -> None:
    van = wereld.uitgegeven("gent").map / "checkpoints"
    tekst = Checkpoint(herkomst_van("limburg"), 670, bytes(32)).format()
    note = Note(tekst, (tekenaar(1, herkomst_van("gent")).sign(tekst),))
    (van / f"{670:020}").write_bytes(note.format())
    assert soorten(ga_na(wereld)) == {Soort.VREEMDE_SLEUTEL: 670}


def test_what_the_witness_did_not_cosign_is_said(wereld: Geheugen) -> None:
    onderteken(wereld.getuigd("gent"), "gent", wereld.logs["gent"], (690,), mede=False)
    assert soorten(ga_na(wereld)) == {Soort.NIET_GETUIGD: 690}


def test_a_log_of_which_nothing_was_signed_proves_nothing(wereld: Geheugen) -> None:
    shutil.rmtree(wereld.uitgegeven("gent").map)
    shutil.rmtree(wereld.getuigd("gent").map)
    assert soorten(ga_na(wereld)) == {Soort.ZONDER_CONTROLEPUNT: 1}


def test_without_tiles_it_is_told_after_which_checkpoint_it_breaks(wereld: Geheugen) -> None:
    for uitgave in (wereld.uitgegeven("gent"), wereld.getuigd("gent")):
        shutil.rmtree(uitgave.map / "tile")
    uitslag = ga_na(wereld.met(log=verander(wereld.logs["gent"], 270)))
    assert soorten(uitslag) == {Soort.ANDERS: 257, Soort.KOPIE_ANDERS: 270, Soort.UITGAVE_BESCHADIGD: None}
    [anders] = [each for each in uitslag.bevindingen if each.soort is Soort.ANDERS]
    assert "tot en met positie 256 klopt het" in anders.zin


@pytest.mark.parametrize("tegel", ["tile/0/001", "tile/1/000.p/2"])
def test_a_damaged_tile_is_said_and_accuses_nobody(wereld: Geheugen, tegel: str) -> None:
    pad = wereld.getuigd("gent").map / tegel
    inhoud = bytearray(pad.read_bytes())
    inhoud[33] ^= 1
    pad.write_bytes(inhoud)
    assert set(soorten(ga_na(wereld))) == {Soort.UITGAVE_BESCHADIGD}


def test_a_damaged_checkpoint_is_said(wereld: Geheugen) -> None:
    (wereld.getuigd("gent").map / "checkpoints" / f"{256:020}").write_bytes(b"niets\n")
    assert soorten(ga_na(wereld)) == {Soort.UITGAVE_BESCHADIGD: 256}


@pytest.mark.parametrize("aanval", AANVALLEN)
def test_the_vol_that_changes_its_own_log_is_found_too(
    heel: Geheugen, aanval: Callable[[list[Bericht], int], list[Bericht]]
) -> None:
    anders = replace(heel, logs={**heel.logs, VOL: aanval(heel.logs[VOL], 3)})
    [vol] = asyncio.run(Nagaan(anders, [VOL]).ga_na(lambda _: None))
    assert vol.eerste == 3


def test_who_trusts_the_first_key_follows_each_change_of_it_and_no_change_by_a_stranger(wereld: Geheugen) -> None:
    eerste, tweede, vreemd = (tekenaar(zaad, herkomst_van("gent")) for zaad in (1, 2, 3))
    uitgave = wereld.uitgegeven("gent")
    (uitgave.map / "wissels").mkdir()
    for nummer, (nieuw, door) in enumerate([(vreemd, vreemd), (tweede, eerste)]):
        tekst = wisseltekst("gent", nieuw.verifier)
        note = Note(tekst, (door.sign(tekst), nieuw.sign(tekst)))
        (uitgave.map / "wissels" / f"{nummer:04}").write_bytes(note.format())
    assert volg_wissels([eerste.verifier], uitgave, "gent") == (eerste.verifier, tweede.verifier)
    assert volg_wissels([vreemd.verifier], uitgave, "gent") == (vreemd.verifier,)
    bron = Vertrouwd(wereld, [eerste.verifier])
    assert bron.waarmerken("gent").sleutels == (eerste.verifier, tweede.verifier)
