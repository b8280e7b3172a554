"""Certificates are renewed in time for the same names, and what is left of them is told from their files."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from leerwinkel.overzicht.beeld import Beeld, Dienstbeeld
from leerwinkel.overzicht.certificaten import bekijk_certificaten
from leerwinkel.overzicht.weergave import als_json, scherm
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.toegang.certificaten import BIJTIJDS, UitgeverElders, geldig_tot, namen_van, zorg_voor_certificaat
from leerwinkel.toegang.voorbereiding import bereid_toegang_voor

NAAM = "hub.voorbeeld.be"


def tot_van(map_: Path) -> datetime:
    tot = geldig_tot(map_)
    assert tot is not None
    return tot


def test_in_the_last_month_there_is_another_for_the_same_names(tmp_path: Path) -> None:
    assert zorg_voor_certificaat(tmp_path, HUB, [NAAM])
    eerste, uitgever = (tmp_path / "knoop.pem").read_bytes(), (tmp_path / "ca.pem").read_bytes()
    bijna = tot_van(tmp_path) - BIJTIJDS
    assert not zorg_voor_certificaat(tmp_path, HUB, nu=bijna - timedelta(seconds=1))
    assert zorg_voor_certificaat(tmp_path, HUB, nu=bijna)
    assert (tmp_path / "knoop.pem").read_bytes() != eerste
    assert ((tmp_path / "ca.pem").read_bytes(), namen_van(tmp_path)) == (uitgever, [NAAM])


def test_with_the_key_of_the_authority_elsewhere_nothing_changes_and_another_is_made_with_it_alone(
    tmp_path: Path,
) -> None:
    zorg_voor_certificaat(tmp_path, HUB)
    sleutel = (tmp_path / "ca.sleutel").rename(tmp_path / "elders")
    eerder = {pad.name: pad.read_bytes() for pad in tmp_path.iterdir()}
    assert not zorg_voor_certificaat(tmp_path, HUB)
    assert not zorg_voor_certificaat(tmp_path, HUB, nu=tot_van(tmp_path))
    with pytest.raises(UitgeverElders, match=r"ca\.sleutel; bewaar hem daarna weer elders"):
        zorg_voor_certificaat(tmp_path, HUB, nieuw=True)
    assert {pad.name: pad.read_bytes() for pad in tmp_path.iterdir()} == eerder
    sleutel.rename(tmp_path / "ca.sleutel")
    assert zorg_voor_certificaat(tmp_path, HUB, nieuw=True)
    assert (tmp_path / "ca.pem").read_bytes() == eerder["ca.pem"]


def test_who_takes_away_both_halves_of_the_authority_has_another(tmp_path: Path) -> None:
    zorg_voor_certificaat(tmp_path, HUB)
    oud = (tmp_path / "ca.pem").read_bytes()
    for naam in ("ca.pem", "ca.sleutel"):
        (tmp_path / naam).unlink()
    assert zorg_voor_certificaat(tmp_path, HUB, nieuw=True)
    assert (tmp_path / "ca.pem").read_bytes() != oud


def test_what_is_left_of_each_is_told_the_first_to_run_out_in_front(tmp_path: Path) -> None:
    i, nu = Instellingen(data=tmp_path), datetime.now(UTC)
    assert bekijk_certificaten(i, [HUB, "gent", "limburg"], nu) == []
    bereid_toegang_voor(i, [HUB, "gent"])
    gezien = bekijk_certificaten(i, [HUB, "gent", "limburg"], nu)
    wat = [(een.knoop, een.bestand) for een in gezien]
    assert sorted(wat[:2]) == [("gent", "knoop.pem"), (HUB, "knoop.pem")]
    assert sorted(wat[2:]) == [("gent", "ca.pem"), ("gent", "hub-ca.pem"), (HUB, "ca.pem")]
    assert [een.bijna_om for een in gezien] == [False] * 5
    assert [een.tot for een in gezien[:2]] == [geldig_tot(i.toegangsmap(knoop)) for knoop, _ in wat[:2]]
    (i.toegangsmap("gent") / "ca.pem").write_text("x")
    later = bekijk_certificaten(i, ["gent"], nu + timedelta(days=397 - 29))
    assert [(een.bestand, een.bijna_om) for een in later] == [
        ("ca.pem", True),
        ("knoop.pem", True),
        ("hub-ca.pem", False),
    ]


def test_the_screen_says_it_and_programs_get_all(tmp_path: Path) -> None:
    i, nu = Instellingen(data=tmp_path), datetime.now(UTC)
    bereid_toegang_voor(i, ["gent"])
    beeld = Beeld(hub=True, dienst=Dienstbeeld(draait=False), stand=None, regios=[])
    beeld.certificaten.extend(bekijk_certificaten(i, ["gent"], nu))
    geschreven = StringIO()
    uit = Console(file=geschreven, width=120)
    for deel in scherm(beeld, []):
        uit.print(deel)
    tot = tot_van(i.toegangsmap("gent"))
    assert f"Certificaten     gelden tot {tot:%d-%m-%Y} (gent, knoop.pem)" in geschreven.getvalue()
    eerste = als_json(beeld, [])["certificaten"][0]
    assert eerste == {"knoop": "gent", "bestand": "knoop.pem", "tot": tot, "dagen": (tot - nu).days}
