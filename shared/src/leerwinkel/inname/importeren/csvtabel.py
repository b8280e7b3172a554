"""A CSV file as a table: UTF-8, separated by comma, semicolon or tab."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from leerwinkel.inname.importeren.tabel import Onbruikbaar, Tabel

_SCHEIDINGEN: Final = ",;\t"
_KOPTEKENS: Final = 100_000


def csv_tabel(pad: Path) -> Tabel:
    """The table in that file; it is opened when read."""
    return Tabel(pad.name, pad.stem, lambda: _lees(pad))


def _lees(pad: Path) -> Iterator[list[str]]:
    """Rows as text. Another encoding is refused: guessed letters in a register are worse than a question."""
    nummer = 0
    try:
        scheiding = _scheiding(pad)
        with pad.open(encoding="utf-8-sig", newline="") as regels:
            for nummer, rij in enumerate(csv.reader(regels, delimiter=scheiding, strict=True), start=1):  # noqa: B007 - used when it breaks
                yield rij
    except UnicodeDecodeError:
        raise Onbruikbaar(
            "is geen UTF-8. Bewaar het opnieuw: in Excel met ‘CSV UTF-8 (door scheidingstekens gescheiden)’, "
            "in LibreOffice met tekenset ‘Unicode (UTF-8)’"
        ) from None
    except csv.Error:
        raise Onbruikbaar(
            f"is na rij {nummer} niet te lezen: een cel is te lang, of de aanhalingstekens kloppen niet"
        ) from None
    except OSError as fout:
        raise Onbruikbaar(f"kan niet geopend worden ({fout.strerror})") from None


def _scheiding(pad: Path) -> str:
    """The separator that the header has most of, outside quotes; the rows are never looked at."""
    with pad.open(encoding="utf-8-sig", newline="") as regels:
        kop = regels.readline(_KOPTEKENS)
    buiten = "".join(kop.split('"')[::2])
    return max(_SCHEIDINGEN, key=buiten.count)
