"""When the last back-up was made, kept beside what was backed up: so that somebody hears it when they stop."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from leerwinkel.runtime.schrijven import schrijf

_TE_OUD_DAGEN: Final = 2


def noteer(data: Path, wie: str, nu: datetime) -> None:
    """All parts of it are whole now."""
    schrijf(_pad(data, wie), json.dumps({"op": nu.astimezone(UTC).isoformat()}).encode())


def oude_kopieen(data: Path, wie: Iterable[str], nu: datetime) -> dict[str, int]:
    """Of whom the last one is two days old or more, and how many; where none was ever made, nobody is."""
    dagen = {een: (nu - op).days for een in wie if (op := _laatste(data, een)) is not None}
    return {een: aantal for een, aantal in dagen.items() if aantal >= _TE_OUD_DAGEN}


def _laatste(data: Path, wie: str) -> datetime | None:
    try:
        return datetime.fromisoformat(json.loads(_pad(data, wie).read_bytes())["op"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _pad(data: Path, wie: str) -> Path:
    return data / "backups" / f"{wie}.json"
