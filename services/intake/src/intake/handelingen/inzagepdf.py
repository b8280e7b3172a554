"""The access file as a PDF that people and screen readers can read: tagged, with a title, a language and headings."""

import json
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any, Final

import typst

from leerwinkel.runtime.web.opmaak import datum, tijdstip

_UA: Final = "ua-1"


def als_pdf(bestand: Mapping[str, Any]) -> bytes:
    """Blocking: it takes some tenths of a second. The text comes in as data, and is never read as a program.

    It says of itself that it is PDF/UA-1, except where a name has letters that no font here has.
    """
    sjabloon = files("intake.web").joinpath("sjablonen", "inzage.typ").read_bytes()
    invoer = {"inzage": json.dumps(_in_woorden(bestand))}
    try:
        return typst.compile(sjabloon, sys_inputs=invoer, pdf_standards=_UA)
    except typst.TypstError:
        return typst.compile(sjabloon, sys_inputs=invoer)


def _in_woorden(waarde: Any) -> Any:
    """The same, with each moment as people say it."""
    match waarde:
        case {"opgemaakt": str() as moment, **rest}:
            return {"opgemaakt": datum(datetime.fromisoformat(moment))} | _in_woorden(rest)
        case {"aangemeld": str() as moment, **rest}:
            return {"aangemeld": datum(datetime.fromisoformat(moment))} | _in_woorden(rest)
        case dict():
            return {naam: _moment(deel) if naam in _MOMENTEN else _in_woorden(deel) for naam, deel in waarde.items()}
        case list():
            return [_in_woorden(deel) for deel in waarde]
        case _:
            return waarde


_MOMENTEN: Final = {"moment", "aangemeld", "geregistreerd"}


def _moment(waarde: str | None) -> str:
    return tijdstip(datetime.fromisoformat(waarde)) if waarde else ""
