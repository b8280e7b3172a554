"""The report that may leave the VOL: what was published, in every form, and nothing else."""

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from vol_reporting.bestand import Bestand
from vol_reporting.publicatie.bestanden import GEEN, GEHEIM
from vol_reporting.rapporten.getoond import getoond
from vol_reporting.rapporten.model import Rapport
from vol_reporting.rapporten.rapportage import Rapportage
from vol_reporting.rapporten.vormen import VORMEN

from .bouw import opgeslagen
from .test_publiceren import NU, Teller, publiceer


@pytest.fixture(scope="module")
def bestand(tmp_path_factory: pytest.TempPathFactory) -> Bestand:
    map_ = tmp_path_factory.mktemp("publiek")
    bestand = Bestand(map_)
    publiceer(Teller(), "2026-Q1", map_ / "uit", bestand.publicaties, nu=NU, herzien=False)
    return bestand


@pytest.fixture(scope="module")
def rapport(bestand: Bestand) -> Rapport:
    return Rapportage(bestand).geef(opgeslagen([]), "2026-Q1", "publiek").rapport


def test_it_says_what_was_published_and_nothing_else(bestand: Bestand, rapport: Rapport):
    """Indicators, what may leave the VOL: hidden is marked, never blank."""
    verborgen = 0
    for tabel in rapport.tabellen:
        uitgegeven = list(csv.reader((bestand.map / "uit" / f"{tabel.naam}.csv").read_text().splitlines()))
        for gelezen, rij in zip(uitgegeven[1:], getoond(tabel).rijen, strict=True):
            getallen = [cel.replace(".", "").replace(",", ".").removesuffix("\N{NO-BREAK SPACE}%") for cel in rij]
            aantal = sum(kolom.soort != "tekst" for kolom in tabel.kolommen)
            gezegd = [cel if cel != GEEN else "–" for cel in gelezen[-aantal:]]
            assert getallen[-aantal:] == gezegd
            verborgen += gezegd.count(GEHEIM)
    assert verborgen > 0


def test_every_form_says_that_it_may_leave_and_hides_the_same(rapport: Rapport):
    map_ = openpyxl.load_workbook(io.BytesIO(VORMEN["xlsx"].maak(rapport)))
    assert any("mag naar buiten" in str(cel) for (_, cel) in map_["Voorblad"].iter_rows(values_only=True))
    for tabel in rapport.tabellen:
        assert list(map_[tabel.naam].iter_rows(min_row=2, values_only=True)) == list(tabel.rijen)
    pakket = zipfile.ZipFile(io.BytesIO(VORMEN["csv"].maak(rapport)))
    assert len(pakket.namelist()) == len(rapport.tabellen) + 1
    assert VORMEN["pdf"].maak(rapport).startswith(b"%PDF-")


def test_what_was_not_published_has_none(bestand: Bestand, tmp_path: Path):
    for waar, periode in ((bestand, "2026-Q2"), (Bestand(tmp_path), "2026-Q1")):
        with pytest.raises(ValueError, match="is niet gepubliceerd"):
            Rapportage(waar).geef(opgeslagen([]), periode, "publiek")
    assert Rapportage(bestand).is_gepubliceerd("2026-Q1")
