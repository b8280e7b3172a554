"""A platform that runs, with every region, for the tests that publish and import."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from leerwinkel.testing.platform import Platform, nieuw_platform

BIN = Path(sys.prefix) / "bin"
VOORBEELD = Path(__file__).parents[2] / "examples" / "goal"


def start(platform: Platform, log: Path) -> subprocess.Popen[bytes]:
    """Start the platform and wait until it serves."""
    with log.open("wb") as uit:
        proces = subprocess.Popen([BIN / "leerwinkel", "draai"], env=platform.omgeving, stdout=uit, stderr=uit)
    einde = time.monotonic() + 60
    while "Stop met Ctrl-C" not in log.read_text():
        assert proces.poll() is None, log.read_text()
        assert time.monotonic() < einde, log.read_text()
        time.sleep(0.1)
    return proces


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    map_ = tmp_path_factory.mktemp("platform")
    gemaakt = nieuw_platform(map_ / "data")
    proces = start(gemaakt, map_ / "draai.log")
    yield gemaakt
    proces.terminate()
    assert proces.wait(60) == 0
