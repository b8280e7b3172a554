"""Damage as it happens to disks: a byte that changes, a file that is gone. Always done while the node is down."""

import shutil
from collections.abc import Callable
from pathlib import Path

Schade = Callable[[Path], None]
"""Done to the folder of a stream."""


def _blok(stroom: Path) -> Path:
    return min((stroom / "msgs").glob("*.blk"), key=lambda blok: int(blok.stem))


def _kantel(blok: Path, waar: float) -> None:
    inhoud = bytearray(blok.read_bytes())
    inhoud[int(len(inhoud) * waar)] ^= 0x10
    blok.write_bytes(inhoud)


def byte_in_het_midden(stroom: Path) -> None:
    _kantel(_blok(stroom), 0.5)


def byte_aan_het_eind(stroom: Path) -> None:
    _kantel(_blok(stroom), 0.999)


def byte_en_index_weg(stroom: Path) -> None:
    """The server then builds its index anew, up to the byte: it forgets what comes after, and takes it for well."""
    byte_in_het_midden(stroom)
    index_weg(stroom)


def index_weg(stroom: Path) -> None:
    for bestand in (stroom / "msgs").glob("index.db"):
        bestand.unlink()


def blok_weg(stroom: Path) -> None:
    _blok(stroom).unlink()


def alle_berichten_weg(stroom: Path) -> None:
    shutil.rmtree(stroom / "msgs")


def beschrijving_weg(stroom: Path) -> None:
    """The server then does not know the stream any more."""
    for bestand in stroom.glob("meta.*"):
        bestand.unlink()
