"""Folders as they were: a copy that is put back later, as from an old back-up."""

import shutil
import sqlite3
from pathlib import Path
from typing import Final

_KLUIS: Final = ("kluis_sleutel", "kluis_stand", "zoek_persoon", "zoek_merk")
_BLIJFT: Final = {"toegang", "sleutels", "nats-server.conf", "nats-server.log"}
"""What is no data of the region's log or tables: who may come in, and keys."""


def bewaar(map_: Path, kopie: Path) -> None:
    """Copy what lies there now; nothing may write to it meanwhile."""
    shutil.copytree(map_, kopie, ignore=lambda waar, namen: _BLIJFT & set(namen) if Path(waar) == map_ else set())


def zet_terug(map_: Path, kopie: Path) -> None:
    """Make it as it was in the copy, to the last file."""
    for weg in map_.iterdir():
        if weg.name not in _BLIJFT:
            shutil.rmtree(weg) if weg.is_dir() else weg.unlink()
    shutil.copytree(kopie, map_, dirs_exist_ok=True)


def met_kluis_van_nu(tabellen: Path, kopie: Path) -> None:
    """Put the kluis and the search of now in the copy of a region's tables: it has a back-up of its own."""
    with sqlite3.connect(kopie) as verbinding:
        verbinding.execute("ATTACH ? AS nu", [str(tabellen)])
        for tabel in _KLUIS:
            verbinding.execute(f"DELETE FROM {tabel}")
            verbinding.execute(f"INSERT INTO {tabel} SELECT * FROM nu.{tabel}")
    verbinding.close()
