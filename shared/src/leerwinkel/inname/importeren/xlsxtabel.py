"""The sheets of an XLSX file as tables, opened only after its real size is known."""

import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from leerwinkel.inname.importeren.tabel import Onbruikbaar, Tabel

MAX_UITGEPAKT: Final = 512 * 1024 * 1024
MAX_DELEN: Final = 1_000
_STUK: Final = 1024 * 1024
_ONLEESBAAR: Final = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError,
)  # fmt: skip
"""What reading a zip raises: of one that is damaged, has a password, or is packed in a way that is not known here."""


def xlsx_tabellen(pad: Path) -> list[Tabel]:
    """Its sheets, each named as its tab. Raises Onbruikbaar for what is no workbook or unpacks too large."""
    _controleer_grootte(pad)
    try:
        werkmap = CalamineWorkbook.from_path(pad)
    except (CalamineError, OSError) as fout:
        raise Onbruikbaar(f"is geen leesbaar XLSX-bestand ({type(fout).__name__})") from None
    namen = [blad.name for blad in werkmap.sheets_metadata if blad.typ == SheetTypeEnum.WorkSheet]
    return [_tabel(pad, werkmap, naam, alleen=len(namen) == 1) for naam in namen]


def _tabel(pad: Path, werkmap: CalamineWorkbook, naam: str, *, alleen: bool) -> Tabel:
    """A lone sheet may keep the name that Excel gave it: then the file's name says what it holds."""
    stam = pad.stem if alleen and naam.casefold().startswith(("blad", "sheet")) else naam
    return Tabel(f"{pad.name} [{naam}]", stam, lambda: _lees(werkmap, naam))


def _lees(werkmap: CalamineWorkbook, naam: str) -> Iterator[list[str]]:
    try:
        for rij in werkmap.get_sheet_by_name(naam).iter_rows():
            yield [_tekst(cel) for cel in rij]
    except CalamineError as fout:
        raise Onbruikbaar(f"is niet te lezen ({type(fout).__name__})") from None


def _tekst(cel: Any) -> str:
    match cel:
        case str():
            return cel
        case bool():
            return "ja" if cel else "nee"
        case float() if cel.is_integer():
            return str(int(cel))
        case datetime():
            return _zonder_rekenfout(cel).isoformat()
        case _:
            return str(cel)


def _zonder_rekenfout(moment: datetime) -> datetime:
    """A spreadsheet keeps moments as fractions of a day: 10:20:00 may come out some microseconds early."""
    millis = round(moment.microsecond / 1000)
    return moment.replace(microsecond=0) + timedelta(milliseconds=millis)


def _controleer_grootte(pad: Path) -> None:
    try:
        with zipfile.ZipFile(pad) as archief:
            delen = archief.infolist()
            if len(delen) > MAX_DELEN or _uitgepakt(archief, delen) > MAX_UITGEPAKT:
                raise Onbruikbaar("is uitgepakt te groot om veilig te openen; splits het of bewaar het als CSV")
    except _ONLEESBAAR:
        raise Onbruikbaar("is geen leesbaar XLSX-bestand (beveiligd, beschadigd, of een ander formaat)") from None


def _uitgepakt(archief: zipfile.ZipFile, delen: list[zipfile.ZipInfo]) -> int:
    """Bytes that come out, counted up to just over the limit. The sizes that the archive claims may be lies."""
    totaal = 0
    for deel in delen:
        deel.file_size = sys.maxsize
        with archief.open(deel) as stroom:
            while totaal <= MAX_UITGEPAKT and (stuk := stroom.read(_STUK)):
                totaal += len(stuk)
    return totaal
