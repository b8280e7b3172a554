"""Puts a report together: the fixed selection, for one area, from what was counted."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.rapporten import Bevinding
from leerwinkel.runtime.web.opmaak import datum, tijdstip
from vol_reporting.benamingen import regionaam
from vol_reporting.periode import Periode
from vol_reporting.rapporten import cijferdelen, toelichting, vergelijking
from vol_reporting.rapporten.doeldelen import doelen
from vol_reporting.rapporten.model import Rapport
from vol_reporting.rapporten.stof import OPZET, Stof
from vol_reporting.signalen.eigenaars import naam
from vol_reporting.vraag import VLAANDEREN

GEBIEDEN = (VLAANDEREN, *codelijst("regio"))
"""Of which there is a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Omstandigheden:
    """As known when, with which findings, and closed by whom; without `goedgekeurd_door` it is provisional."""

    stand_van: datetime
    bevindingen: tuple[Bevinding, ...]
    gronden: tuple[str, ...] = ()
    voorgesteld_door: str | None = None
    goedgekeurd_door: str | None = None


def stel_op(stof: Stof, gebied: str, rond: Omstandigheden) -> Rapport:
    """The report of an area."""
    per_regio = [vergelijking.naast_elkaar(stof)] if gebied == VLAANDEREN else []
    return Rapport(
        bestemming="intern",
        opzet=OPZET,
        periode=stof.periode.label,
        gebied=gebied,
        titel=f"{_soort(stof.periode)} {regionaam(gebied)}",
        ondertitel=in_woorden(stof.periode),
        stand_van=rond.stand_van.astimezone(UTC).isoformat(),
        kenmerken=tuple(_kenmerken(stof, rond)),
        hoofdstukken=(
            toelichting.kwaliteit(rond.bevindingen, rond.gronden, gebied),
            *cijferdelen.hoofdstukken(stof, gebied),
            *doelen(stof, gebied),
            vergelijking.verloop(stof, gebied),
            *per_regio,
            cijferdelen.per_profiel(stof, gebied),
            toelichting.signalen(stof, gebied),
            toelichting.definitielijst(stof),
        ),
    )


def in_woorden(periode: Periode) -> str:
    """`1 juli 2026 tot en met 30 september 2026`."""
    assert periode.van is not None
    assert periode.tot is not None
    return f"{datum(periode.van)} tot en met {datum(periode.tot - timedelta(days=1))}"


def _soort(periode: Periode) -> str:
    if len(periode.label) == len("2016"):
        return f"Jaarrapport {periode.label}"
    return f"{'Kwartaalrapport' if 'Q' in periode.label else 'Maandrapport'} {periode.label}"


def _kenmerken(stof: Stof, rond: Omstandigheden) -> list[tuple[str, str]]:
    apart = ", ".join(map(regionaam, stof.apart)) or "geen"
    af = [
        ("Voorgesteld", naam(rond.voorgesteld_door)),
        ("Goedgekeurd", naam(rond.goedgekeurd_door)),
    ]
    return [
        ("Periode", in_woorden(stof.periode)),
        ("Toestand", "afgesloten" if rond.goedgekeurd_door else "voorlopig: de periode is niet afgesloten"),
        ("Stand", tijdstip(rond.stand_van)),
        ("Aangehouden", apart),
        *(af if rond.goedgekeurd_door else []),
    ]
