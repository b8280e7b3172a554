"""The signals page as a browser gets it: proposals, confirming, an owner, an answer."""

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from leerwinkel.eventsourcing import MemoryLog
from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.vol import (
    BeleidssignaalBeantwoord,
    BeleidssignaalInBehandeling,
    BeleidssignaalVastgesteld,
)
from leerwinkel.testing.dienst import formulieren
from vol_reporting.opslag import voeg_toe

from .bouw import Verhaal
from .proefdienst import ALLES, IngenomenLog, meld_aan, met_eigen_log, platte_tekst

NU = datetime.now(UTC)
GEMEENTEN = ("44021", "44021", "44021", "44021", None, "71022")


@dataclass
class Bezoek:
    klant: TestClient
    log: IngenomenLog

    def stuur(self, pad: str, actie: str, **ingevuld: Any) -> Any:
        velden = formulieren(self.klant.get(pad).text)[actie]
        return self.klant.post(actie, data=velden | ingevuld, follow_redirects=False)

    def voorstel(self) -> str:
        [actie] = [a for a in formulieren(self.klant.get("/signalen").text) if "/voorstellen/" in a]
        return actie

    def vastgesteld(self) -> str:
        return str(self.stuur("/signalen", self.voorstel()).headers["location"])


def verhaal(aantal: int = 6) -> Verhaal:
    v = Verhaal()
    v.aanmelding("d1", NU - timedelta(days=40))
    for n in range(aantal):
        data = {"soort": "drempel", "thema": "nt2", "drempelsoort": "kinderopvang", "bestuursniveau": "vlaams"}
        plaats = {"gemeente": GEMEENTEN[n]} if GEMEENTEN[n] else {}
        gezegd: dict[str, Any] = {**data, **plaats, "ernst": 2, "doelgroepen": ["anderstaligen"]}
        regio = "limburg" if n == 5 else "gent"
        moment = NU - timedelta(days=50 - n)
        v.feit("signaal-gemeld", f"s{n}", moment, gezegd, regio=regio, systeem="partners")
    return v


@contextmanager
def op_bezoek(map_: Path) -> Generator[Bezoek]:
    with met_eigen_log(map_, verhaal()) as (klant, log):
        yield Bezoek(klant, log)


@pytest.fixture
def bezoek(tmp_path: Path) -> Iterator[Bezoek]:
    with op_bezoek(tmp_path) as gast:
        yield gast


@pytest.fixture(scope="module")
def kijker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bezoek]:
    """Who looks at the proposal, and confirms nothing."""
    with op_bezoek(tmp_path_factory.mktemp("kijker")) as gast:
        yield gast


@pytest.fixture(scope="module")
def bevestigd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Bezoek, str]]:
    """Who confirmed the proposal, and where that is; nothing comes after it."""
    with op_bezoek(tmp_path_factory.mktemp("bevestigd")) as gast:
        yield gast, gast.vastgesteld()


async def op_log(log: MemoryLog) -> list[Any]:
    return [lees(e.payload).data for e in await log.read("vol.alle.>")]


def bord(bezoek: Bezoek, kolom: str) -> str:
    """What a column of the board says."""
    html = bezoek.klant.get("/signalen").text
    [deel] = [d for d in re.findall(r'<section class="bordkolom".*?</section>', html, re.DOTALL) if f">{kolom} <" in d]
    return platte_tekst(deel).strip()


def test_from_a_beleidssignaal_to_the_events_of_each_signal_behind_it(bevestigd: tuple[Bezoek, str]):
    bezoek, pad = bevestigd
    html = bezoek.klant.get(pad).text
    adressen = re.findall(r'href="(/records/[^"]+)"', html)
    assert adressen == [*(f"/records/gent/s{n}" for n in range(5)), "/records/limburg/s5"]
    assert "Signaal gemeld" in platte_tekst(bezoek.klant.get(adressen[-1]).text)


def test_a_bundle_is_proposed_with_its_evidence(kijker: Bezoek):
    tekst = platte_tekst(kijker.klant.get("/signalen").text)
    assert "Nederlands tweede taal: Kinderopvang" in tekst
    assert "6 signalen over hetzelfde, uit 2 regio’s, in 6 dagen." in tekst
    assert "Gent 5 , Limburg 1" in tekst
    assert "Waar Gent 4 meer dan 3 signalen" in tekst
    assert "Voor wie Anderstaligen 6" in tekst


def test_the_map_has_its_table_and_tells_no_small_number_of_a_municipality(kijker: Bezoek):
    tekst = platte_tekst(kijker.klant.get("/signalen").text)
    assert "Regio Signalen Wacht op antwoord" in tekst
    assert "Limburg 1 0" in tekst
    assert "Gemeente Regio Signalen Gent Gent 4" in tekst
    assert "Hasselt" not in tekst


async def test_from_proposal_to_answer_each_step_is_an_event(bezoek: Bezoek):
    pad = bezoek.vastgesteld()
    assert "Wacht op wie het behandelt." in platte_tekst(bezoek.klant.get("/signalen").text)
    bezoek.stuur(pad, f"{pad}/behandeling", eigenaar="vol-analist-1", bestuursniveau="vlaams")
    assert "Nederlands tweede taal: Kinderopvang Gent, Limburg Hanne, analist, Vlaams" in bord(bezoek, "In behandeling")
    klaar = bezoek.stuur(pad, f"{pad}/antwoord", gevolg="regel-aangepast")
    assert bord(bezoek, "In behandeling").endswith("0 Wacht op een antwoord. Niets.")
    assert (klaar.status_code, klaar.headers["location"]) == (303, pad)
    tekst = platte_tekst(bezoek.klant.get(pad).text)
    assert "Beantwoord Gent, Limburg" in tekst
    assert "Antwoord Regelgeving aangepast" in tekst
    vast, behandeld, beantwoord = await op_log(bezoek.log)
    assert isinstance(vast, BeleidssignaalVastgesteld)
    assert (vast.herkomst, vast.regios, len(vast.bewijs)) == ("gebundeld", ("gent", "limburg"), 6)
    assert behandeld == BeleidssignaalInBehandeling(eigenaar="vol-analist-1", bestuursniveau="vlaams")
    assert beantwoord == BeleidssignaalBeantwoord(gevolg="regel-aangepast")
    assert {lees(e.payload).medewerker for e in await bezoek.log.read("vol.alle.>")} == {ALLES.medewerker}
    assert "Er is niets nieuws om te bekijken." in platte_tekst(bezoek.klant.get("/signalen").text)


async def test_a_proposal_confirmed_twice_is_one_beleidssignaal(bezoek: Bezoek):
    actie = bezoek.voorstel()
    velden = formulieren(bezoek.klant.get("/signalen").text)[actie]
    antwoorden = [bezoek.klant.post(actie, data=velden, follow_redirects=False) for _ in range(2)]
    assert [a.status_code for a in antwoorden] == [303, 303]
    assert antwoorden[0].headers["location"] == antwoorden[1].headers["location"]
    assert len(await op_log(bezoek.log)) == 1


async def test_a_proposal_that_changed_is_looked_at_again(bezoek: Bezoek):
    actie = bezoek.voorstel()
    velden = formulieren(bezoek.klant.get("/signalen").text)[actie]
    erbij = Verhaal(verhaal().ontvangsten)
    gezegd = {
        "soort": "drempel",
        "thema": "nt2",
        "drempelsoort": "kinderopvang",
        "bestuursniveau": "vlaams",
        "ernst": 1,
    }
    erbij.feit("signaal-gemeld", "s9", NU - timedelta(days=1), gezegd, regio="gent", systeem="partners")
    voeg_toe(bezoek.log.opslag.cursor(), [erbij.ontvangsten[-1].rij()])
    bezoek.log.opslag.is_veranderd()
    antwoord = bezoek.klant.post(actie, data=velden)
    assert antwoord.status_code == 409
    assert "Dit voorstel is intussen veranderd" in antwoord.text
    assert await op_log(bezoek.log) == []


async def test_what_is_not_chosen_or_in_no_list_is_said_and_the_rest_is_kept(bevestigd: tuple[Bezoek, str]):
    bezoek, pad = bevestigd
    for eigenaar, niveau, zin in (
        ("", "vlaams", "Kies wie het behandelt."),
        ("vol-analist-1", "europees", "Kies wie er iets aan kan doen."),
    ):
        antwoord = bezoek.stuur(pad, f"{pad}/behandeling", eigenaar=eigenaar, bestuursniveau=niveau)
        assert (antwoord.status_code, zin in antwoord.text) == (422, True)
    assert '<option value="vol-analist-1" selected>' in antwoord.text
    assert len(await op_log(bezoek.log)) == 1


async def test_a_form_of_another_browser_or_of_no_browser_is_refused(bezoek: Bezoek):
    actie = bezoek.voorstel()
    velden = formulieren(bezoek.klant.get("/signalen").text)[actie]
    meld_aan(bezoek.klant, ALLES)
    for wat in (velden, velden | {"teken": ""}, {}):
        antwoord = bezoek.klant.post(actie, data=wat)
        assert (antwoord.status_code, "Dit formulier is verlopen." in antwoord.text) == (403, True)
    bezoek.klant.cookies.clear()
    assert bezoek.klant.post(actie, data=velden).url.path == "/aanmelden"
    assert await op_log(bezoek.log) == []


async def test_without_the_hub_nothing_is_lost_and_nothing_claimed(bezoek: Bezoek):
    bezoek.log.weg = True
    antwoord = bezoek.stuur("/signalen", bezoek.voorstel())
    assert (antwoord.status_code, "De hub antwoordt niet" in antwoord.text) == (503, True)
    assert await op_log(bezoek.log) == []


def test_no_answer_before_there_is_an_owner(bevestigd: tuple[Bezoek, str]):
    bezoek, pad = bevestigd
    velden = formulieren(bezoek.klant.get(pad).text)[f"{pad}/behandeling"]
    antwoord = bezoek.klant.post(f"{pad}/antwoord", data=velden | {"gevolg": "opgelost"})
    assert (antwoord.status_code, "Kies eerst wie het behandelt." in antwoord.text) == (409, True)


def test_what_was_never_established_is_not_found(kijker: Bezoek):
    assert kijker.klant.get(f"/signalen/b{'0' * 24}").status_code == 404
    for pad in ("x", f"B{'0' * 24}", "*"):
        antwoord = kijker.klant.get(f"/signalen/{pad}")
        assert (antwoord.status_code, "<h1>Niet gevonden</h1>" in antwoord.text) == (404, True)


def test_every_field_of_a_form_has_its_label(bevestigd: tuple[Bezoek, str]):
    bezoek, pad = bevestigd
    html = bezoek.klant.get(pad).text
    velden = re.findall(r"<select id=\"([a-z]+)\"", html)
    assert velden == ["eigenaar", "bestuursniveau"]
    assert all(f'<label for="{veld}">' in html for veld in velden)
