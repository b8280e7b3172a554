"""Going once through one copy of a log, beside what was signed of it. Constant memory, whatever the log's length."""

from collections.abc import Iterator

from leerwinkel.audit import Checkpoint, Frontier, entry, leaf_hash
from leerwinkel.audit.tiles import WIDTH
from vol_reporting.controle.bevinding import Soort, Uitslag
from vol_reporting.controle.bladen import Bladenbestand
from vol_reporting.controle.bron import Bericht
from vol_reporting.controle.getekend import Boom

_HASH = 32
_INVULLEN = 10_000
"""So many missing positions in a row are stood in for; with more, the rest of the log is not judged by its roots."""


class Doorloop:
    """One copy (`waar`, Dutch) that comes message by message. Of each kind of fault the first is told.

    `bladen` keeps the leaves of this copy.
    """

    def __init__(
        self,
        waar: str,
        uitslag: Uitslag,
        controlepunten: Iterator[Checkpoint],
        bomen: list[Boom],
        *,
        bladen: Bladenbestand | None = None,
    ) -> None:
        self._waar, self._uitslag, self._bomen = waar, uitslag, bomen
        self._controlepunten, self._bladen = controlepunten, bladen
        self._naast: Bladenbestand | None = None
        self.omvang = 0
        self._rand, self._rij = Frontier(), bytearray()
        self._goed, self._fout = 0, 0
        self._anders: int | None = None
        self._nu = next(controlepunten, None)

    def leg_naast(self, bladen: Bladenbestand | None) -> None:
        """From now on what comes must be the same as there, where there is something."""
        self._naast = bladen

    def neem(self, bericht: Bericht) -> None:
        """The next message of this copy."""
        if bericht.positie <= self.omvang:
            zin = f"op {self._waar} staat positie {bericht.positie} meer dan eens, of na een latere"
            return self._uitslag.meld(Soort.DUBBEL, bericht.positie, zin)
        if bericht.positie > self.omvang + 1:
            self._mist(bericht.positie - 1)
        blad = leaf_hash(entry(bericht.onderwerp, bericht.inhoud))
        self._groei(blad)
        if self._naast is not None and (ander := self._naast.bij(self.omvang)) is not None and ander != blad:
            zin = f"op positie {self.omvang} heeft {self._waar} iets anders dan het log zelf"
            self._meld_eens(Soort.KOPIE_ANDERS, self.omvang, zin)
        return None

    def eind(self) -> None:
        """No more comes: judge what is left."""
        if self._rij:
            self._toets_rij()
        while self._nu is not None:
            if self._nu.size > self.omvang:
                zin = f"{self._waar} eindigt op positie {self.omvang}, en er is een controlepunt van {self._nu.size}"
                self._meld_eens(Soort.TERUGGEZET, self.omvang + 1, zin)
            self._uitslag.getekend = max(self._uitslag.getekend, self._nu.size)
            self._nu = next(self._controlepunten, None)
        self._zeg_wat_anders_is()

    def _mist(self, tot: int) -> None:
        """Positions that are not there; what was signed at them stands in for them, so that the rest can be judged."""
        van, aantal = self.omvang + 1, tot - self.omvang
        meer = f" en {aantal - 1} erna" if aantal > 1 else ""
        self._meld_eens(Soort.ONTBREEKT, van, f"op {self._waar} ontbreekt positie {van}{meer}")
        bomen = self._bomen if aantal <= _INVULLEN else []
        for positie in range(van, tot + 1):
            self._groei(next((blad for boom in bomen if (blad := boom.bewezen(positie))), None))

    def _groei(self, blad: bytes | None) -> None:
        self.omvang += 1
        if self._bladen is not None:
            self._bladen.voeg_toe(blad)
        if blad is None:
            self._fout = self._fout or self.omvang
        self._rand.append(blad or bytes(_HASH))
        self._rij += blad or bytes(_HASH)
        if len(self._rij) == WIDTH * _HASH:
            self._toets_rij()
        while self._nu is not None and self._nu.size <= self.omvang:
            self._toets_wortel(self._nu)
            self._nu = next(self._controlepunten, None)

    def _toets_wortel(self, controlepunt: Checkpoint) -> None:
        self._uitslag.getekend = max(self._uitslag.getekend, controlepunt.size)
        if self._fout:
            return
        if controlepunt.size == self.omvang and self._rand.root() == controlepunt.root:
            self._goed = controlepunt.size
        elif controlepunt.size:
            self._fout = controlepunt.size

    def _toets_rij(self) -> None:
        """Beside the leaves that were signed."""
        nummer, hier = (self.omvang - 1) // WIDTH, bytes(self._rij)
        self._rij.clear()
        for boom in self._bomen:
            if self._anders is None:
                self._leg_naast_boom(boom, nummer, hier)

    def _leg_naast_boom(self, boom: Boom, nummer: int, hier: bytes) -> None:
        """A difference counts where the tree proves what was signed. The last leaf of each row is proved all the same:
        so every hash of every tile is looked at.
        """
        daar = boom.rij(nummer)
        breed = min(len(hier), len(hier if daar is None else daar))
        if not breed:
            return
        verschil = None if daar is None or hier[:breed] == daar[:breed] else _eerste_verschil(hier, daar)
        plaats = breed - _HASH if verschil is None else verschil
        positie = nummer * WIDTH + plaats // _HASH + 1
        if (bewezen := boom.bewezen(positie)) is None:
            zin = f"de tegels bij {self._waar} bewijzen positie {positie} niet; ze zijn beschadigd of onvolledig"
            self._meld_eens(Soort.UITGAVE_BESCHADIGD, None, zin)
        elif bewezen != hier[plaats : plaats + _HASH]:
            self._anders = positie

    def _zeg_wat_anders_is(self) -> None:
        """The position, where the tiles tell it; else between which checkpoints it is."""
        if self._anders is not None:
            zin = f"op {self._waar} staat op positie {self._anders} iets anders dan wat ondertekend is"
            self._meld_eens(Soort.ANDERS, self._anders, zin)
        elif self._fout and not self._mist_iets():
            zin = (
                f"{self._waar} geeft het controlepunt van {self._fout} niet; tot en met positie {self._goed} klopt het"
            )
            self._meld_eens(Soort.ANDERS, self._goed + 1, zin)

    def _mist_iets(self) -> bool:
        return any(each.soort is Soort.ONTBREEKT and self._waar in each.zin for each in self._uitslag.bevindingen)

    def _meld_eens(self, soort: Soort, positie: int | None, zin: str) -> None:
        """Only the first of its kind in this copy."""
        if not any(each.soort is soort and self._waar in each.zin for each in self._uitslag.bevindingen):
            self._uitslag.meld(soort, positie, zin)


def _eerste_verschil(een: bytes, ander: bytes) -> int:
    """Where the first leaf begins that differs."""
    return next(at for at in range(0, len(een), _HASH) if een[at : at + _HASH] != ander[at : at + _HASH])
