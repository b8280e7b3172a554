"""A whole number as somebody types it. What is longer than any number of ours is none: Python does not read it."""

from typing import Final

_CIJFERS: Final = 18


def geheel(tekst: str) -> int | None:
    """The number, None where it is not written in digits alone, or in too many."""
    schoon = tekst.strip()
    return int(schoon) if schoon.isdecimal() and len(schoon) <= _CIJFERS else None
