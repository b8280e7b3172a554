"""Rows as a file to take along: CSV, or XLSX whose first sheet says what it is. Cells are texts, never formulas."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, Final, Literal

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from leerwinkel.runtime.formules import geen_formule
from leerwinkel.runtime.web.opmaak import BRUSSEL, machinetijd

Vorm = Literal["csv", "xlsx"]
Cel = str | int | float | date | None
"""What stands in a cell; a moment has its zone."""
Rijen = Sequence[Sequence[Cel]]

SOORTEN: Final[dict[Vorm, str]] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_EERSTE_KOLOM, _TWEEDE_KOLOM = 16, 80


def als_csv(koppen: Sequence[str], rijen: Rijen) -> bytes:
    """As a spreadsheet of here opens it by itself: with semicolons. A moment is ISO 8601 in UTC."""
    tekst = io.StringIO(newline="")
    schrijver = csv.writer(tekst, delimiter=";")
    schrijver.writerow(koppen)
    schrijver.writerows([_tekst(cel) for cel in rij] for rij in rijen)
    return tekst.getvalue().encode("utf-8-sig")


def _tekst(cel: Cel) -> str | float:
    match cel:
        case None:
            return ""
        case datetime():
            return machinetijd(cel)
        case date():
            return cel.isoformat()
        case str():
            return geen_formule(cel)
        case _:
            return cel


def als_xlsx(titel: str, kolommen: Sequence[tuple[str, int]], rijen: Rijen, over: Sequence[tuple[str, str]]) -> bytes:
    """`kolommen`: title and width; `over`: what the first sheet says of the second. A moment is that of Brussels."""
    uit = io.BytesIO()
    with Workbook(uit, {"in_memory": True}) as map_:
        vet = map_.add_format({"bold": True, "valign": "top"})
        schrijf_over(map_.add_worksheet("Over deze lijst"), over, vet, map_.add_format({"text_wrap": True}))
        blad = map_.add_worksheet(titel[:31])
        kop = map_.add_format({"bold": True, "bg_color": "#E4EFEC", "bottom": 1})
        for n, (naam, breedte) in enumerate(kolommen):
            blad.set_column(n, n, breedte)
            blad.write_string(0, n, naam, kop)
        blad.freeze_panes(1, 1)
        blad.autofilter(0, 0, len(rijen), max(0, len(kolommen) - 1))
        vormen = {soort: map_.add_format({"num_format": vorm}) for soort, vorm in DATUMVORMEN.items()}
        for r, rij in enumerate(rijen, 1):
            for n, cel in enumerate(rij):
                schrijf_cel(blad, r, n, cel, vormen)
        blad.activate()
    return uit.getvalue()


DATUMVORMEN: Final[dict[type, str]] = {datetime: "dd/mm/yyyy hh:mm", date: "dd/mm/yyyy"}
"""Kind of cell → how a sheet shows it."""


def schrijf_over(blad: Worksheet, over: Sequence[tuple[str, str]], vet: Any, gewoon: Any) -> None:
    """Two columns: what something is called, and what it is."""
    blad.set_column(0, 0, _EERSTE_KOLOM)
    blad.set_column(1, 1, _TWEEDE_KOLOM)
    for r, (naam, waarde) in enumerate(over):
        blad.write_string(r, 0, naam, vet)
        blad.write_string(r, 1, waarde, gewoon)


def schrijf_cel(blad: Worksheet, rij: int, kolom: int, cel: Cel, vormen: Mapping[type, Any]) -> None:
    """A text stays a text, whatever it begins with. `vormen`: kind of value → format of the workbook, if any."""
    match cel:
        case None | "":
            pass
        case datetime():
            blad.write_datetime(rij, kolom, cel.astimezone(BRUSSEL).replace(tzinfo=None), vormen[datetime])
        case date():
            blad.write_datetime(rij, kolom, datetime.combine(cel, time()), vormen[date])
        case str():
            blad.write_string(rij, kolom, cel)
        case _:
            blad.write_number(rij, kolom, cel, vormen.get(type(cel)))
