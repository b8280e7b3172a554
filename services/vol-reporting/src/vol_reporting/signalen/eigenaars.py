"""Who at the VOL can own a beleidssignaal: test people, until the VOL has sign-in. A log holds their code, no name."""

from typing import Final

EIGENAARS: Final[dict[str, str]] = {
    "vol-analist-1": "Hanne, analist",
    "vol-analist-2": "Karim, analist",
    "vol-beheerder-1": "Greet, beheerder",
}
"""Code → how a page calls them."""

NIEMAND: Final = "vol-onbekend"
"""Who decides, as long as nobody signs in."""


def naam(code: str | None) -> str:
    """How a page calls them; the code itself where it is not one of ours."""
    return EIGENAARS.get(code or "", code or "nog niemand")
