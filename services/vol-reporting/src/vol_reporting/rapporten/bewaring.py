"""The bytes of frozen reports on disk, by their digest: a file that was changed is as good as none."""

from pathlib import Path

from leerwinkel.runtime.schrijven import schrijf
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
    schrijf(map_ / f"{sha256(inhoud)}.json", inhoud, 0o600)
