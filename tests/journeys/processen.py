"""The processes of a platform that runs, to stop one of them as a cable or a machine would."""

import contextlib
import os
import signal
from collections.abc import Generator
from pathlib import Path

from leerwinkel.testing.platform import Platform


def proces(platform: Platform, *woorden: str) -> int:
    """The id of the one process of this platform whose command line has these words."""
    merk = f"LEERWINKEL_POORT={platform.poort}".encode()
    for map_ in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            regel = (map_ / "cmdline").read_bytes().decode().split("\0")
            if all(any(w in deel for deel in regel) for w in woorden) and merk in (map_ / "environ").read_bytes():
                return int(map_.name)
    raise AssertionError(woorden)


@contextlib.contextmanager
def stilgezet(proces: int) -> Generator[None]:
    """A process that hangs is the worst that can happen to who asks it something."""
    os.kill(proces, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(proces, signal.SIGCONT)
