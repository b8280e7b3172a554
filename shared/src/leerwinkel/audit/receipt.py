"""A receipt (c2sp.org/tlog-proof): that one entry is in a log with a signed checkpoint. Anybody can check it alone."""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from leerwinkel.audit.checkpoint import Checkpoint
from leerwinkel.audit.merkle import NotProven, leaf_hash, verify_inclusion
from leerwinkel.audit.note import BadNote, Note, Verifier, verify

_HEAD = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})")
_EXTRA = "extra "
_MOST, _HASH = 64, 32


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where the entry is (from 0), the proof of it from its sibling up, and the signed checkpoint.

    `extra` is signed by nobody, and no part of what the receipt says: we put the entry there.
    """

    index: int
    proof: tuple[bytes, ...]
    checkpoint: Note
    extra: bytes = field(default=b"", compare=False)

    @classmethod
    def parse(cls, raw: bytes) -> "Receipt":
        """Raises BadNote."""
        above, blank, note = raw.partition(b"\n\n")
        try:
            head, *lines = above.decode("ascii").split("\n")
        except UnicodeDecodeError as error:
            raise BadNote("not a receipt") from error
        extra = lines.pop(0).removeprefix(_EXTRA) if lines and lines[0].startswith(_EXTRA) else ""
        index = _INDEX.fullmatch(lines[0]) if lines else None
        if head != _HEAD or not blank or index is None or len(lines) > _MOST + 1:
            raise BadNote("not a receipt")
        return cls(int(index[1]), tuple(map(_hash, lines[1:])), Note.parse(note), _decode(extra))

    def format(self) -> bytes:
        """The bytes of a file `.tlog-proof`."""
        hashes = "".join(f"{base64.b64encode(each).decode()}\n" for each in self.proof)
        extra = f"{_EXTRA}{base64.b64encode(self.extra).decode()}\n" if self.extra else ""
        return f"{_HEAD}\n{extra}index {self.index}\n{hashes}\n".encode() + self.checkpoint.format()

    def verify(self, entry: bytes, origin: str, trusted: Iterable[Verifier]) -> Checkpoint:
        """The checkpoint that the entry is in, signed by at least one who is trusted. Raises BadNote, NotProven."""
        verify(self.checkpoint, trusted)
        checkpoint = Checkpoint.parse(self.checkpoint.text)
        if checkpoint.origin != origin:
            raise NotProven(f"the checkpoint is of {checkpoint.origin}")
        verify_inclusion(leaf_hash(entry), self.index, checkpoint.size, self.proof, checkpoint.root)
        return checkpoint


def _hash(line: str) -> bytes:
    raw = _decode(line)
    if len(raw) != _HASH:
        raise BadNote("a hash that is none")
    return raw


def _decode(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise BadNote("not base64") from error
    if base64.b64encode(raw).decode() != text:
        raise BadNote("not base64 in its one form")
    return raw
