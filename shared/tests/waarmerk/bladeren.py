"""A log of events for the tests of signing, and what its tree must be."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from leerwinkel.audit import Frontier, Note, Signer
from leerwinkel.waarmerk.aanbod import herkomst_van
from leerwinkel.waarmerk.ondertekenaar import bladen_van
from leerwinkel.waarmerk.sleutels import Sleutelbos, maak
from leerwinkel.waarmerk.uitgave import Uitgave

ORIGIN = herkomst_van("gent")


@cache
def blad(nummer: int, begin: str = "e") -> bytes:
    return bladen_van([(f"leerwinkel.gent.intake.d{nummer}.a".encode(), f"{begin}{nummer}".encode())])[0]


def bladen(van: int, tot: int) -> list[bytes]:
    """Of the events at the positions van + 1 to tot."""
    return [blad(nummer) for nummer in range(van + 1, tot + 1)]


def top(reeks: Sequence[bytes]) -> bytes:
    rand = Frontier()
    for each in reeks:
        rand.append(each)
    return rand.root()


def sleutel_van(map_: Path, uitgave: Uitgave) -> Signer:
    return maak(Sleutelbos(map_, ORIGIN), uitgave)


def omvang(note: Note) -> int:
    return int(note.text.split("\n")[1])
