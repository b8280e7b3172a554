"""How the witness is, read from its folder: for the service, which is another process."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from leerwinkel.audit import BadNote, Checkpoint
from leerwinkel.audit.note import verify
from leerwinkel.runtime.schrijven import is_bezet
from leerwinkel.waarmerk.getuigen import getuigen
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.getuige.bevindingen import Bevinding, openstaand
from vol_reporting.getuige.houder import VOL

SLOT = ".slot"


@dataclass(frozen=True, slots=True)
class Getuigd:
    """Up to which position a log was cosigned, and when last; None where that cannot be read."""

    log: str
    omvang: int | None = None
    op: datetime | None = None


def getuigd(map_: Path, log: str) -> Getuigd:
    """Of one log."""
    uitgave = Uitgave(map_ / log)
    try:
        if (note := uitgave.laatste()) is None:
            return Getuigd(log, 0)
        moment = max(verify(note, getuigen(uitgave)).values())
        return Getuigd(log, Checkpoint.parse(note.text).size, datetime.fromtimestamp(moment, UTC))
    except (BadNote, OSError):
        return Getuigd(log)


def bevindingen(map_: Path, regios: Sequence[str]) -> list[Bevinding]:
    """What stands open, of every log."""
    return [each for log in (*regios, VOL) for each in openstaand(map_ / log)]


def wat_er_mis_is(map_: Path, regios: Sequence[str]) -> list[str]:
    """What needs attention (Dutch): that it does not run where it ran before, and what it found."""
    draait_niet = "De getuige draait niet, dus niets wordt medeondertekend. Start ze met `vol getuige`."
    zinnen = [draait_niet] if is_bezet(map_ / SLOT) is False else []
    return [*zinnen, *(each.zin for each in bevindingen(map_, regios))]
