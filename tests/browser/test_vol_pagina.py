"""The VOL's first page in a real browser: with axe, with the keyboard, on a phone, over the GOAL example."""

import socket
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from leerwinkel.testing.aanmelding import VAN_DE_VOL, koekje_van, zonder_aanbieder
from vol_reporting.app import create_app
from vol_reporting.bestand import Bestand
from vol_reporting.collegas import Collegas
from vol_reporting.dienst import Opslag
from vol_reporting.opslag import voeg_toe
from vol_reporting.signalen.eigenaars import EIGENAARS
from vol_reporting.toegang import Poort, aanmelding_van

from .chromium import chromium, keur, klap_uit, met_browser, past
from .opstelling import (
    ACTIE,
    DUBBEL,
    Dienst,
    goal,
    laat_wachten,
    leg_stand_vast,
    onderteken,
    sinds_de_afsluiting,
    stel_dubbel_voor,
    van_de_vol,
)

GEWOON, GESPLITST, ONJUIST = "/", "/?regio=gent&splits=geslacht&bekend_op=2016-09-30", "/?periode=gisteren&stand=x"
OVERZICHT, INDICATOR = "/overzicht", "/indicatoren/R02c?periode=2016&splits=geslacht"
RECORDS, DATAKWALITEIT = "/indicatoren/R02c/records?regio=gent", "/datakwaliteit"
SIGNALEN = "/signalen"
DUBBELS, PAAR = "/datakwaliteit/dubbels", f"/datakwaliteit/dubbels/{DUBBEL.nummer}"
KWALITEIT, GEBIED, ACTIES = "/kwaliteit?jaar=2016", "/kwaliteit/gent?jaar=2016", f"/kwaliteit/acties/{ACTIE}"
ZELFEVALUATIE, DOSSIER = "/kwaliteit/gent/zelfevaluatie?jaar=2016", "/kwaliteit/gent/dossier?jaar=2016"
RAPPORTEN, PERIODE, RAPPORT = "/rapporten", "/rapporten/2016-Q3", "/rapporten/2016-Q3/gent"
AUDIT, LOG, HISTORIE = "/audit", "/audit/logs/gent", "/audit/historie?regio=gent&stand=2026-11-10"
BEWIJS = "/audit/bewijs?wat=gent:3"

AANMELDING = aanmelding_van(bytes(32))
INGESCHREVEN = "Ingeschreven na traject"

pytestmark = met_browser


@pytest.fixture(scope="module")
def adres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    map_ = tmp_path_factory.mktemp("goal") / "vol-reporting"
    map_.mkdir()
    opslag, rijen = Opslag(Bestand(map_)), goal(map_)
    voeg_toe(opslag.cursor(), rijen)
    laat_wachten(opslag)
    leg_stand_vast(opslag)
    voeg_toe(opslag.cursor(), [stel_dubbel_voor()])
    voeg_toe(opslag.cursor(), [*van_de_vol(), *sinds_de_afsluiting(rijen)])
    berichten = onderteken(opslag.bestand.getuige, rijen)
    poort = Poort(AANMELDING, zonder_aanbieder(), "sleutel", Collegas(opslag.bestand.collegas, EIGENAARS))
    app = create_app(Dienst(opslag, berichten=berichten), poort, voorbeeld="De afzonderlijke dossiers zijn nagemaakt.")
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", ws="none"))
    with socket.create_server(("127.0.0.1", 0)) as deur:
        draad = threading.Thread(target=server.run, kwargs={"sockets": [deur]})
        draad.start()
        yield f"http://127.0.0.1:{deur.getsockname()[1]}"
        server.should_exit = True
        draad.join()
    opslag.sluit()


@pytest.fixture(scope="module")
def browser(adres: str) -> Iterator[Browser]:
    del adres
    with chromium() as browser:
        yield browser


@contextmanager
def bezoek(browser: Browser, url: str, breedte: int, kleur: Literal["light", "dark"] = "light") -> Generator[Page]:
    """The page, all its parts unfolded. What the browser refuses, a script say, fails the test."""
    klachten: list[str] = []
    venster = browser.new_context(viewport={"width": breedte, "height": 844}, color_scheme=kleur)
    naam, waarde = next(iter(koekje_van(AANMELDING, VAN_DE_VOL).items()))
    venster.add_cookies([{"name": naam, "value": waarde, "url": url}])
    pagina = venster.new_page()
    pagina.on("console", lambda bericht: klachten.append(bericht.text))
    pagina.goto(url)
    yield pagina
    venster.close()
    assert [klacht for klacht in klachten if "422" not in klacht] == []


@pytest.mark.parametrize(
    ("pad", "breedte", "kleur"),
    [
        pytest.param(GEWOON, 390, "light", marks=pytest.mark.lang),
        pytest.param(GESPLITST, 1280, "dark", marks=pytest.mark.lang),
        (ONJUIST, 390, "light"),
        (OVERZICHT, 390, "light"),
        (INDICATOR, 1280, "dark"),
        (RECORDS, 390, "light"),
        pytest.param(DATAKWALITEIT, 390, "dark", marks=pytest.mark.lang),
        (SIGNALEN, 1280, "light"),
        pytest.param(DUBBELS, 390, "dark", marks=pytest.mark.lang),
        pytest.param(PAAR, 390, "light", marks=pytest.mark.lang),
        pytest.param(KWALITEIT, 390, "light", marks=pytest.mark.lang),
        pytest.param(GEBIED, 1280, "dark", marks=pytest.mark.lang),
        pytest.param(ACTIES, 390, "dark", marks=pytest.mark.lang),
        (ZELFEVALUATIE, 390, "light"),
        (DOSSIER, 1280, "light"),
        (RAPPORTEN, 390, "light"),
        pytest.param(PERIODE, 1280, "dark", marks=pytest.mark.lang),
        pytest.param(RAPPORT, 390, "dark", marks=pytest.mark.lang),
        (AUDIT, 390, "light"),
        pytest.param(LOG, 1280, "dark", marks=pytest.mark.lang),
        (HISTORIE, 390, "dark"),
        pytest.param(BEWIJS, 390, "light", marks=pytest.mark.lang),
    ],
)
def test_everybody_can_use_the_page_and_it_never_scrolls_sideways(
    browser: Browser, adres: str, pad: str, breedte: int, kleur: Literal["light", "dark"]
):
    with bezoek(browser, adres + pad, breedte, kleur) as pagina:
        klap_uit(pagina)
        keur(pagina)
        for anders in (1280, 1000, 390, 320):
            assert past(pagina, anders)


def test_the_keyboard_alone_gets_to_the_figures(browser: Browser, adres: str):
    with bezoek(browser, adres, 1280) as pagina:
        pagina.keyboard.press("Tab")
        assert pagina.evaluate("document.activeElement.textContent") == "Naar de inhoud"
        pagina.keyboard.press("Enter")
        pagina.keyboard.press("Tab")
        assert pagina.evaluate("document.activeElement.id") == "regio"
        pagina.keyboard.type("Gent")
        pagina.keyboard.press("Tab")
        pagina.keyboard.type("2016")
        pagina.keyboard.press("Enter")
        pagina.wait_for_url("**/?regio=gent&periode=2016**")
        assert pagina.locator("strong").first.inner_text() == "Gent, periode 2016."


def test_what_the_keyboard_is_at_can_be_seen(browser: Browser, adres: str):
    with bezoek(browser, adres, 390) as pagina:
        for _ in range(30):
            pagina.keyboard.press("Tab")
            stijl = "getComputedStyle(document.activeElement)"
            assert pagina.evaluate(f"{stijl}.outlineStyle") == "solid"
            assert pagina.evaluate(f"parseFloat({stijl}.outlineWidth)") >= 3


def test_a_finger_hits_every_control(browser: Browser, adres: str):
    with bezoek(browser, adres, 390) as pagina:
        hoogten = pagina.evaluate(
            "[...document.querySelectorAll('header a, form input, form select, form button, summary, form a')]"
            ".filter(deel => deel.checkVisibility()).map(deel => deel.getBoundingClientRect().height)"
        )
        assert min(hoogten) >= 44


def test_who_differs_is_found_by_what_the_page_says_alone(browser: Browser, adres: str):
    with bezoek(browser, adres + OVERZICHT, 1280) as pagina:
        pagina.get_by_role("link", name="Ingeschreven na traject, West-Vlaanderen").click()
        rij = pagina.get_by_role("row", name="West-Vlaanderen")
        assert "anders dan verwacht: lager" in rij.inner_text()
        rij.get_by_role("link").click()
        assert pagina.locator("h1").inner_text() == "De records achter ingeschreven na traject"
        pagina.get_by_role("table").get_by_role("link").first.click()
        assert pagina.get_by_role("heading", name="Traject gestart").is_visible()


def test_why_a_figure_changed_since_its_report_is_found_from_the_list_of_reports(browser: Browser, adres: str):
    with bezoek(browser, adres + RAPPORTEN, 1280) as pagina:
        pagina.get_by_role("link", name="2016-Q4").click()
        pagina.get_by_role("link", name="Verschil met vandaag, West-Vlaanderen").click()
        rij = pagina.get_by_role("row").filter(has=pagina.get_by_role("rowheader", name=INGESCHREVEN))
        toen, nu = (rij.get_by_role("cell").nth(n).inner_text() for n in (0, 1))
        assert toen != nu
        rij.get_by_role("link").click()
        assert pagina.locator("h1").inner_text() == "Wat er veranderde aan ingeschreven na traject"
        [anders] = pagina.get_by_role("table").get_by_role("row").all()[1:]
        assert "West-Vlaanderen" in anders.inner_text()
        assert "Gebeurtenis ingetrokken" in anders.inner_text()


def test_which_signals_wait_for_an_answer_and_whose_is_on_one_page(browser: Browser, adres: str):
    with bezoek(browser, adres + OVERZICHT, 1280) as pagina:
        pagina.get_by_role("link", name="Signalen", exact=True).click()
        kolom = pagina.get_by_role("region", name="In behandeling")
        [wacht] = kolom.get_by_role("listitem").all()
        assert "Limburg" in wacht.inner_text()
        assert EIGENAARS["vol-analist-2"] in wacht.inner_text()


def test_a_chart_has_one_drawing_for_each_width(browser: Browser, adres: str):
    with bezoek(browser, adres + INDICATOR, 1280) as pagina:
        for breedte, gezien in ((1280, "breed"), (390, "smal")):
            pagina.set_viewport_size({"width": breedte, "height": 844})
            zichtbaar = pagina.locator("figure svg:visible")
            assert {deel.get_attribute("class") for deel in zichtbaar.all()} == {f"grafiek-{gezien}"}
