"""The pages of quality as a browser gets them: targets with their light, actions, self-assessment, the file."""

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.kwaliteit import DoelstellingVastgelegd, ZelfevaluatieVastgelegd
from leerwinkel.testing.dienst import formulieren
from vol_reporting.opslag import voeg_toe

from .bouw import Verhaal
from .proefdienst import IngenomenLog, met_eigen_log, platte_tekst

NU = datetime.now(UTC)
JAAR = NU.year - 1
DOEL = {"cijfer": "K02", "streefwaarde": "60", "grens": "40", "jaar": str(JAAR), "strategisch": "warm-netwerk"}


@dataclass
class Bezoek:
    klant: TestClient
    log: IngenomenLog

    def stuur(self, pad: str, actie: str, **ingevuld: Any) -> Any:
        velden = formulieren(self.klant.get(pad).text)[actie]
        return self.klant.post(actie, data=velden | ingevuld, follow_redirects=False)

    def doel(self, gebied: str = "gent", **anders: str) -> Any:
        pad = f"/kwaliteit/{gebied}?jaar={JAAR}"
        return self.stuur(pad, pad, **{**DOEL, **anders})

    def tekst(self, pad: str) -> str:
        antwoord = self.klant.get(pad)
        assert antwoord.status_code == 200, pad
        return platte_tekst(antwoord.text)

    async def gezegd(self) -> list[Any]:
        return [lees(e.payload).data for e in await self.log.read("vol.intern.>")]


def verhaal() -> Verhaal:
    """Gent: in June of last year 100 referrals, 30 of them warm, two years before 40 and 10; in Limburg 3."""
    v = Verhaal()
    juni = datetime(JAAR, 6, 10, 10, tzinfo=UTC)
    v.aanmelding("eerste", juni - timedelta(days=1300))
    v.aanmelding("laatste", juni)
    for n in range(100):
        data = {"doorverwijzing": f"v{n}", "partnersoort": "cvo", "warm": n < 30}
        v.feit("doorverwijzing-gemaakt", f"d{n}", juni + timedelta(minutes=n), data, systeem="partners")
        if n < 3:
            v.feit("doorverwijzing-gemaakt", f"d{n}", juni, data, systeem="partners", regio="limburg")
    for n in range(40):
        data = {"doorverwijzing": f"w{n}", "partnersoort": "cvo", "warm": n < 10}
        v.feit("doorverwijzing-gemaakt", f"e{n}", juni - timedelta(days=730 - n), data, systeem="partners")
    v.feit("klacht-ontvangen", "k1", juni, {"thema": "wachttijd"}, systeem="partners")
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
def zonder_gevolg(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bezoek]:
    """Somebody who gets nothing done."""
    with op_bezoek(tmp_path_factory.mktemp("kwaliteit")) as gast:
        yield gast


async def test_a_target_is_agreed_on_the_page_and_has_its_light_on_every_page(bezoek: Bezoek):
    gedaan = bezoek.doel()
    assert (gedaan.status_code, gedaan.headers["location"]) == (303, f"/kwaliteit/gent?jaar={JAAR}")
    bezoek.doel("limburg")
    [gent, limburg] = await bezoek.gezegd()
    assert gent == DoelstellingVastgelegd(
        indicator="K02", regio="gent", periode=str(JAAR), streefwaarde=60, grens=40, strategisch="warm-netwerk",
        beheersovereenkomst=JAAR - 4,
    )  # fmt: skip
    assert limburg.regio == "limburg"
    tekst = bezoek.tekst(f"/kwaliteit/gent?jaar={JAAR}")
    assert "Warme overdracht K02 Warm samenwerken in een netwerk minstens 60 % 40 % 30,0 % 30 van 100" in tekst
    assert "rood: ver onder het doel" in tekst
    overzicht = bezoek.tekst(f"/kwaliteit?jaar={JAAR}")
    assert "Gent 0 0 1 0 0 0 van 9" in overzicht
    assert "Limburg 0 0 0 1 0 0 van 9" in overzicht
    assert "Warme overdracht, Gent 30,0 % minstens 60 % rood: ver onder het doel Start een actie" in overzicht


async def test_a_revised_target_is_said_to_be_one_and_the_same_again_is_nothing(bezoek: Bezoek):
    for streef in ("60", "60", "25"):
        assert bezoek.doel(streefwaarde=streef, grens="20").status_code == 303
    assert [doel.streefwaarde for doel in await bezoek.gezegd()] == [60, 25]
    tekst = bezoek.tekst(f"/kwaliteit/gent?jaar={JAAR}")
    assert f"minstens 25 % 30,0 % groen: gehaald herzien op {NU.astimezone():%-d}" in tekst


async def test_a_target_is_withdrawn_with_a_reason(bezoek: Bezoek):
    bezoek.doel()
    pad, actie_ = f"/kwaliteit/gent?jaar={JAAR}", f"/kwaliteit/gent/ingetrokken?jaar={JAAR}"
    [nummer] = re.findall(r'<option value="(d[0-9a-f]{24})"', bezoek.klant.get(pad).text)
    for anders, zin in (({"doel": "d.>"}, "Kies een doel."), ({"doel": nummer}, "Kies waarom.")):
        antwoord = bezoek.stuur(pad, actie_, **anders)
        assert (antwoord.status_code, zin in platte_tekst(antwoord.text)) == (422, True)
    assert bezoek.stuur(pad, actie_, doel=nummer, reden="invoerfout").status_code == 303
    assert f"Er is geen doel voor {JAAR}." in bezoek.tekst(pad)
    assert [gegevens.gebeurtenisnaam() for gegevens in await bezoek.gezegd()][1:] == ["doelstelling-ingetrokken"]


@pytest.mark.parametrize(
    ("anders", "zin", "status"),
    [
        ({"cijfer": ""}, "Kies een cijfer.", 422),
        ({"streefwaarde": ""}, "Schrijf het doel als getal.", 422),
        ({"streefwaarde": "veel"}, "schrijf een getal, zonder punt per duizend.", 422),
        ({"grens": "80"}, "De grens voor rood moet voorbij het doel liggen", 409),
        ({"cijfer": "N02"}, "Kies minstens of hoogstens.", 409),
        ({"cijfer": "Z9"}, "indicator", 422),
        ({"teken": "x"}, "Dit formulier is verlopen.", 403),
    ],
)
async def test_what_is_wrong_with_a_target_is_said_and_the_rest_is_kept(
    zonder_gevolg: Bezoek, anders: dict[str, str], zin: str, status: int
):
    antwoord = zonder_gevolg.doel(**anders)
    assert (antwoord.status_code, zin in platte_tekst(antwoord.text)) == (status, True)
    assert await zonder_gevolg.gezegd() == []
    assert formulieren(antwoord.text)[f"/kwaliteit/gent?jaar={JAAR}"]["strategisch"] == "warm-netwerk"


def actie(**anders: str) -> dict[str, str]:
    velden = {"gebied": "gent", "aanleiding": "doel-niet-gehaald", "caf": "5", "cijfer1": "K02", "aanpak": "vorming"}
    dagen = {"aanvang": f"{JAAR - 1}-09-01", "einde": f"{JAAR}-02-01", "actiehouder": "vol-analist-1"}
    return velden | dagen | anders


def gestart(bezoek: Bezoek, **anders: str) -> str:
    antwoord = bezoek.stuur("/kwaliteit/acties/nieuw", "/kwaliteit/acties/nieuw", **actie(**anders))
    assert antwoord.status_code == 303, platte_tekst(antwoord.text)
    return str(antwoord.headers["location"])


async def test_an_action_goes_from_plan_to_act_and_shows_what_became_of_its_figure(bezoek: Bezoek):
    pad = gestart(bezoek)
    te_vroeg = bezoek.stuur(pad, f"{pad}/slot", uitkomst="doel-bereikt")
    assert (te_vroeg.status_code, "Leg eerst vast wat je onderweg zag." in te_vroeg.text) == (409, True)
    bezoek.stuur(pad, f"{pad}/check", bevinding="op-koers", bekeken_op=f"{JAAR}-01-10")
    bezoek.stuur(pad, f"{pad}/slot", uitkomst="deels-bereikt", borging="delen")
    soorten = [gegevens.gebeurtenisnaam().removeprefix("verbeteractie-") for gegevens in await bezoek.gezegd()]
    assert soorten == ["gestart", "bijgestuurd", "afgerond"]
    tekst = bezoek.tekst(pad)
    assert "Vorming of intervisie, voor warme overdracht deels bereikt" in tekst
    assert "Bevinding Op koers" in tekst
    assert "Wat blijft Wordt gedeeld met andere leerwinkels" in tekst
    assert f"februari {JAAR - 2} tot en met" in tekst
    assert "Warme overdracht hoger 25,0 % 10 van 40 30,0 % 30 van 100 +5,0 punt −1" in tekst
    assert "geen verschil dat verder gaat dan toeval" in tekst
    [ervoor] = re.findall(r'href="(/indicatoren/K02/records[^"]+bekend_op=[^"]+)"', bezoek.klant.get(pad).text)
    assert "voor teller 10 en noemer 40." in bezoek.tekst(unescape(ervoor))
    assert "Dit zegt niet dat de actie het deed." in tekst
    assert "Rond de actie af" not in tekst
    assert "Gent Warme overdracht Vorming of intervisie" in bezoek.tekst("/kwaliteit")


async def test_an_action_sent_twice_is_one_and_says_what_is_missing(bezoek: Bezoek):
    velden = formulieren(bezoek.klant.get("/kwaliteit/acties/nieuw?gebied=gent&cijfer1=K02").text)
    formulier = velden["/kwaliteit/acties/nieuw"]
    assert (formulier["gebied"], formulier["cijfer1"]) == ("gent", "K02")
    for _ in range(2):
        bezoek.klant.post("/kwaliteit/acties/nieuw", data=formulier | actie())
    assert len(await bezoek.gezegd()) == 1
    for anders, zin in (
        ({"gebied": ""}, "Kies een leerwinkel"),
        ({"aanvang": "x"}, "Kies wanneer de actie begint."),
        ({"cijfer1": ""}, "Kies een cijfer dat de actie moet veranderen."),
        ({"cijfer2": "N02"}, "Zeg bij elk cijfer of het hoger of lager moet"),
        ({"actiehouder": "iemand"}, "Kies wie de actie opvolgt."),
    ):
        antwoord = bezoek.stuur("/kwaliteit/acties/nieuw", "/kwaliteit/acties/nieuw", **actie(**anders))
        assert (antwoord.status_code in (409, 422), zin in platte_tekst(antwoord.text)) == (True, True), zin
    assert len(await bezoek.gezegd()) == 1


async def test_a_criterion_is_scored_with_its_figures_beside_it(bezoek: Bezoek):
    bezoek.doel()
    pad = f"/kwaliteit/gent/zelfevaluatie?jaar={JAAR}"
    zonder = bezoek.stuur(pad, pad, caf="1", deelscore1="50", deelscore2="50", deelscore3="30", deelscore4="30")
    assert (zonder.status_code, "moet op iets steunen (CAF)" in zonder.text) == (409, True)
    te_hoog = bezoek.stuur(pad, pad, caf="9", deelscore1="50", deelscore2="101")
    assert (te_hoog.status_code, "een score van 0 tot 100" in te_hoog.text) == (422, True)
    gedaan = bezoek.stuur(pad, pad, caf="9", deelscore1="50", deelscore2="40")
    assert (gedaan.status_code, gedaan.headers["location"]) == (303, f"{pad}#criterium-9")
    *_, score = await bezoek.gezegd()
    assert score == ZelfevaluatieVastgelegd(regio="gent", jaar=JAAR, caf="9", score=45, deelscores=(50, 40))
    tekst = bezoek.tekst(pad)
    assert "9. Resultaten van de sleutelactiviteiten Score 45 Trend 50, Doelbereik 40" in tekst
    assert "7. Resultaten bij medewerkers Nog niet gescoord. Geen enkel cijfer van de VOL gaat hierover." in tekst
    assert "Warme overdracht K02 30,0 % – 32,0 % rood: ver onder het doel" in tekst


def test_looking_back_shows_what_was_agreed_then_and_asks_nothing(bezoek: Bezoek):
    bezoek.doel()
    toen = Verhaal()
    stand = {"posities": {"gent": 500, "limburg": 500}, "eigen": 1}
    toen.feit("stand-vastgelegd", "s1", NU, stand, regio="vol", systeem="vol-reporting", ontvangen=NU)
    [ontvangst] = toen.ontvangsten
    voeg_toe(bezoek.log.opslag.cursor(), [ontvangst.rij()._replace(positie=99)])
    bezoek.doel(streefwaarde="25", grens="20")
    nu, vroeger = (
        f"/kwaliteit/gent?jaar={JAAR}",
        f"/kwaliteit/gent?jaar={JAAR}&stand={NU + timedelta(seconds=5):%Y-%m-%dT%H:%M:%SZ}",
    )
    assert "minstens 25 %" in bezoek.tekst(nu)
    tekst = bezoek.tekst(vroeger)
    assert "minstens 60 %" in tekst
    assert "minstens 25 %" not in tekst
    assert "Leg een doel vast" not in tekst


def test_the_file_for_the_external_evaluation_holds_everything_and_can_be_printed(bezoek: Bezoek):
    bezoek.doel()
    pad = gestart(bezoek)
    bezoek.stuur(pad, f"{pad}/check", bevinding="op-koers", bekeken_op=f"{JAAR}-01-10")
    tekst = bezoek.tekst(f"/kwaliteit/gent/dossier?jaar={JAAR}")
    assert f"Beheersovereenkomst {JAAR - 4} tot en met {JAAR}" in tekst
    assert "Stand van alle cijfers alles wat de VOL ontving; bekeken vanaf" in tekst
    assert f"Warme overdracht {JAAR} minstens 60 % 40 % 30,0 % 21,2–40,0 % rood: ver onder het doel" in tekst
    assert "Warme overdracht (K02) per kwartaal" in tekst
    assert "1. Leiderschap – – – – –" in tekst
    assert "Vorming of intervisie Warme overdracht 1" in tekst
    assert f"Ontvangen Thema Behandeld 10 juni {JAAR}" in tekst
    assert "Volledigheid (Q01)" in tekst
    pdf = bezoek.klant.get(f"/kwaliteit/gent/dossier.pdf?jaar={JAAR}")
    assert (pdf.status_code, pdf.headers["content-type"], pdf.content[:5]) == (200, "application/pdf", b"%PDF-")


def test_the_lists_can_be_taken_along(bezoek: Bezoek):
    bezoek.doel(bron="overeenkomst, art. 4")
    gestart(bezoek)
    [kop, gent] = bezoek.klant.get(f"/kwaliteit/doelen.csv?jaar={JAAR}").text.strip().splitlines()
    assert kop.startswith("\ufeffGebied;Jaar;Code;Cijfer;Strategisch doel;Doel;Streefwaarde;Rood voorbij;Gemeten")
    assert gent.startswith(
        f"Gent;{JAAR};K02;Warme overdracht;Warm samenwerken in een netwerk;minstens 60\xa0%;60.0;40.0;30.0;21.2"
    )
    assert "rood: ver onder het doel;" in gent
    assert gent.endswith(";0;overeenkomst, art. 4")
    [_, actie_] = bezoek.klant.get("/kwaliteit/acties.csv").text.strip().splitlines()
    assert ";Gent;Vorming of intervisie;" in actie_
    assert actie_.endswith(";geen verschil dat verder gaat dan toeval")
    for wat in ("doelen", "acties"):
        assert bezoek.klant.get(f"/kwaliteit/{wat}.xlsx?jaar={JAAR}").content[:2] == b"PK"


def test_what_does_not_exist_is_not_found_and_a_wrong_year_is_said(zonder_gevolg: Bezoek):
    for pad in ("/kwaliteit/x", "/kwaliteit/vlaanderen/dossier", "/kwaliteit/vlaanderen/zelfevaluatie"):
        assert zonder_gevolg.klant.get(pad).status_code == 404
    for nummer in ("x", f"a{'0' * 24}", "a*"):
        assert zonder_gevolg.klant.get(f"/kwaliteit/acties/{nummer}").status_code == 404
    assert "is geen jaar" in platte_tekst(zonder_gevolg.klant.get("/kwaliteit?jaar=ooit").text)


async def test_without_the_hub_nothing_is_lost_and_nothing_claimed(zonder_gevolg: Bezoek):
    zonder_gevolg.log.weg = True
    antwoord = zonder_gevolg.doel()
    assert (antwoord.status_code, "De hub antwoordt niet" in antwoord.text) == (503, True)
    zonder_gevolg.log.weg = False
    assert await zonder_gevolg.gezegd() == []


def test_the_target_of_flanders_stands_beside_its_core_figure(bezoek: Bezoek):
    assert f"Doel {JAAR}" not in bezoek.tekst("/overzicht")
    bezoek.doel("vlaanderen")
    tekst = bezoek.tekst("/overzicht")
    assert f"Doel {JAAR}" in tekst
    assert re.search("Warme overdracht K02 [^K]*? minstens 60 % oranje: onder het doel", tekst)
