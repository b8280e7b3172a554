"""How periods of reports, reports and their files are called."""

import re
from collections.abc import Mapping
from typing import Final

from vol_reporting.periode import Periode
from vol_reporting.vraag import VLAANDEREN

ACHTERVOEGSELS: Final[Mapping[str, str]] = {
    "pdf": ".pdf",
    "xlsx": ".xlsx",
    "csv": "-csv.zip",
    "parquet": "-parquet.zip",
    "json": ".json",
}
"""Form → what its file adds to the name of the report."""
PUBLIEK: Final = "publiek"
"""Stands in the place of an area for what may be published."""
_VORM = re.compile(r"[0-9]{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?", re.ASCII)


def lees_periode(tekst: str) -> Periode:
    """A month, a quarter or a year. Raises ValueError (Dutch)."""
    if _VORM.fullmatch(tekst) is None:
        raise ValueError(f"‘{tekst}’ is geen maand, kwartaal of jaar. Schrijf 2026-09, 2026-Q3 of 2026.")
    return Periode.lees(tekst)


def nummer(periode: str, gebied: str) -> str:
    """What the files of a report are called by."""
    return f"rapport-{periode}-{gebied}".lower()


def regio_van(gebied: str) -> str | None:
    """How an event names an area: Flanders is no region."""
    return None if gebied == VLAANDEREN else gebied
