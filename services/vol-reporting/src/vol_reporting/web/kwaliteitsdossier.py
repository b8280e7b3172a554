"""The file of a leerwinkel that prepares its external evaluation, as a page and as a PDF (blueprint 8.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Final

from leerwinkel.runtime.web.opmaak import datum, getal
from vol_reporting.benamingen import regionaam
from vol_reporting.indicatoren import definities
from vol_reporting.kwaliteit.kijk import Kijk
from vol_reporting.rapporten.getoond import Toondeel, Toonhoofdstuk
from vol_reporting.rapporten.papier import op_papier
from vol_reporting.web.dossiercijfers import datakwaliteit, doelen, signalen, tabel, verloop
from vol_reporting.web.dossierdelen import verbeteracties, zelfevaluatie

GEBRUIK: Final = (
    "Dit dossier is intern: het toont ook kleine aantallen. Het is voor de leerwinkel en wie haar evalueert."
)


@dataclass(frozen=True, slots=True)
class Dossier:
    """`kenmerken`: whose it is, of which years, and as known when: each of its figures is of that stand."""

    regio: str
    titel: str
    ondertitel: str
    kenmerken: Sequence[tuple[str, str]]
    hoofdstukken: Sequence[Toonhoofdstuk]
    peil: datetime


def maak_dossier(kijk: Kijk, regio: str, namen: Mapping[str, str], voorbeeld: str | None) -> Dossier:
    """Over the years of the agreement that the year is of."""
    jaren = kijk.overeenkomst(regio)
    regels = kijk.regels(regio, jaren=jaren)
    codes = [code for code in definities() if any(regel.code == code for regel in regels)]
    return Dossier(
        regio=regio,
        titel=f"Dossier voor de externe evaluatie van {regionaam(regio)}",
        ondertitel=f"Beheersovereenkomst {jaren[0]} tot en met {jaren[-1]}",
        kenmerken=_kenmerken(kijk, regio, voorbeeld),
        hoofdstukken=(
            doelen(regels),
            verloop(kijk, regio, codes, jaren),
            zelfevaluatie(kijk, regio, jaren),
            verbeteracties(kijk, regio, namen),
            signalen(kijk, regio, jaren),
            datakwaliteit(kijk, regio, jaren),
            _steunt_op(kijk),
        ),
        peil=datetime.combine(kijk.meter.peil, time(), UTC),
    )


def _kenmerken(kijk: Kijk, regio: str, voorbeeld: str | None) -> list[tuple[str, str]]:
    stand = f"zoals de VOL ze kende op {kijk.terug['stand']}" if kijk.terug.get("stand") else "alles wat de VOL ontving"
    kenmerken = [
        ("Leerwinkel", regionaam(regio)),
        ("Stand van alle cijfers", f"{stand}; bekeken vanaf {datum(kijk.meter.peil)}"),
    ]
    return [*kenmerken, ("Let op", voorbeeld)] if voorbeeld else kenmerken


def _steunt_op(kijk: Kijk) -> Toonhoofdstuk:
    """Up to where events of each log count."""
    stand = kijk.meter.vraag.stand
    posities = kijk.meter.opslag.posities() if stand is None else stand
    rijen = [(regionaam(log) if log != "vol" else "VOL", getal(n)) for log, n in sorted(posities.items())]
    uitleg = "Wie deze logs tot deze posities heeft, kan elk cijfer van dit dossier narekenen."
    inhoud = tabel("posities", "Posities van de logs", ("Log", "Tot en met positie"), rijen, "01")
    return Toonhoofdstuk("stand", "Waar dit op steunt", (uitleg,), (Toondeel("", None, inhoud),))


def dossier_pdf(dossier: Dossier) -> bytes:
    """As PDF/UA, on paper like a report. Blocking: it takes a second or two."""
    inhoud = {
        "titel": dossier.titel,
        "ondertitel": dossier.ondertitel,
        "kenmerken": dossier.kenmerken,
        "waarschuwing": GEBRUIK,
    }
    return op_papier(inhoud, dossier.hoofdstukken, dossier.peil)
