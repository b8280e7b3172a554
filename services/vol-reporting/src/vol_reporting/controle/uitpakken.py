"""Unpacking an archive that somebody gave: into a folder of its own, nothing beside it, and no more than is believable.

An archive is mostly hashes and Parquet, which hardly shrink: one that unpacks to far more than it weighs is a bomb.
"""

import zlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from vol_reporting.archief.inhoud import Archieffout

_KEER: Final = 20
_ALTIJD: Final = 64 * 1024 * 1024
"""So many times its weight may come out of it, and always so many bytes."""
_BESTANDEN: Final = 1_000_000
_STUK: Final = 1024 * 1024


@contextmanager
def uitgepakt(archief: Path) -> Generator[Path]:
    """The folder of an archive, also of one in a zip. Raises Archieffout."""
    if not archief.is_file():
        yield archief
        return
    with TemporaryDirectory(prefix="leerwinkel-archief-") as map_:
        try:
            with ZipFile(archief) as zip_:
                _pak_uit(zip_, Path(map_), _ALTIJD + _KEER * archief.stat().st_size)
        except (BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as fout:
            raise Archieffout(f"{archief} is geen archief, of is beschadigd ({fout}).") from fout
        yield Path(map_)


def _pak_uit(zip_: ZipFile, map_: Path, hoogstens: int) -> None:
    delen = [deel for deel in zip_.infolist() if not deel.is_dir()]
    if len(delen) > _BESTANDEN:
        raise Archieffout(f"Het archief bevat {len(delen)} bestanden: te veel om echt te zijn.")
    for deel in delen:
        hoogstens -= _schrijf(zip_, deel, map_ / _plaats(deel.filename), hoogstens)


def _plaats(naam: str) -> PurePosixPath:
    """Where it goes below the folder. Raises Archieffout where that is elsewhere."""
    plaats = PurePosixPath(naam)
    if plaats.is_absolute() or ".." in plaats.parts or "\\" in naam or ":" in naam:
        raise Archieffout("Het archief bevat een bestand dat buiten zijn map wil staan. Gebruik het niet.")
    return plaats


def _schrijf(zip_: ZipFile, deel: ZipInfo, doel: Path, hoogstens: int) -> int:
    """The bytes that came out: counted, whatever the archive says of itself."""
    doel.parent.mkdir(parents=True, exist_ok=True)
    totaal = 0
    with zip_.open(deel) as van, doel.open("xb") as naar:
        while stuk := van.read(_STUK):
            if (totaal := totaal + len(stuk)) > hoogstens:
                raise Archieffout("Het archief is uitgepakt veel groter dan het lijkt. Gebruik het niet.")
            naar.write(stuk)
    return totaal
