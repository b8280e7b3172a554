"""Which sessions were ended before their time, so that no copy of their cookie counts any more.

An empty file each, in a folder that all processes of the application share: whoever asks looks whether it is there, and
so knows at once what another service was told. It lies there until the session would have ended by itself.
"""

import contextlib
import os
import time
from pathlib import Path
from typing import Final

import structlog

from leerwinkel.runtime.schrijven import schrijf

log = structlog.get_logger()

DUUR_S: Final = 10 * 3600
"""How long a session holds."""
_BEWAREN_NS: Final = 2 * DUUR_S * 1_000_000_000
"""Clocks move: rather too long than too short."""
_IEDEREEN: Final = "iedereen"


class Afgemeld:
    """The ended sessions of one application; without a folder those that this process ended."""

    def __init__(self, map_: Path | None = None) -> None:
        self._map, self._hier = map_, dict[str, int]()
        if map_ is not None:
            map_.mkdir(parents=True, exist_ok=True, mode=0o700)

    def telt(self, nummer: str, wie: str, begonnen_ns: int) -> bool:
        """Whether that session counts still; where nobody can say, it does not."""
        try:
            if self._sinds(f"sessie.{nummer}") is not None:
                return False
            grenzen = (self._sinds(naam) for naam in (f"wie.{wie}", _IEDEREEN))
            return all(grens is None or begonnen_ns > grens for grens in grenzen)
        except OSError as fout:
            log.warning("afmeldingen_onleesbaar", fout=type(fout).__name__)
            return False

    def beeindig(self, nummer: str) -> None:
        """No copy of that session counts from now on. Blocking, until it is on disk."""
        self._zet(f"sessie.{nummer}")

    def beeindig_alle(self, wie: str) -> None:
        """Nor any other of that person that began before now. Blocking."""
        self._zet(f"wie.{wie}")

    def _sinds(self, naam: str) -> int | None:
        """When it was last said, None where it was not. Raises OSError."""
        hier, daar = self._hier.get(naam), None
        if self._map is not None:
            with contextlib.suppress(FileNotFoundError):
                daar = os.stat(f"{self._map}/{naam}").st_mtime_ns  # noqa: PTH116 - at every request
        return max((moment for moment in (hier, daar) if moment is not None), default=None)

    def _zet(self, naam: str) -> None:
        nu = time.time_ns()
        self._hier = {wat: op for wat, op in self._hier.items() if nu - op < _BEWAREN_NS} | {naam: nu}
        if self._map is None:
            return
        try:
            _leg_neer(self._map / naam, nu)
        except OSError as fout:  # this process knows it, the others do not
            log.warning("afmelding_niet_bewaard", fout=type(fout).__name__)
        _ruim_op(self._map, nu)


def _leg_neer(bestand: Path, nu: int) -> None:
    """What a file system takes for now may be some milliseconds ago."""
    schrijf(bestand, b"", 0o600)
    os.utime(bestand, ns=(nu, nu))


def _ruim_op(map_: Path, nu: int) -> None:
    """What would have ended by itself."""
    for bestand in map_.iterdir():
        with contextlib.suppress(OSError):  # another service was first
            if nu - bestand.stat().st_mtime_ns > _BEWAREN_NS:
                bestand.unlink()


def beeindig_iedereen(map_: Path) -> None:
    """No session of that application that began before now counts. Raises OSError."""
    _leg_neer(map_ / _IEDEREEN, time.time_ns())
