"""What is wrong with an event, in plain Dutch: which field, why, and what would be right."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails


@dataclass(frozen=True, slots=True)
class Fout:
    """One thing that does not fit: the path of the field and the reason."""

    veld: str
    reden: str

    def __str__(self) -> str:
        return f"{self.veld}: {self.reden}" if self.veld else self.reden


def fouten_van(fout: ValidationError) -> list[Fout]:
    """The errors of a validation as Dutch sentences, in the order of the fields."""
    return [Fout(_veld(f["loc"]), _reden(f)) for f in fout.errors(include_url=False)]


def _veld(plaats: tuple[int | str, ...]) -> str:
    delen = [str(deel) for deel in plaats if not str(deel).startswith("be.leerwinkel.")]
    return ".".join(delen)


def _reden(fout: ErrorDetails) -> str:
    context: dict[str, Any] = fout.get("ctx", {})
    match fout["type"]:
        case "missing":
            return "ontbreekt"
        case "extra_forbidden":
            return "dit veld kent het contract niet"
        case "literal_error":
            return f"{_kort(fout['input'])} is geen geldige code; mogelijk is {_mogelijk(str(context['expected']))}"
        case "json_invalid":
            return "dit is geen geldige JSON"
        case "union_tag_invalid":
            return f"het type {_kort(context['tag'])} bestaat niet in het contract"
        case "union_tag_not_found":
            return "het veld type ontbreekt"
        case "greater_than_equal":
            return f"moet minstens {context['ge']} zijn"
        case "less_than_equal":
            return f"mag hoogstens {context['le']} zijn"
        case "int_type" | "int_parsing" | "int_from_float":
            return f"{_kort(fout['input'])} is geen geheel getal"
        case "bool_type" | "bool_parsing":
            return f"{_kort(fout['input'])} is geen ja of nee"
        case "timezone_aware":
            return "het tijdstip heeft geen tijdzone"
        case "datetime_type" | "datetime_parsing" | "datetime_from_date_parsing" | "datetime_object_invalid":
            return f"{_kort(fout['input'])} is geen tijdstip"
        case "date_type" | "date_parsing" | "date_from_datetime_parsing":
            return f"{_kort(fout['input'])} is geen datum"
        case "string_pattern_mismatch":
            return f"{_kort(fout['input'])} heeft niet de juiste vorm"
        case "string_type":
            return f"{_kort(fout['input'])} is geen tekst"
        case "string_too_long":
            return f"is langer dan {context['max_length']} tekens"
        case "string_too_short":
            return "is leeg"
        case "tuple_type" | "list_type":
            return f"{_kort(fout['input'])} is geen lijst"
        case "dict_type" | "model_type" | "model_attributes_type":
            return f"{_kort(fout['input'])} is geen object"
        case _:
            return f"is ongeldig ({fout['type']})"


def _kort(waarde: object) -> str:
    tekst = str(waarde)
    return f"‘{tekst[:40]}…’" if len(tekst) > 40 else f"‘{tekst}’"  # noqa: PLR2004 - fits one line


def _mogelijk(verwacht: str) -> str:
    codes = verwacht.replace(" or ", ", ").replace("'", "").split(", ")
    return ", ".join(codes) if len(codes) <= 12 else f"{', '.join(codes[:12])}, … ({len(codes)} codes)"  # noqa: PLR2004
