"""One cliënt in a real browser, through three services: from aanmelding to enrolment and nazorg; then the figures."""

import json
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page

from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.testing.platform import Platform, draaiend_platform

from .chromium import chromium, keur, klap_uit, met_browser, past

pytestmark = [met_browser, pytest.mark.timeout(300)]


@dataclass
class Bezoeker:
    """Somebody at a browser, who looks at every page that they come to."""

    pagina: Page
    buren: dict[str, str]
    gezien: set[str] = field(default_factory=set[str])

    def meld_aan(self, naam: str) -> None:
        self.pagina.context.clear_cookies()
        self.ga("trajecten", "/aanmelden")
        self.druk(naam)

    def ga(self, dienst: str, pad: str = "/") -> None:
        self.pagina.goto(self.buren[dienst] + pad)
        self.kijk()

    def druk(self, naam: str, *, soort: str = "button") -> None:
        knop = self.pagina.get_by_role("button" if soort == "button" else "link", name=naam, exact=soort == "link")
        assert knop.count(), f"{naam} is niet op {self.pagina.url}:\n{self.pagina.locator('main').inner_text()}"
        knop.first.click()
        self.pagina.wait_for_load_state()
        self.kijk()

    def volg(self, naam: str) -> None:
        self.druk(naam, soort="link")

    def kies(self, label: str, keuze: str) -> None:
        self.pagina.get_by_label(label, exact=True).select_option(label=keuze)

    def vul(self, label: str, tekst: str) -> None:
        self.pagina.get_by_label(label, exact=True).fill(tekst)

    def vink(self, label: str) -> None:
        self.pagina.get_by_label(label).first.check()

    def kijk(self) -> None:
        """The first time on a kind of page: axe, and no sideways scrolling at any width."""
        titel = self.pagina.title()
        if titel in self.gezien:
            return
        self.gezien.add(titel)
        klap_uit(self.pagina)
        keur(self.pagina)
        for breedte in (390, 1280):
            assert past(self.pagina, breedte), (titel, breedte)


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    with draaiend_platform(tmp_path_factory.mktemp("reis")) as gemaakt:
        yield gemaakt


@pytest.fixture
def bezoeker(platform: Platform) -> Iterator[Bezoeker]:
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 844}, java_script_enabled=True)
        pagina = context.new_page()
        pagina.set_default_timeout(10_000)
        yield Bezoeker(pagina, Instellingen(data=Path(), web_poort=platform.web_poort).buren)
        context.close()


def cijfers(platform: Platform) -> dict[str, int]:
    """What the VOL counts in Gent, by figure and kind: the numerators that say how many."""
    url = f"http://127.0.0.1:{platform.web_poort}/api/cijfers?regio=gent"
    with urllib.request.urlopen(url) as antwoord:
        return {
            f"{c['code']} {c['waarde_dimensie'] or ''}".strip(): c["noemer" if c["noemer"] is not None else "teller"]
            or 0
            for c in json.load(antwoord)
        }


def test_from_the_first_question_to_nazorg_and_the_figures_move_by_exactly_that_dossier(
    platform: Platform, bezoeker: Bezoeker
) -> None:
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
    assert "Fatima Proefmans" in b.pagina.content()


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
