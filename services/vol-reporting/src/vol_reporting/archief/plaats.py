"""Where the files of an archive stand, and how they are read and named to DuckDB."""

import hashlib
import os
from pathlib import Path

TABELMAP = "tabellen"


def tabelbestand(map_: Path, tabel: str) -> Path:
    """The file of a table. The name is ours, never one that an archive gives."""
    return map_ / TABELMAP / f"{tabel}.parquet"


def vingerafdruk_van(bestand: Path) -> str:
    """The SHA-256 of the file, in hexadecimal."""
    with bestand.open("rb") as inhoud:
        return hashlib.file_digest(inhoud, "sha256").hexdigest()


def als_tekst(bestand: Path) -> str:
    """The path as a literal of SQL to write to."""
    return "'" + str(bestand).replace("'", "''") + "'"


def als_patroon(bestand: Path) -> str:
    """The path for `read_parquet`, which takes it for a pattern: only this file fits."""
    return "".join(f"[{teken}]" if teken in "*?[" else teken for teken in str(bestand))


def bewaar(pad: Path) -> None:
    """Wait until the file, or the names in the folder, are on the disk."""
    greep = os.open(pad, os.O_RDONLY)
    try:
        os.fsync(greep)
    finally:
        os.close(greep)
