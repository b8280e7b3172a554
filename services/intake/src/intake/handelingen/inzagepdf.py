"""The access file as a PDF that people and screen readers can read: tagged, with a title, a language and headings."""

from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any, Final

from leerwinkel.runtime.web.opmaak import datum, tijdstip
from leerwinkel.runtime.web.pdf import als_pdf as maak_pdf


def als_pdf(bestand: Mapping[str, Any]) -> bytes:
    """Blocking: it takes some tenths of a second."""
    sjabloon = files("intake.web").joinpath("sjablonen", "inzage.typ").read_bytes()
    return maak_pdf(sjabloon, _in_woorden(bestand))


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
