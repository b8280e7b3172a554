"""One cliënt in a real browser, through three services: from aanmelding to enrolment and nazorg; then the figures."""

import json
import time
import urllib.request
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from leerwinkel.overzicht.voldienst import plek_van
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.testing.platform import Platform

from .bezoeker import Bezoeker
from .chromium import chromium, met_browser

pytestmark = [met_browser, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def browser(platform: Platform) -> Iterator[Browser]:
    del platform
    with chromium() as browser:
        yield browser


@contextmanager
def aan_de_browser(browser: Browser, platform: Platform, *, script: bool = True) -> Generator[Bezoeker]:
    context = browser.new_context(viewport={"width": 1280, "height": 844}, java_script_enabled=script)
    pagina = context.new_page()
    pagina.set_default_timeout(10_000)
    yield Bezoeker(pagina, Instellingen(data=Path(), web_poort=platform.web_poort).buren)
    context.close()


@pytest.fixture
def bezoeker(browser: Browser, platform: Platform) -> Iterator[Bezoeker]:
    with aan_de_browser(browser, platform) as bezoeker:
        yield bezoeker


def cijfers(platform: Platform) -> dict[str, int]:
    """What the VOL counts in Gent, by figure and kind: the numerators that say how many."""
    adres, kop = plek_van(platform.data / "vol-reporting" / "dienst.json")
    with urllib.request.urlopen(urllib.request.Request(f"{adres}/api/cijfers?regio=gent", headers=kop)) as antwoord:
        return {
            f"{c['code']} {c['waarde_dimensie'] or ''}".strip(): c["noemer" if c["noemer"] is not None else "teller"]
            or 0
            for c in json.load(antwoord)
        }


def test_from_the_first_question_to_nazorg_and_the_figures_move_by_exactly_that_dossier(
    platform: Platform, bezoeker: Bezoeker
) -> None:
    """With the keyboard alone (issue, step 3)."""
    bezoeker.toetsen = True
    ervoor = cijfers(platform)
    _aanmelding(bezoeker)
    dossier = bezoeker.pagina.url.partition("?")[0]
    _begeleiding(bezoeker, dossier)
    _keuze_en_inschrijving(bezoeker, dossier)
    _afsluiten_en_nazorg(bezoeker, dossier)
    einde = time.monotonic() + 2
    while (erna := cijfers(platform))["B01"] != ervoor["B01"] + 1:
        assert time.monotonic() < einde, (ervoor, erna)
        time.sleep(0.05)
    assert {code: erna[code] - ervoor.get(code, 0) for code in ("B01", "D05", "R01")} == {"B01": 1, "D05": 2, "R01": 1}


def _aanmelding(b: Bezoeker) -> None:
    """Blueprint 3.3: aanmelding and dispatching, by the front desk."""
    b.meld_aan("Noor")
    b.ga("intake")
    b.vul("Voornaam", "Fatima")
    b.vul("Familienaam", "Proefmans")
    b.kies("Hoe kwam de vraag binnen?", "Loket")
    b.kies("Hoe kwam de cliënt bij jullie?", "Eigen initiatief")
    b.kies("Soort vraag", "Leernood")
    b.vink("Heroriëntering")
    b.druk("Registreer en beslis")
    assert "Voorstel: informatiebemiddeling" in b.pagina.content()
    b.druk("Beslis")
    expect(b.pagina.locator("h1")).to_have_text("Fatima Proefmans")


def _gesprek(b: Bezoeker, soort: str) -> None:
    b.volg("Gesprek registreren")
    b.kies("Soort gesprek", soort)
    b.vul("Duur in minuten", "60")
    b.druk("Registreer")


def _begeleiding(b: Bezoeker, dossier: str) -> None:
    """Blueprint 3.2, 3.3: a first talk, then a traject with the cliënt's consent, in sessions and short contacts."""
    b.meld_aan("Sam")
    b.pagina.goto(dossier)
    _gesprek(b, "Intake")
    b.volg("Traject starten")
    b.vink("De cliënt stemt in met een begeleidingstraject")
    b.druk("Start het traject")
    _gesprek(b, "Begeleiding")
    b.druk("Sms")


def _keuze_en_inschrijving(b: Bezoeker, dossier: str) -> None:
    """Blueprint 3.3: the cliënt chooses, is referred to the provider, and enrols."""
    b.volg("Keuze registreren")
    b.kies("Soort aanbieder", "Centrum voor volwassenenonderwijs")
    b.vink("Dit is de eigen keuze van de cliënt")
    b.druk("Bewaar de keuze")
    b.volg("Inschrijving vaststellen")
    b.kies("Wie zegt het?", "Cliënt")
    b.kies("Soort aanbieder", "Centrum voor volwassenenonderwijs")
    b.druk("Bewaar de inschrijving")
    b.pagina.goto(dossier)


def _afsluiten_en_nazorg(b: Bezoeker, dossier: str) -> None:
    """Blueprint 3.3: every dossier ends; nazorg reopens it."""
    b.volg("Dossier afsluiten")
    b.kies("Waarom sluit je het af?", "Ingeschreven")
    b.druk("Sluit het dossier af")
    b.pagina.goto(dossier)
    b.volg("Heropenen voor nazorg")
    b.druk("Heropen voor nazorg")
    b.pagina.goto(dossier)
    b.volg("Gesprek registreren")


@pytest.mark.lang
def test_every_other_screen_can_be_used_by_everybody(bezoeker: Bezoeker) -> None:
    bezoeker.meld_aan("Amina")
    schermen = {
        "trajecten": ("/", "/agenda"),
        "intake": ("/",),
        "partners": ("/", "/doorverwijzingen", "/ontvangen", "/signalen", "/signalen/nieuw"),
    }
    for dienst, paden in schermen.items():
        for pad in paden:
            bezoeker.ga(dienst, pad)
    assert len(bezoeker.gezien) >= 9


def _vraag(b: Bezoeker) -> None:
    b.kies("Hoe kwam de vraag binnen?", "Telefoon")
    b.kies("Hoe kwam de cliënt bij jullie?", "Eigen initiatief")
    b.kies("Soort vraag", "Leervraag")
    b.vink("Heroriëntering")


def _vindbaar(b: Bezoeker, voornaam: str) -> None:
    """A cliënt who was here before, and can be found by now: no other has that name."""
    b.ga("intake")
    b.vul("Voornaam", voornaam)
    b.vul("Familienaam", f"Proef{voornaam.lower()}")
    _vraag(b)
    b.druk("Registreer en beslis")
    b.ga("intake")
    einde = time.monotonic() + 10
    while not b.pagina.get_by_label(f"{voornaam} Proef{voornaam.lower()}").count():
        assert time.monotonic() < einde, "niet vindbaar"
        b.vul("Zoek een bekende cliënt", f"{voornaam} Proef{voornaam.lower()}")
        b.druk("Zoek")


def test_what_is_done_often_takes_few_interactions(bezoeker: Bezoeker) -> None:
    """Issue, step 3: tasks timed; from the page where one is, to the page that says that it is done."""
    b = bezoeker
    b.meld_aan("Sam")
    _vindbaar(b, "Telma")
    b.ga("trajecten")
    b.handelingen = 0
    b.volg("Nieuwe aanmelding")
    b.vul("Zoek een bekende cliënt", "Telma Prooftelma")
    b.vink("Telma Proeftelma")
    expect(b.pagina.locator("#zoekstand")).to_have_text("1 gevonden. Kies verder in de lijst.")
    _vraag(b)
    b.vul("Minuten", "15")
    b.druk("Registreer met antwoord")
    expect(b.pagina.locator("h1")).to_have_text("Telma Proeftelma")
    assert b.handelingen <= 12
    b.handelingen = 0
    b.druk("Sms")
    assert "Kort contact: sms" in b.pagina.locator(".tijdlijn-regel").first.inner_text()
    assert b.handelingen <= 2
    b.handelingen = 0
    b.volg("Signalen")
    b.druk("Drempel", soort="link")
    b.kies("Waarover gaat het?", "Heroriëntering")
    b.druk("Meld het signaal")
    assert b.handelingen <= 4


def test_without_javascript_the_same_is_done_by_the_buttons(browser: Browser, platform: Platform) -> None:
    with aan_de_browser(browser, platform, script=False) as b:
        b.kijk = lambda: None
        b.meld_aan("Sam")
        _vindbaar(b, "Zonder")
        b.vink("Zonder Proefzonder")
        _vraag(b)
        b.druk("Toon het voorstel")
        assert "Voorstel:" in b.pagina.locator("main").inner_text()
        b.vul("Minuten", "15")
        b.druk("Registreer met antwoord")
        b.druk("Sms")
        assert "Zonder Proefzonder" in b.pagina.locator("h1").inner_text()
        for dienst, pad in (("trajecten", "/"), ("trajecten", "/agenda"), ("partners", "/"), ("partners", "/signalen")):
            b.ga(dienst, pad)
            assert b.pagina.locator("h1").count() == 1
