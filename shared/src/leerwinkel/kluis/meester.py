"""The master keys of a region's kluis: 32 random bytes each, in a file that only the owner can read, in no database.

There is one, except while the keys of persons move from one to the next.
"""

import fcntl
import os
import re
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from leerwinkel.runtime.zegbaar import Zegbaar

BYTES = 32
_NAAM = re.compile(r"[0-9a-f]{16}")


class MeesterOntbreekt(Zegbaar):
    """A master key is not there, or not as it should be; the message says which file (Dutch)."""


class Meesters:
    """The master keys of one region, in a folder. Their names are random; which one counts stands in the kluis."""

    def __init__(self, map_: Path, regio: str) -> None:
        self._map, self._begin = map_, f"kluis-{regio}-"

    @contextmanager
    def slot(self) -> Generator[None]:
        """Only one process at a time makes and destroys master keys. A process that dies lets go."""
        self._map.mkdir(parents=True, exist_ok=True, mode=0o700)
        nummer = os.open(self._map / ".kluis.slot", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(nummer, fcntl.LOCK_EX)
            yield
        finally:
            os.close(nummer)

    def namen(self) -> list[str]:
        """The master keys that exist."""
        gevonden = (pad.stem.removeprefix(self._begin) for pad in self._map.glob(f"{self._begin}*.sleutel"))
        return sorted(naam for naam in gevonden if _NAAM.fullmatch(naam))

    def lees(self, naam: str) -> bytes:
        """The key of that name. Raises MeesterOntbreekt; also if others than the owner may read the file."""
        bestand = self._bestand(naam)
        try:
            with bestand.open("rb") as open_:
                rechten, waarde = os.fstat(open_.fileno()).st_mode, open_.read()
        except FileNotFoundError as fout:
            raise MeesterOntbreekt(f"De meestersleutel {bestand} ontbreekt. Zet de reservekopie terug.") from fout
        if len(waarde) != BYTES:
            raise MeesterOntbreekt(f"{bestand} is geen sleutel van {BYTES} bytes. Zet de reservekopie terug.")
        if rechten & 0o077:
            raise MeesterOntbreekt(f"Anderen kunnen {bestand} lezen. Geef alleen de eigenaar rechten (chmod 600).")
        return waarde

    def maak(self) -> str:
        """A new master key, on disk when this returns. Call it while holding the slot."""
        naam, tijdelijk = secrets.token_hex(8), self._map / ".kluis-nieuw"
        tijdelijk.unlink(missing_ok=True)
        nummer = os.open(tijdelijk, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(nummer, "wb") as bestand:
            bestand.write(secrets.token_bytes(BYTES))
            bestand.flush()
            os.fsync(bestand.fileno())
        tijdelijk.rename(self._bestand(naam))
        self._bewaar_map()
        return naam

    def vernietig(self, naam: str) -> None:
        """Overwrite the key and remove its file. What a disk or a file system keeps besides is beyond our reach."""
        bestand = self._bestand(naam)
        with bestand.open("r+b") as open_:
            open_.write(secrets.token_bytes(BYTES))
            open_.flush()
            os.fsync(open_.fileno())
        bestand.unlink()
        self._bewaar_map()

    def _bestand(self, naam: str) -> Path:
        if not _NAAM.fullmatch(naam):
            raise ValueError("geen naam van een meestersleutel")
        return self._map / f"{self._begin}{naam}.sleutel"

    def _bewaar_map(self) -> None:
        nummer = os.open(self._map, os.O_RDONLY)
        try:
            os.fsync(nummer)
        finally:
            os.close(nummer)
