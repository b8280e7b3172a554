"""Charts: Vega-Lite drawn as SVG on the server, in the colours of the design system, for a screen and for a phone.

Beside each chart stands its table, so the drawing is one picture to a screen reader, with a title and a sentence.
Colours are names of tokens (`kleur("accent")`), so that a dark screen or paper needs no other drawing.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from importlib import resources
from itertools import groupby
from typing import Any, Final

import vl_convert

BREED, SMAL = 640, 340
"""The width of the drawing in pixels, on a screen and on a phone; letters keep their size on both."""

_SOORTEN: Final = ((BREED, "breed"), (SMAL, "smal"))
_LETTERS: Final = {BREED: 13, SMAL: 12}
_VOOR_HULPTECHNIEK = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_VENSTER = re.compile(r'viewBox="[^"]+"')
_LIJN: Final = (152, 36)
_KNIPSEL = re.compile(r"(url\(#|id=\")clip")
_GETALLEN: Final = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", "\N{NO-BREAK SPACE}€"]}
_BEWAARD = 512
_TOKEN = re.compile(r"var\(--([a-z-]+)\)")
_KLEUR = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")

Beeld = dict[str, Any]
"""A Vega-Lite specification, of which the look is left to the design system."""


@dataclass(frozen=True, slots=True)
class Grafiek:
    """A chart as it stands in a page: both drawings, of which the style sheet shows one.

    `beschrijving` is the sentence that says what is to be seen; `breed` the wide drawing alone, for paper.
    """

    titel: str
    svg: str
    beschrijving: str
    breed: str

    def op_papier(self) -> str:
        """The wide drawing in the colours of a light screen, for where no style sheet comes along."""
        return _TOKEN.sub(lambda gevonden: _lichte_kleuren()[gevonden[1]], self.breed)


def kleur(naam: str) -> str:
    """A token of the design system, for where Vega-Lite wants a colour."""
    return f"var(--{naam})"


def teken(naam: str, titel: str, beschrijving: str, maak: Callable[[int], Beeld]) -> Grafiek:
    """Draw what `maak` gives for a width, for both widths. `naam` is unique in its page.

    A drawing is kept by its content: the same figures are drawn once. The first one in a process takes over a second,
    so a service calls `warm_op` when it starts.
    """
    kaal = {soort: _getekend(json.dumps(_gekleed(maak(breedte), breedte))) for breedte, soort in _SOORTEN}
    delen = [_in_pagina(svg, f"{naam}-{soort}", soort, titel, beschrijving) for soort, svg in kaal.items()]
    return Grafiek(titel, "".join(delen), beschrijving, kaal["breed"])


def warm_op() -> None:
    """Draw something, so that the next chart is fast."""
    _getekend(json.dumps(_gekleed({"data": {"values": [{}]}, "mark": "point"}, SMAL)))


@cache
def _lichte_kleuren() -> dict[str, str]:
    """Token → colour, as the style sheet has it first."""
    blad = (resources.files("leerwinkel.runtime.web") / "statisch" / "leerwinkel.css").read_text("utf-8")
    return dict(_KLEUR.findall(blad.partition("@media")[0]))


@lru_cache(maxsize=_BEWAARD)
def _getekend(beeld: str) -> str:
    return vl_convert.vegalite_to_svg(beeld, format_locale=_GETALLEN)


def _gekleed(beeld: Beeld, breedte: int) -> Beeld:
    """With the letters, lines and colours of the design system; the width includes the axes."""
    as_: Mapping[str, Any] = {
        "labelColor": kleur("stil"),
        "titleColor": kleur("stil"),
        "labelFontSize": _LETTERS[breedte],
        "titleFontSize": _LETTERS[breedte],
        "titleFontWeight": "normal",
        "gridColor": kleur("lijn"),
        "domainColor": kleur("rand"),
        "tickColor": kleur("rand"),
        "labelPadding": 6,
    }
    config = {
        "font": "sans-serif",
        "view": {"stroke": None},
        "axis": as_,
        "text": {"fontSize": _LETTERS[breedte], "fill": kleur("inkt")},
    }
    vorm = {"width": breedte, "autosize": {"type": "fit", "contains": "padding"}, "padding": 4}
    return {**vorm, "background": None, **beeld, "config": config}


def _in_pagina(svg: str, naam: str, soort: str, titel: str, beschrijving: str) -> str:
    """One picture with a title and a sentence, whose names clash with nothing else in the page."""
    kaal = _KNIPSEL.sub(rf"\g<1>{naam}-clip", _VOOR_HULPTECHNIEK.sub("", svg))
    vak, _, inhoud = kaal.partition(">")
    venster = _VENSTER.search(vak)
    if venster is None:
        raise ValueError("a drawing without viewBox")
    return (
        f'<svg class="grafiek-{soort}" role="img" aria-labelledby="{naam}-t" aria-describedby="{naam}-d" '
        f'xmlns="http://www.w3.org/2000/svg" {venster.group(0)}><title id="{naam}-t">{escape(titel)}</title>'
        f'<desc id="{naam}-d">{escape(beschrijving)}</desc>{inhoud}'
    )


def lijntje(waarden: Sequence[float | None], *, laag: float, hoog: float) -> str:
    """A small line without axes, between two bounds that its neighbours share; the last point is marked.

    The numbers stand beside it, so a screen reader skips it. Where there is no value the line is broken.
    """
    hoogte = (hoog - laag) or 1.0
    stap = _LIJN[0] / max(1, len(waarden) - 1)
    punten = [
        None if waarde is None else (4 + n * stap, 4 + _LIJN[1] * (1 - (waarde - laag) / hoogte))
        for n, waarde in enumerate(waarden)
    ]
    delen = [list(deel) for vol, deel in groupby(punten, lambda punt: punt is not None) if vol]
    lijnen = "".join(
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in filter(None, deel))}"/>' for deel in delen
    )
    laatste = next((punt for punt in reversed(punten) if punt), None)
    stip = f'<circle cx="{laatste[0]:.1f}" cy="{laatste[1]:.1f}" r="3.5"/>' if laatste else ""
    return f'<svg class="lijntje" aria-hidden="true" viewBox="0 0 {_LIJN[0] + 8} {_LIJN[1] + 8}">{lijnen}{stip}</svg>'
