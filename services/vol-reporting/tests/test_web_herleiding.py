"""From a number on a page to its records and their events, as a browser gets them."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from starlette.testclient import TestClient

from vol_reporting.indicatoren import definities

from .proefdienst import bezoek, platte_tekst


@pytest.fixture(scope="module")
def bezoeker() -> Iterator[TestClient]:
    with bezoek() as klant:
        yield klant


def adressen(html: str, begin: str) -> list[str]:
    return [unescape(adres) for adres in re.findall(r'href="([^"]+)"', html) if adres.startswith(begin)]


def test_from_a_number_to_its_records_to_their_events(bezoeker: TestClient):
    cijfer = bezoeker.get("/indicatoren/D05", params={"periode": "2016-Q4"})
    assert cijfer.status_code == 200
    [naar_records, *_] = adressen(cijfer.text, "/indicatoren/D05/records")
    records = bezoeker.get(naar_records)
    assert "1 contact voor teller 75 en noemer 1" in platte_tekst(records.text)
    [naar_record] = adressen(records.text, "/records/")
    gebeurtenissen = platte_tekst(bezoeker.get(naar_record).text)
    assert naar_record == "/records/gent/d2"
    assert "2 gebeurtenissen, de laatste eerst" in gebeurtenissen
    assert "Duur minuten 75" in gebeurtenissen
    assert gebeurtenissen.index("Sessie gehouden") < gebeurtenissen.index("Aanmelding geregistreerd")


SOORTEN = ("B01", "B08", "D01", "D08", "K04", "N01", "Q06", "R05")
"""Figures of every kind: counts, shares, means, medians, with a value from outside, of no records."""


@pytest.mark.parametrize("code", SOORTEN)
def test_every_kind_of_figure_has_a_page(bezoeker: TestClient, code: str):
    antwoord = bezoeker.get(f"/indicatoren/{code}")
    tekst = platte_tekst(antwoord.text)
    assert antwoord.status_code == 200
    assert definities()[code].betekenis in tekst
    assert "Waar het op staat" in tekst
    for adres in adressen(antwoord.text, f"/indicatoren/{code}/records")[:1]:
        assert bezoeker.get(adres).status_code == 200


def test_a_number_of_an_earlier_stand_leads_to_the_records_of_then(bezoeker: TestClient):
    stand = {"stand": "2026-11-04"}
    cijfer = bezoeker.get("/indicatoren/B01", params=stand)
    assert "Vlaanderen, alle periodes Wat de VOL ontvangen had op 4 november 2026" in platte_tekst(cijfer.text)
    records = bezoeker.get(adressen(cijfer.text, "/indicatoren/B01/records")[0])
    assert "1 dossier voor teller 1" in platte_tekst(records.text)
    [naar_record] = adressen(records.text, "/records/")
    assert naar_record == "/records/gent/d1?stand=2026-11-04"
    assert "Zoals het op het gekozen moment bekend was." in platte_tekst(bezoeker.get(naar_record).text)


def test_a_group_of_a_split_leads_to_its_own_records(bezoeker: TestClient):
    cijfer = bezoeker.get("/indicatoren/B01", params={"splits": "geslacht"})
    [naar_vrouwen] = [adres for adres in adressen(cijfer.text, "/indicatoren/B01/records") if "waarde=v" in adres]
    tekst = platte_tekst(bezoeker.get(naar_vrouwen).text)
    assert "Vlaanderen, alle periodes, geslacht: Vrouw." in tekst
    assert "2 dossiers voor teller 2" in tekst


def test_records_and_figures_can_be_taken_along(bezoeker: TestClient):
    csv = bezoeker.get("/indicatoren/B01/records.csv", params={"regio": "gent"})
    assert csv.headers["content-type"].startswith("text/csv")
    assert re.fullmatch(r'attachment; filename="B01-records-\d{4}-\d\d-\d\d\.csv"', csv.headers["content-disposition"])
    regels = csv.content.decode("utf-8-sig").splitlines()
    assert regels[0].startswith("Regio;Code;Aangemeld")
    assert [regel.split(";")[1] for regel in regels[1:]] == ["d1", "d2"]
    assert bezoeker.get("/indicatoren/B01/records.xlsx").content.startswith(b"PK")
    cijfers = bezoeker.get("/indicatoren/B01.csv").content.decode("utf-8-sig").splitlines()
    assert cijfers[-1].split(";")[:4] == ["B01", "1", "vlaanderen", "alles"]
    assert bezoeker.get("/indicatoren/B01.xlsx").content.startswith(b"PK")


@pytest.mark.parametrize(
    ("pad", "status", "zin"),
    [
        ("/indicatoren/X99", 404, "Niet gevonden"),
        ("/indicatoren/X99.csv", 404, "Niet gevonden"),
        ("/indicatoren/B01?periode=gisteren", 422, "geen periode"),
        ("/indicatoren/B01/records?periode=gisteren", 422, "geen periode"),
        ("/indicatoren/D01/records?dimensie=kleur&waarde=rood", 422, "bestaat niet bij D01"),
        ("/indicatoren/Q03/records", 422, "telt gebeurtenissen"),
        ("/records/gent/bestaat-niet", 200, "heeft de VOL niets ontvangen"),
        ("/overzicht?cijfer=X99", 200, "Keuze gemaakt in de acht regio’s"),
    ],
)
def test_what_is_not_there_is_said_kindly(bezoeker: TestClient, pad: str, status: int, zin: str):
    antwoord = bezoeker.get(pad)
    assert antwoord.status_code == status
    assert zin in platte_tekst(antwoord.text)


def test_hostile_text_is_never_run(bezoeker: TestClient):
    hostiel = "\"><script>alert('x')</script>"
    for pad in ("/indicatoren/B01?splits=", "/overzicht?cijfer=", "/records/gent/", "/indicatoren/D01/records?waarde="):
        assert "<script" not in bezoeker.get(pad + hostiel).text


def test_the_overview_tells_the_last_year_and_every_region(bezoeker: TestClient):
    antwoord = bezoeker.get("/overzicht", params={"cijfer": "B01"})
    tekst = platte_tekst(antwoord.text)
    assert antwoord.status_code == 200
    assert "De twaalf maanden tot en met oktober 2016" in tekst
    assert "Niets valt buiten de grenzen." in tekst
    assert "Aanmeldingen in de acht regio’s" in tekst
    assert re.search(r"Gent 2 in twaalf maanden", tekst)
    assert not re.search(r"<script|<style|\sstyle=", antwoord.text)


def test_what_changed_since_a_stand_is_found_from_the_figure(bezoeker: TestClient):
    cijfer = bezoeker.get("/indicatoren/B01", params={"stand": "2026-11-04", "regio": "gent"})
    [naar_verschil] = adressen(cijfer.text, "/indicatoren/B01/verschil")
    tekst = platte_tekst(bezoeker.get(naar_verschil).text)
    assert "Toen 1 . Wat de VOL ontvangen had op 4 november 2026" in tekst
    assert "Nu 2 . Alles wat de VOL tot nu ontvangen heeft." in tekst
    assert "1 record telt nu anders mee." in tekst
    assert "Gent d2 0 1 Aanmelding geregistreerd, sessie gehouden" in tekst
    assert bezoeker.get("/indicatoren/B01/verschil").status_code == 422
