"""What is proved of each log, computed again when a page is opened: signatures, roots, and that a log only grew."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from leerwinkel.audit import BadNote, Checkpoint, Note, NotProven, Verifier, consistency, verify_consistency
from leerwinkel.audit.note import verify
from leerwinkel.audit.tiles import BadTile
from leerwinkel.waarmerk.aanbod import GETUIGE
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.benamingen import regionaam
from vol_reporting.duidingswoorden import Woord
from vol_reporting.getuige.bevindingen import Bevinding, openstaand
from vol_reporting.getuige.houder import LOGS
from vol_reporting.getuige.sleutels import getuigen_van
from vol_reporting.opslag import EIGEN

PER_BLADZIJDE = 25
_STUK = "Dit controlepunt is niet te bewijzen: een handtekening, een tegel of de wortel klopt niet."


@dataclass(frozen=True, slots=True)
class Punt:
    """A checkpoint as it is shown. `sluit_aan`: it only grew since the one before; None where that is not there."""

    omvang: int
    wortel: str
    gezien: datetime | None
    klopt: bool
    sluit_aan: bool | None


@dataclass(frozen=True, slots=True)
class Logstand:
    """One log. `rest`: how much was taken in that no checkpoint has yet. `fout` (Dutch): what does not hold."""

    log: str
    naam: str
    woord: Woord
    ingenomen: int
    punt: Punt | None
    rest: int
    aantal: int
    bevindingen: tuple[Bevinding, ...]
    fout: str = ""


def lognaam(log: str) -> str:
    """For people."""
    return "De VOL zelf" if log == EIGEN else regionaam(log)


class Waarmerken:
    """What the witness keeps of every log, in its folder."""

    def __init__(self, map_: Path) -> None:
        self._map = map_

    def uitgave(self, log: str) -> Uitgave:
        """Of one log."""
        return Uitgave(self._map / log)

    def standen(self, ingenomen: Mapping[str, int]) -> list[Logstand]:
        """Of all logs, in their order."""
        return [self.stand(log, ingenomen.get(log, 0)) for log in LOGS]

    def stand(self, log: str, ingenomen: int) -> Logstand:
        """Of one log, of which so much was taken in."""
        punt, aantal, fout = None, 0, ""
        try:
            omvangen = self.uitgave(log).omvangen()
            aantal = len(omvangen)
            punt = next(self._punten(log, omvangen[-1:], omvangen[-2:-1]), None)
        except BadNote:
            fout = "Het laatste controlepunt is niet te lezen."
        if punt is not None and not (punt.klopt and punt.sluit_aan is not False):
            fout = _STUK
        open_ = tuple(openstaand(self._map / log))
        omvang = punt.omvang if punt else 0
        woord = _woord(punt, ingenomen, mis=bool(fout or open_))
        rest = max(0, ingenomen - omvang)
        return Logstand(log, lognaam(log), woord, ingenomen, punt, rest, aantal, open_, fout)

    def bladzijde(self, log: str, nummer: int) -> tuple[list[Punt], int]:
        """A page of the checkpoints, the newest first, and how many pages there are. Raises BadNote."""
        omvangen = self.uitgave(log).omvangen()[::-1]
        van = PER_BLADZIJDE * (nummer - 1)
        hier = omvangen[van : van + PER_BLADZIJDE]
        eerdere = omvangen[van + 1 : van + PER_BLADZIJDE + 1]
        return list(self._punten(log, hier, eerdere)), max(1, -(-len(omvangen) // PER_BLADZIJDE))

    def _punten(self, log: str, omvangen: list[int], eerdere: list[int]) -> Iterator[Punt]:
        """Each with the one before it."""
        for plaats, omvang in enumerate(omvangen):
            if (note := self.uitgave(log).bij(omvang)) is not None:
                yield self._punt(log, note, eerdere[plaats] if plaats < len(eerdere) else None)

    def _punt(self, log: str, note: Note, eerder: int | None) -> Punt:
        checkpoint, uitgave, getuigen = Checkpoint.parse(note.text), self.uitgave(log), self.getuigen()
        try:
            verify(note, uitgave.sleutels())
            gezien = verify(note, getuigen)[GETUIGE] if getuigen else 0
            klopt = uitgave.boom(checkpoint.size).root() == checkpoint.root
        except (BadNote, BadTile):
            gezien, klopt = 0, False
        moment = datetime.fromtimestamp(gezien, UTC) if gezien else None
        return Punt(checkpoint.size, checkpoint.root.hex(), moment, klopt, self._sluit_aan(log, checkpoint, eerder))

    def _sluit_aan(self, log: str, checkpoint: Checkpoint, eerder: int | None) -> bool | None:
        uitgave = self.uitgave(log)
        note = uitgave.bij(eerder) if eerder is not None else None
        if note is None:
            return None
        oud = Checkpoint.parse(note.text)
        try:
            pad = consistency(uitgave.boom(checkpoint.size), oud.size, checkpoint.size)
            verify_consistency(oud.size, oud.root, checkpoint.size, checkpoint.root, pad)
        except (BadTile, NotProven):
            return False
        return True

    def getuigen(self) -> tuple[Verifier, ...]:
        """The keys of the witness. Raises BadNote."""
        return getuigen_van(self._map)


def _woord(punt: Punt | None, ingenomen: int, *, mis: bool) -> Woord:
    if mis:
        return Woord("fout", "klopt niet")
    if punt is None:
        return Woord("let-op", "nog niet ondertekend") if ingenomen else Woord("stil", "nog leeg")
    return Woord("goed", "bewezen")
