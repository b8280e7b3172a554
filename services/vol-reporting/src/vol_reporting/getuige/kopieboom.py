"""The tree of one log, made from the VOL's own copy of it, leaf by leaf."""

from collections.abc import Iterator
from typing import NamedTuple

from leerwinkel.audit import Checkpoint, Frontier, Note, NotProven, inclusion, verify_inclusion
from leerwinkel.audit.tiles import WIDTH, BadTile, TileFolder, TileReader, tile_path
from leerwinkel.runtime.schrijven import schrijf
from leerwinkel.waarmerk.uitgave import Uitgave

_MEEST_WACHTEND = 100_000
_HOOGTE = 8


class Afwijking(NamedTuple):
    """The copy has something else than the tree, or than a checkpoint of it, between these positions."""

    van: int
    tot: int


class Kopieboom:
    """Whole up to `omvang`. What comes before its turn waits; what comes again must be what it was.

    Where the tiles that it should begin with are not there, it begins anew, and what it then becomes is laid beside
    each checkpoint that was kept.
    """

    def __init__(self, uitgave: Uitgave, omvang: int | None = 0) -> None:
        """With so many leaves, or as many as the last checkpoint has if those are more; None: from the first again."""
        self._uitgave = uitgave
        self._getoetst: Iterator[Note] = iter(())
        laatste = uitgave.laatste()
        try:
            begin = None if omvang is None else max(omvang, Checkpoint.parse(laatste.text).size if laatste else 0)
            self._tegels = TileFolder(uitgave.map, begin or 0)
        except BadTile:
            begin, self._tegels = None, TileFolder(uitgave.map)
        if begin is None:
            self._getoetst = uitgave.checkpoints()
        self._rand, self._na = Frontier(), 0
        self._toets = self._volgende()
        self._wacht: dict[int, bytes] = {}
        self._lezer: TileReader | None = uitgave.boom(self.omvang)
        self.overgelopen = False
        """More waited than is kept: the copy must be read again."""

    @property
    def omvang(self) -> int:
        """How many leaves the tree has."""
        return self._tegels.size

    @property
    def mist(self) -> bool:
        """Whether later positions are there, and the next one is not."""
        return bool(self._wacht)

    def neem(self, positie: int, blad: bytes) -> Afwijking | None:
        """A leaf as the copy has it; gives where it differs from what was there."""
        if positie <= self.omvang:
            return None if self.blad(positie) == blad else Afwijking(positie, positie)
        if positie > self.omvang + 1:
            return self._wachtend(positie, blad)
        afwijking = self._groei(blad)
        while (volgend := self._wacht.pop(self.omvang + 1, None)) is not None:
            afwijking = self._groei(volgend) or afwijking
        return afwijking

    def klopt(self, positie: int) -> bool:
        """Whether the tiles themselves still prove, by the last checkpoint, the leaf that they have at a position."""
        laatste = self._uitgave.laatste()
        if laatste is None or (checkpoint := Checkpoint.parse(laatste.text)).size < positie:
            return True
        try:
            bewijs = inclusion(self._uitgave.boom(checkpoint.size), positie - 1, checkpoint.size)
            verify_inclusion(self.blad(positie), positie - 1, checkpoint.size, bewijs, checkpoint.root)
        except (BadTile, NotProven):
            return False
        return True

    def blad(self, positie: int) -> bytes:
        """The leaf that the tree has at a position. Raises BadTile."""
        return self.lezer()(0, positie - 1)

    def lezer(self) -> TileReader:
        """The tree as it is now, on disk."""
        if self._lezer is None:
            self._lezer = self._tegels.flush()
        return self._lezer

    def van(self, omvang: int) -> TileReader:
        """The tree of the first so many leaves, with its tiles on disk. Raises BadTile beyond what there is."""
        if omvang > self.omvang:
            raise BadTile(f"the copy has {self.omvang} leaves, not {omvang}")
        self.lezer()
        for hoogte in range(_HOOGTE):
            nummer, breed = divmod(omvang >> (_HOOGTE * hoogte), WIDTH)
            pad = tile_path(hoogte, nummer, breed)
            if breed and nummer == self.omvang >> (_HOOGTE * (hoogte + 1)) and not (self._uitgave.map / pad).exists():
                schrijf(self._uitgave.map / pad, self._uitgave.tegel(pad))
        return self._uitgave.boom(omvang)

    def _wachtend(self, positie: int, blad: bytes) -> Afwijking | None:
        if positie in self._wacht:
            return None if self._wacht[positie] == blad else Afwijking(positie, positie)
        if len(self._wacht) < _MEEST_WACHTEND:
            self._wacht[positie] = blad
        else:
            self.overgelopen = True
        return None

    def _groei(self, blad: bytes) -> Afwijking | None:
        self._tegels.append([blad])
        self._lezer = None
        if self._toets is None:
            return None
        self._rand.append(blad)
        if self._rand.size < self._toets.size:
            return None
        afwijking = None if self._rand.root() == self._toets.root else Afwijking(self._na + 1, self._toets.size)
        self._na, self._toets = self._toets.size, self._volgende()
        return afwijking

    def _volgende(self) -> Checkpoint | None:
        for note in self._getoetst:
            if (checkpoint := Checkpoint.parse(note.text)).size:
                return checkpoint
        return None
