"""The clock of our processes, put back and right again while they run.

libfaketime stands between a process and the C library, and reads from a file how far the clock is off. It moves what
says the time of day, not what measures how long something takes. nats-server asks the kernel itself: its clock stays.
"""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

_UUR_S: Final = 3600
_TE_LAAT_S: Final = 1
"""So long after a change of the file a process may still have the time of before."""


class Klok:
    """One for all processes that get its environment. Without libfaketime for this machine it stays right."""

    def __init__(self, map_: Path) -> None:
        self._stand = map_ / "klok"
        map_.mkdir(parents=True, exist_ok=True)
        self.zet(0)
        self.omgeving = self._omgeving() if self._werkt() else {}

    @property
    def voorbehoud(self) -> list[str]:
        """What who runs this must know of it."""
        return [] if self.omgeving else ["de klok wordt hier niet verzet: libfaketime werkt niet op deze machine"]

    def zet(self, uren: float) -> None:
        """So many hours off; 0 is right."""
        nieuw = self._stand.with_suffix(".nieuw")
        nieuw.write_text(f"{uren * _UUR_S:+.0f}\n")
        nieuw.replace(self._stand)

    def _omgeving(self) -> dict[str, str]:
        return {
            "LD_PRELOAD": str(_bibliotheek()),
            "FAKETIME_TIMESTAMP_FILE": str(self._stand),
            "FAKETIME_CACHE_DURATION": str(_TE_LAAT_S),
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_FORCE_MONOTONIC_FIX": "0",  # else every handing over between threads may take seconds
        }

    def _werkt(self) -> bool:
        """Whether a process of ours then has another time; ld.so only warns of what is not for this machine."""
        if _bibliotheek() is None:
            return False
        self.zet(-48)
        vraag = [sys.executable, "-c", "import time; print(time.time())"]
        gezegd = subprocess.run(vraag, env=os.environ | self._omgeving(), capture_output=True, check=False, text=True)
        self.zet(0)
        return gezegd.returncode == 0 and float(gezegd.stdout) < self._stand.stat().st_mtime - 47 * _UUR_S


def _bibliotheek() -> Path | None:
    gevonden = importlib.util.find_spec("libfaketime")
    if gevonden is None or not gevonden.submodule_search_locations:
        return None
    return next(Path(gevonden.submodule_search_locations[0]).rglob("libfaketime.so.1"), None)
