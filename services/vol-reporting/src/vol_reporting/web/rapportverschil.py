"""What the page of differences shows: each figure of a closed report that would be another today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from vol_reporting.rapporten.cijferdelen import TOTAAL
from vol_reporting.rapporten.verschil import Wijziging
from vol_reporting.web import adressen


@dataclass(frozen=True, slots=True)
class Verschilregel:
    """A figure that is another now, and where the records and events are that made it so."""

    naam: str
    toen: str
    nu: str
    adres: str


def verschilregels(
    wijzigingen: Iterable[Wijziging], periode: str, gebied: str, stand_van: datetime
) -> list[Verschilregel]:
    """Each figure that changed, with where its records and events are."""
    return [
        Verschilregel(w.cijfer, *w.in_woorden(), adres)
        for w in wijzigingen
        for adres in [adressen.indicator(f"{w.code}/verschil", _vraag(w, periode, gebied, stand_van))]
    ]


def _vraag(w: Wijziging, periode: str, gebied: str, stand_van: datetime) -> dict[str, str]:
    deel = {} if w.verdeling == TOTAAL else {"dimensie": w.verdeling, "waarde": w.groep}
    return {"periode": periode, "regio": gebied, "stand": stand_van.isoformat(), **deel}
