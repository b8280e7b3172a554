"""The bytes of frozen reports on disk, by their digest: a file that was changed is as good as none."""

import os
from pathlib import Path

from vol_reporting.rapporten.canoniek import sha256


def lees(map_: Path, digest: str) -> bytes | None:
    """The bytes with that digest; None where they are not there, or were changed."""
    try:
        inhoud = (map_ / f"{digest}.json").read_bytes()
    except FileNotFoundError:
        return None
    return inhoud if sha256(inhoud) == digest else None


def bewaar(map_: Path, inhoud: bytes) -> None:
    """Keep them, durably: whole or not at all."""
    map_.mkdir(parents=True, exist_ok=True, mode=0o700)
    doel, half = map_ / f"{sha256(inhoud)}.json", map_ / f".{os.getpid()}-{sha256(inhoud)[:16]}"
    with half.open("wb") as bestand:
        bestand.write(inhoud)
        bestand.flush()
        os.fsync(bestand.fileno())
    half.replace(doel)
