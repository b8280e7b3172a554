"""A checkpoint (c2sp.org/tlog-checkpoint): of which log, how many leaves, and their root."""

import base64
import re
from dataclasses import dataclass

from leerwinkel.audit.note import BadNote

_HASH = 32
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of a log; signed as the text of a note."""

    origin: str
    size: int
    root: bytes

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """From the text of a note. We write no extension lines, and take none. Raises BadNote."""
        lines = text.split("\n")
        if len(lines) != 4 or lines[3] or not lines[0] or not _SIZE.fullmatch(lines[1]):  # noqa: PLR2004
            raise BadNote("not the three lines of a checkpoint")
        try:
            root = base64.b64decode(lines[2], validate=True)
        except ValueError as error:
            raise BadNote("a root that is not base64") from error
        if len(root) != _HASH or base64.b64encode(root).decode() != lines[2]:
            raise BadNote("a root that is no hash")
        return cls(lines[0], int(lines[1]), root)

    def format(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"
