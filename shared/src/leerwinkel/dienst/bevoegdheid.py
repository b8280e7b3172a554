"""Who may do what: one table, for pages and API alike (design: privacy and access). What it does not give is refused.

Roles and organisation come with the sign-in. Somebody with more than one role may what each of them may.
"""

from collections.abc import Iterable, Mapping
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
    AANBIEDEN = "aanbieden"
    """Offer events of another system, at the door."""
    NETWERK = "netwerk"
    """What is about no cliënt: partners, loketten, signalen, klachten, groups."""


UITLEG: Final[Mapping[Wat, str]] = {
    Wat.AANMELDEN: "een vraag registreren, en zoeken wie hier al was",
    Wat.OVERZICHT: "de lijsten en de agenda, met van elk dossier wat gecodeerd is; nooit een naam",
    Wat.DOSSIER: "weten wie de cliënt is, en het dossier bijhouden",
    Wat.DISPATCHEN: "beslissen wat er met een vraag gebeurt, en ze kort beantwoorden",
    Wat.BEGELEIDEN: "gesprekken, het traject, de keuze en hoe het afloopt",
    Wat.OVERNEMEN: "begeleider worden van een dossier van een ander",
    Wat.HERSTELLEN: "verbeteren of intrekken wat geregistreerd is",
    Wat.VERWIJZINGEN: "de doorverwijzingen van en naar de eigen organisatie zien en beantwoorden",
    Wat.PRIVACY: "zien wie een dossier bekeek, een cliënt het hele dossier geven, een cliënt wissen",
    Wat.AANBIEDEN: "gebeurtenissen van een ander systeem aanbieden aan de deur (`/api/gebeurtenissen`)",
    Wat.NETWERK: "partners, loketten, signalen, klachten en groepen: wat over geen cliënt gaat",
}
"""What each means, as it stands in the documentation (Dutch)."""


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
    Rol.COORDINATOR: dict.fromkeys(set(Wat) - {Wat.VERWIJZINGEN, Wat.AANBIEDEN}, Bereik.ALLE),
    Rol.PARTNER: {Wat.VERWIJZINGEN: Bereik.PARTNER},
    Rol.SYSTEEM: {Wat.AANBIEDEN: Bereik.ALLE},
}


_WIJDTE: Final = (Bereik.ALLE, Bereik.EIGEN, Bereik.VRIJ, Bereik.PARTNER)


def bereik(rollen: Iterable[Rol], wat: Wat) -> Bereik | None:
    """How far these roles go in it, the one that goes furthest; None: not at all."""
    gegeven = {BEVOEGDHEDEN[rol].get(wat) for rol in rollen}
    return next((hoever for hoever in _WIJDTE if hoever in gegeven), None)


def wie_mag(wat: Wat) -> frozenset[str]:
    """The roles that may do it at least somewhere."""
    return frozenset(rol for rol in Rol if wat in BEVOEGDHEDEN[rol])
