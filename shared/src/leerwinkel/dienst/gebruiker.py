"""Who works with the services: a person with a role in one region (design: privacy and access)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from leerwinkel.identiteit.persoon import Identiteit
from leerwinkel.identiteit.proefgebruikers import proefgebruikers


class Rol(StrEnum):
    """What somebody is in the region; it decides what they may do."""

    ONTHAAL = "onthaal"
    BEGELEIDER = "begeleider"
    COORDINATOR = "coordinator"
    PARTNER = "partner"
    SYSTEEM = "systeem"
    """No person: another system of the region, with a pass."""


NAMEN = {
    Rol.ONTHAAL: "Onthaal",
    Rol.BEGELEIDER: "Begeleider",
    Rol.COORDINATOR: "Coördinator",
    Rol.PARTNER: "Partner",
    Rol.SYSTEEM: "Ander systeem",
}
"""How a role is called on a page."""


def voorbeeldnummer(regio: str, wat: str) -> UUID:
    """The fixed number of something in the example dossiers of a region, such as a partner."""
    return uuid5(NAMESPACE_URL, f"urn:leerwinkel:voorbeeld:{regio}:{wat}")


@dataclass(frozen=True, slots=True)
class Gebruiker:
    """A signed-in person. `medewerker` is the pseudonymous id that events carry; `naam` is for the screen only.

    `organisatie`: that of somebody of a partner.
    """

    medewerker: str
    naam: str
    rollen: frozenset[Rol]
    organisatie: str | None = None

    @property
    def rol(self) -> Rol:
        """The one that says most of what they do here, where they have more."""
        return next(rol for rol in _VOORRANG if rol in self.rollen)

    def partner(self, regio: str) -> str | None:
        """The number of the partner for which they work; an example's organisation is named, not numbered."""
        if self.organisatie is None:
            return None
        try:
            return str(UUID(self.organisatie))
        except ValueError:
            return str(voorbeeldnummer(regio, self.organisatie))


_VOORRANG: Final = (Rol.COORDINATOR, Rol.BEGELEIDER, Rol.ONTHAAL, Rol.PARTNER, Rol.SYSTEEM)


def gebruiker_in(regio: str, wie: Identiteit) -> Gebruiker | None:
    """Who somebody is in that region; None: they have no role in it."""
    rollen = frozenset(Rol(rol) for rol in wie.rollen(regio) if rol in set(Rol))
    if not rollen:
        return None
    return Gebruiker(wie.medewerker, wie.naam, rollen, wie.organisatie if Rol.PARTNER in rollen else None)


PROEFGEBRUIKERS = tuple(wie for een in proefgebruikers("gent") if (wie := gebruiker_in("gent", een)))
"""Who can sign in on this machine, for trying out. Real people come from OpenID Connect."""
