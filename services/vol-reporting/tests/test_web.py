"""The page with the figures, as a browser gets it."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from vol_reporting.indicatoren import definities

from .proefdienst import bezoek, platte_tekst

HOSTIEL = "\"><script>alert('x')</script>"


@pytest.fixture(scope="module")
def bezoeker() -> Iterator[TestClient]:
    with bezoek() as klant:
        yield klant


def test_the_page_shows_every_figure_of_flanders_with_its_meaning(bezoeker: TestClient):
    antwoord = bezoeker.get("/")
    tekst = platte_tekst(antwoord.text)
    assert antwoord.status_code == 200
    assert "Vlaanderen, alle periodes. Alles wat de VOL tot nu ontvangen heeft." in tekst
    for definitie in definities().values():
        assert f"{definitie.naam} {definitie.code}" in tekst
        assert definitie.betekenis in tekst
    assert "Aanmeldingen B01 3 3 –" in tekst
    assert "Duur van een gesprek D05 75,0 minuten 75 1" in tekst
    assert "Dit is een voorbeeld." in tekst


def test_the_regions_stand_side_by_side(bezoeker: TestClient):
    matrix = bezoeker.get("/").text.partition('id="matrix"')[2]
    assert "Aanmeldingen B01 0 0 0 1 0 2 0 0 3" in platte_tekst(matrix)


def test_the_form_keeps_what_was_chosen(bezoeker: TestClient):
    keuze = {"regio": "gent", "periode": "2016-Q4", "splits": "geslacht", "bekend_op": "2016-10-31"}
    html = bezoeker.get("/", params=keuze).text
    assert '<option value="gent" selected>' in html
    assert '<option value="geslacht" selected>' in html
    assert 'value="2016-Q4"' in html
    assert 'value="2016-10-31"' in html
    assert "<details open>" in html
    tekst = platte_tekst(html)
    assert "Gent, periode 2016-Q4. Wat geregistreerd was op 31 oktober 2016 om 23:59." in tekst
    assert "Geslacht Waarde Teller Noemer Man 1 1 –" in tekst


@pytest.mark.parametrize(
    ("keuze", "zin"),
    [
        ({"periode": "vorig jaar"}, "geen periode"),
        ({"regio": "wallonie"}, "De regio ‘wallonie’ bestaat niet"),
        ({"splits": "schoenmaat"}, "De splitsing ‘schoenmaat’ bestaat niet"),
        ({"bekend_op": "gisteren"}, "‘gisteren’ is geen tijdstip"),
        ({"stand": "1999-01-01"}, "geen stand vastgelegd"),
        ({"versie": "B04=9"}, "De versie van B04 ‘9’ bestaat niet"),
    ],
)
def test_a_question_that_is_wrong_is_answered_kindly(bezoeker: TestClient, keuze: dict[str, str], zin: str):
    antwoord = bezoeker.get("/", params={"periode": "2016", **keuze})
    assert antwoord.status_code == 422
    tekst = platte_tekst(antwoord.text)
    assert zin in tekst
    assert "Hoe ver de inname is" in tekst
    assert 'aria-invalid="true"' in antwoord.text
    if "periode" not in keuze:
        assert 'value="2016"' in antwoord.text


@pytest.mark.parametrize("veld", ["regio", "periode", "splits", "stand", "bekend_op", "versie"])
def test_hostile_text_is_shown_and_never_run(bezoeker: TestClient, veld: str):
    html = bezoeker.get("/", params={veld: HOSTIEL}).text
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_the_page_says_how_far_the_intake_is(bezoeker: TestClient):
    tekst = platte_tekst(bezoeker.get("/").text)
    assert "Inname: 6 van 8 regio’s bij" in tekst
    assert "Gent loopt achter 5 4 3 2 0 0 02/11/2026 10:30" in tekst
    assert "Limburg niet bereikbaar – 1 1 – 0 0 02/11/2026 10:30" in tekst
    assert "Brussel bij 0 0 0 0 0 0 nog niets" in tekst


def test_every_answer_has_the_security_headers(bezoeker: TestClient):
    for pad in ("/", "/?periode=x", "/api/cijfers", "/api/cijfers?periode=x", "/gezond", "/bestaat-niet"):
        kop = bezoeker.get(pad).headers
        assert "frame-ancestors 'none'" in kop["content-security-policy"]
        assert kop["x-content-type-options"] == "nosniff"
        assert kop["cache-control"] == "no-store"


def test_the_style_is_kept_for_good(bezoeker: TestClient):
    html = bezoeker.get("/").text
    adressen = re.findall(r'rel="stylesheet" href="([^"]+)"', html)
    bewaren = {bezoeker.get(adres).headers["cache-control"] for adres in adressen}
    assert bewaren == {"public, max-age=31536000, immutable"}
    assert not re.search(r"<script|<style|\sstyle=", html)
