"""The page on data quality: what it tells, and the decisions that its forms give."""

from collections.abc import Generator

import pytest
from starlette.testclient import TestClient

from leerwinkel.gebeurtenissen.vol import StroomAangehouden
from vol_reporting.bestand import Bestand
from vol_reporting.datakwaliteit.opdracht import Opdracht
from vol_reporting.dienst import Opslag
from vol_reporting.inname.verwerking import Verwerking

from .aanhouding import Hub, zonder_inhoud
from .proefdienst import Proefdienst, klant_van, platte_tekst


@pytest.fixture(scope="module")
def _dienst(tmp_path_factory: pytest.TempPathFactory) -> Generator[Proefdienst]:
    dienst = Proefdienst(Opslag(Bestand(tmp_path_factory.mktemp("vol"))))
    hub = Hub(dienst.opslag.cursor())
    hub.stuurt(2)
    hub.stuurt_ruw([zonder_inhoud()])
    hub.zegt(StroomAangehouden(regio="gent", vanaf_positie=2, reden="veel-correcties"))
    assert Verwerking(hub.con).posities.hoogste["gent"] == 3
    dienst.quarantaine["gent"] = 1
    yield dienst
    dienst.opslag.sluit()


@pytest.fixture(scope="module")
def klant(_dienst: Proefdienst) -> Generator[TestClient]:
    with klant_van(_dienst) as klant:
        yield klant


@pytest.fixture
def dienst(_dienst: Proefdienst) -> Proefdienst:
    """On which nothing was decided yet."""
    _dienst.besloten.clear()
    return _dienst


def _verzend(klant: TestClient, **velden: str) -> tuple[int, str]:
    """Send a form as the page gave it; the status and the text after it."""
    teken = klant.get("/datakwaliteit").text.partition('name="teken" value="')[2].partition('"')[0]
    antwoord = klant.post("/datakwaliteit", data={"teken": teken, **velden})
    return antwoord.status_code, platte_tekst(antwoord.text)


def test_the_page_says_what_is_held_apart_since_when_and_why(klant: TestClient):
    tekst = platte_tekst(klant.get("/datakwaliteit").text)
    assert "Gent veel correcties" in tekst
    assert "1 gebeurtenis is bewaard, vanaf positie 2, en telt in geen enkel cijfer mee." in tekst
    assert "Gent aangehouden quarantaine" in tekst


def test_every_page_with_figures_says_that_not_everything_counts(klant: TestClient):
    for pad in ("/", "/indicatoren/D05"):
        assert "Een deel van wat Gent stuurde, is aangehouden" in platte_tekst(klant.get(pad).text), pad


def test_the_quarantine_tells_the_reason_and_offers_again(klant: TestClient, dienst: Proefdienst):
    tekst = platte_tekst(klant.get("/datakwaliteit").text)
    assert "sessie-gehouden" in tekst
    assert "ontbreekt" in tekst
    status, _ = _verzend(klant, handeling="aanbieden", regio="gent", positie="3")
    assert (status, dienst.besloten) == (200, [Opdracht(handeling="aanbieden", regio="gent", positie=3)])


def test_a_release_says_what_was_done(klant: TestClient, dienst: Proefdienst):
    assert "Van gent telt weer alles." in _verzend(klant, handeling="vrijgeven", regio="gent", positie="")[1]
    assert dienst.besloten == [Opdracht(handeling="vrijgeven", regio="gent")]
    assert "daar niets aangehouden" in _verzend(klant, handeling="vrijgeven", regio="limburg")[1]


@pytest.mark.parametrize(
    ("velden", "status", "zin"),
    [
        ({"handeling": "aanhouden", "regio": ""}, 422, "Kies een regio"),
        ({"handeling": "aanhouden", "regio": "gent", "positie": "nul"}, 422, "positie vanaf 1"),
        ({"handeling": "vrijgeven", "regio": "gent", "positie": "9999"}, 409, "pas 3 posities"),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_is_written(
    klant: TestClient, velden: dict[str, str], status: int, zin: str
):
    gekregen, tekst = _verzend(klant, **velden)
    assert gekregen == status
    assert zin in tekst


def test_a_form_of_another_site_decides_nothing(klant: TestClient, dienst: Proefdienst):
    assert klant.post("/datakwaliteit", data={"handeling": "vrijgeven", "regio": "gent"}).status_code == 403
    assert dienst.besloten == []


def test_programs_decide_by_the_same_sentences(klant: TestClient):
    antwoord = klant.post("/api/besluiten", json={"handeling": "vrijgeven", "regio": "gent", "positie": 2})
    assert antwoord.json() == {"gedaan": "Van gent telt weer alles tot en met positie 2. De rest blijft aangehouden."}
    fout = klant.post("/api/besluiten", json={"handeling": "vrijgeven", "regio": "gent", "positie": 99})
    assert (fout.status_code, "pas 3 posities" in fout.json()["detail"]) == (409, True)
    [rij] = klant.get("/api/quarantaine", params={"regio": "gent"}).json()
    assert (rij["positie"], sorted(rij)) == (3, ["bron", "id", "ontvangen", "positie", "reden", "regio", "type"])
