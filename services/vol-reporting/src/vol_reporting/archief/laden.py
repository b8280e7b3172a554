"""Opening an archive: whole, unchanged and of our own columns, or refused; and its rows into the storage."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from vol_reporting.anker import Anker
from vol_reporting.archief.inhoud import Archieffout, Inhoud, Tabelblad, lees_inhoud
from vol_reporting.archief.plaats import als_patroon, tabelbestand, vingerafdruk_van
from vol_reporting.opslag import TABELLEN

_ANKERS = """
    SELECT regio, max_by(positie, vol_positie), max(vol_positie), max_by(digest, vol_positie)
    FROM read_parquet($bestand) WHERE vol_positie > 0 GROUP BY regio ORDER BY regio
"""


@dataclass(frozen=True, slots=True)
class Archief:
    """An archive whose files are what they were when it was made."""

    map: Path
    inhoud: Inhoud

    def ankers(self) -> list[Anker]:
        """Of every region, and of the VOL, the last event in it. Raises Archieffout."""
        bestand = als_patroon(tabelbestand(self.map, "gebeurtenis"))
        try:
            with duckdb.connect() as con:
                return [Anker(*rij) for rij in con.execute(_ANKERS, {"bestand": bestand}).fetchall()]
        except duckdb.Error as fout:
            raise Archieffout(f"Het archief is niet te lezen: {fout}") from fout

    def laad(self, con: duckdb.DuckDBPyConnection) -> None:
        """Put all rows into the tables, which are empty, in the caller's transaction. Raises Archieffout."""
        try:
            for tabel in TABELLEN:
                self._laad_tabel(con, tabel)
            stromen = dict(con.execute("SELECT stroom, positie FROM stroompositie").fetchall())
            regios = dict(con.execute("SELECT regio, positie FROM regiopositie").fetchall())
        except duckdb.Error as fout:
            raise Archieffout(f"Het archief is niet te laden: {fout}") from fout
        if (stromen, regios) != (self.inhoud.stromen, self.inhoud.regios):
            raise Archieffout("De posities in het archief zijn niet die van zijn tabellen. Neem een ander archief.")

    def _laad_tabel(self, con: duckdb.DuckDBPyConnection, tabel: str) -> None:
        namen = ", ".join(naam for naam, *_ in con.execute(f"DESCRIBE {tabel}").fetchall())
        bestand = als_patroon(tabelbestand(self.map, tabel))
        invoeging = f"INSERT INTO {tabel} ({namen}) SELECT {namen} FROM read_parquet($bestand)"  # noqa: S608 - our names
        [[rijen]] = con.execute(invoeging, {"bestand": bestand}).fetchall()
        if rijen != self.inhoud.tabellen[tabel].rijen:
            raise Archieffout(f"De tabel {tabel} van het archief heeft niet het aantal rijen dat ze moet hebben.")


def open_archief(map_: Path) -> Archief:
    """The archive in that folder. Raises Archieffout where anything of it is missing, changed or of another program."""
    try:
        inhoud = lees_inhoud(map_)
        for tabel in TABELLEN:
            _keur(tabelbestand(map_, tabel), inhoud.tabellen[tabel])
    except OSError as fout:
        raise Archieffout(f"Het archief in {map_} is niet te lezen: {fout.strerror}.") from fout
    return Archief(map_, inhoud)


def _keur(bestand: Path, blad: Tabelblad) -> None:
    if not bestand.is_file():
        raise Archieffout(f"Het archief is niet volledig: {bestand.name} ontbreekt.")
    if bestand.stat().st_size != blad.bytes or vingerafdruk_van(bestand) != blad.sha256:
        raise Archieffout(f"{bestand.name} is beschadigd of gewijzigd. Neem een ander archief, of het log.")
