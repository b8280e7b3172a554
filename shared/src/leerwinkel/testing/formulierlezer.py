"""The forms of a page as a browser sees them, and how somebody fills them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Final

_GISTEREN: Final = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
_ECHT: Final = {
    "email": "x1ss@example.org",
    "tel": "0470123456",
    "number": "20",
    "numeric": "20",
    "date": _GISTEREN,
    "time": "10:30",
    "datetime-local": f"{_GISTEREN}T10:30",
    "url": "https://example.org/x1ss",
}
"""What a browser lets somebody fill in there."""
_KNOPPEN: Final = ("submit", "button", "reset", "image", "file")


@dataclass(slots=True)
class Veld:
    """A field with what it holds, and of a choice what can be chosen."""

    naam: str
    soort: str
    waarde: str = ""
    aan: bool = False
    opties: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class Formulier:
    """A form: where it goes and what it asks."""

    methode: str
    doel: str
    velden: list[Veld] = field(default_factory=list[Veld])

    def ingevuld(self, tekst: str, eigen: Mapping[str, str], *, overal: bool = False) -> list[tuple[str, str]]:
        """With that text wherever somebody can write, and the first of what can be chosen.

        `overal`: also where a browser would let nobody write it.
        """
        return list(self._waarden(tekst, eigen, {} if overal else _ECHT))

    def _waarden(self, tekst: str, eigen: Mapping[str, str], echt: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        gekozen = {veld.naam for veld in self.velden if veld.soort == "radio" and veld.aan}
        for veld in self.velden:
            match veld.soort:
                case "radio" | "checkbox":
                    if veld.aan or (veld.naam not in gekozen and veld.waarde):
                        gekozen.add(veld.naam)
                        yield veld.naam, veld.waarde
                case "select":
                    opties = [optie for optie in veld.opties if optie]
                    yield veld.naam, veld.waarde or (opties[0] if opties else "")
                case "hidden":
                    yield veld.naam, veld.waarde
                case soort:
                    yield veld.naam, eigen.get(veld.naam) or echt.get(soort) or tekst


def lees_formulieren(html: str) -> list[Formulier]:
    """In the order of the page."""
    lezer = _Lezer()
    lezer.feed(html)
    return lezer.gevonden


class _Lezer(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.gevonden: list[Formulier] = []
        self._in: Formulier | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kenmerk = {naam: waarde or "" for naam, waarde in attrs}
        if tag == "form":
            self._in = Formulier(kenmerk.get("method", "get").upper(), kenmerk.get("action", ""))
            self.gevonden.append(self._in)
        elif self._in is not None:
            self._neem(tag, kenmerk, self._in.velden)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._in = None

    @staticmethod
    def _neem(tag: str, kenmerk: Mapping[str, str], velden: list[Veld]) -> None:
        soort = kenmerk.get("inputmode") or kenmerk.get("type", "text") if tag == "input" else tag
        if tag == "option" and velden:
            velden[-1].opties.append(kenmerk.get("value", ""))
            if "selected" in kenmerk:
                velden[-1].waarde = kenmerk.get("value", "")
        elif tag in {"input", "textarea", "select", "button"} and kenmerk.get("name") and soort not in _KNOPPEN:
            aan = "checked" in kenmerk
            waarde = kenmerk.get("value", "")
            velden.append(Veld(kenmerk["name"], "hidden" if tag == "button" else soort, waarde, aan))
