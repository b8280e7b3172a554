"""The journal of who looked: what somebody opened of the events, on a page or by a command, a line of JSON each.

It only grows. A page or a command that shows events writes here first: what cannot be written down is not shown.
"""

import getpass
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

_HOOGSTENS = 1 << 20
"""So many bytes from the end are read for a list: some thousands of lines."""


@dataclass(frozen=True, slots=True)
class Inzage:
    """`langs`: `pagina` or `opdracht`. `wat`: its address or name. `wie`: the account, empty where nobody signs in."""

    moment: str
    langs: str
    wat: str
    vraag: Mapping[str, str]
    wie: str = ""


class Journaal:
    """The file. Several processes may write it at once."""

    def __init__(self, pad: Path) -> None:
        self._pad = pad

    def noteer(self, langs: str, wat: str, vraag: Mapping[str, str], wie: str = "") -> None:
        """Write down that somebody looks, on disk when this returns. Raises OSError."""
        inzage = Inzage(datetime.now(UTC).isoformat(timespec="seconds"), langs, wat, dict(vraag), wie)
        self._pad.parent.mkdir(parents=True, exist_ok=True)
        regel = json.dumps(asdict(inzage), ensure_ascii=False) + "\n"
        beschrijving = os.open(self._pad, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(beschrijving, regel.encode())
            os.fsync(beschrijving)
        finally:
            os.close(beschrijving)

    def noteer_opdracht(self, wat: str, vraag: Mapping[str, object]) -> None:
        """The same of a command, under the account that gives it; what was not asked is left out."""
        gevraagd = {naam: str(waarde) for naam, waarde in vraag.items() if waarde not in (None, "", False)}
        self.noteer("opdracht", wat, gevraagd, _account())

    def laatste(self, hoogstens: int) -> list[Inzage]:
        """The last ones, the newest first. A line that is not whole is passed over."""
        try:
            with self._pad.open("rb") as bestand:
                bestand.seek(max(0, os.fstat(bestand.fileno()).st_size - _HOOGSTENS))
                regels = bestand.read().splitlines()
        except FileNotFoundError:
            return []
        gelezen = (_lees(regel) for regel in reversed(regels))
        return [inzage for inzage in gelezen if inzage is not None][:hoogstens]


def _lees(regel: bytes) -> Inzage | None:
    try:
        return Inzage(**json.loads(regel))
    except (ValueError, TypeError):
        return None


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without accounts
        return ""
