"""What is known of somebody who signs in: a pseudonymous id, a name for the screen, and their roles."""

import re
from dataclasses import dataclass
from typing import Any, Final, Self

_DEEL: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NAAM: Final = 120


@dataclass(frozen=True, slots=True, order=True)
class Toekenning:
    """A role that somebody has with one organisation: a region, or `vol`."""

    rol: str
    bij: str


@dataclass(frozen=True, slots=True)
class Identiteit:
    """`medewerker` is the pseudonymous id that events carry; `naam` is for the screen only.

    `organisatie`: the one for which they work, which for somebody of a partner is not the one that gave the role.
    Raises ValueError for an id that no event can carry.
    """

    medewerker: str
    naam: str
    toekenningen: frozenset[Toekenning]
    organisatie: str | None = None

    def __post_init__(self) -> None:
        if not _DEEL.fullmatch(self.medewerker):
            raise ValueError(f"no id of somebody: {self.medewerker[:80]!r}")

    def rollen(self, bij: str) -> frozenset[str]:
        """The roles that they have with that organisation."""
        return frozenset(een.rol for een in self.toekenningen if een.bij == bij)

    def claims(self) -> dict[str, Any]:
        """As it stands in a session of ours."""
        rollen = [f"{een.rol}:{een.bij}" for een in sorted(self.toekenningen)]
        return {"sub": self.medewerker, "naam": self.naam[:_NAAM], "rollen": rollen, "organisatie": self.organisatie}

    @classmethod
    def uit(cls, claims: dict[str, Any]) -> Self:
        """Read back. Raises KeyError or ValueError for what is none of ours."""
        delen = (str(een).partition(":") for een in claims["rollen"])
        toegekend = frozenset(Toekenning(rol, bij) for rol, _, bij in delen)
        return cls(claims["sub"], claims["naam"], toegekend, claims["organisatie"])
