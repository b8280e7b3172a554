"""The uitgave of a log: the folder that anybody may read, with its checkpoints, its tiles and its keys.

Any web server can give it: `checkpoint` and `tile/…` stand where c2sp.org/tlog-tiles puts them.
"""

from collections.abc import Iterator
from pathlib import Path

from leerwinkel.audit import Checkpoint, Note, Verifier
from leerwinkel.audit.tiles import TileFolder, TileReader
from leerwinkel.runtime.schrijven import schrijf


class Tegenspraak(Exception):
    """There is another checkpoint of the same size: the log was rewritten, or forked. The message names both."""


class Uitgave:
    """One log's folder. One process writes it; any may read it meanwhile."""

    def __init__(self, map_: Path) -> None:
        self.map = map_

    @property
    def merkpad(self) -> Path:
        """Where a mark is put when the log itself is not the one that was signed."""
        return self.map / "gebroken.json"

    @property
    def getuigdpad(self) -> Path:
        """Where the last checkpoint is that a witness cosigned."""
        return self.map / "getuigd"

    def laatste(self) -> Note | None:
        """The checkpoint with the most leaves that was kept. Raises BadNote where the file is damaged."""
        return self._lees(self.map / "checkpoint")

    def bij(self, omvang: int) -> Note | None:
        """The checkpoint of that size, if it was kept. Raises BadNote."""
        laatste = self.laatste()
        if laatste is not None and Checkpoint.parse(laatste.text).size == omvang:
            return laatste
        return self._lees(self._plaats(omvang))

    def omvangen(self) -> list[int]:
        """The sizes of those that were kept, the smallest first. Raises BadNote."""
        laatste = self.laatste()
        omvangen = {int(each.name) for each in self.map.glob("checkpoints/[0-9]*")}
        if laatste is not None:
            omvangen.add(Checkpoint.parse(laatste.text).size)
        return sorted(omvangen)

    def checkpoints(self) -> Iterator[Note]:
        """Each that was kept, the smallest first. Raises BadNote."""
        for omvang in self.omvangen():
            if (note := self.bij(omvang)) is not None:
                yield note

    def bewaar(self, note: Note) -> Note:
        """Keep a checkpoint, on disk when this returns; one of the same text gets the signatures of both.

        Gives the note as it is kept. Raises Tegenspraak, and BadNote where it is no checkpoint.
        """
        nieuw = Checkpoint.parse(note.text)
        laatste = self.laatste()
        for ander in (laatste, self._lees(self._plaats(nieuw.size))):
            if ander is not None:
                note = _samen(ander, note, nieuw)
        if laatste is None or Checkpoint.parse(laatste.text).size <= nieuw.size:
            # First, and by itself: whatever is killed after it, this is the checkpoint that the next begins from.
            schrijf(self.map / "checkpoint", note.format())
        schrijf(self._plaats(nieuw.size), note.format())
        return note

    def sleutels(self) -> tuple[Verifier, ...]:
        """The keys of the log, the newest last. Raises BadNote."""
        try:
            regels = (self.map / "sleutels").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return ()
        return tuple(Verifier.parse(regel) for regel in regels)

    def vertrouw(self, sleutel: Verifier) -> None:
        """From now on this is a key of the log too, the newest; those before it stay, for what they signed."""
        bekend = self.sleutels()
        if sleutel not in bekend:
            schrijf(self.map / "sleutels", "".join(f"{each.format()}\n" for each in (*bekend, sleutel)).encode())

    def boom(self, omvang: int) -> TileReader:
        """The tree of so many leaves, of which there is a checkpoint. Reading raises BadTile."""
        return TileFolder(self.map).reader(omvang)

    def tegel(self, pad: str) -> bytes:
        """A tile at its path below the folder. Raises BadTile."""
        return TileFolder(self.map).fetch(pad)

    def _plaats(self, omvang: int) -> Path:
        return self.map / "checkpoints" / f"{omvang:020}"

    @staticmethod
    def _lees(pad: Path) -> Note | None:
        try:
            return Note.parse(pad.read_bytes())
        except FileNotFoundError:
            return None


def _samen(bewaard: Note, nieuw: Note, checkpoint: Checkpoint) -> Note:
    """The new note; of one with the same text the signatures of both, and of each key the newest."""
    if Checkpoint.parse(bewaard.text).size != checkpoint.size:
        return nieuw
    if bewaard.text != nieuw.text:
        raise Tegenspraak(f"two checkpoints of {checkpoint.size} leaves: {bewaard.text!r} and {nieuw.text!r}")
    handtekeningen = {(each.name, each.key_id): each for each in (*bewaard.signatures, *nieuw.signatures)}
    return Note(nieuw.text, tuple(handtekeningen.values()))
