"""The report that may leave the VOL: the tables of a publication exactly as they went out, in every form.

Nothing is counted here, and nothing hidden: both were done, and proven, when it was published.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any, Final

from leerwinkel.runtime.web.opmaak import tijdstip
from vol_reporting.benamingen import met_hoofdletter, regionaam, waardenaam
from vol_reporting.datapakket import PAKKET
from vol_reporting.periode import Periode
from vol_reporting.publicatie.bestanden import GEEN, GEHEIM
from vol_reporting.publicatie.lijst import LIJST
from vol_reporting.publicatie.verleden import Eerdere
from vol_reporting.rapporten.inhoud import in_woorden
from vol_reporting.rapporten.model import VERBORGEN, Cel, Deel, Hoofdstuk, Kolom, Kolomsoort, Rapport, Tabel
from vol_reporting.rapporten.namen import PUBLIEK

_SOORTEN: Final[Mapping[str, Kolomsoort]] = {"string": "tekst", "integer": "aantal", "number": "waarde"}
_UITLEG = (
    "Geheim: verborgen, omdat het over minder dan vier mensen gaat, of omdat zo’n getal anders te berekenen zou zijn.",
    "0 is altijd echt 0. Een streepje: er is geen aandeel, want er is niemand geteld.",
)


def publiek_rapport(eerdere: Eerdere) -> Rapport:
    """Of a quarter; the fourth has the year in it too."""
    bestanden, uitgave = eerdere.bestanden(), eerdere.uitgave
    pakket = json.loads(bestanden[PAKKET])
    delen = tuple(
        Deel(_tabel(bron, bestanden[bron["path"]]), f"{bron['description']} {_versie(bron)}")
        for bron in pakket["resources"]
    )
    kwartaal = Periode.lees(uitgave.perioden.kwartaal)
    return Rapport(
        bestemming="publiek",
        opzet=LIJST,
        periode=kwartaal.label,
        gebied=PUBLIEK,
        titel=f"Cijfers van de leerwinkels, {' en '.join(uitgave.perioden.getoond)}",
        ondertitel=in_woorden(kwartaal),
        stand_van=uitgave.stand.astimezone(UTC).isoformat(),
        kenmerken=(("Uitgave", str(uitgave.volgnummer)), ("Stand", tijdstip(uitgave.stand))),
        hoofdstukken=(Hoofdstuk("tabellen", "De tabellen", _UITLEG, delen),),
    )


def _versie(bron: Mapping[str, Any]) -> str:
    return f"Cijfer {bron['indicator']['code']}, versie {bron['indicator']['versie']}."


def _tabel(bron: Mapping[str, Any], inhoud: bytes) -> Tabel:
    kop, *regels = csv.reader(io.StringIO(inhoud.decode(), newline=""))
    velden = {veld["name"]: veld for veld in bron["schema"]["fields"]}
    getallen = [naam for naam in kop if velden[naam]["type"] != "string"]
    groepen = [naam for naam in kop if naam not in ("periode", "regio", *getallen)]
    kolommen = (
        Kolom("naam", "Leerwinkel"),
        Kolom("periode", "Periode"),
        Kolom("regiocode", "Code van de regio", getoond=False),
        *(Kolom("groep_naam", met_hoofdletter(naam.replace("_", " "))) for naam in groepen),
        *(Kolom("groep", "Code van de groep", getoond=False) for _ in groepen),
        *(Kolom(naam, velden[naam]["title"], _SOORTEN[velden[naam]["type"]]) for naam in getallen),
        Kolom("eenheid", "Eenheid", getoond=False),
        Kolom(VERBORGEN, "Wat geheim is", getoond=False),
    )
    rijen = tuple(_rij(dict(zip(kop, regel, strict=True)), groepen, getallen, velden) for regel in regels)
    return Tabel(bron["name"], bron["title"], kolommen, rijen)


def _rij(
    cellen: Mapping[str, str], groepen: Sequence[str], getallen: Sequence[str], velden: Mapping[str, Any]
) -> tuple[Cel, ...]:
    namen = tuple(waardenaam(groep, cellen[groep]) for groep in groepen)
    waarden = tuple(_getal(cellen[naam], velden[naam]["type"]) for naam in getallen)
    geheim = " ".join(naam for naam in getallen if cellen[naam] == GEHEIM) or None
    wie = (regionaam(cellen["regio"]), cellen["periode"], cellen["regio"])
    return (*wie, *namen, *(cellen[groep] for groep in groepen), *waarden, "%", geheim)


def _getal(tekst: str, soort: str) -> Cel:
    if tekst in (GEHEIM, GEEN):
        return None
    return int(tekst) if soort == "integer" else float(tekst)
