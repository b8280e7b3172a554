"""What each process of an installation takes while it is broken and mended: memory, open files, and disk."""

import contextlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import psutil

from .opstelling import DATABANK, Opstelling

MB: Final = 2**20
_ELKE_S: Final = 1.0
_BESTANDEN: Final = 400
"""Files and connections that one process may have open. A leak of one per fault is found within a long run."""
_GEHEUGEN: Final[Mapping[str, int]] = {"vol-reporting": 1200}
_GEHEUGEN_VAN_EEN: Final = 600
"""MB that a process may hold, the VOL's figures in DuckDB excepted."""


@dataclass(slots=True)
class Verbruik:
    """The most that was seen of one process."""

    geheugen: int = 0
    bestanden: int = 0

    def zie(self, geheugen: int, bestanden: int) -> None:
        self.geheugen, self.bestanden = max(self.geheugen, geheugen), max(self.bestanden, bestanden)


class Waarnemer:
    """Looks once a second, from a thread of its own; `begin_ronde` begins a new page."""

    def __init__(self, opstelling: Opstelling) -> None:
        self._opstelling = opstelling
        self.rondes: list[dict[str, Verbruik]] = [{}]
        self._klaar = threading.Event()
        self._draad = threading.Thread(target=self._kijk_steeds, daemon=True)

    def __enter__(self) -> Self:
        self._draad.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._klaar.set()
        self._draad.join()

    def begin_ronde(self) -> None:
        self.rondes.append({})

    def _kijk_steeds(self) -> None:
        while not self._klaar.wait(_ELKE_S):
            for naam, deel in {**self._opstelling.servers, **self._opstelling.processen}.items():
                self._kijk(naam, deel.pid)
            if (databank := self._opstelling.databank) is not None:
                self._kijk(DATABANK, databank.pid)

    def _kijk(self, naam: str, pid: int | None) -> None:
        with contextlib.suppress(psutil.Error):
            if pid is not None:
                proces = psutil.Process(pid)
                self.rondes[-1].setdefault(naam, Verbruik()).zie(proces.memory_info().rss, proces.num_fds())

    def hoogste(self) -> dict[str, Verbruik]:
        """Of the whole run."""
        alle: dict[str, Verbruik] = {}
        for ronde in self.rondes:
            for naam, verbruik in ronde.items():
                alle.setdefault(naam, Verbruik()).zie(verbruik.geheugen, verbruik.bestanden)
        return alle

    def te_veel(self) -> list[str]:
        """Who took more than is allowed."""
        return [
            f"{naam}: {verbruik}"
            for naam, verbruik in self.hoogste().items()
            if verbruik.geheugen > grens(naam) * MB or verbruik.bestanden > _BESTANDEN
        ]

    def tabel(self) -> list[str]:
        """Per process the most of the first round, of the last, and of all, as lines of Markdown."""
        regels = [
            "| process | MB, first round | MB, last round | MB, most | limit | open files, most |",
            "|---|" + "---:|" * 5,
        ]
        for naam, meest in sorted(self.hoogste().items(), key=lambda paar: -paar[1].geheugen):
            eerst, laatst = (self._mb(self.rondes[n].get(naam)) for n in (0, -1))
            regels.append(f"| {naam} | {eerst} | {laatst} | {self._mb(meest)} | {grens(naam)} | {meest.bestanden} |")
        return regels

    @staticmethod
    def _mb(verbruik: Verbruik | None) -> str:
        return f"{verbruik.geheugen / MB:.0f}" if verbruik else "–"


def grens(naam: str) -> int:
    """MB that this process may hold."""
    return _GEHEUGEN.get(naam, _GEHEUGEN_VAN_EEN)


def op_schijf(map_: Path) -> int:
    """Bytes in the files below a folder; what disappears meanwhile does not count."""
    som = 0
    for bestand in map_.rglob("*"):
        with contextlib.suppress(OSError):
            som += bestand.lstat().st_blocks * 512 if bestand.is_file() else 0
    return som
