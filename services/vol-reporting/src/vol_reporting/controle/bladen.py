"""The leaves of one log while an inspection lasts: in a file without a name, 32 bytes for each position."""

import mmap
import tempfile
from typing import Self

_HASH = 32
_NIETS = bytes(_HASH)


class Bladenbestand:
    """Written once in the order of the positions, then read at any position."""

    def __init__(self) -> None:
        self._bestand = tempfile.TemporaryFile(prefix="leerwinkel-bladen-")  # noqa: SIM115 - closed by `sluit`
        self._kaart: mmap.mmap | None = None
        self.omvang = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._kaart is not None:
            self._kaart.close()
        self._bestand.close()

    def voeg_toe(self, blad: bytes | None) -> None:
        """The leaf of the next position; None where it misses."""
        self._bestand.write(blad or _NIETS)
        self.omvang += 1

    def klaar(self) -> None:
        """From now on it is read."""
        self._bestand.flush()
        if self.omvang:
            self._kaart = mmap.mmap(self._bestand.fileno(), 0, access=mmap.ACCESS_READ)

    def bij(self, positie: int) -> bytes | None:
        """The leaf at a position (from 1); None where it misses, or is beyond the end."""
        if self._kaart is None or positie > self.omvang:
            return None
        blad = self._kaart[(positie - 1) * _HASH : positie * _HASH]
        return None if blad == _NIETS else blad
