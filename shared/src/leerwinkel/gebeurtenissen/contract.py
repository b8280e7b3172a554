"""The contract that other systems build against: a JSON Schema per event, the AsyncAPI document, the code lists.

`python -m leerwinkel.gebeurtenissen.contract MAP` writes it; the files are committed and a test compares them.
"""

import hashlib
import json
import sys
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from leerwinkel.gebeurtenissen.asyncapi import asyncapi
from leerwinkel.gebeurtenissen.basis import DATUM, OFFSET, TIJD
from leerwinkel.gebeurtenissen.envelop import Gebeurtenis
from leerwinkel.gebeurtenissen.register import REGISTER, Soort
from leerwinkel.gebeurtenissen.vorige import VORIGE
from leerwinkel.gebeurtenissen.yaml import als_yaml

BASIS = "https://leerwinkel.be/contract/schemas/"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Schemamaker(GenerateJsonSchema):
    """Says times and dates as patterns too, since `format` binds no validator, and leaves out what only repeats."""

    def datetime_schema(self, schema: core_schema.DatetimeSchema) -> JsonSchemaValue:
        return {**super().datetime_schema(schema), "pattern": f"^{DATUM}{TIJD}{OFFSET}$"}

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        return {**super().date_schema(schema), "pattern": f"^{DATUM}$"}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return {naam: waarde for naam, waarde in super().default_schema(schema).items() if naam != "default"}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's own signature
        return False


def schema_id(gebeurtenistype: str) -> str:
    """The address of the schema of a type; with `#/$defs/<Model>` behind it, what `dataschema` of an event may say."""
    return f"{BASIS}{gebeurtenistype}.json"


def alle_soorten() -> list[Soort]:
    """Every kind of event that is read: the current ones, then the older versions."""
    return [*REGISTER.values(), *VORIGE.values()]


def schema_van(soort: Soort) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the whole event, envelope and data; closed, as the door is."""
    gemaakt = Gebeurtenis[soort.model].model_json_schema(schema_generator=_Schemamaker)
    return {
        "$schema": DIALECT,
        "$id": schema_id(soort.type),
        **gemaakt,
        "title": f"{soort.naam} v{soort.versie}",
        "description": (soort.model.__doc__ or "").strip(),
        "properties": {**gemaakt["properties"], "type": {"const": soort.type}},
    }


def codelijsten() -> list[dict[str, Any]]:
    """Every code list with what makes its version: the SHA-256 of its file, in the order of the names."""
    map_ = resources.files("leerwinkel.gebeurtenissen") / "codelijsten"
    bestanden = sorted((b for b in map_.iterdir() if b.name.endswith(".csv")), key=lambda b: b.name)
    return [
        {"lijst": bestand.name.removesuffix(".csv"), "sha256": hashlib.sha256(bestand.read_bytes()).hexdigest()}
        for bestand in bestanden
    ]


def bestanden() -> dict[str, str]:
    """The whole contract: path within the contract's folder → text."""
    schemas = {f"schemas/{soort.type}.json": _als_json(schema_van(soort)) for soort in alle_soorten()}
    return {
        **schemas,
        "asyncapi.yaml": als_yaml(asyncapi(alle_soorten())),
        "codelijsten.json": _als_json(codelijsten()),
    }


def schrijf(map_: Path) -> None:
    """Writes the contract into the folder; a schema that no longer belongs to it is removed."""
    inhoud = bestanden()
    (map_ / "schemas").mkdir(parents=True, exist_ok=True)
    for oud in (map_ / "schemas").glob("*.json"):
        if f"schemas/{oud.name}" not in inhoud:
            oud.unlink()
    for pad, tekst in inhoud.items():
        (map_ / pad).write_text(tekst, encoding="utf-8", newline="\n")


def _als_json(waarde: object) -> str:
    return json.dumps(waarde, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    schrijf(Path(sys.argv[1]))
