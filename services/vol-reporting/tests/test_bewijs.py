"""A receipt is checked by keys alone: it holds for its event at its position, and for nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from leerwinkel.audit import Receipt, entry
from leerwinkel.waarmerk.aanbod import Status
from leerwinkel.waarmerk.getuigen import vertrouw_getuige
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.cli import app
from vol_reporting.controle.controleer import kijk_na
from vol_reporting.getuige.beeld import getuigd, wat_er_mis_is
from vol_reporting.getuige.bevindingen import Bevindingen, Soort, alle
from vol_reporting.getuige.bewijs import NietBewezen, NogNietOndertekend, maak_bewijs
from vol_reporting.getuige.sleutels import getuige_van, ondertekenaar_van_vol

from .getuigewereld import GETUIGE_VOL, REGIO, VREEMD, Bij, Regio, bij_vol, bladen, tekenaar

SLEUTELS = [REGIO.verifier, GETUIGE_VOL.verifier]


@pytest.fixture
async def vol(tmp_path: Path) -> Bij:
    bij = bij_vol(tmp_path / "gent")
    bij.kopie(bladen(300))
    assert (await bij.vraag(Regio(tmp_path / "regio").aanbod(bladen(300), 0))).status is Status.GOED
    return bij


def bewijs(bij: Bij, positie: int, inhoud: bytes = b"{}") -> Receipt:
    return maak_bewijs(bij.houder.uitgave, "gent", positie, f"leerwinkel.gent.intake.d{positie}.x", inhoud)


@pytest.mark.parametrize("positie", [1, 2, 256, 257, 300])
def test_it_proves_its_event_at_its_position(vol: Bij, positie: int) -> None:
    gezien = kijk_na(bewijs(vol, positie).format(), SLEUTELS)
    assert (gezien.klopt, gezien.log, gezien.positie, gezien.omvang) == (True, "gent", positie, 300)
    assert (gezien.onderwerp, gezien.medeondertekend_op is not None) == (f"leerwinkel.gent.intake.d{positie}.x", True)


def test_none_is_given_of_what_is_not_signed_or_is_another(vol: Bij) -> None:
    with pytest.raises(NogNietOndertekend, match="Positie 301"):
        bewijs(vol, 301)
    with pytest.raises(NietBewezen, match="positie 7"):
        bewijs(vol, 7, b"anders")


def test_another_event_position_key_or_witness_does_not_hold(vol: Bij) -> None:
    goed = bewijs(vol, 7)
    anders = [
        replace(goed, extra=entry("leerwinkel.gent.intake.d7.x", b"anders")),
        replace(goed, extra=b""),
        replace(goed, index=7),
        replace(goed, proof=goed.proof[1:]),
    ]
    assert [kijk_na(each.format(), SLEUTELS).klopt for each in anders] == [False] * 4
    alleen_regio = replace(goed, checkpoint=replace(goed.checkpoint, signatures=goed.checkpoint.signatures[:1]))
    assert kijk_na(alleen_regio.format(), SLEUTELS[:1]).klopt
    assert not kijk_na(alleen_regio.format(), SLEUTELS).klopt
    assert not kijk_na(goed.format(), [VREEMD.verifier]).klopt
    assert not kijk_na(b"iets", SLEUTELS).klopt
    with pytest.raises(ValueError, match="--sleutel"):
        kijk_na(goed.format(), [GETUIGE_VOL.verifier])


def test_every_changed_byte_of_it_is_noticed(vol: Bij) -> None:
    ruw = bewijs(vol, 7).format()
    for plek in filter(lambda plek: _zelfde_log(ruw, plek), range(len(ruw))):
        assert not kijk_na(ruw[:plek] + bytes([ruw[plek] ^ 1]) + ruw[plek + 1 :], SLEUTELS).klopt


def _zelfde_log(ruw: bytes, plek: int) -> bool:
    """Whether the byte is not one of the name of the log: of another log there is no key."""
    begin = ruw.index(b"\n\n") + 2
    return not begin <= plek < ruw.index(b"\n", begin)


def test_the_service_sees_how_far_the_witness_is_and_what_it_found(vol: Bij, tmp_path: Path) -> None:
    assert getuigd(tmp_path, "gent").omvang is None
    vertrouw_getuige(vol.houder.uitgave, GETUIGE_VOL.verifier)
    gezien = getuigd(tmp_path, "gent")
    assert (gezien.omvang, gezien.op is None, getuigd(tmp_path, "limburg").omvang) == (300, False, 0)
    assert wat_er_mis_is(tmp_path, ["gent"]) == []
    vol.kopie(bladen(8, anders=8))
    (tmp_path / ".slot").touch()
    niet, veranderd = wat_er_mis_is(tmp_path, ["gent"])
    assert ("draait niet" in niet, "Positie 8" in veranderd) == (True, True)


def getuige(*woorden: str) -> tuple[int, str]:
    uit = CliRunner().invoke(app, ["getuige", *woorden])
    return uit.exit_code, uit.output


def test_a_person_says_whom_to_trust_and_what_was_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERWINKEL_DATA", str(tmp_path))
    assert getuige("vertrouw", REGIO.verifier.format())[0] == 0
    uitgave = Uitgave(tmp_path / "getuige" / "gent")
    assert uitgave.sleutels() == (REGIO.verifier,)
    for niet in (
        "geen sleutel",
        GETUIGE_VOL.verifier.format(),
        tekenaar(4, "leerwinkel.example/vol").verifier.format(),
    ):
        assert getuige("vertrouw", niet)[0] == 2
    assert getuige("sleutel") == (0, "")
    eigen = [getuige_van(tmp_path / "getuige").verifier, ondertekenaar_van_vol(tmp_path / "getuige").verifier]
    assert getuige("sleutel")[1].splitlines() == [each.format() for each in eigen]
    assert getuige("bevindingen") == (0, "0 bevindingen staan open.\n")
    Bevindingen(uitgave.map, "gent").meld(Soort.VERTAKT, "Gent ondertekende twee dingen.", 7)
    status, gezegd = getuige("bevindingen")
    assert (status, "Gent ondertekende twee dingen." in gezegd) == (1, True)
    assert getuige("bevindingen", "--afgehandeld", "limburg")[0] == 1
    assert getuige("bevindingen", "--afgehandeld", "nergens")[0] == 2
    assert getuige("bevindingen", "--afgehandeld", "gent")[0] == 0
    assert [each.soort for each in alle(uitgave.map)] == [Soort.VERTAKT, Soort.AFGEHANDELD]
