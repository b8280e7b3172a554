"""A workbook that people with a screen reader can use: a cover, notes, and one table per sheet. Always the same bytes.

Every table is a table to Excel too, with its header in the first row, which stays in sight; no cells are merged, and
the workbook says its title and its language.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from xlsxwriter.workbook import Workbook

from leerwinkel.runtime.web.rekenblad import DATUMVORMEN, Rijen, schrijf_cel, schrijf_over

VOORBLAD, TOELICHTING = "Voorblad", "Toelichting"
_NAAM: Final = 31
_EEUWIG: Final = (1980, 1, 1, 0, 0, 0)
_TAAL: Final = b"<dc:language>nl-BE</dc:language>"
_VORMEN: Final[dict[type, str]] = {**DATUMVORMEN, int: "#,##0", float: "#,##0.0"}
_BREEDTEN: Final = (9, 60)


@dataclass(frozen=True, slots=True)
class Blad:
    """`naam` is unique in the workbook, also in its first 31 letters. `koppen` are unique in the table."""

    naam: str
    titel: str
    koppen: tuple[str, ...]
    rijen: Rijen


@dataclass(frozen=True, slots=True, kw_only=True)
class Rekenmap:
    """`voorblad` and `toelichting`: name and text. `gemaakt`: when, for the properties of the file."""

    titel: str
    maker: str
    gemaakt: datetime
    voorblad: Sequence[tuple[str, str]]
    toelichting: Sequence[tuple[str, str]]
    bladen: Sequence[Blad]


def als_rekenmap(inhoud: Rekenmap) -> bytes:
    """XLSX."""
    uit = io.BytesIO()
    with Workbook(uit, {"in_memory": True}) as map_:
        gemaakt = inhoud.gemaakt.astimezone(UTC).replace(tzinfo=None)
        map_.set_properties({"title": inhoud.titel, "author": inhoud.maker, "created": gemaakt})
        vet, gewoon = map_.add_format({"bold": True, "valign": "top"}), map_.add_format({"text_wrap": True})
        lijst = [(f"Blad {blad.naam}", blad.titel) for blad in inhoud.bladen]
        begin = [("Titel", inhoud.titel), *inhoud.voorblad, *lijst]
        schrijf_over(map_.add_worksheet(VOORBLAD), begin, vet, gewoon)
        schrijf_over(map_.add_worksheet(TOELICHTING), inhoud.toelichting, vet, gewoon)
        vormen = {soort: map_.add_format({"num_format": vorm}) for soort, vorm in _VORMEN.items()}
        for nummer, blad in enumerate(inhoud.bladen, 1):
            _schrijf_blad(map_, blad, nummer, vormen)
    return _met_taal(uit.getvalue())


def _schrijf_blad(map_: Workbook, blad: Blad, nummer: int, vormen: dict[type, Any]) -> None:
    vel = map_.add_worksheet(blad.naam[:_NAAM])
    # a table needs a row, be it an empty one
    kolommen = [{"header": kop} for kop in blad.koppen]
    bereik = (0, 0, max(1, len(blad.rijen)), len(blad.koppen) - 1)
    vel.add_table(*bereik, {"name": f"tabel_{nummer}", "columns": kolommen, "style": "Table Style Light 1"})
    for r, rij in enumerate(blad.rijen, 1):
        for n, cel in enumerate(rij):
            schrijf_cel(vel, r, n, cel, vormen)
    for n, kop in enumerate(blad.koppen):
        langste = max([len(kop) + 3, *(_lengte(rij[n]) for rij in blad.rijen)])
        vel.set_column(n, n, min(max(langste, _BREEDTEN[0]), _BREEDTEN[1]))
    vel.freeze_panes(1, 1)


def _lengte(cel: str | float | date | None) -> int:
    return len(cel) if isinstance(cel, str) else len(_BREEDTEN) + 8


def _met_taal(inhoud: bytes) -> bytes:
    """With the language among its properties, and without the moment at which it was written."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as van, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as naar:
        for naam in van.namelist():
            deel = van.read(naam)
            if naam == "docProps/core.xml":
                deel = deel.replace(b"</cp:coreProperties>", _TAAL + b"</cp:coreProperties>")
            naar.writestr(zipfile.ZipInfo(naam, _EEUWIG), deel, zipfile.ZIP_DEFLATED)
    return uit.getvalue()
