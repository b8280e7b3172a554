"""What can be seen of the signing of a region's log: its files, read without what it takes to verify them."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

from leerwinkel.runtime.schrijven import is_bezet

_LANG_S = 60.0


@dataclass(frozen=True, slots=True)
class Bewijsbeeld:
    """`ondertekend` and `getuigd`: up to which position the log was signed, and cosigned by the witness."""

    loopt: bool
    """A signer works on it."""
    ondertekend: int = 0
    getuigd: int = 0
    lang: bool = False
    """The last checkpoint waits for the witness since a minute or more."""
    gebroken: str | None = None
    """Why nothing is appended (Dutch)."""


def bekijk_bewijs(map_: Path) -> Bewijsbeeld | None:
    """Of the folder that a region gives out; None where nobody ever signed here. Blocking, and short."""
    loopt = is_bezet(map_ / ".slot")
    if loopt is None:
        return None
    ondertekend, getuigd = _omvang(map_ / "checkpoint"), _omvang(map_ / "getuigd")
    lang = ondertekend > getuigd and time.time() - (map_ / "checkpoint").stat().st_mtime > _LANG_S
    return Bewijsbeeld(loopt, ondertekend, getuigd, lang, _merk(map_ / "gebroken.json"))


def _omvang(pad: Path) -> int:
    try:
        return int(pad.read_text(encoding="utf-8").split("\n")[1])
    except (OSError, ValueError, IndexError):
        return 0


def _merk(pad: Path) -> str | None:
    try:
        return str(json.loads(pad.read_bytes())["zin"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return f"{pad} is onleesbaar."
