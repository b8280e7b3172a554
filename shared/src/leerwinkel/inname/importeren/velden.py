"""The fields of an event as columns of a table, read from its model, so that a new field is importable at once."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from leerwinkel.gebeurtenissen.basis import Gegevens


class Vorm(StrEnum):
    """How a cell of the column is read."""

    CODE = "code"
    GETAL = "getal"
    JA_NEE = "ja of nee"
    MOMENT = "moment"
    DATUM = "datum"
    LIJST = "lijst"
    KENMERK = "kenmerk"
    TEKST = "tekst"


KENMERKEN: Final = {
    "client": "client",
    "met_client": "client",
    "begeleider": "medewerker",
    "van": "medewerker",
    "naar": "medewerker",
    "loket": "loket",
    "partner": "partner",
    "sessie": "sessie",
    "doorverwijzing": "doorverwijzing",
}
"""The fields that hold a number of the source system, and the kind under which it becomes an id."""

GEMAAKT: Final = frozenset({"sessie", "doorverwijzing"})
"""The ids that are made where the row has none."""

_GEEN_INHOUD: Final = frozenset({Vorm.KENMERK, Vorm.TEKST})


@dataclass(frozen=True, slots=True)
class Veld:
    """One field: its name, the nested object that it is in if any, its form, and whether a row must have it."""

    groep: str | None
    sleutel: str
    vorm: Vorm
    verplicht: bool
    kenmerk: str | None
    cijfers: int = 0
    """The width of its codes where those are numbers: a spreadsheet makes 9 of 09."""

    @property
    def naam(self) -> str:
        """The name of its column: `toeleiding.wijze`."""
        return self.sleutel if self.groep is None else f"{self.groep}.{self.sleutel}"

    @property
    def toonbaar(self) -> bool:
        """Whether an error may show the cell. Numbers of the source and text can point at a person."""
        return self.vorm not in _GEEN_INHOUD


@cache
def velden(model: type[Gegevens]) -> dict[str, Veld]:
    """The fields of a model by column name."""
    schema = model.model_json_schema()
    gevonden: dict[str, Veld] = {}
    for naam, veld in schema["properties"].items():
        verplicht = naam in schema.get("required", ())
        groep = _groep(veld, schema)
        if groep is None:
            gevonden[naam] = _veld(None, naam, veld, verplicht=verplicht)
            continue
        for binnen, deel in groep["properties"].items():
            ook = verplicht and binnen in groep.get("required", ())
            gevonden[f"{naam}.{binnen}"] = _veld(naam, binnen, deel, verplicht=ook)
    return gevonden


@cache
def verplichte_groepen(model: type[Gegevens]) -> tuple[str, ...]:
    """The nested objects that the event always has, even when empty."""
    schema = model.model_json_schema()
    return tuple(n for n in schema.get("required", ()) if _groep(schema["properties"][n], schema) is not None)


def _groep(veld: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any] | None:
    verwijzing = next((keuze["$ref"] for keuze in _keuzes(veld) if "$ref" in keuze), None)
    return None if verwijzing is None else schema["$defs"][verwijzing.rsplit("/", 1)[1]]


def _keuzes(veld: dict[str, Any]) -> list[dict[str, Any]]:
    return [keuze for keuze in veld.get("anyOf", [veld]) if keuze.get("type") != "null"]


def _veld(groep: str | None, sleutel: str, veld: dict[str, Any], *, verplicht: bool) -> Veld:
    keuzes = _keuzes(veld)
    vorm = _vorm(sleutel, keuzes)
    kenmerk = KENMERKEN[sleutel] if vorm is Vorm.KENMERK else None
    return Veld(groep, sleutel, vorm, verplicht, kenmerk, _cijfers(keuzes) if vorm is Vorm.CODE else 0)


def _cijfers(keuzes: list[dict[str, Any]]) -> int:
    breedtes = {len(code) for keuze in keuzes for code in keuze.get("enum", ()) if code.isdigit()}
    return breedtes.pop() if len(breedtes) == 1 else 0


_VORMEN: Final = {"integer": Vorm.GETAL, "boolean": Vorm.JA_NEE, "array": Vorm.LIJST}
_TEKSTVORMEN: Final = {"date-time": Vorm.MOMENT, "date": Vorm.DATUM}


def _vorm(sleutel: str, keuzes: list[dict[str, Any]]) -> Vorm:
    types = {keuze.get("type", "string") for keuze in keuzes}
    for naam, vorm in _VORMEN.items():
        if naam in types:
            return vorm
    if any("enum" in keuze or "const" in keuze for keuze in keuzes):
        return Vorm.CODE
    tekstvorm = _TEKSTVORMEN.get(keuzes[0].get("format", ""))
    return tekstvorm or (Vorm.KENMERK if sleutel in KENMERKEN else Vorm.TEKST)
