"""What was signed of a log: its checkpoints, each with its signatures checked, and the leaves that its tiles prove."""

import heapq
from collections.abc import Iterator

from leerwinkel.audit import BadNote, Checkpoint, Note, NotProven, Verifier, inclusion, verify_inclusion
from leerwinkel.audit.note import verify
from leerwinkel.audit.tiles import WIDTH, BadTile, tile_path
from leerwinkel.waarmerk.aanbod import herkomst_van
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.controle.bevinding import Soort, Uitslag
from vol_reporting.controle.bron import Waarmerken


class Boom:
    """A tree of which there is a signed checkpoint, with its tiles."""

    def __init__(self, uitgave: Uitgave, checkpoint: Checkpoint) -> None:
        self._uitgave, self._checkpoint = uitgave, checkpoint
        self._lezer = uitgave.boom(checkpoint.size)

    def rij(self, nummer: int) -> bytes | None:
        """The leaves of a row of 256, as far as they are signed; None where the tile is not there."""
        breed = min(WIDTH, self._checkpoint.size - nummer * WIDTH)
        try:
            return self._uitgave.tegel(tile_path(0, nummer, breed)) if breed > 0 else b""
        except BadTile:
            return None

    def bewezen(self, positie: int) -> bytes | None:
        """The leaf that the signed checkpoint proves at a position; None where the tiles do not prove one."""
        index, omvang = positie - 1, self._checkpoint.size
        if index >= omvang:
            return None
        try:
            blad = self._lezer(0, index)
            verify_inclusion(blad, index, omvang, inclusion(self._lezer, index, omvang), self._checkpoint.root)
        except (BadTile, NotProven):
            return None
        return blad


class Getekend:
    """All that was signed of one log, by whoever gave it out. What does not hold of it is said in `uitslag`."""

    def __init__(self, waarmerken: Waarmerken, uitslag: Uitslag) -> None:
        self._w, self._uitslag = waarmerken, uitslag

    def controlepunten(self, *, ook_eigen: bool) -> Iterator[Checkpoint]:
        """The checkpoints that are trusted, the smallest first; without those that only the log itself gave out, or
        with them. Which there are is looked up at once, the rest as it goes.
        """
        reeksen = [*self._van(self._w.getuigd, self._w.getuigen)]
        if ook_eigen and self._w.eigen is not None:
            reeksen += self._van(self._w.eigen, ())
        return self._samen(reeksen)

    def bomen(self) -> list[Boom]:
        """The trees that leaves can be looked up in: the witness's first."""
        uitgaven = [self._w.getuigd, *([self._w.eigen] if self._w.eigen else [])]
        bomen: list[Boom] = []
        for uitgave in uitgaven:
            note = _gelezen(uitgave, None, self._uitslag)
            if note is not None and (checkpoint := self._vertrouwd(note, ())) is not None:
                bomen.append(Boom(uitgave, checkpoint))
        return bomen

    def _samen(self, reeksen: list[Iterator[Checkpoint]]) -> Iterator[Checkpoint]:
        vorige, aantal = None, 0
        for checkpoint in heapq.merge(*reeksen, key=lambda each: each.size):
            if vorige is None or checkpoint.size != vorige.size:
                aantal += 1
                self._uitslag.controlepunten = max(self._uitslag.controlepunten, aantal)
                yield checkpoint
            elif checkpoint.root != vorige.root:
                self._vertakt(checkpoint.size)
            vorige = checkpoint

    def _vertakt(self, omvang: int) -> None:
        zin = f"er zijn twee ondertekende controlepunten van {omvang} die elkaar tegenspreken"
        self._uitslag.meld(Soort.VERTAKT, omvang, zin)

    def _van(self, uitgave: Uitgave, getuigen: tuple[Verifier, ...]) -> list[Iterator[Checkpoint]]:
        """Those that were kept, and the last one, which has a file of its own."""
        laatste = _gelezen(uitgave, None, self._uitslag)
        omvangen = sorted(int(each.name) for each in uitgave.map.glob("checkpoints/[0-9]*") if each.name.isdigit())
        notes = (_gelezen(uitgave, omvang, self._uitslag) for omvang in omvangen)
        return [self._vertrouwde(reeks, getuigen) for reeks in (notes, iter([laatste]))]

    def _vertrouwde(self, notes: Iterator[Note | None], getuigen: tuple[Verifier, ...]) -> Iterator[Checkpoint]:
        for note in notes:
            if note is not None and (checkpoint := self._vertrouwd(note, getuigen)) is not None:
                yield checkpoint

    def _vertrouwd(self, note: Note, getuigen: tuple[Verifier, ...]) -> Checkpoint | None:
        try:
            checkpoint = Checkpoint.parse(note.text)
        except BadNote as fout:
            self._uitslag.meld(Soort.UITGAVE_BESCHADIGD, None, f"een controlepunt is niet te lezen ({fout})")
            return None
        if checkpoint.origin != herkomst_van(self._uitslag.log) or not _getekend(note, self._w.sleutels):
            zin = f"het controlepunt van {checkpoint.size} is niet ondertekend met een vertrouwde sleutel van dit log"
            self._uitslag.meld(Soort.VREEMDE_SLEUTEL, checkpoint.size, zin)
            return None
        if getuigen and not _getekend(note, getuigen):
            zin = f"het controlepunt van {checkpoint.size} is niet medeondertekend door de getuige"
            self._uitslag.meld(Soort.NIET_GETUIGD, checkpoint.size, zin)
        return checkpoint


def _getekend(note: Note, sleutels: tuple[Verifier, ...]) -> bool:
    try:
        return bool(verify(note, sleutels))
    except BadNote:
        return False


def _gelezen(uitgave: Uitgave, omvang: int | None, uitslag: Uitslag) -> Note | None:
    pad = uitgave.map / ("checkpoint" if omvang is None else f"checkpoints/{omvang:020}")
    try:
        return Note.parse(pad.read_bytes())
    except FileNotFoundError:
        return None
    except BadNote as fout:
        uitslag.meld(Soort.UITGAVE_BESCHADIGD, omvang, f"het controlepunt in {pad.name} is niet te lezen ({fout})")
        return None
