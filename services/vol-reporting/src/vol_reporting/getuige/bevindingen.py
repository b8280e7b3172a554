"""What the witness found to be wrong with a log: a line of JSON each, in the folder of the log, never removed."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

BESTAND = "bevindingen.ndjson"


class Soort(StrEnum):
    """Of what kind: what somebody did stands until a person looked at it, how the copy is until it is healed."""

    VREEMDE_SLEUTEL = "vreemde-sleutel"
    VERTAKT = "vertakt"
    ONVERENIGBAAR = "onverenigbaar"
    ANDERS = "anders-dan-kopie"
    TERUGGEZET = "teruggezet"
    KOPIE_ANDERS = "kopie-anders"
    KOPIE_MIST = "kopie-mist"
    AFGEHANDELD = "afgehandeld"
    """No finding: those of the kinds in `van` are over."""


VAN_DE_KOPIE = (Soort.KOPIE_ANDERS, Soort.KOPIE_MIST)
VOOR_MENSEN = (Soort.VREEMDE_SLEUTEL, Soort.VERTAKT, Soort.ONVERENIGBAAR, Soort.ANDERS)


@dataclass(frozen=True, slots=True)
class Bevinding:
    """What is wrong (`zin`: Dutch), from which position on where that is known, and what proves it: a signed note."""

    moment: str
    log: str
    soort: Soort
    positie: int | None
    zin: str
    bewijs: str = ""
    van: tuple[Soort, ...] = ()


class Bevindingen:
    """Those of one log. What stands open already is not written again; a person may say meanwhile that it is over."""

    def __init__(self, map_: Path, log: str) -> None:
        self._pad, self._log = map_ / BESTAND, log
        self._gelezen, self._open = -1, list[Bevinding]()

    def open(self) -> list[Bevinding]:
        """What is not over yet, the oldest first."""
        omvang = self._pad.stat().st_size if self._pad.exists() else 0
        if omvang != self._gelezen:
            self._gelezen, self._open = omvang, openstaand(self._pad.parent)
        return self._open

    def meld(self, soort: Soort, zin: str, positie: int | None = None, bewijs: str = "") -> bool:
        """Write it down, on disk when this returns; gives whether it is new."""
        if any((each.soort, each.positie) == (soort, positie) for each in self.open()):
            return False
        self._schrijf(soort, zin, positie, bewijs)
        return True

    def handel_af(self, zin: str, *soorten: Soort) -> bool:
        """Those of these kinds are over; gives whether there were any."""
        if not any(each.soort in soorten for each in self.open()):
            return False
        self._schrijf(Soort.AFGEHANDELD, zin, None, "", soorten)
        return True

    def _schrijf(self, soort: Soort, zin: str, positie: int | None, bewijs: str, van: tuple[Soort, ...] = ()) -> None:
        nu = datetime.now(UTC).isoformat(timespec="seconds")
        bevinding = Bevinding(nu, self._log, soort, positie, zin, bewijs, van)
        self._pad.parent.mkdir(parents=True, exist_ok=True)
        heel = not self._pad.exists() or self._pad.read_bytes()[-1:] in {b"", b"\n"}
        with self._pad.open("a", encoding="utf-8") as uit:
            uit.write(("" if heel else "\n") + json.dumps(asdict(bevinding), ensure_ascii=False) + "\n")
            uit.flush()
            os.fsync(uit.fileno())


def alle(map_: Path) -> Iterator[Bevinding]:
    """All that was ever written down in the folder of a log, the oldest first. A line that is not whole is passed."""
    try:
        regels = (map_ / BESTAND).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return
    for regel in regels:
        try:
            velden = json.loads(regel)
            van = tuple(map(Soort, velden.pop("van")))
            yield Bevinding(**velden | {"soort": Soort(velden["soort"]), "van": van})
        except (ValueError, KeyError, TypeError):  # a process that was killed in the middle of a line
            continue


def openstaand(map_: Path) -> list[Bevinding]:
    """What is not over yet, the oldest first."""
    staat: list[Bevinding] = []
    for bevinding in alle(map_):
        if bevinding.soort is Soort.AFGEHANDELD:
            staat = [each for each in staat if each.soort not in bevinding.van]
        else:
            staat.append(bevinding)
    return staat
