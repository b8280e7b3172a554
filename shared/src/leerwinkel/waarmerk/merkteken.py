"""The mark on a region whose log is not the one that was signed: while it is there, nobody appends."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from leerwinkel.runtime.schrijven import leg_vast, schrijf
from leerwinkel.waarmerk.uitgave import Uitgave


@dataclass(frozen=True, slots=True)
class Merkteken:
    """What is wrong with the log (Dutch), since when, and the first position that differs."""

    zin: str
    positie: int | None = None
    op: str = ""

    @classmethod
    def lees(cls, uitgave: Uitgave) -> "Merkteken | None":
        """The mark, if the log has one; one that cannot be read is a mark too."""
        try:
            gelezen = json.loads(uitgave.merkpad.read_bytes())
            return cls(gelezen["zin"], gelezen["positie"], gelezen["op"])
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):
            return cls(f"{uitgave.merkpad} is onleesbaar.")

    def zet(self, uitgave: Uitgave) -> None:
        """Mark the log; on disk when this returns."""
        inhoud = {"zin": self.zin, "positie": self.positie, "op": datetime.now(UTC).isoformat()}
        schrijf(uitgave.merkpad, json.dumps(inhoud, ensure_ascii=False).encode())


def haal_merk_weg(uitgave: Uitgave) -> None:
    """The log was made anew, or found whole: it may be appended to, as far as the next check finds it whole."""
    if uitgave.merkpad.exists():
        uitgave.merkpad.unlink(missing_ok=True)
        leg_vast(uitgave.map)
