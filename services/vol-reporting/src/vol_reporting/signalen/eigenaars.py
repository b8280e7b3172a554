"""The invented people of the VOL, for trying out. A frozen report calls others by their code, as the log does."""

from typing import Final

EIGENAARS: Final[dict[str, str]] = {
    "vol-analist-1": "Hanne, analist",
    "vol-analist-2": "Karim, analist",
    "vol-beheerder-1": "Greet, beheerder",
}
"""Code → how a page calls them."""


def naam(code: str | None) -> str:
    """How a page calls them; the code itself where it is not one of ours."""
    return EIGENAARS.get(code or "", code or "nog niemand")
