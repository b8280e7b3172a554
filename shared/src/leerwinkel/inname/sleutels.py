"""Keys of a region: 32 random bytes each, in a file of its own that only the owner can read."""

import os
import secrets
from pathlib import Path

BYTES = 32


def sleutel(map_: Path, naam: str) -> bytes:
    """The key of that name in the folder; made at its first use. Safe when two processes ask at once."""
    bestand = map_ / f"{naam}.sleutel"
    if not bestand.exists():
        map_.mkdir(parents=True, exist_ok=True, mode=0o700)
        nieuw = map_ / f".{naam}.{secrets.token_hex(8)}"
        nieuw.touch(mode=0o600)
        nieuw.write_bytes(secrets.token_bytes(BYTES))
        _zet_neer(nieuw, bestand)
    gelezen = bestand.read_bytes()
    if len(gelezen) != BYTES:
        raise ValueError(f"{bestand} is geen sleutel van {BYTES} bytes. Zet de reservekopie terug.")
    return gelezen


def _zet_neer(nieuw: Path, bestand: Path) -> None:
    """Give the file its name unless somebody was first."""
    try:
        os.link(nieuw, bestand)
    except FileExistsError:
        return
    finally:
        nieuw.unlink()
