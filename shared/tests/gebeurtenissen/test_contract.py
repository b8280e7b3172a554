"""The committed contract: regenerated and compared, valid by its own standards, and refusing what the models refuse."""

import hashlib
import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.protocols import Validator

from leerwinkel.gebeurtenissen import Soort
from leerwinkel.gebeurtenissen.asyncapi import asyncapi
from leerwinkel.gebeurtenissen.contract import alle_soorten, bestanden, schema_van, schrijf
from leerwinkel.gebeurtenissen.yaml import als_yaml
from leerwinkel.testing.gebeurtenissen import gebeurtenissen

CONTRACT = Path(__file__).parents[2] / "contract"
SOORTEN = alle_soorten()
TYPES = [soort.type for soort in SOORTEN]


@cache
def validator(soort: Soort) -> Validator:
    return Draft202012Validator(schema_van(soort))


def als_gelezen(pad: str) -> Any:
    return json.loads((CONTRACT / pad).read_text(encoding="utf-8"))


def test_the_committed_contract_is_the_one_that_the_models_give():
    vastgelegd = {str(p.relative_to(CONTRACT)): p.read_bytes() for p in CONTRACT.rglob("*") if p.is_file()}
    verschil = {pad for pad, tekst in bestanden().items() if vastgelegd.get(pad) != tekst.encode()}
    verschil |= vastgelegd.keys() - bestanden().keys()
    assert not verschil, f"the contract changed: run `make contract`, look at the difference, commit it: {verschil}"


def test_writing_the_contract_removes_the_schema_of_what_is_gone(tmp_path: Path):
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "be.leerwinkel.oud.v1.json").write_text("{}")
    schrijf(tmp_path)
    assert {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()} == set(bestanden())


@pytest.mark.parametrize("soort", SOORTEN, ids=TYPES)
def test_every_schema_is_itself_valid_and_says_what_it_is(soort: Soort):
    schema = als_gelezen(f"schemas/{soort.type}.json")
    Draft202012Validator.check_schema(schema)
    assert schema["$id"].endswith(f"/{soort.type}.json")
    assert schema["description"]
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("soort", SOORTEN, ids=TYPES)
@settings(max_examples=settings().max_examples // 6)
@given(data=st.data())
def test_every_event_fits_the_schema_of_its_type(soort: Soort, data: st.DataObject):
    gebeurtenis = data.draw(gebeurtenissen(soort))
    geschreven = json.loads(gebeurtenis.ruw())
    nu = next(s for s in SOORTEN if s.type == gebeurtenis.type)
    validator(nu).validate(geschreven)


def test_the_large_lists_stand_in_the_schemas_too():
    profiel = als_gelezen("schemas/be.leerwinkel.intake.profiel-aangevuld.v1.json")["$defs"]["ProfielAangevuld"]
    for veld in ("gemeente", "thuistaal"):
        codes: list[str] = profiel["properties"][veld]["anyOf"][0]["enum"]
        assert len(codes) > 180


def test_every_code_list_has_its_version():
    for rij in als_gelezen("codelijsten.json"):
        bestand = resources.files("leerwinkel.gebeurtenissen") / "codelijsten" / f"{rij['lijst']}.csv"
        assert hashlib.sha256(bestand.read_bytes()).hexdigest() == rij["sha256"]


def test_the_document_is_valid_asyncapi():
    # the official schema of the AsyncAPI Initiative, Apache License 2.0
    officieel = json.loads((Path(__file__).parent / "asyncapi-3.0.0.json").read_text(encoding="utf-8"))
    fouten = [f"{f.json_path}: {f.message[:200]}" for f in Draft7Validator(officieel).iter_errors(asyncapi(SOORTEN))]
    assert fouten == []


def test_every_event_goes_over_the_channels_of_its_service():
    kanalen = asyncapi(SOORTEN)["channels"]
    vol = {naam for kanaal in ("volRegio", "volAlle", "volIntern") for naam in kanalen[kanaal]["messages"]}
    assert vol == {soort.type for soort in SOORTEN if soort.service == "vol"}
    assert set(kanalen["log"]["messages"]) == set(kanalen["inname"]["messages"]) == set(TYPES) - vol
    assert kanalen["inname"]["address"] == "inname.{regio}.{systeem}"
    assert set(kanalen["log"]["parameters"]) == {"regio", "service", "entiteit", "gebeurtenis"}


def test_every_reference_in_the_document_leads_somewhere():
    document = asyncapi(SOORTEN)
    for verwijzing in verwijzingen(document):
        if verwijzing.startswith("#/"):
            doel: Any = document
            for deel in verwijzing[2:].split("/"):
                doel = doel[deel]
        else:
            assert (CONTRACT / verwijzing).is_file()


def verwijzingen(waarde: Any) -> list[str]:
    match waarde:
        case dict():
            eigen = [waarde["$ref"]] if "$ref" in waarde else []
            return eigen + [v for deel in cast("dict[str, Any]", waarde).values() for v in verwijzingen(deel)]
        case list():
            return [v for deel in cast("list[Any]", waarde) for v in verwijzingen(deel)]
        case _:
            return []


def test_yaml_is_written_in_one_way():
    waarde = {"a": {"b": [1, {"c": "x: y", "d": [], "e": [True, None]}], "f": {}}, "g": "één\nregel"}
    assert als_yaml(waarde) == (
        'a:\n  b:\n    - 1\n    - c: "x: y"\n      d: []\n      e:\n        - true\n        - null\n  f: {}\n'
        'g: "één\\nregel"\n'
    )
