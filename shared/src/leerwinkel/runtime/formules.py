"""Texts in a CSV that a spreadsheet would take for a formula."""

from typing import Final

_BEGIN: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that is a formula to some spreadsheet."""


def geen_formule(cel: str) -> str:
    """The text, with an apostrophe before it where it would be one."""
    return f"'{cel}" if cel.startswith(_BEGIN) else cel
