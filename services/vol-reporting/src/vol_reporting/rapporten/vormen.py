"""The forms in which a report can be had as a file; all from the same model."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from leerwinkel.runtime.web.rekenblad import SOORTEN
from vol_reporting.rapporten import bestanden, canoniek
from vol_reporting.rapporten.model import Rapport
from vol_reporting.rapporten.namen import ACHTERVOEGSELS
from vol_reporting.rapporten.papier import pdf


class Vorm(NamedTuple):
    """How it is called on a page, what kind of file it is, and who makes it."""

    naam: str
    soort: str
    maak: Callable[[Rapport], bytes]


VORMEN: Final[Mapping[str, Vorm]] = {
    "pdf": Vorm("PDF", "application/pdf", pdf),
    "xlsx": Vorm("Excel (XLSX)", SOORTEN["xlsx"], bestanden.xlsx),
    "csv": Vorm("CSV met beschrijving (ZIP)", "application/zip", bestanden.csv),
    "parquet": Vorm("Parquet (ZIP)", "application/zip", bestanden.parquet),
    "json": Vorm("Canoniek (JSON)", "application/json", canoniek.schrijf),
}


def bestandsnaam(rapport: Rapport, vorm: str) -> str:
    """What the file is called."""
    return f"{rapport.nummer}{ACHTERVOEGSELS[vorm]}"
