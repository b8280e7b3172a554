"""What the screens of trajecten say in words: states, and the codes to choose from."""

from typing import Final

from leerwinkel.gebeurtenissen.codelijst import codelijst

TOESTANDEN: Final = {
    "onbekend": ("let-op", "Zonder aanmelding"),
    "aangemeld": ("stil", "Aangemeld"),
    "gedispatcht": ("stil", "Gesprek"),
    "lopend": ("goed", "Traject loopt"),
    "heropend": ("goed", "Heropend"),
    "afgesloten": ("stil", "Afgesloten"),
    "gepland": ("stil", "Gepland"),
    "gehouden": ("goed", "Gehouden"),
    "niet-verschenen": ("let-op", "Niet verschenen"),
    "geannuleerd": ("stil", "Geannuleerd"),
}
"""Of dossiers and of sessies: the kind of badge, and the word."""


def keuzes(lijst: str, leeg: str | None = None) -> list[tuple[str, str]]:
    """The codes of a list to choose from; `leeg` is what stands there when nothing is chosen."""
    codes = [(code.code, code.label_nl) for code in codelijst(lijst).values()]
    return codes if leeg is None else [("", leeg), *codes]
