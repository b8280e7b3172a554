"""What a spreadsheet would take for a formula in a file that it opens."""

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

_ZIP: Final = b"PK"
_BEGIN: Final = ("=", "+", "-", "@", "\t", "\r")


def formules(inhoud: bytes) -> list[str]:
    """The cells of a CSV, or the parts of an XLSX, that would be calculated."""
    return list(_uit_xlsx(inhoud) if inhoud.startswith(_ZIP) else _uit_csv(inhoud))


def _uit_csv(inhoud: bytes) -> Iterator[str]:
    tekst = inhoud.decode("utf-8-sig")
    for scheiding in (";", ","):
        for rij in csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding):
            yield from (cel for cel in rij if cel.startswith(_BEGIN) and not _is_getal(cel))


def _uit_xlsx(inhoud: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(inhoud)) as delen:
        yield from (naam for naam in delen.namelist() if b"<f>" in delen.read(naam) or "externalLink" in naam)


def _is_getal(cel: str) -> bool:
    with suppress(ValueError):
        float(cel.replace(",", "."))
        return True
    return False
