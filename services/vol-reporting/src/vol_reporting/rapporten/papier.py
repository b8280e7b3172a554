"""A report as PDF/UA: with bookmarks, each chart with a text for who does not see it, and its table below it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any

from leerwinkel.runtime.web.grafiek import Grafiek
from leerwinkel.runtime.web.pdf import als_pdf
from vol_reporting.rapporten.getoond import Getoond, Toondeel, Toonhoofdstuk, toon
from vol_reporting.rapporten.model import Rapport
from vol_reporting.rapporten.toelichting import GEBRUIK


def pdf(rapport: Rapport) -> bytes:
    """Blocking: it takes a second or two."""
    kop = {
        "titel": rapport.titel,
        "ondertitel": rapport.ondertitel,
        "kenmerken": rapport.kenmerken,
        "waarschuwing": GEBRUIK[rapport.bestemming],
    }
    return op_papier(kop, toon(rapport), datetime.fromisoformat(rapport.stand_van))


def op_papier(kop: Mapping[str, Any], hoofdstukken: Iterable[Toonhoofdstuk], moment: datetime) -> bytes:
    """Chapters under a head (`titel`, `ondertitel`, `kenmerken`, `waarschuwing`), as what was so at that moment."""
    delen = [{"titel": h.titel, "uitleg": h.uitleg, "delen": [_deel(deel) for deel in h.delen]} for h in hoofdstukken]
    sjabloon = files("vol_reporting.rapporten").joinpath("rapport.typ").read_bytes()
    return als_pdf(sjabloon, {**kop, "hoofdstukken": delen}, moment=moment)


def _deel(deel: Toondeel) -> dict[str, Any]:
    grafiek = deel.grafiek and _grafiek(deel.grafiek)
    return {"uitleg": deel.uitleg, "grafiek": grafiek, "tabel": _tabel(deel.tabel)}


def _grafiek(grafiek: Grafiek) -> dict[str, str]:
    return {"svg": grafiek.op_papier(), "alt": f"{grafiek.titel}. {grafiek.beschrijving} De tabel eronder zegt alles."}


def _tabel(tabel: Getoond) -> dict[str, Any]:
    return {
        "titel": tabel.titel,
        "koppen": [{"titel": kop.titel, "is_getal": kop.is_getal} for kop in tabel.koppen],
        "rijen": tabel.rijen,
        "onder": sorted(tabel.onder),
    }
