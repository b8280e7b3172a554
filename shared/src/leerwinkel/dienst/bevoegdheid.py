"""Who may do what: one table, for pages and API alike (design: privacy and access). What it does not give is refused.

When sign-in comes from elsewhere, the role and the organisation do; this table stays.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from leerwinkel.dienst.gebruiker import Rol


class Wat(StrEnum):
    """What a page or a command needs somebody to be allowed to."""

    AANMELDEN = "aanmelden"
    """Register a question, and find who was here before."""
    OVERZICHT = "overzicht"
    """The lists, and of each dossier what is coded."""
    DOSSIER = "dossier"
    """Know who it is, and keep it: profiel, toestemming, koppeling, doorverwijzing, afsluiting."""
    DISPATCHEN = "dispatchen"
    """Decide what happens with a question, and answer it."""
    BEGELEIDEN = "begeleiden"
    """Talks, the traject, keuze and outcome."""
    OVERNEMEN = "overnemen"
    """Become the begeleider of somebody else's dossier."""
    HERSTELLEN = "herstellen"
    """Correct or retract what was registered."""
    VERWIJZINGEN = "verwijzingen"
    """See the doorverwijzingen of one's own organisation, and answer them."""
    PRIVACY = "privacy"
    """See who looked at a dossier, give a cliënt the whole of it, erase a cliënt."""
    NETWERK = "netwerk"
    """What is about no cliënt: partners, loketten, signalen, klachten, groups."""


class Bereik(StrEnum):
    """Of which dossiers; for what is about no dossier, each means yes."""

    ALLE = "alle"
    EIGEN = "eigen"
    """Their own, and those that have no begeleider yet."""
    VRIJ = "vrij"
    """Those that have no begeleider yet."""
    PARTNER = "partner"
    """Where the doorverwijzing is of their organisation, and the cliënt consents."""

    def omvat(self, begeleider: str | None, medewerker: str) -> bool:
        """Whether a dossier with that begeleider is among them. Of whose doorverwijzing it is, partners knows."""
        match self:
            case Bereik.ALLE | Bereik.PARTNER:
                return True
            case Bereik.EIGEN:
                return begeleider in (None, medewerker)
            case Bereik.VRIJ:
                return begeleider is None


BEVOEGDHEDEN: Final[Mapping[Rol, Mapping[Wat, Bereik]]] = {
    Rol.ONTHAAL: {
        Wat.AANMELDEN: Bereik.ALLE,
        Wat.OVERZICHT: Bereik.ALLE,
        Wat.DOSSIER: Bereik.VRIJ,
        Wat.DISPATCHEN: Bereik.ALLE,
        Wat.NETWERK: Bereik.ALLE,
    },
    Rol.BEGELEIDER: {
        Wat.AANMELDEN: Bereik.ALLE,
        Wat.OVERZICHT: Bereik.ALLE,
        Wat.DOSSIER: Bereik.EIGEN,
        Wat.DISPATCHEN: Bereik.EIGEN,
        Wat.BEGELEIDEN: Bereik.EIGEN,
        Wat.OVERNEMEN: Bereik.ALLE,
        Wat.NETWERK: Bereik.ALLE,
    },
    Rol.COORDINATOR: dict.fromkeys(set(Wat) - {Wat.VERWIJZINGEN}, Bereik.ALLE),
    Rol.PARTNER: {Wat.VERWIJZINGEN: Bereik.PARTNER},
}


def bereik(rol: Rol, wat: Wat) -> Bereik | None:
    """How far that role goes in it; None: not at all."""
    return BEVOEGDHEDEN[rol].get(wat)


def rollen(wat: Wat) -> frozenset[str]:
    """Those who may do it at least somewhere."""
    return frozenset(rol for rol in Rol if bereik(rol, wat))
