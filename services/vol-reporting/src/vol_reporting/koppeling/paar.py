"""Two clients of two regions who may be one person: which pair it is, whatever order it is named in."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from leerwinkel.gebeurtenissen.vol import DubbelBeoordeeld, DubbelVoorgesteld


class Kant(NamedTuple):
    """A client of a region: client ids are unique within a region only."""

    regio: str
    client: str

    @property
    def naam(self) -> str:
        """How the registration calls who is not linked: `gent/c1`."""
        return f"{self.regio}/{self.client}"


@dataclass(frozen=True, slots=True)
class Paar:
    """In the order in which the registration has them."""

    een: Kant
    ander: Kant

    @classmethod
    def van(cls, een: Kant, ander: Kant) -> "Paar":
        """The pair of these two."""
        return cls(*sorted((een, ander), key=lambda kant: kant.naam))

    @classmethod
    def in_(cls, data: DubbelVoorgesteld | DubbelBeoordeeld) -> "Paar":
        """The pair that an event is about."""
        return cls.van(Kant(data.regio_a, data.client_a), Kant(data.regio_b, data.client_b))

    @property
    def nummer(self) -> str:
        """The id of the pair on the VOL's log: everybody who names the same two comes to the same one."""
        return "d" + hashlib.sha256(f"{self.een.naam} {self.ander.naam}".encode()).hexdigest()[:24]

    def voorgesteld(self, gewicht: float | None = None, overeenkomst: Sequence[str] = ()) -> DubbelVoorgesteld:
        """What the event says that proposes the pair."""
        return DubbelVoorgesteld(**self._velden(), gewicht=gewicht, overeenkomst=tuple(overeenkomst))

    def beoordeeld(self, oordeel: str) -> DubbelBeoordeeld:
        """What the event says that judges it."""
        return DubbelBeoordeeld(**self._velden(), oordeel=oordeel)

    def _velden(self) -> dict[str, str]:
        (regio_a, client_a), (regio_b, client_b) = self.een, self.ander
        return {"regio_a": regio_a, "client_a": client_a, "regio_b": regio_b, "client_b": client_b}
