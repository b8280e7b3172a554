"""The code lists: complete, of one form, and valid when they should be."""

import csv
from collections.abc import Iterator
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, cast

import pytest
from pydantic import TypeAdapter, ValidationError

from leerwinkel.gebeurtenissen import REGISTER
from leerwinkel.gebeurtenissen.codelijst import ONBEKEND, Code, codelijst
from leerwinkel.gebeurtenissen.vorige import VORIGE

MAP = Path(str(resources.files("leerwinkel.gebeurtenissen") / "codelijsten"))
LIJSTEN = sorted(bestand.stem for bestand in MAP.glob("*.csv") if bestand.stem != "nis_fusies")
GEMEENTE: TypeAdapter[str] = TypeAdapter(Annotated[str, Code("gemeente")])
KOP = ["lijst", "code", "label_nl", "label_en", "geldig_van", "geldig_tot", "groep"]


def rijen(naam: str) -> list[dict[str, str]]:
    return list(csv.DictReader((MAP / f"{naam}.csv").read_text(encoding="utf-8").splitlines()))


def gebruikt(schema: Any) -> Iterator[frozenset[str]]:
    """The sets of codes that stand in a JSON schema."""
    if isinstance(schema, dict):
        deel = cast("dict[str, Any]", schema)
        if "enum" in deel:
            yield frozenset(deel["enum"]) - {*ONBEKEND}
        for onder in deel.values():
            yield from gebruikt(onder)
    elif isinstance(schema, list):
        for onder in cast("list[Any]", schema):
            yield from gebruikt(onder)


@pytest.mark.parametrize("naam", LIJSTEN)
def test_a_list_has_the_form_of_all_lists(naam: str):
    tekst = (MAP / f"{naam}.csv").read_bytes()
    assert b"\r" not in tekst
    assert tekst.endswith(b"\n")
    assert tekst.decode("utf-8").splitlines()[0].split(",") == KOP
    for rij in rijen(naam):
        assert rij["lijst"] == naam
        assert rij["label_nl"].strip()
        assert rij["label_en"].strip()
    codes = [rij["code"] for rij in rijen(naam)]
    assert len(codes) == len(set(codes))
    assert not {*codes} & {"niet-gevraagd", "wil-niet-zeggen"}


@pytest.mark.parametrize("naam", LIJSTEN)
def test_a_code_ends_after_it_began(naam: str):
    for codering in codelijst(naam).values():
        assert codering.geldig_tot is None or codering.geldig_van < codering.geldig_tot


def test_every_coded_field_has_a_list():
    lijsten = {frozenset(codelijst(naam)) - {*ONBEKEND} for naam in LIJSTEN} | {frozenset[str]()}
    for soort in (*REGISTER.values(), *VORIGE.values()):
        for codes in gebruikt(soort.model.model_json_schema()):
            assert codes in lijsten, soort.type


@pytest.mark.parametrize("naam", ["laaggeschoold_blauwdruk", "scholing_arbeidsmarkt"])
def test_a_grouping_groups_every_diploma(naam: str):
    assert list(codelijst(naam)) == list(codelijst("hoogste_diploma"))
    assert all(codering.groep for codering in codelijst(naam).values())


def test_the_groups_of_a_municipality_are_regions():
    groepen = {codering.groep for codering in codelijst("gemeente").values()}
    assert groepen == {*codelijst("regio"), None}


@pytest.mark.parametrize(
    ("nis", "groep"),
    [
        ("44021", "gent"),
        ("11002", "antwerpen-stad"),
        ("11007", "antwerpen"),
        ("21004", "brussel"),
        ("23088", "vlaams-brabant"),
        ("24062", "vlaams-brabant"),
        ("35013", "west-vlaanderen"),
        ("46030", "oost-vlaanderen"),
        ("73111", "limburg"),
        ("25005", None),
        ("62063", None),
    ],
)
def test_a_municipality_lies_in_a_region(nis: str, groep: str | None):
    assert codelijst("gemeente")[nis].groep == groep


@pytest.mark.parametrize(
    ("dag", "aantal", "vlaams", "brussels"),
    [(date(2015, 1, 1), 589, 308, 19), (date(2018, 12, 31), 589, 308, 19), (date(2019, 1, 1), 581, 300, 19),
     (date(2024, 12, 31), 581, 300, 19), (date(2025, 1, 1), 565, 285, 19)],
)  # fmt: skip
def test_belgium_has_as_many_municipalities_as_it_had(dag: date, aantal: int, vlaams: int, brussels: int):
    groepen = [c.groep for c in codelijst("gemeente").values() if c.geldig_op(dag)]
    assert len(groepen) == aantal
    assert groepen.count("brussel") == brussels
    assert len([g for g in groepen if g not in (None, "brussel")]) == vlaams


def test_a_merged_municipality_ends_on_the_day_that_the_new_one_begins():
    gemeenten = codelijst("gemeente")
    for fusie in rijen("nis_fusies"):
        vanaf = date.fromisoformat(fusie["vanaf"])
        assert gemeenten[fusie["nieuw"]].label_nl == fusie["naam_nieuw"]
        assert gemeenten[fusie["nieuw"]].geldig_op(vanaf)
        if fusie["oud"] != fusie["nieuw"]:
            assert gemeenten[fusie["oud"]].geldig_tot == vanaf


@pytest.mark.parametrize("nis", ["44021", "73083", "55022", "58001", "54007", "57096", "82003", "82039", "63079"])
def test_a_code_that_ever_was_is_accepted(nis: str):
    assert GEMEENTE.validate_python(nis) == nis


@pytest.mark.parametrize("nis", ["99999", "44000", "20001", "4402", "Gent", "onbekend", ""])
def test_a_code_that_never_was_is_refused(nis: str):
    with pytest.raises(ValidationError):
        GEMEENTE.validate_python(nis)


def test_the_languages_are_those_of_the_standard():
    talen = set(codelijst("taal"))
    assert {"nl", "fr", "de", "ar", "tr", "ku", "ps", "so", "ti", "uk", "zh", "zu"} < talen
    assert len({taal for taal in talen if len(taal) == 2}) == 185
    assert talen - {taal for taal in talen if len(taal) == 2} == {"andere"}


@pytest.mark.parametrize("onbekend", ONBEKEND)
def test_not_knowing_is_accepted_only_where_it_may_be(onbekend: str):
    assert onbekend in Code("geslacht", mag_onbekend=True).codes()
    assert onbekend not in Code("geslacht").codes()


def test_a_field_can_be_narrowed_to_groups():
    assert Code("regio", groepen=("stad",)).codes() == ("gent", "antwerpen-stad", "brussel")
