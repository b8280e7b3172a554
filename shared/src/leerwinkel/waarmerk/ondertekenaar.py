"""The signer of one log: leaves go into its tiles, and a checkpoint is signed only when it goes on from the last one.

It may be killed between any two writes. The checkpoint that was kept is where the next begins; tiles that do not give
its root are made again from the log, and the log must then give that root.
"""

from collections.abc import Iterable, Sequence

from leerwinkel.audit import (
    BadNote,
    Checkpoint,
    Note,
    NotProven,
    Signer,
    consistency,
    entry,
    leaf_hash,
    verify_consistency,
)
from leerwinkel.audit.merkle import EMPTY
from leerwinkel.audit.note import verify
from leerwinkel.audit.tiles import BadTile, TileFolder
from leerwinkel.waarmerk.aanbod import Aanbod, herkomst_van
from leerwinkel.waarmerk.uitgave import Uitgave


class Gebroken(Exception):
    """The log is not the one that was signed: `positie` is the first that differs, None where that is not known."""

    def __init__(self, zin: str, positie: int | None = None) -> None:
        super().__init__(zin)
        self.zin, self.positie = zin, positie


class Ondertekenaar:
    """Not for more than one process at a time."""

    def __init__(self, log: str, uitgave: Uitgave) -> None:
        """Where the last checkpoint ends, or at the beginning of the log where its tiles are not whole.

        Raises Gebroken where the last checkpoint is not signed by a key of the log, and BadNote.
        """
        self.uitgave = uitgave
        note = uitgave.laatste()
        self.laatste = Checkpoint.parse(note.text) if note else Checkpoint(herkomst_van(log), 0, EMPTY)
        if note is not None:
            _van_ons(note, uitgave)
            uitgave.bewaar(note)  # who was killed may have kept it as the last one only
        self._tegels = TileFolder(uitgave.map, self.laatste.size if self._heel() else 0)

    def _heel(self) -> bool:
        try:
            return self.uitgave.boom(self.laatste.size).root() == self.laatste.root
        except BadTile:
            return False

    @property
    def omvang(self) -> int:
        """How many leaves the tiles have: the position after which to go on reading."""
        return self._tegels.size

    def voeg_toe(self, bladen: Sequence[bytes]) -> None:
        """Leaves that follow. Raises Gebroken where the log has another history than was signed."""
        tot = self.laatste.size - self.omvang
        if tot <= 0:
            self._tegels.append(bladen)
            return
        self._tegels.append(bladen[:tot])
        if self.omvang == self.laatste.size and self._tegels.flush().root() != self.laatste.root:
            raise Gebroken(f"Wat op het log staat tot positie {self.omvang}, is niet wat ondertekend werd.")
        self._tegels.append(bladen[tot:])

    def teken(self, tekenaar: Signer) -> Note | None:
        """A checkpoint of all leaves so far, on disk when this returns; None where there is nothing new.

        Raises Gebroken where it does not go on from the last one, and Tegenspraak.
        """
        if self.omvang <= self.laatste.size:
            return None
        boom = self._tegels.flush()
        nieuw = Checkpoint(self.laatste.origin, self.omvang, boom.root())
        try:
            bewijs = consistency(boom, self.laatste.size, nieuw.size)
            verify_consistency(self.laatste.size, self.laatste.root, nieuw.size, nieuw.root, bewijs)
        except (NotProven, BadTile) as fout:
            zin = f"Positie {nieuw.size} gaat niet verder op wat tot positie {self.laatste.size} ondertekend werd."
            raise Gebroken(zin) from fout
        tekst = nieuw.format()
        note = self.uitgave.bewaar(Note(tekst, (tekenaar.sign(tekst),)))
        self.laatste = nieuw
        return note


def _van_ons(note: Note, uitgave: Uitgave) -> None:
    try:
        verify(note, uitgave.sleutels())
    except BadNote as fout:
        raise Gebroken("Het laatste controlepunt is met geen sleutel van dit log ondertekend.") from fout


def aanbod(uitgave: Uitgave, note: Note, oud: int) -> Aanbod:
    """The checkpoint as it is offered to a witness that has one of `oud` leaves. Raises BadTile."""
    omvang = Checkpoint.parse(note.text).size
    return Aanbod(oud, tuple(consistency(uitgave.boom(omvang), oud, omvang)), note)


def bladen_van(berichten: Iterable[tuple[bytes, bytes]]) -> list[bytes]:
    """The leaves of messages: subject and payload as stored."""
    return [leaf_hash(entry(onderwerp.decode("utf-8", "replace"), inhoud)) for onderwerp, inhoud in berichten]
