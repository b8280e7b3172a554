"""The pages on duplicates as a browser gets them: evidence, the effect before confirming, judging and undoing."""

import asyncio
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from leerwinkel.testing.dienst import formulieren
from vol_reporting.bestand import Bestand
from vol_reporting.cijfers import Vraag
from vol_reporting.dienst import Opslag
from vol_reporting.eigenlog import Aanleiding
from vol_reporting.koppeling.dubbel import DubbelVoorstellen
from vol_reporting.koppeling.paar import Kant, Paar
from vol_reporting.koppeling.vastleggen import leg_vast
from vol_reporting.opslag import voeg_toe

from .bouw import Verhaal
from .proefdienst import IngenomenLog, Proefdienst, klant_van, platte_tekst

NU = datetime.now(UTC)
A, B, C = Kant("gent", "ca"), Kant("limburg", "cb"), Kant("brussel", "cc")
AB, BC, AC = Paar.van(A, B), Paar.van(B, C), Paar.van(A, C)
PAD = "/datakwaliteit/dubbels"
KENMERKEN = ["rijksregisternummer", "naam", "voornaam", "geboortedatum"]


class Bezoek:
    def __init__(self, map_: Path) -> None:
        self.opslag = Opslag(Bestand(map_))
        voeg_toe(self.opslag.cursor(), [o.rij() for o in verhaal().ontvangsten])
        self.log = IngenomenLog(self.opslag)
        asyncio.run(stel_voor(self.log))
        self.klant = klant_van(Proefdienst(self.opslag, eigen_log=self.log))

    def tekst(self, pad: str) -> str:
        return platte_tekst(self.klant.get(pad).text)

    def oordeel(self, paar: Paar, oordeel: str, **anders: Any) -> Any:
        pad = f"{PAD}/{paar.nummer}"
        velden = formulieren(self.klant.get(pad).text)[pad]
        return self.klant.post(pad, data=velden | {"oordeel": oordeel} | anders, follow_redirects=False)

    def b02(self) -> int | None:
        [cijfer] = self.opslag.cijfers(Vraag(codes=["B02"], regio="vlaanderen"))
        return cijfer.teller

    def getoond(self, paar: Paar) -> list[str]:
        """The row of B02 in Flanders over everything: now, then, and the difference."""
        rijen = re.findall(r"<tr>(.*?)</tr>", self.klant.get(f"{PAD}/{paar.nummer}").text, re.DOTALL)
        [rij] = [platte_tekst(r).strip() for r in rijen if "Vlaanderen, alles samen" in r]
        return rij.removeprefix("Vlaanderen, alles samen ").split()


def verhaal() -> Verhaal:
    v, gent = Verhaal(), {"geboortejaar": 1985, "geslacht": "v", "thuistaal": "ar", "gemeente": "44021"}
    v.aanmelding("d1", NU - timedelta(days=90), {"client": A.client, "profiel": gent})
    limburg = {**gent, "gemeente": "71022", "thuistaal": "tr"}
    v.aanmelding("d2", NU - timedelta(days=60), {"client": B.client, "profiel": limburg}, regio="limburg")
    v.aanmelding("d3", NU - timedelta(days=50), {"client": C.client}, regio="brussel")
    v.aanmelding("d4", NU - timedelta(days=40), {"client": "cd"}, regio="limburg", systeem="import")
    return v


async def stel_voor(log: IngenomenLog) -> None:
    """As the linking service does it."""
    for n, (paar, gewicht) in enumerate(((AB, 52.0), (BC, 28.0))):
        command = DubbelVoorstellen(paar.voorgesteld(gewicht, KENMERKEN[n:]))
        waarom = Aanleiding(opdracht=UUID(int=n), medewerker="koppeldienst", nu=NU - timedelta(days=1))
        await leg_vast(log, command, paar.nummer, waarom)


@contextmanager
def op_bezoek(map_: Path) -> Generator[Bezoek]:
    gast = Bezoek(map_)
    with gast.klant:
        yield gast
    gast.opslag.sluit()


@pytest.fixture
def bezoek(tmp_path: Path) -> Iterator[Bezoek]:
    with op_bezoek(tmp_path) as gast:
        yield gast


@pytest.fixture(scope="module")
def kijker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bezoek]:
    """Who looks, and decides nothing."""
    with op_bezoek(tmp_path_factory.mktemp("kijker")) as gast:
        yield gast


def test_what_waits_is_listed_the_strongest_first_and_the_page_on_data_quality_counts_it(kijker: Bezoek):
    """Screens, Datakwaliteit: duplicates to review."""
    assert "2 paren wachten op een oordeel" in kijker.tekst("/datakwaliteit")
    html = kijker.klant.get(PAD).text
    assert re.findall(PAD + r"/(d[0-9a-f]{24})", html) == [AB.nummer, BC.nummer]
    tekst = platte_tekst(html)
    assert "Rijksregisternummer, familienaam, voornaam, geboortedatum" in tekst
    assert "268 miljoen keer" in tekst


def test_the_page_says_why_a_profile_alone_is_never_enough_and_who_has_no_marks(kijker: Bezoek):
    tekst = kijker.tekst(PAD)
    assert "Een gelijk profiel alleen is nooit genoeg" in tekst
    assert "Limburg 2 1" in tekst


def test_a_pair_shows_what_agrees_and_both_profiles_in_codes(kijker: Bezoek):
    tekst = kijker.tekst(f"{PAD}/{AB.nummer}")
    assert "Gelijk Rijksregisternummer, Familienaam, Voornaam, Geboortedatum" in tekst
    assert "Geboortejaar 1985 1985 gelijk" in tekst
    assert "Gemeente Gent Hasselt anders, kan wijzigen" in tekst
    assert "Thuistaal Arabisch Turks anders" in tekst
    assert "Limburg telt 1 cliënt met het geboortejaar en geslacht van de andere." in tekst


def test_the_effect_and_who_else_it_links_are_shown_before_and_the_figure_moves_by_exactly_that_and_back(
    bezoek: Bezoek,
):
    """Issue, step 4: match, no match, undo, and the effect on B02 shown before confirming."""
    assert bezoek.getoond(AB) == ["4", "3", "−1"]
    assert "Het aantal aanmeldingen (B01) in Vlaanderen: 4 nu, 4 straks." in bezoek.tekst(f"{PAD}/{AB.nummer}")
    assert bezoek.b02() == 4
    antwoord = bezoek.oordeel(AB, "zelfde-persoon")
    assert (antwoord.status_code, antwoord.headers["location"]) == (303, f"{PAD}/{AB.nummer}?gedaan=zelfde-persoon")
    assert bezoek.b02() == 3
    assert "Ze tellen nu als één persoon." in bezoek.tekst(antwoord.headers["location"])
    assert bezoek.getoond(AB) == ["3", "4", "+1"]
    assert "Ook deze worden één persoon Brussel cc en Gent ca." in bezoek.tekst(f"{PAD}/{BC.nummer}")
    assert bezoek.oordeel(AB, "teruggedraaid").status_code == 303
    assert bezoek.b02() == 4
    assert "Er was een oordeel; het is teruggedraaid." in bezoek.tekst(f"{PAD}/{AB.nummer}")


def test_who_saw_another_effect_than_there_is_now_looks_again(kijker: Bezoek):
    antwoord = kijker.oordeel(AB, "zelfde-persoon", gevolg="0000000000000000")
    assert antwoord.status_code == 409
    assert "Het gevolg is intussen anders dan wat je zag." in platte_tekst(antwoord.text)
    assert kijker.b02() == 4


def test_two_persons_changes_no_figure_and_the_pair_waits_no_more(bezoek: Bezoek):
    assert bezoek.oordeel(AB, "niet-zelfde-persoon").status_code == 303
    assert bezoek.b02() == 4
    tekst = bezoek.tekst(PAD)
    assert "1 paar, het sterkste eerst." in tekst
    assert "twee personen" in tekst


def test_of_who_is_erased_nothing_is_judged_and_no_profile_is_shown(bezoek: Bezoek):
    """Privacy: screens with rows show an erased dossier only by region, year and trap."""
    weg = Verhaal()
    weg.feit("persoonsgegevens-vernietigd", A.client, NU, {"client": A.client, "grond": "verzoek-client"})
    rij = weg.ontvangsten[0].rij()
    voeg_toe(bezoek.opslag.cursor(), [rij._replace(positie=99, ruw=rij.ruw.replace("0001", "0099"))])
    bezoek.opslag.is_veranderd()
    assert AB.nummer not in bezoek.klant.get(PAD).text
    tekst = bezoek.tekst(f"{PAD}/{AB.nummer}")
    assert "Iemand van dit paar is gewist. Er valt niets meer te beoordelen." in tekst
    assert "1985" not in tekst
    assert f'action="{PAD}' not in bezoek.klant.get(f"{PAD}/{AB.nummer}").text


@pytest.mark.parametrize("pad", [f"{PAD}/d{'0' * 24}", f"{PAD}/x", f"{PAD}/d1"])
def test_an_unknown_pair_is_not_found(kijker: Bezoek, pad: str):
    assert kijker.klant.get(pad).status_code == 404


def test_a_form_of_another_site_judges_nothing(kijker: Bezoek):
    assert kijker.oordeel(AB, "zelfde-persoon", teken="x").status_code == 403
    assert kijker.oordeel(AB, "iets").status_code == 422
    assert kijker.b02() == 4
