"""How far the hub's streams were read into the trees, so that a witness that starts goes on from there."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from leerwinkel.runtime.schrijven import schrijf


class Plaats(NamedTuple):
    """A position in a stream, and when that stream was made: another stream of the same name is not it."""

    gemaakt: str
    positie: int


class Leesplaats:
    """Kept in a file that may be lost: then everything is read again. `omvang` is how large each tree was there."""

    def __init__(self, pad: Path) -> None:
        self._pad = pad
        self._nu: dict[str, Plaats] = {}
        self._bewaard: dict[str, Plaats] = {}
        self.omvang: dict[str, int] = {}
        try:
            gelezen = json.loads(pad.read_bytes())
            self._bewaard = {stroom: Plaats(*plaats) for stroom, plaats in gelezen["stromen"].items()}
            self.omvang = {log: int(omvang) for log, omvang in gelezen["omvang"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self.vergeet()

    def na(self, stroom: str, gemaakt: str, einde: int) -> int:
        """After which position to read a stream that was made then and goes so far."""
        bewaard = self._bewaard.get(stroom)
        past = bewaard is not None and bewaard.gemaakt == gemaakt and bewaard.positie <= einde
        self._nu[stroom] = Plaats(gemaakt, bewaard.positie if bewaard is not None and past else 0)
        return self._nu[stroom].positie

    def gelezen(self, stroom: str, positie: int) -> None:
        """It was read up to here."""
        self._nu[stroom] = self._nu[stroom]._replace(positie=positie)

    def tot(self, stroom: str) -> int:
        """How far it was read."""
        return self._nu[stroom].positie

    def bewaar(self, omvang: Mapping[str, int]) -> None:
        """All that was read is in trees of this size, which are on disk."""
        if self._nu == self._bewaard and self.omvang == omvang:
            return
        self._bewaard, self.omvang = dict(self._nu), dict(omvang)
        schrijf(self._pad, json.dumps({"stromen": self._bewaard, "omvang": self.omvang}).encode())

    def vergeet(self) -> None:
        """Read everything again."""
        self._bewaard, self.omvang = {}, {}
