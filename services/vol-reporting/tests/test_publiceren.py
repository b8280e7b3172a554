"""Publishing a quarter: when it may, what is written, and that what went out is never something else afterwards."""

import csv
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from leerwinkel.runtime.zegbaar import Zegbaar
from vol_reporting.bestand import Bestand
from vol_reporting.datapakket import PAKKET
from vol_reporting.onderhoud import publiceer as publiceer_van
from vol_reporting.opslag import open_opslag, voeg_toe
from vol_reporting.publicatie.lijst import TABELLEN
from vol_reporting.publicatie.publiceren import NietTePubliceren, lees_kwartaal, publiceer
from vol_reporting.publicatie.verleden import Veranderd

from .bouw import Verhaal, lokaal
from .proefdienst import bezoek
from .publicatie_wereld import Dossier, dossiers, tel

NU = datetime(2027, 2, 1, tzinfo=UTC)
KWARTALEN = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
EENVORMIG = ("leeftijdsgroep", "scholing", "statuut", "kanaal")


@dataclass
class Teller:
    """Counts dossiers where the VOL counts events."""

    dossiers: list[Dossier] = field(default_factory=lambda: dossiers(Random(3), KWARTALEN, 12, eenvormig=EENVORMIG))
    moment: datetime = datetime(2027, 1, 15, tzinfo=UTC)

    def cijfers(self, vraag: Mapping[str, str], codes: Sequence[str]) -> list[dict[str, Any]]:
        assert vraag["stand"] == self.moment.isoformat()
        geteld = tel(self.dossiers, [vraag["periode"]])
        return [
            {"code": tabel.code, **rij}
            for tabel, rijen in geteld.items()
            for rij in rijen
            if tabel.code in codes and tabel.splits == vraag["splits"]
        ]

    def stand(self, periode: str = "") -> str:
        del periode
        return self.moment.isoformat()


@dataclass
class Uitgever:
    map: Path
    teller: Teller = field(default_factory=Teller)

    def __call__(self, kwartaal: str, naar: str = "uit", *, nu: datetime = NU, herzien: bool = False) -> Path:
        publiceer(self.teller, kwartaal, self.map / naar, self.map / "verleden", nu=nu, herzien=herzien)
        return self.map / naar


@pytest.fixture
def uitgever(tmp_path: Path) -> Uitgever:
    return Uitgever(tmp_path)


def inhoud(map_: Path) -> dict[str, bytes]:
    return {pad.name: pad.read_bytes() for pad in map_.iterdir()}


def rijen(map_: Path, tabel: str) -> list[dict[str, str]]:
    return list(csv.DictReader((map_ / f"{tabel}.csv").read_text().splitlines()))


def test_every_number_is_shown_or_marked_and_none_is_small(uitgever: Uitgever):
    uit = uitgever("2026-Q3")
    velden = {"aantal", "teller", "noemer"}
    for tabel in TABELLEN:
        for rij in rijen(uit, tabel.naam):
            assert "" not in rij.values()
            assert not {rij[veld] for veld in velden & rij.keys()} & {"1", "2", "3"}
            if "aandeel" in rij:
                verborgen = "geheim" in (rij["teller"], rij["noemer"])
                assert rij["aandeel"] == ("nvt" if rij["noemer"] == "0" else "geheim" if verborgen else _aandeel(rij))
    assert any(rij["aantal"] == "geheim" for rij in rijen(uit, "aanmeldingen-naar-geslacht"))
    assert any(rij["teller"] == "0" for tabel in TABELLEN if tabel.op for rij in rijen(uit, tabel.naam))


def _aandeel(rij: dict[str, str]) -> str:
    return f"{100 * int(rij['teller']) / int(rij['noemer']):.1f}"


def test_the_package_describes_every_file_as_it_is(uitgever: Uitgever):
    uit = uitgever("2026-Q3")
    pakket = json.loads((uit / PAKKET).read_text())
    assert [bron["name"] for bron in pakket["resources"]] == [tabel.naam for tabel in TABELLEN]
    assert {PAKKET, *(bron["path"] for bron in pakket["resources"])} == inhoud(uit).keys()
    for bron in pakket["resources"]:
        bytes_ = (uit / bron["path"]).read_bytes()
        assert bron["hash"] == f"sha256:{hashlib.sha256(bytes_).hexdigest()}"
        assert bron["bytes"] == len(bytes_)
        assert [veld["name"] for veld in bron["schema"]["fields"]] == bytes_.decode().splitlines()[0].split(",")
        sleutels = [tuple(rij[k] for k in bron["schema"]["primaryKey"]) for rij in rijen(uit, bron["name"])]
        assert len(set(sleutels)) == len(sleutels)
        assert "geheim" in bron["schema"]["missingValues"]


def test_again_gives_the_same_bytes_also_after_something_changed(uitgever: Uitgever):
    eerst = inhoud(uitgever("2026-Q3"))
    uitgever.teller.dossiers += dossiers(Random(4), KWARTALEN, 9, eenvormig=EENVORMIG)
    uitgever.teller.moment += timedelta(days=1)
    assert inhoud(uitgever("2026-K3", "elders")) == eerst
    assert inhoud(uitgever("2026-Q3")) == eerst
    assert inhoud(uitgever("2026-Q3", "herzien", herzien=True)) != eerst
    assert json.loads((uitgever.map / "herzien" / PAKKET).read_text())["version"] == "1.2.0"


def test_the_same_numbers_give_the_same_files(uitgever: Uitgever, tmp_path: Path):
    ander = Uitgever(tmp_path / "ander")
    assert inhoud(uitgever("2026-Q2")) == inhoud(ander("2026-Q2"))


@pytest.mark.lang
def test_the_fourth_quarter_brings_the_year(uitgever: Uitgever):
    uit = uitgever("2026-Q4")
    assert [rij["periode"] for rij in rijen(uit, "ingeschreven")] == ["2026-Q4"] * 9 + ["2026"] * 9


def test_a_quarter_that_is_not_closed_is_refused(uitgever: Uitgever):
    with pytest.raises(NietTePubliceren, match=r"2026-Q4 is nog niet voorbij\. Publiceren kan vanaf 01-01-2027"):
        uitgever("2026-Q4", nu=datetime(2026, 12, 31, 22, 59, tzinfo=UTC))
    uitgever.teller.moment = datetime(2026, 9, 30, 21, 59, tzinfo=UTC)
    with pytest.raises(NietTePubliceren, match="nog geen stand vastgelegd na het einde van 2026-Q3"):
        uitgever("2026-Q3")
    assert not (uitgever.map / "verleden").exists()


@pytest.mark.parametrize("tekst", ["2026", "2026-Q5", "2026-09", "Q3", "2026-Q3 en 2026-Q4"])
def test_what_is_no_quarter_is_refused(tekst: str):
    with pytest.raises(NietTePubliceren, match="is geen kwartaal"):
        lees_kwartaal(tekst)


def test_a_folder_with_something_else_is_refused_before_anything_is_kept(uitgever: Uitgever):
    (uitgever.map / "uit").mkdir()
    (uitgever.map / "uit" / "brief.txt").write_text("beste")
    with pytest.raises(NietTePubliceren, match=r"brief\.txt"):
        uitgever("2026-Q3")
    assert not (uitgever.map / "verleden").exists()


def test_figures_that_contradict_each_other_are_refused(uitgever: Uitgever):
    eerste = uitgever.teller.dossiers[0]
    eerste["trap"], eerste["R01"] = "een-trap-zonder-naam", True
    anders = dict(eerste, regio="geen-regio", periode="2026-Q3")
    uitgever.teller.dossiers.append(anders)
    with pytest.raises(NietTePubliceren, match="spreken elkaar tegen"):
        uitgever("2026-Q3")


@pytest.mark.parametrize("wat", ["telling.json", "kenmerk.json", "uitgegeven/ingeschreven.csv"])
def test_what_was_published_cannot_change_unseen(uitgever: Uitgever, wat: str):
    uitgever("2026-Q1")
    uitgever("2026-Q2")
    bestand = uitgever.map / "verleden" / "0001-2026-Q1" / wat
    bestand.write_bytes(bestand.read_bytes().replace(b"2", b"7", 1))
    with pytest.raises(Veranderd, match="0001-2026-Q1"):
        uitgever("2026-Q3")


def test_from_events_to_files(tmp_path: Path):
    v = Verhaal()
    for nummer in range(14):
        geslacht = {"profiel": {"geslacht": "v" if nummer < 5 else "m" if nummer < 12 else "x"}}
        v.aanmelding(f"d{nummer}", lokaal("2016-08-10T10:00:00"), geslacht, regio="gent" if nummer % 3 else "limburg")
    stand = {"posities": {"gent": 9, "limburg": 5}, "eigen": 0}
    v.feit("stand-vastgelegd", "s1", lokaal("2016-10-02T10:00:00"), stand, regio="vol", systeem="vol-reporting")
    v.aanmelding("laat", lokaal("2016-08-11T10:00:00"))
    bestand = Bestand(tmp_path)
    con = open_opslag(bestand.opslag)
    voeg_toe(con, [o.rij() for o in v.ontvangsten])
    con.close()

    gezegd = publiceer_van(bestand, "2016-Q3", tmp_path / "uit", herzien=False)

    assert gezegd.startswith("12 tabellen van 2016-Q3 staan in ")
    in_limburg = [r for r in rijen(tmp_path / "uit", "aanmeldingen-naar-geslacht") if r["regio"] == "limburg"]
    assert [(r["geslacht"], r["aantal"]) for r in in_limburg] == [
        ("totaal", "5"),
        ("m", "geheim"),
        ("v", "geheim"),
        ("x", "geheim"),
    ]
    with pytest.raises(Zegbaar, match="2100-Q1 is nog niet voorbij"):
        publiceer_van(bestand, "2100-Q1", tmp_path / "later", herzien=False)


def test_the_service_says_when_the_last_stand_was():
    with bezoek() as klant:
        assert klant.get("/api/stand").json() == {"moment": "2026-11-03T10:30:00+01:00"}
