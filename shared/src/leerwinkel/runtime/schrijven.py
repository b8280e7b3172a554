"""Writing a small file so that it is there whole, also after a power cut; and one process at a time."""

import contextlib
import fcntl
import os
from collections.abc import Generator
from pathlib import Path

from leerwinkel.runtime.zegbaar import Zegbaar


def schrijf(doel: Path, inhoud: bytes, rechten: int = 0o644) -> None:
    """When it returns it is on disk. Who reads meanwhile, or comes after a crash, sees the old or the new."""
    doel.parent.mkdir(parents=True, exist_ok=True)
    ernaast = doel.with_name(f".{doel.name}.nieuw")
    ernaast.unlink(missing_ok=True)
    beschrijving = os.open(ernaast, os.O_WRONLY | os.O_CREAT | os.O_EXCL, rechten)
    with os.fdopen(beschrijving, "wb") as bestand:
        bestand.write(inhoud)
        bestand.flush()
        os.fsync(bestand.fileno())
    ernaast.replace(doel)
    leg_vast(doel.parent)


def leg_vast(map_: Path) -> None:
    """The names in a folder are on disk."""
    beschrijving = os.open(map_, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(beschrijving)
    finally:
        os.close(beschrijving)


class AlBezig(Zegbaar):
    """Another process has it; the message is for the user (Dutch)."""


@contextlib.contextmanager
def slot(pad: Path, *, wachten: bool = False) -> Generator[None]:
    """For one process at a time, until it lets go or dies. Raises AlBezig unless it is to wait."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    with pad.open("ab") as bestand:
        try:
            fcntl.flock(bestand, fcntl.LOCK_EX | (0 if wachten else fcntl.LOCK_NB))
        except BlockingIOError as fout:
            raise AlBezig(f"Een ander proces werkt al in {pad.parent}. Stop dat eerst.") from fout
        yield


def is_bezet(pad: Path) -> bool | None:
    """Whether a process has it now; None where there is nothing of the kind."""
    try:
        with pad.open("rb") as bestand:
            fcntl.flock(bestand, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except OSError:
        return True
    return False
