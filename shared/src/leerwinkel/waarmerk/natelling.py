"""Counting a whole log again: whether it gives the root of each checkpoint, and where it first does not."""

from collections.abc import Sequence

from leerwinkel.audit import Checkpoint, Frontier
from leerwinkel.audit.merkle import node_hash
from leerwinkel.audit.tiles import WIDTH, BadTile, tile_path
from leerwinkel.eventsourcing import Gap, JetStreamLog
from leerwinkel.waarmerk.ondertekenaar import Gebroken, bladen_van
from leerwinkel.waarmerk.uitgave import Uitgave

_HASH = 32


class Natelling:
    """Takes the leaves of the log as it is now, from the first on. Memory: a tile for each level."""

    def __init__(self, uitgave: Uitgave) -> None:
        self._uitgave = uitgave
        self._toetsen = (Checkpoint.parse(note.text) for note in uitgave.checkpoints())
        self.toets = next(self._toetsen, None)
        """The next checkpoint that must hold; None when all did."""
        self._rand, self._rijen, self._goed_tot = Frontier(), [bytearray()], 0
        self._anders: int | None = None
        self.tegels_heel = True
        """Whether every full tile is what the log gives."""

    @property
    def omvang(self) -> int:
        """How many leaves were taken."""
        return self._rand.size

    def neem(self, bladen: Sequence[bytes]) -> None:
        """The leaves that follow. Raises Gebroken."""
        for blad in bladen:
            self._rand.append(blad)
            self._rijen[0] += blad
            if len(self._rijen[0]) == WIDTH * _HASH:
                self._vergelijk_vol(0)
            while self.toets is not None and self.toets.size <= self._rand.size:
                self._toets_nu(self.toets)

    def klaar(self) -> None:
        """The log ends here. Raises Gebroken where a checkpoint goes on."""
        if self.toets is not None:
            raise Gebroken(f"Positie {self.omvang + 1} was ondertekend, en is er niet meer.", self.omvang + 1)

    def _toets_nu(self, toets: Checkpoint) -> None:
        if toets.size == self._rand.size and toets.root != self._rand.root():
            self._vergelijk_eerste()
            if self._anders is not None:
                raise Gebroken(f"Positie {self._anders} is niet meer wat ondertekend werd.", self._anders)
            tussen = f"Tussen positie {self._goed_tot + 1} en {toets.size}"
            raise Gebroken(f"{tussen} staat iets anders dan wat ondertekend werd.", self._goed_tot + 1)
        self._goed_tot, self._anders, self.toets = toets.size, None, next(self._toetsen, None)

    def _vergelijk_vol(self, hoogte: int) -> None:
        """Lay a full row beside its tile, and hand its hash to the row above."""
        rij = self._rijen[hoogte]
        nummer = (self.omvang >> (8 * (hoogte + 1))) - 1
        if bytes(rij) != self._tegel(hoogte, nummer, WIDTH) and self.toets is not None:
            self.tegels_heel = False
            if not hoogte:
                self._vergelijk_eerste()
        if len(self._rijen) == hoogte + 1:
            self._rijen.append(bytearray())
        self._rijen[hoogte + 1] += _vouw(bytes(rij))
        rij.clear()
        if len(self._rijen[hoogte + 1]) == WIDTH * _HASH:
            self._vergelijk_vol(hoogte + 1)

    def _vergelijk_eerste(self) -> None:
        """Remember the first leaf of the row that is another than in its tile."""
        breed = len(self._rijen[0]) // _HASH
        if self._anders is None and breed:
            tegel = self._tegel(0, (self.omvang - 1) // WIDTH, breed)
            verschil = (n for n in range(breed) if tegel and tegel[n * _HASH :][:_HASH] != self._blad(n))
            if (plek := next(verschil, None)) is not None:
                self._anders = self.omvang - breed + plek + 1

    def _blad(self, plek: int) -> bytes:
        return bytes(self._rijen[0][plek * _HASH : (plek + 1) * _HASH])

    def _tegel(self, hoogte: int, nummer: int, breed: int) -> bytes:
        try:
            return self._uitgave.tegel(tile_path(hoogte, nummer, breed))
        except BadTile:
            return b""


def _vouw(hashes: bytes) -> bytes:
    rij = [hashes[at : at + _HASH] for at in range(0, len(hashes), _HASH)]
    while len(rij) > 1:
        rij = [node_hash(links, rechts) for links, rechts in zip(rij[::2], rij[1::2], strict=True)]
    return rij[0]


async def tel_na(log: JetStreamLog, uitgave: Uitgave) -> bool:
    """Read the whole log; gives whether the full tiles are whole too. Raises Gebroken, and Unavailable."""
    telling = Natelling(uitgave)
    try:
        async for deel in log.read_all():
            telling.neem(bladen_van((event.subject.encode(), event.payload) for event in deel))
            if telling.toets is None:
                break
    except Gap as gat:
        raise Gebroken(f"Positie {gat.after + 1} is niet te lezen.", gat.after + 1) from gat
    telling.klaar()
    return telling.tegels_heel
