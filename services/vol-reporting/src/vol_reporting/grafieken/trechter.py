"""A funnel plot of the regions as a chart. What it shows, its table says."""

from collections.abc import Sequence
from typing import Any

from leerwinkel.runtime.web.grafiek import Beeld, Grafiek, kleur, teken
from vol_reporting.benamingen import regionaam
from vol_reporting.statistiek import Trechter
from vol_reporting.statistiek.trechter import ALARM, WAARSCHUWING, grenzen

HOOGTE, _STAPPEN = 300, 28
KORT = {
    "antwerpen": "PA",
    "antwerpen-stad": "AS",
    "brussel": "BR",
    "gent": "GE",
    "limburg": "LI",
    "oost-vlaanderen": "OV",
    "vlaams-brabant": "VB",
    "west-vlaanderen": "WV",
}
"""Region → its letters in a chart; they stand beside its name in the table."""
_GEWOON = {"verwacht", "geen"}


def trechtergrafiek(trechter: Trechter, titel: str, wat: str, naam: str = "trechter") -> Grafiek | None:
    """Each region by its number, with the limits around the common value; None where there is nothing to draw."""
    if trechter.gemeen is None:
        return None
    buiten = [regionaam(r) for r in trechter.tellingen if _buiten(trechter, r) == "ja"]
    gezegd = f"Buiten de grenzen: {', '.join(buiten)}." if buiten else "Geen regio valt buiten de grenzen."
    return teken(naam, titel, f"Elke regio volgens haar aantal. {gezegd}", lambda _: beeld(trechter, wat))


def beeld(trechter: Trechter, wat: str) -> Beeld:
    """The funnel as Vega-Lite; there must be a common value."""
    gemeen = trechter.gemeen or 0.0
    grootste = max(noemer for _, noemer in trechter.tellingen.values())
    lijnen = [
        {"n": n, "waarde": 100 * deel, "lijn": f"{lijn}{kant}", "soort": lijn}
        for n in _aantallen(grootste, min(noemer for _, noemer in trechter.tellingen.values() if noemer))
        for lijn, staart in (("95 %", WAARSCHUWING), ("99,8 %", ALARM))
        for kant, deel in zip("ob", grenzen(n, gemeen, staart), strict=True)
    ]
    punten = [
        {
            "n": noemer,
            "waarde": 100 * teller / noemer,
            "naam": _naam(trechter, regio),
            "buiten": _buiten(trechter, regio),
        }
        for regio, (teller, noemer) in trechter.tellingen.items()
        if noemer
    ]
    x = _as("n", wat, {"domainMin": 0, "domainMax": grootste * 1.05, "nice": False})
    y = hoogte_as("%")
    return {
        "height": HOOGTE,
        "layer": [
            {
                "data": {"values": [{"y": 100 * gemeen}]},
                "mark": {"type": "rule", "color": kleur("rand"), "strokeWidth": 1.5},
                "encoding": {"y": {"field": "y", "type": "quantitative"}},
            },
            {
                "data": {"values": lijnen},
                "mark": {"type": "line", "color": kleur("stil"), "strokeWidth": 1.5},
                "encoding": {"x": x, "y": y, "detail": {"field": "lijn"}, "strokeDash": _STREEP},
            },
            {"data": {"values": punten}, **punten_van(x, y)},
            _namen(punten, x, y, "left", f"2 * datum.n < {grootste}"),
            _namen(punten, x, y, "right", f"2 * datum.n >= {grootste}"),
        ],
    }


_STREEP: Beeld = {
    "field": "soort",
    "type": "nominal",
    "scale": {"domain": ["95 %", "99,8 %"], "range": [[4, 3], [1, 0]]},
    "legend": {
        "title": None,
        "orient": "top",
        "symbolStrokeColor": kleur("stil"),
        "labelColor": kleur("stil"),
        "labelFontSize": 12,
    },
}


def _aantallen(grootste: int, kleinste: int) -> list[int]:
    """Where limits are drawn, from just before the smallest region on: closer where they bend."""
    vanaf = max(1, kleinste * 2 // 3)
    return sorted({vanaf + round((grootste * 1.05 - vanaf) * (i / _STAPPEN) ** 2) for i in range(_STAPPEN + 1)})


def _buiten(trechter: Trechter, regio: str) -> str:
    oordeel = trechter.oordelen[regio]
    return "ja" if oordeel in ("hoger", "lager") else "nee" if oordeel in _GEWOON else "misschien"


def _naam(trechter: Trechter, regio: str) -> str:
    """Whoever stands out by the whole name, others short: names that overlap say nothing."""
    return KORT[regio] if _buiten(trechter, regio) == "nee" else regionaam(regio)


def punten_van(x: Beeld, y: Beeld) -> Beeld:
    """Points: outside the limits a diamond, perhaps outside a square, so that who sees no colour sees it too."""
    return {
        "mark": {"type": "point", "filled": True, "opacity": 1},
        "encoding": {
            "x": x,
            "y": y,
            "shape": _keuze("circle", "square", "diamond"),
            "color": _keuze(kleur("accent"), kleur("let-op"), kleur("fout")),
            "size": _keuze(70, 80, 160),
        },
    }


def _keuze(gewoon: Any, misschien: Any, buiten: Any) -> Beeld:
    gevallen = [
        {"test": "datum.buiten == 'ja'", "value": buiten},
        {"test": "datum.buiten == 'misschien'", "value": misschien},
    ]
    return {"condition": gevallen, "value": gewoon}


def _namen(punten: Sequence[Beeld], x: Beeld, y: Beeld, kant: str, waar: str) -> Beeld:
    """Beside the point, on the side where there is room."""
    return {
        "data": {"values": list(punten)},
        "transform": [{"filter": waar}],
        "mark": {"type": "text", "align": kant, "dx": 8 if kant == "left" else -8, "dy": -7},
        "encoding": {"x": x, "y": y, "text": {"field": "naam"}},
    }


def _as(veld: str, titel: str, schaal: Beeld) -> Beeld:
    as_ = {"title": titel, "grid": veld != "n", "tickCount": 5}
    return {"field": veld, "type": "quantitative", "scale": schaal, "axis": as_}


def hoogte_as(eenheid: str) -> Beeld:
    """The axis of the figure itself."""
    return _as("waarde", eenheid, {"zero": False, "nice": True})
