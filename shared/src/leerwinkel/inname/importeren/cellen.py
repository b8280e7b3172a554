"""The text of a cell as the value of a field. What does not fit stays text, so that the contract says why."""

from collections.abc import Callable
from typing import Any, Final

from leerwinkel.inname.importeren.tijd import lees_datum
from leerwinkel.inname.importeren.velden import Vorm

_MAX_NUMMER: Final = 100
_MAX_CIJFERS: Final = 18
_JA_NEE: Final = {"ja": True, "nee": False}


class OngeldigeCel(ValueError):
    """The cell cannot be the value of its field; the message says why, in Dutch, without the cell's content."""


def nummer(tekst: str) -> str:
    """A number or mark of the source system, of any shape that a person could type. Raises OngeldigeCel."""
    netjes = lopende_tekst(tekst)
    if len(netjes) > _MAX_NUMMER:
        raise OngeldigeCel(f"is langer dan {_MAX_NUMMER} tekens")
    if netjes.startswith("="):
        raise OngeldigeCel("is een formule, geen nummer")
    return netjes


def lopende_tekst(tekst: str) -> str:
    """Text on one line, single spaces. Raises OngeldigeCel for characters that cannot be seen."""
    netjes = " ".join(tekst.split())
    if not netjes.isprintable():
        raise OngeldigeCel("bevat een onzichtbaar teken")
    return netjes


def _getal(tekst: str) -> int | str:
    cijfers = tekst.removeprefix("-")
    return int(tekst) if len(cijfers) <= _MAX_CIJFERS and cijfers.isascii() and cijfers.isdigit() else tekst


def _ja_nee(tekst: str) -> bool | str:
    return _JA_NEE.get(tekst.casefold(), tekst)


def _lijst(tekst: str) -> list[str]:
    return [deel for ruw in tekst.split("|") if (deel := ruw.strip())]


def _code(tekst: str) -> str:
    return tekst


def _datum(tekst: str) -> str:
    return lees_datum(tekst).isoformat()


OMZETTEN: Final[dict[Vorm, Callable[[str], Any]]] = {
    Vorm.CODE: _code,
    Vorm.GETAL: _getal,
    Vorm.JA_NEE: _ja_nee,
    Vorm.DATUM: _datum,
    Vorm.LIJST: _lijst,
    Vorm.TEKST: lopende_tekst,
}
"""Per form the reading of a stripped, not empty cell. Moments and numbers of the source need the row's region."""
