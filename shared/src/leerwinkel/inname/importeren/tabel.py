"""A table of an export, whatever file it stands in: rows of text, streamed, within limits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

MAX_CEL: Final = 10_000
MAX_KOLOMMEN: Final = 500
MAX_RIJEN: Final = 2_000_000


class Onbruikbaar(Exception):
    """Nothing of this file can be imported; the message says why, in Dutch, and what to do."""


@dataclass(frozen=True, slots=True)
class Tabel:
    """`naam` is shown to people; `stam` says by its name what the rows are; `lees` starts from the top each time."""

    naam: str
    stam: str
    lees: Callable[[], Iterator[list[str]]]

    def rijen(self) -> Iterator[tuple[int, list[str]]]:
        """The rows that are not empty, with the number that a spreadsheet shows; the header comes first.

        Raises Onbruikbaar, also halfway.
        """
        for nummer, cellen in enumerate(self.lees(), start=1):
            if (alles := "".join(cellen)) and not alles.isspace():
                yield nummer, cellen

    def controleer(self) -> None:
        """Read everything once, so that a bad file is refused before its first row goes in. Raises Onbruikbaar."""
        for nummer, cellen in enumerate(self.lees(), start=1):
            if nummer > MAX_RIJEN + 1:
                raise Onbruikbaar(f"heeft meer dan {MAX_RIJEN} rijen; splits het bestand")
            if len(cellen) > MAX_KOLOMMEN:
                raise Onbruikbaar(f"heeft in rij {nummer} meer dan {MAX_KOLOMMEN} kolommen")
            if len("".join(cellen)) > MAX_CEL < len(max(cellen, key=len)):
                raise Onbruikbaar(
                    f"heeft in rij {nummer} een cel van meer dan {MAX_CEL} tekens; ontbreekt er een aanhalingsteken?"
                )
