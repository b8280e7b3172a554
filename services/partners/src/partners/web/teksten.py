"""How codes are said on a page: their label, and the options of a list."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from leerwinkel.gebeurtenissen.codelijst import codelijst

STANDEN = {
    "open": ("let-op", "Wacht op antwoord"),
    "aanvaard": ("goed", "Aanvaard"),
    "geweigerd": ("fout", "Geweigerd"),
    "afgerond": ("stil", "Afgerond"),
}
"""Per state of a referral the kind of badge, and its text."""

ERNST = {1: "Beperkt", 2: "Ernstig", 3: "Zeer ernstig"}


def label(code: str | None, lijst: str) -> str:
    """The label of a code; a dash without one."""
    if not code:
        return "–"
    gevonden = codelijst(lijst).get(code)
    return gevonden.label_nl if gevonden else code


def opties(lijst: str, leeg: str | None = None) -> list[tuple[str, str]]:
    """The codes that are in use today with their labels; first what nothing is called, if that may be chosen."""
    vandaag = datetime.now(UTC).date()
    keuzes = [(code, wat.label_nl) for code, wat in codelijst(lijst).items() if wat.geldig_op(vandaag)]
    return [("", leeg), *keuzes] if leeg is not None else keuzes


def gemeenten(regio: str, leeg: str) -> list[tuple[str, str]]:
    """The municipalities by name, those of the region first."""
    vandaag = datetime.now(UTC).date()
    geldig = [(code, wat) for code, wat in codelijst("gemeente").items() if wat.geldig_op(vandaag)]
    geldig.sort(key=lambda paar: (paar[1].groep != regio, paar[1].label_nl))
    return [("", leeg), *((code, wat.label_nl) for code, wat in geldig)]


FILTERS: dict[str, Callable[..., Any]] = {"label": label}
FUNCTIES: dict[str, Any] = {"opties": opties, "gemeenten": gemeenten, "standen": STANDEN, "ernsten": ERNST}
