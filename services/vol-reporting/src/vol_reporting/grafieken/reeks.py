"""A run over time as a chart. What it shows, its table says."""

from leerwinkel.runtime.web.grafiek import SMAL, Beeld, Grafiek, kleur, teken
from vol_reporting.grafieken.trechter import HOOGTE, hoogte_as, punten_van
from vol_reporting.periode import Periode
from vol_reporting.statistiek import Reeks


def reeksgrafiek(reeks: Reeks, titel: str, eenheid: str, maal: float, naam: str = "verloop") -> Grafiek | None:
    """The figure over time with its middle and limits; None where there is nothing to draw."""
    if reeks.midden is None:
        return None
    opvallend = len(reeks.opvallend)
    gezegd = "Geen enkele periode valt op." if not opvallend else f"{opvallend} periodes vallen op."
    if not reeks.met_grenzen:
        gezegd = "Te weinig periodes voor grenzen."
    return teken(naam, titel, f"Het verloop met zijn grenzen. {gezegd}", lambda b: beeld(reeks, eenheid, maal, b))


def beeld(reeks: Reeks, eenheid: str, maal: float, breedte: int) -> Beeld:
    """The run as Vega-Lite; `maal` turns its values into the unit."""
    punten = [
        {
            "n": n,
            "waarde": None if punt.waarde is None else maal * punt.waarde,
            "onder": None if punt.onder is None else maal * punt.onder,
            "boven": None if punt.boven is None else maal * punt.boven,
            "buiten": "ja" if punt.opvallend else "nee",
        }
        for n, punt in enumerate(reeks.punten)
    ]
    elke = max(1, -(-len(punten) // (5 if breedte == SMAL else 9)))
    labels = ", ".join(f"'{n}': '{_kort(punt.naam)}'" for n, punt in enumerate(reeks.punten))
    assen = {"title": None, "grid": False, "values": list(range(0, len(punten), elke)), "labelOverlap": "greedy"}
    x = {
        "field": "n",
        "type": "quantitative",
        "scale": {"domainMin": 0, "domainMax": max(1, len(punten) - 1), "nice": False},
        "axis": {**assen, "labelExpr": f"{{{labels}}}[toString(datum.value)]", "labelFlush": True},
    }
    y = hoogte_as(eenheid)
    return {
        "height": HOOGTE - 40,
        "data": {"values": punten},
        "layer": [
            _grenslijn("onder", x),
            _grenslijn("boven", x),
            {
                "data": {"values": [{"y": maal * (reeks.midden or 0)}]},
                "mark": {"type": "rule", "color": kleur("rand"), "strokeWidth": 1.5},
                "encoding": {"y": {"field": "y", "type": "quantitative"}},
            },
            {
                "mark": {
                    "type": "line",
                    "color": kleur("accent"),
                    "strokeWidth": 2,
                    "invalid": "break-paths-filter-domains",
                },
                "encoding": {"x": x, "y": y},
            },
            punten_van(x, y),
        ],
    }


def _grenslijn(veld: str, x: Beeld) -> Beeld:
    return {
        "mark": {
            "type": "line",
            "interpolate": "step",
            "color": kleur("stil"),
            "strokeDash": [4, 3],
            "strokeWidth": 1.5,
            "invalid": "break-paths-filter-domains",
        },
        "encoding": {"x": x, "y": {"field": veld, "type": "quantitative"}},
    }


_MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def _kort(label: str) -> str:
    """`2016-09` → `sep 16`; another period as it is written."""
    periode = Periode.lees(label)
    if len(label) == len("2016-09") and periode.van is not None and "Q" not in label:
        return f"{_MAANDEN[periode.van.month - 1]} {periode.van.year % 100:02}"
    return label
