"""The whole platform as a user runs it, for tests: own ports, own folder, our own commands."""

import contextlib
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from leerwinkel.runtime.knooppunten import poort_vrij

_BIN = Path(sys.prefix) / "bin"
_START_S = 60
_LAAGSTE, _HOOGSTE, _DELEN = 20_000, 32_000, 8
_POORTEN = 15


@dataclass(frozen=True, slots=True)
class Platform:
    """Where it runs. `omgeving` is the environment that its commands need."""

    data: Path
    poort: int
    web_poort: int

    @property
    def omgeving(self) -> dict[str, str]:
        """The environment of its commands: nothing of the caller's own settings leaks in."""
        schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("LEERWINKEL_")}
        return schoon | {
            "LEERWINKEL_DATA": str(self.data),
            "LEERWINKEL_POORT": str(self.poort),
            "LEERWINKEL_WEB_POORT": str(self.web_poort),
            "COLUMNS": "200",
        }

    def draait_niet(self) -> bool:
        """Whether nothing of it listens any more."""
        return all(map(poort_vrij, range(self.poort, self.poort + _POORTEN)))

    def opdracht(self, *woorden: str | Path, invoer: bytes | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command as a user would, and give what it said."""
        klaar = subprocess.run(  # noqa: S603 - our own commands
            [_BIN / woorden[0], *woorden[1:]], env=self.omgeving, input=invoer, capture_output=True, check=False
        )
        return subprocess.CompletedProcess(klaar.args, klaar.returncode, klaar.stdout.decode(), klaar.stderr.decode())


def vrije_reeks(aantal: int) -> int:
    """The first of that many ports in a row on which nothing listens."""
    van, tot = _mijn_poorten()
    while True:
        eerste = random.randrange(van, tot - aantal)  # noqa: S311 - any will do
        if all(map(_is_vrij, range(eerste, eerste + aantal))):
            return eerste


def _mijn_poorten() -> tuple[int, int]:
    """Those of this process of the tests, below what the system hands out; two at once would find the same ones."""
    deel = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % _DELEN
    breedte = (_HOOGSTE - _LAAGSTE) // _DELEN
    return _LAAGSTE + deel * breedte, _LAAGSTE + (deel + 1) * breedte


def _is_vrij(poort: int) -> bool:
    with socket.socket() as s:
        try:
            s.bind(("127.0.0.1", poort))
        except OSError:
            return False
    return True


def nieuw_platform(map_: Path) -> Platform:
    """A platform that is not running yet."""
    eerste = vrije_reeks(_POORTEN)
    return Platform(map_, eerste, eerste + 10)


@contextlib.contextmanager
def draaiend_platform(map_: Path) -> Generator[Platform]:
    """A platform that runs, started and stopped as a user does."""
    platform, log = nieuw_platform(map_ / "data"), map_ / "draai.log"
    with log.open("wb") as uit:
        proces = subprocess.Popen(  # noqa: S603 - our own command
            [_BIN / "leerwinkel", "draai"], env=platform.omgeving, stdout=uit, stderr=uit
        )
    einde = time.monotonic() + _START_S
    while "Stop met Ctrl-C" not in log.read_text():
        assert proces.poll() is None, log.read_text()
        assert time.monotonic() < einde, log.read_text()
        time.sleep(0.1)
    yield platform
    proces.terminate()
    assert proces.wait(_START_S) == 0
    assert platform.draait_niet(), "er draait nog iets"
