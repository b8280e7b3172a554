"""Making an archive of the storage as it is at one moment, while the intake goes on."""

import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from vol_reporting.archief.inhoud import BLAD, Archieffout, Inhoud, Tabelblad, nieuwe_inhoud
from vol_reporting.archief.plaats import TABELMAP, als_tekst, bewaar, tabelbestand, vingerafdruk_van
from vol_reporting.opslag import TABELLEN

# a row group of Parquet is one of DuckDB's own, so threads share the work evenly
_VORM = "FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, ROW_GROUP_SIZE 122880"
_een_tegelijk = threading.Lock()


def archiveer(con: duckdb.DuckDBPyConnection, uit: Path) -> Inhoud:
    """Writes the folder `uit`, which is not there yet or is empty; it appears whole, on the disk, or not at all.

    `con` is the caller's own and in no transaction: what others write meanwhile is not in the archive. Only its owner
    can open the folder. Raises Archieffout.
    """
    _nog_vrij(uit)
    half = uit.with_name(f".{uit.name}.half")
    with _een_tegelijk:
        try:
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir(mode=0o700, parents=True)
            inhoud = _schrijf(con, half)
            half.rename(uit)
            bewaar(uit.parent)
        except (OSError, duckdb.Error) as fout:
            raise Archieffout(f"Het archief kon niet geschreven worden: {fout}") from fout
        finally:
            shutil.rmtree(half, ignore_errors=True)
    return inhoud


def _nog_vrij(uit: Path) -> None:
    if not uit.is_absolute():
        raise Archieffout(f"Geef het hele pad van de map, niet {uit}.")
    try:
        bezet = (uit.exists() or uit.is_symlink()) and (uit.is_symlink() or not uit.is_dir() or any(uit.iterdir()))
    except OSError as fout:
        raise Archieffout(f"{uit} is niet te gebruiken: {fout.strerror}.") from fout
    if bezet:
        raise Archieffout(f"{uit} bestaat al en is niet leeg. Geef een nieuwe map.")


def _schrijf(con: duckdb.DuckDBPyConnection, map_: Path) -> Inhoud:
    (map_ / TABELMAP).mkdir()
    con.begin()
    try:
        gemaakt = datetime.now(UTC)
        tabellen = {tabel: _schrijf_tabel(con, tabel, tabelbestand(map_, tabel)) for tabel in TABELLEN}
        stromen = dict(con.execute("SELECT stroom, positie FROM stroompositie ORDER BY stroom").fetchall())
        regios = dict(con.execute("SELECT regio, positie FROM regiopositie ORDER BY regio").fetchall())
    finally:
        con.rollback()
    inhoud = nieuwe_inhoud(gemaakt, stromen, regios, tabellen)
    inhoud.schrijf(map_)
    for pad in (map_ / BLAD, map_ / TABELMAP, map_):
        bewaar(pad)
    return inhoud


def _schrijf_tabel(con: duckdb.DuckDBPyConnection, tabel: str, bestand: Path) -> Tabelblad:
    [[rijen]] = con.execute(f"COPY {tabel} TO {als_tekst(bestand)} ({_VORM})").fetchall()
    bewaar(bestand)
    return Tabelblad(rijen=rijen, bytes=bestand.stat().st_size, sha256=vingerafdruk_van(bestand))
