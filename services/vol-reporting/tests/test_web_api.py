"""The figures as JSON for programs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from leerwinkel.gebeurtenissen.codelijst import codelijst
from vol_reporting.bestand import Bestand
from vol_reporting.dienst import Opslag

from .proefdienst import Proefdienst, bezoek, klant_van


@pytest.fixture(scope="module")
def bezoeker() -> Iterator[TestClient]:
    with bezoek() as klant:
        yield klant


def test_a_boundary_second_is_in_one_period(bezoeker: TestClient):
    tellingen = [
        bezoeker.get("/api/cijfers", params={"periode": periode, "regio": "gent", "code": "B01"}).json()[0]["teller"]
        for periode in ("2016-09", "2016-10", "2016-Q3", "2016-Q4", "2016-10-01..2016-10-02", "2016", "alles")
    ]
    assert tellingen == [1, 1, 1, 1, 1, 2, 2]


def test_the_past_is_shown_as_it_was_known(bezoeker: TestClient):
    def aanmeldingen(**keuze: str) -> int:
        return bezoeker.get("/api/cijfers", params={"code": "B01", "regio": "vlaanderen", **keuze}).json()[0]["teller"]

    assert aanmeldingen(bekend_op="2016-09-30") == 1
    assert aanmeldingen(bekend_op="2016-10-01T00:00:00 02:00") == 2
    assert aanmeldingen(stand="2026-11-03") == 1
    assert "ontvangen had op 3\N{NO-BREAK SPACE}november 2026" in bezoeker.get("/", params={"stand": "2026-11-03"}).text


def test_several_faults_are_all_said(bezoeker: TestClient):
    uitleg = bezoeker.get("/api/cijfers", params={"periode": "x", "regio": "y", "stand": "z"}).json()["detail"]
    assert all(f"‘{fout}’" in uitleg for fout in "xyz")


def test_figures_as_json_have_exactly_these_fields(bezoeker: TestClient):
    cijfers = bezoeker.get("/api/cijfers", params={"code": ["B01", "D05"], "periode": "2016-10"}).json()
    velden = "code versie regio periode dimensie waarde_dimensie teller noemer waarde eenheid opmerking aangehouden"
    assert [list(cijfer) for cijfer in cijfers] == [velden.split()] * 18
    assert {cijfer["code"] for cijfer in cijfers} == {"B01", "D05"}
    assert {cijfer["regio"] for cijfer in cijfers} == {*codelijst("regio"), "vlaanderen"}


def test_a_figure_is_counted_by_the_version_that_is_asked(bezoeker: TestClient):
    def versies(**keuze: str) -> set[int]:
        return {c["versie"] for c in bezoeker.get("/api/cijfers", params={"code": "B04", **keuze}).json()}

    assert versies() == {2}
    assert versies(periode="2016") == {1}
    assert versies(versie="B04=1") == {1}


@pytest.mark.parametrize("versie", ["B04", "B04=9", "B99=1", "B04=een", "B04=1,,B08"])
def test_a_version_that_does_not_exist_is_a_problem(bezoeker: TestClient, versie: str):
    antwoord = bezoeker.get("/api/cijfers", params={"versie": versie})
    assert (antwoord.status_code, antwoord.json()["title"]) == (422, "De vraag klopt niet")


@pytest.mark.parametrize("keuze", [{"periode": "x"}, {"code": "B99"}, {"bekend-op": "2016-01-01"}, {"splits": "x"}])
def test_a_fault_in_json_is_a_problem_in_dutch(bezoeker: TestClient, keuze: dict[str, str]):
    antwoord = bezoeker.get("/api/cijfers", params=keuze)
    assert antwoord.status_code == 422
    assert antwoord.headers["content-type"] == "application/problem+json"
    probleem = antwoord.json()
    assert probleem["title"] == "De vraag klopt niet"
    assert probleem["status"] == 422
    assert next(iter(keuze.values())) in probleem["detail"] or next(iter(keuze)) in probleem["detail"]


def test_the_published_figures_stand_beside_the_computed(bezoeker: TestClient):
    rijen = bezoeker.get("/api/goal").json()
    assert [rij["nr"] for rij in rijen] == list(range(1, 17))
    assert set(rijen[0]) == {"nr", "figuur", "gepubliceerd", "berekend", "teller", "noemer", "klopt"}
    assert not rijen[0]["klopt"]


def test_status_and_health_are_for_machines(bezoeker: TestClient):
    assert len(bezoeker.get("/api/status").json()["regios"]) == 8
    assert bezoeker.get("/gezond").text == "gezond\n"


def test_what_is_not_there_is_said_in_the_form_that_was_asked(bezoeker: TestClient):
    pagina, json_ = bezoeker.get("/bestaat-niet"), bezoeker.get("/api/bestaat-niet")
    assert (pagina.status_code, json_.status_code) == (404, 404)
    assert "Deze pagina bestaat niet" in pagina.text
    assert json_.headers["content-type"] == "application/problem+json"


def test_what_goes_wrong_inside_says_nothing_of_the_inside(tmp_path: Path):
    opslag = Opslag(Bestand(tmp_path))
    opslag.sluit()
    with klant_van(Proefdienst(opslag)) as klant:
        pagina, json_ = klant.get("/"), klant.get("/api/cijfers")
    assert (pagina.status_code, json_.status_code) == (500, 500)
    assert "Er ging iets mis" in pagina.text
    assert "duckdb" not in (pagina.text + json_.text).lower()
    assert "frame-ancestors 'none'" in pagina.headers["content-security-policy"]
