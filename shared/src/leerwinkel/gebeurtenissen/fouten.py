"""What is wrong with an event, in plain Dutch: which field, why, and what would be right."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
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
    """The errors of a validation as Dutch sentences, one per field, in the order of the fields."""
    per_veld = groupby(fout.errors(include_url=False), key=lambda f: _veld(f["loc"]))
    return [Fout(veld, " of ".join(dict.fromkeys(map(_reden, fouten)))) for veld, fouten in per_veld]


_GEEN_VELD = re.compile(r"be\.leerwinkel\..*|\[key\]|constrained-\w+|int|str|literal\[.*\]")
"""What pydantic puts in a path beside the fields: the kind of event, a key, the branch of a union."""


def zichtbaar(tekst: str, hoogstens: int) -> str:
    """Somebody else's text on one line: at most so long, without what a terminal would obey or a database refuse."""
    kort = tekst if len(tekst) <= hoogstens else f"{tekst[:hoogstens]}…"
    return "".join(teken if teken.isprintable() else "\N{REPLACEMENT CHARACTER}" for teken in kort)


def _veld(plaats: tuple[int | str, ...]) -> str:
    return zichtbaar(".".join(str(deel) for deel in plaats if not _GEEN_VELD.fullmatch(str(deel))), 120)


def _kort(waarde: object) -> str:
    tekst = waarde if isinstance(waarde, str) else json.dumps(waarde, ensure_ascii=False, default=str)
    return f"‘{zichtbaar(tekst, 40)}’"


def _mogelijk(verwacht: str) -> str:
    codes = verwacht.replace(" or ", ", ").replace("'", "").split(", ")
    return ", ".join(codes) if len(codes) <= 12 else f"{', '.join(codes[:12])}, … ({len(codes)} codes)"  # noqa: PLR2004


_Zin = Callable[[Any, dict[str, Any]], str]


def _vast(zin: str) -> _Zin:
    return lambda _invoer, _context: zin


def _is_geen(wat: str) -> _Zin:
    return lambda invoer, _context: f"{_kort(invoer)} is geen {wat}"


def _met(zin: str) -> _Zin:
    return lambda _invoer, context: zin.format(**context)


_ZINNEN: dict[str, _Zin] = {
    "missing": _vast("ontbreekt"),
    "extra_forbidden": _vast("dit veld kent het contract niet"),
    "invalid_key": _vast("dit veld kent het contract niet"),
    "json_invalid": _vast("dit is geen geldige JSON"),
    "recursion_depth_exceeded": _vast("is te diep genest"),
    "union_tag_not_found": _vast("het veld type ontbreekt"),
    "union_tag_invalid": lambda _, context: f"het type {_kort(context['tag'])} bestaat niet in het contract",
    "literal_error": lambda invoer, context: (
        f"{_kort(invoer)} is geen geldige code; mogelijk is {_mogelijk(str(context['expected']))}"
    ),
    "greater_than_equal": _met("moet minstens {ge} zijn"),
    "less_than_equal": _met("mag hoogstens {le} zijn"),
    "string_too_long": _met("is langer dan {max_length} tekens"),
    "string_too_short": _vast("is leeg"),
    "string_pattern_mismatch": lambda invoer, _: f"{_kort(invoer)} heeft niet de juiste vorm",
    "string_unicode": _vast("bevat tekens die niet bestaan"),
    "timezone_aware": _vast("het tijdstip heeft geen tijdzone"),
    **dict.fromkeys(("int_type", "int_parsing", "int_parsing_size", "int_from_float"), _is_geen("geheel getal")),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), _is_geen("getal")),
    **dict.fromkeys(("bool_type", "bool_parsing"), _is_geen("ja of nee")),
    **dict.fromkeys(
        ("datetime_type", "datetime_parsing", "datetime_from_date_parsing", "datetime_object_invalid"),
        _is_geen("tijdstip"),
    ),
    **dict.fromkeys(
        ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"), _is_geen("datum")
    ),
    "string_type": _is_geen("tekst"),
    "value_error": lambda invoer, context: f"{_kort(invoer)} {context['error']}",
    **dict.fromkeys(("tuple_type", "list_type"), _is_geen("lijst")),
    **dict.fromkeys(("dict_type", "mapping_type", "model_type", "model_attributes_type"), _is_geen("object")),
}
"""The sentence for each kind of error that the models of the language can give; pydantic's own words are English."""


def _reden(fout: ErrorDetails) -> str:
    zin = _ZINNEN.get(fout["type"])
    return zin(fout["input"], fout.get("ctx", {})) if zin else f"is ongeldig ({fout['type']})"
