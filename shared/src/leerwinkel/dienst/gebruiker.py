"""Who works with the services: a person with a role in one region (design: privacy and access)."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import NAMESPACE_URL, UUID, uuid5


class Rol(StrEnum):
    """What somebody is in the region; it decides what they may do."""

    ONTHAAL = "onthaal"
    BEGELEIDER = "begeleider"
    COORDINATOR = "coordinator"
    PARTNER = "partner"


NAMEN = {
    Rol.ONTHAAL: "Onthaal",
    Rol.BEGELEIDER: "Begeleider",
    Rol.COORDINATOR: "Coördinator",
    Rol.PARTNER: "Partner",
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
    rol: Rol
    organisatie: str | None = None

    def partner(self, regio: str) -> str | None:
        """The partner in that region for which they work: the one that is registered for their organisation."""
        return str(voorbeeldnummer(regio, self.organisatie)) if self.organisatie else None


PROEFGEBRUIKERS = (
    Gebruiker("onthaal-1", "Noor", Rol.ONTHAAL),
    Gebruiker("begeleider-1", "Sam", Rol.BEGELEIDER),
    Gebruiker("begeleider-2", "Lotte", Rol.BEGELEIDER),
    Gebruiker("coordinator-1", "Amina", Rol.COORDINATOR),
    Gebruiker("partner-1", "Bram", Rol.PARTNER, "cvo"),
)
"""Who can sign in on this machine, for trying out. Real people come from OpenID Connect."""


def begeleiders() -> list[Gebruiker]:
    """Those who can have appointments."""
    return [wie for wie in PROEFGEBRUIKERS if wie.rol is Rol.BEGELEIDER]


def naam_van_medewerker(medewerker: str | None) -> str:
    """How a page calls them; the id itself where it is not one of ours."""
    return next((wie.naam for wie in PROEFGEBRUIKERS if wie.medewerker == medewerker), medewerker or "onbekend")
