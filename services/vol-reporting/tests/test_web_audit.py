"""The pages of the audit: what is proved of each log, a receipt that anybody can check, a replay, and who looked."""

import csv
import io
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from leerwinkel.audit import Receipt, Verifier
from leerwinkel.audit.note import Note
from leerwinkel.waarmerk.aanbod import GETUIGE, herkomst_van
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.bestand import Bestand
from vol_reporting.dienst import Opslag
from vol_reporting.getuige.bevindingen import Bevindingen, Soort
from vol_reporting.inname.navraag import Bewaard
from vol_reporting.journaal import Journaal
from vol_reporting.opslag import voeg_toe

from .proefdienst import Proefdienst, klant_van, platte_tekst
from .rapportwereld import kwartaal, later
from .waarmerkwereld import GETUIGENIS, berichten, getekend, waarmerk

GENT_3 = "/audit/bewijs/gent/3.tlog-proof"


class Auditor:
    """Somebody who looks, over the quarter of `rapportwereld`, signed after each fifth message."""

    def __init__(self, map_: Path, klant: TestClient) -> None:
        self.getuige, self.klant = map_ / "getuige", klant
        self.journaal = Journaal(Bestand(map_ / "vol-reporting").inzage)

    def tekst(self, pad: str, status: int = 200) -> str:
        antwoord = self.klant.get(pad)
        assert antwoord.status_code == status, antwoord.text
        return platte_tekst(antwoord.text)


@pytest.fixture(scope="module")
def wie(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Auditor]:
    """Somebody who changes nothing."""
    with auditor(tmp_path_factory.mktemp("audit")) as iemand:
        yield iemand


@pytest.fixture
def knoeier(tmp_path: Path) -> Iterator[Auditor]:
    """Somebody in whose files something is changed."""
    with auditor(tmp_path) as iemand:
        yield iemand


@contextmanager
def auditor(tmp_path: Path) -> Generator[Auditor]:
    (tmp_path / "vol-reporting").mkdir()
    v = kwartaal()
    alle = berichten(v.ontvangsten)
    waarmerk(tmp_path / "getuige", alle, stap=5)
    Uitgave(tmp_path / "getuige" / "sleutels").vertrouw(GETUIGENIS.verifier)
    later(v)
    opslag = Opslag(Bestand(tmp_path / "vol-reporting"))
    voeg_toe(opslag.cursor(), [o.rij() for o in v.ontvangsten])
    opslag.cursor().execute("INSERT INTO regiopositie VALUES ('gent', 11), ('limburg', 1), ('vol', 3)")
    gegeven = {(b.log, b.positie): Bewaard(b.onderwerp, b.inhoud) for b in berichten(v.ontvangsten)}
    with klant_van(Proefdienst(opslag, berichten=gegeven)) as klant:
        yield Auditor(tmp_path, klant)
    opslag.sluit()


def test_what_is_proved_of_each_log_is_computed_when_the_page_is_opened(wie: Auditor):
    tekst = wie.tekst("/audit")
    assert "Gent bewezen 9 11 2" in tekst
    assert "Limburg bewezen 1 1 0" in tekst
    assert "Brussel nog leeg" in tekst
    assert "De VOL zelf bewezen 2 3 1" in tekst
    assert "klopt niet" not in tekst


def test_a_tile_that_was_changed_and_what_the_witness_found_are_said(knoeier: Auditor):
    [tegel] = (knoeier.getuige / "gent" / "tile" / "0").glob("000.p/9")
    tegel.write_bytes(bytes(32) + tegel.read_bytes()[32:])
    Bevindingen(knoeier.getuige / "limburg", "limburg").meld(Soort.KOPIE_ANDERS, "Er staat iets anders.", 1)
    tekst = knoeier.tekst("/audit")
    assert "Gent: het log klopt niet Dit controlepunt is niet te bewijzen" in tekst
    assert "Limburg: het log klopt niet Positie 1. Er staat iets anders." in tekst
    assert "9 " in (historie := knoeier.tekst("/audit/logs/gent"))
    assert "kloppen niet" in historie


def test_the_history_of_checkpoints_says_that_each_goes_on_from_the_one_before(knoeier: Auditor):
    tekst = knoeier.tekst("/audit/logs/gent")
    assert "kloppen sluit aan" in tekst
    assert "kloppen eerste" in tekst
    punt = knoeier.klant.get("/audit/logs/gent/controlepunten/5").content
    assert Note.parse(punt) == Uitgave(knoeier.getuige / "gent").bij(5)
    pad = knoeier.getuige / "gent" / "checkpoints" / f"{5:020}"
    pad.write_bytes(getekend("gent", 5, bytes(32)).format())
    assert "kloppen sluit niet aan" in knoeier.tekst("/audit/logs/gent")
    for weg in ("/audit/logs/nergens", "/audit/logs/gent/controlepunten/4", "/audit/bewijs/nergens/1.tlog-proof"):
        assert knoeier.klant.get(weg).status_code == 404


def test_a_receipt_is_checked_with_the_public_keys_alone(wie: Auditor):
    tekst = wie.tekst("/audit/bewijs?wat=gent:3")
    assert "Ze staat op het log De gebeurtenis zit in het controlepunt van 9" in tekst
    ontvangst = Receipt.parse(wie.klant.get(GENT_3).content)
    sleutels = [Verifier.parse(regel) for regel in wie.klant.get("/audit/logs/gent/sleutels").text.splitlines()]
    assert [sleutel.name for sleutel in sleutels] == [herkomst_van("gent"), GETUIGE]
    [derde] = [b for b in berichten(kwartaal().ontvangsten) if (b.log, b.positie) == ("gent", 3)]
    assert ontvangst.verify(ontvangst.extra, herkomst_van("gent"), sleutels).size == 9
    assert derde.inhoud in ontvangst.extra


def test_where_there_is_no_receipt_the_page_says_why(wie: Auditor):
    assert "Positie 10 van gent is nog niet medeondertekend." in wie.tekst("/audit/bewijs?wat=gent:10")
    assert "De VOL heeft geen gebeurtenis gent:99." in wie.tekst("/audit/bewijs?wat=gent:99", 422)
    assert "‘iets’ is geen gebeurtenis." in wie.tekst("/audit/bewijs?wat=iets", 422)
    assert wie.klant.get("/audit/bewijs/gent/10.tlog-proof").status_code == 422


def test_the_history_up_to_a_stand_has_the_figures_of_then_beside_now(wie: Auditor):
    tekst = wie.tekst("/audit/historie?stand=2026-10-10")
    assert "Aanmeldingen (B01) 5 6 Anders: waardoor" in tekst
    assert "Op welke posities dit steunt Limburg 1 Gent 9 De VOL zelf 1" in tekst
    assert "11 in deze selectie" in tekst
    assert "15 in deze selectie" in wie.tekst("/audit/historie")
    gent = wie.tekst("/audit/historie?regio=gent&soort=keuze-gemaakt")
    assert "2 in deze selectie" in gent
    kop, *rijen = csv.reader(io.StringIO(wie.klant.get("/audit/historie.csv?regio=limburg").text), delimiter=";")
    assert (kop[0].removeprefix("\ufeff"), [rij[:4] for rij in rijen]) == (
        "Log",
        [["limburg", "1", "aanmelding-geregistreerd", "d4"]],
    )
    for fout in ("stand=gisteren", "regio=x", "soort=x%27%20OR%20true"):
        assert wie.klant.get(f"/audit/historie?{fout}").status_code == 422


def test_whoever_looks_is_written_down_first_and_shown(knoeier: Auditor):
    assert "Nog niemand keek naar gebeurtenissen." in knoeier.tekst("/audit")
    knoeier.tekst("/audit/historie?regio=gent")
    knoeier.tekst("/records/gent/d1")
    knoeier.journaal.noteer_opdracht("audit speel-af", {"regio": "gent", "stand": ""})
    gezien = [(i.langs, i.wat, dict(i.vraag)) for i in knoeier.journaal.laatste(9)]
    assert gezien == [
        ("opdracht", "audit speel-af", {"regio": "gent"}),
        ("pagina", "/records/gent/d1", {}),
        ("pagina", "/audit/historie", {"regio": "gent"}),
    ]
    tekst = knoeier.tekst("/audit/inzage")
    assert tekst.index("audit speel-af") < tekst.index("/records/gent/d1") < tekst.index("/audit/historie regio: gent")


def test_what_cannot_be_written_down_is_not_shown(knoeier: Auditor):
    Bestand(knoeier.getuige.parent / "vol-reporting").inzage.mkdir()
    antwoord = knoeier.klant.get("/records/gent/d1")
    assert (antwoord.status_code, "Keuze gemaakt" in antwoord.text) == (500, False)
