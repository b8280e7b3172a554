"""The witness is asked to cosign: what it takes, what it refuses, and what it then says to people."""

import asyncio
import itertools
import os
from pathlib import Path

import pytest

from leerwinkel.audit import Checkpoint, Note, Signer, Verifier
from leerwinkel.audit.note import verify
from leerwinkel.audit.tiles import TileFolder
from leerwinkel.waarmerk.aanbod import GETUIGE, Aanbod, Antwoord, Status, herkomst_van, wisseltekst
from vol_reporting.getuige.bevindingen import VOOR_MENSEN, Bevindingen, Soort, openstaand

from .getuigewereld import (
    GENT,
    GETUIGE_VOL,
    REGIO,
    VREEMD,
    Bij,
    Regio,
    bekend,
    bij_vol,
    bladen,
    getekend,
    note,
    tekenaar,
    wortel,
)


@pytest.fixture
def regio(tmp_path: Path) -> Regio:
    return Regio(tmp_path / "regio")


@pytest.fixture
def vol(tmp_path: Path) -> Bij:
    return bij_vol(tmp_path / "vol", anders=4)


async def test_a_checkpoint_of_the_copy_is_cosigned_and_kept_with_both_signatures(regio: Regio, vol: Bij) -> None:
    for oud, tot in ((0, 7), (7, 7), (7, 300), (300, 1000)):
        vol.kopie(bladen(tot))
        aangeboden = regio.aanbod(bladen(tot), oud)
        antwoord = await vol.vraag(aangeboden)
        assert antwoord.status is Status.GOED
        met = antwoord.erbij(Aanbod.parse(aangeboden).note)
        assert verify(met, [GETUIGE_VOL.verifier])[GETUIGE] > 1_700_000_000
        assert bekend(vol) == Checkpoint(GENT, tot, wortel(bladen(tot)))
    assert [Checkpoint.parse(each.text).size for each in vol.houder.uitgave.checkpoints()] == [7, 300, 1000]
    assert vol.houder.uitgave.boom(300).root() == wortel(bladen(300))
    assert vol.soorten() == []


async def test_a_question_without_content_gives_the_last_that_was_cosigned(regio: Regio, vol: Bij) -> None:
    assert await vol.vraag(b"") == Antwoord(Status.GOED)
    await getekend(regio, vol, bladen(5))
    gezegd = Note.parse((await vol.vraag(b"")).inhoud.encode())
    assert Checkpoint.parse(gezegd.text) == bekend(vol)


async def test_who_does_not_know_the_last_size_is_told(regio: Regio, vol: Bij) -> None:
    await getekend(regio, vol, bladen(5))
    assert await vol.vraag(regio.aanbod(bladen(9), 0)) == Antwoord(Status.ANDERE_OMVANG, "5\n")
    assert vol.soorten() == []


async def test_two_checkpoints_of_one_size_are_a_fork_and_both_are_kept(regio: Regio, vol: Bij, tmp_path: Path) -> None:
    await getekend(regio, vol, bladen(8))
    ander = Regio(tmp_path / "vork").aanbod(bladen(8, anders=4), 8)
    assert await vol.vraag(ander) == Antwoord(Status.ANDERE_OMVANG, "8\n")
    assert vol.soorten() == [(Soort.VERTAKT, None), (Soort.VERTAKT, 4)]
    assert vol.gezocht == [("gent", 0, 8)]
    bewaard = Note.parse(openstaand(vol.map)[0].bewijs.encode())
    assert verify(bewaard, [REGIO.verifier])
    assert bewaard == note(bladen(8, anders=4))
    assert bekend(vol).root == wortel(bladen(8))


async def test_a_fork_at_a_smaller_size_is_one_too(regio: Regio, vol: Bij, tmp_path: Path) -> None:
    await getekend(regio, vol, bladen(300))
    await vol.vraag(Regio(tmp_path / "vork").aanbod(bladen(6, anders=4), 0))
    assert (Soort.VERTAKT, 4) in vol.soorten()


async def test_a_log_that_was_set_back_is_told_and_is_over_when_it_goes_on(
    regio: Regio, vol: Bij, tmp_path: Path
) -> None:
    await getekend(regio, vol, bladen(8))
    terug = Regio(tmp_path / "oude kopie")
    assert await vol.vraag(terug.aanbod(bladen(5), 5)) == Antwoord(Status.ANDERE_OMVANG, "8\n")
    assert vol.soorten() == [(Soort.TERUGGEZET, None)]
    assert "leerwinkel herstel --regio gent" in openstaand(vol.map)[0].zin
    await getekend(regio, vol, bladen(11), 8)
    assert vol.soorten() == []


@pytest.mark.parametrize("door", [VREEMD, tekenaar(1, "leerwinkel.example/limburg")])
async def test_another_key_is_refused_and_told_once(vol: Bij, tmp_path: Path, door: Signer) -> None:
    vol.kopie(bladen(5))
    ander = Regio(tmp_path / "ander", door)
    for _ in range(3):
        assert (await vol.vraag(ander.aanbod(bladen(5), 0))).status is Status.ONBEKENDE_SLEUTEL
    assert vol.soorten() == [(Soort.VREEMDE_SLEUTEL, None)]
    assert vol.houder.uitgave.laatste() is None


async def test_a_history_that_does_not_go_on_from_the_last_is_refused(regio: Regio, vol: Bij, tmp_path: Path) -> None:
    await getekend(regio, vol, bladen(8))
    vol.kopie(bladen(12))
    antwoord = await vol.vraag(Regio(tmp_path / "vork").aanbod(bladen(12, anders=4), 8))
    assert antwoord.status is Status.BEWIJS_KLOPT_NIET
    assert vol.soorten() == [(Soort.ONVERENIGBAAR, None), (Soort.ONVERENIGBAAR, 4)]
    geknoeid = Aanbod.parse(regio.aanbod(bladen(12), 8))
    for bewijs in (geknoeid.bewijs[1:], (*geknoeid.bewijs, bytes(32)), ()):
        antwoord = await vol.vraag(Aanbod(8, bewijs, geknoeid.note).format())
        assert antwoord.status is Status.BEWIJS_KLOPT_NIET
    assert bekend(vol).size == 8


async def test_what_the_copy_does_not_give_is_not_cosigned(regio: Regio, vol: Bij) -> None:
    await getekend(regio, vol, bladen(3))
    vol.kopie(bladen(8, anders=4))
    antwoord = await vol.vraag(regio.aanbod(bladen(8), 3))
    assert antwoord.status is Status.BEWIJS_KLOPT_NIET
    assert vol.gezocht == [("gent", 3, 8)]
    assert vol.soorten() == [(Soort.ANDERS, None), (Soort.ANDERS, 4)]
    assert bekend(vol).size == 3


async def test_it_waits_for_its_copy_but_not_for_long(regio: Regio, vol: Bij) -> None:
    aangeboden = regio.aanbod(bladen(5), 0)
    assert await vol.vraag(aangeboden) == Antwoord(Status.NU_NIET, "0\n")
    geduldig = bij_vol(vol.map, geduld_s=30)
    wacht = asyncio.create_task(geduldig.vraag(aangeboden))
    await asyncio.sleep(0)
    geduldig.kopie(bladen(5))
    await geduldig.houder.tel()
    assert (await wacht).status is Status.GOED
    assert geduldig.soorten() == []


async def test_a_copy_that_changed_after_it_was_cosigned_is_told_with_its_position(regio: Regio, vol: Bij) -> None:
    await getekend(regio, vol, bladen(300))
    vol.kopie(bladen(300, anders=7))
    assert vol.soorten() == [(Soort.KOPIE_ANDERS, 7)]
    assert "vol herstel" in openstaand(vol.map)[0].zin
    vol.houder.neem(301, bladen(301)[300])
    assert (await vol.vraag(regio.aanbod(bladen(301), 300))).status is Status.NU_NIET
    vol.houder.kopie_is_heel()
    assert (await vol.vraag(regio.aanbod(bladen(301), 300))).status is Status.GOED


@pytest.mark.parametrize(
    "ruw",
    [
        b"old",
        b"old 1\n",
        b"old 0\n\n",
        b"old 0\nAAAA\n\nx\n",
        b"old x\n\nx",
        b"\xff\n\n\xff",
        b"a\nb\n",
        b"old 00\n\nx\n",
    ],
)
async def test_what_cannot_be_read_is_said_to_be_so(vol: Bij, ruw: bytes) -> None:
    assert (await vol.vraag(ruw)).status is Status.ONLEESBAAR
    assert vol.soorten() == []


async def test_it_speaks_of_no_other_log_and_of_no_smaller_tree_than_the_old(regio: Regio, vol: Bij) -> None:
    ander = note(bladen(2), origin=herkomst_van("limburg"))
    assert (await vol.vraag(Aanbod(0, (), ander).format())).status is Status.ONBEKEND_LOG
    aangeboden = Aanbod.parse(regio.aanbod(bladen(2), 0))
    assert (await vol.vraag(Aanbod(3, (), aangeboden.note).format())).status is Status.ONLEESBAAR


async def test_a_new_key_is_trusted_when_an_older_one_says_so_and_the_old_checkpoints_stay(
    regio: Regio, vol: Bij
) -> None:
    await getekend(regio, vol, bladen(4))
    nieuw = tekenaar(9)
    assert await wissel(vol, nieuw.verifier, VREEMD) is Status.ONBEKENDE_SLEUTEL
    assert await wissel(vol, nieuw.verifier, REGIO) is Status.GOED
    assert await wissel(vol, nieuw.verifier, nieuw) is Status.GOED
    assert vol.houder.uitgave.sleutels() == (REGIO.verifier, nieuw.verifier)
    assert len(list(vol.houder.uitgave.map.glob("wissels/*"))) == 1
    regio.door = nieuw
    vol.kopie(bladen(6))
    assert (await vol.vraag(regio.aanbod(bladen(6), 4))).status is Status.GOED
    alle = list(vol.houder.uitgave.checkpoints())
    assert [verify(each, [door.verifier]) for each, door in zip(alle, (REGIO, nieuw), strict=True)]


async def wissel(bij: Bij, nieuw: Verifier, door: Signer) -> Status:
    tekst = wisseltekst("gent", nieuw)
    return (await bij.vraag(Note(tekst, (door.sign(tekst),)).format())).status


async def test_after_a_restart_it_goes_on_from_what_is_on_disk(regio: Regio, vol: Bij) -> None:
    await getekend(regio, vol, bladen(700))
    weer = bij_vol(vol.map)
    assert weer.houder.boom.omvang == 700
    weer.kopie(bladen(900))
    assert (await weer.vraag(regio.aanbod(bladen(900), 700))).status is Status.GOED
    assert weer.houder.uitgave.boom(700).root() == wortel(bladen(700))


@pytest.mark.parametrize("tegel", ["tile/0/000", "tile/0/002.p/188", "tile/1/000.p/2"])
async def test_tiles_that_were_lost_are_made_anew_and_laid_beside_every_checkpoint(
    regio: Regio, vol: Bij, tegel: str
) -> None:
    await getekend(regio, vol, bladen(300))
    await getekend(regio, vol, bladen(700), 300)
    (vol.map / tegel).unlink()
    weer = bij_vol(vol.map)
    if weer.houder.boom.omvang == 700:
        weer.houder.begin_opnieuw()
    assert weer.houder.boom.omvang == 0
    weer.kopie(bladen(700))
    assert weer.houder.boom.van(700).root() == weer.houder.uitgave.boom(700).root() == wortel(bladen(700))
    assert weer.soorten() == []
    nog_eens = bij_vol(vol.map)
    nog_eens.houder.begin_opnieuw()
    nog_eens.kopie(bladen(700, anders=400))
    assert nog_eens.soorten() == [(Soort.KOPIE_ANDERS, 301)]


async def test_a_damaged_tile_accuses_nobody(regio: Regio, vol: Bij) -> None:
    await getekend(regio, vol, bladen(300))
    tegel = vol.map / "tile/0/000"
    ruw = bytearray(tegel.read_bytes())
    ruw[6 * 32] ^= 1
    tegel.write_bytes(ruw)
    weer = bij_vol(vol.map)
    with pytest.raises(Exception, match="gent"):
        weer.kopie(bladen(300))
    weer.houder.begin_opnieuw()
    weer.kopie(bladen(300))
    assert weer.soorten() == []
    assert TileFolder(vol.map, 300).reader(300).root() == wortel(bladen(300))


def test_what_comes_before_its_turn_waits_and_what_comes_again_is_compared(vol: Bij) -> None:
    alle = bladen(10)
    for positie in (3, 2, 5, 4, 4, 10):
        vol.houder.neem(positie, alle[positie - 1])
    assert (vol.houder.boom.omvang, vol.houder.boom.mist) == (0, True)
    vol.houder.neem(1, alle[0])
    assert (vol.houder.boom.omvang, vol.houder.boom.mist) == (5, True)
    assert vol.houder.boom.van(5).root() == wortel(alle[:5])
    vol.houder.neem(4, alle[3])
    assert vol.soorten() == []
    vol.houder.neem(10, b"x" * 32)
    assert vol.soorten() == [(Soort.KOPIE_ANDERS, 10)]


async def test_what_a_person_looked_into_is_over_and_stays_written_down(regio: Regio, vol: Bij, tmp_path: Path) -> None:
    await getekend(regio, vol, bladen(8))
    await vol.vraag(Regio(tmp_path / "vork").aanbod(bladen(8, anders=4), 8))
    Bevindingen(vol.map, "gent").handel_af("Nagekeken, door een ander proces.", *VOOR_MENSEN)
    assert vol.soorten() == []
    assert len((vol.map / "bevindingen.ndjson").read_text().splitlines()) == 3
    await vol.vraag(Regio(tmp_path / "weer").aanbod(bladen(8, anders=4), 8))
    assert vol.soorten() == [(Soort.VERTAKT, None), (Soort.VERTAKT, 4)]
    with (vol.map / "bevindingen.ndjson").open("a") as uit:
        uit.write('{"half')
    bij_vol(vol.map).houder.meld_mist(3)
    assert len(vol.soorten()) == 3


@pytest.mark.parametrize("welke", range(1, 9))
async def test_whatever_write_fails_what_was_answered_is_on_disk_and_nothing_contradicts_it(
    regio: Regio, vol: Bij, monkeypatch: pytest.MonkeyPatch, welke: int
) -> None:
    await getekend(regio, vol, bladen(300))
    vol.kopie(bladen(600))
    aangeboden, echt, teller = regio.aanbod(bladen(600), 300), os.fsync, itertools.count(1)

    def fsync(beschrijving: int) -> None:
        if next(teller) == welke:
            raise OSError(28, "vol")
        echt(beschrijving)

    with monkeypatch.context() as even:
        even.setattr(os, "fsync", fsync)
        gezegd = (await vol.vraag(aangeboden)).status
    weer = bij_vol(vol.map)
    assert gezegd in {Status.GOED, Status.NU_NIET}
    assert bekend(weer).size in ({600} if gezegd is Status.GOED else {300, 600})
    weer.kopie(bladen(600))
    opnieuw = await weer.vraag(regio.aanbod(bladen(600), bekend(weer).size))
    assert (opnieuw.status, weer.soorten()) == (Status.GOED, [])
    vork = Regio(vol.map.parent / "vork")
    assert (await weer.vraag(vork.aanbod(bladen(600, anders=4), 600))).status is Status.ANDERE_OMVANG
