"""Who works with the VOL's pages: somebody with a role at the VOL, or the coördinator of a region."""

import os
from dataclasses import dataclass
from typing import Final

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.identiteit.persoon import Identiteit, Toekenning
from vol_reporting.bevoegdheid import BEVOEGDHEDEN, Bereik, Rol, Wat

VOL: Final = "vol"
"""The organisation that gives the roles of the VOL, and the application that its sessions are of."""
_VAN_DE_VOL: Final = frozenset({Rol.ANALIST, Rol.BEHEERDER, Rol.AUDITOR})

OPDRACHTREGEL: Final = Identiteit(
    f"opdracht-{os.getuid()}", "Opdrachtregel", frozenset({Toekenning(Rol.MACHINE, VOL)}), VOL
)
"""Who asks from the machine itself, with the key that only its user can read: this one, and no other that looks so."""


@dataclass(frozen=True, slots=True)
class Volgebruiker:
    """A signed-in person. `medewerker` is the pseudonymous id that events carry; `naam` is for the screen only.

    `regios`: those of which they are coördinator.
    """

    medewerker: str
    naam: str
    rollen: frozenset[Rol]
    regios: frozenset[str] = frozenset()

    def bereik(self, wat: Wat) -> Bereik | None:
        """How far they go in it, by the widest of their roles; None: not at all."""
        gegeven = {BEVOEGDHEDEN[rol].get(wat) for rol in self.rollen}
        return next((hoever for hoever in Bereik if hoever in gegeven), None)

    def mag(self, wat: Wat) -> bool:
        """Whether they may do it somewhere."""
        return self.bereik(wat) is not None


def erken(wie: Identiteit) -> Volgebruiker | None:
    """Who that is at the VOL; None where they have no role here."""
    if wie is OPDRACHTREGEL:
        return Volgebruiker(wie.medewerker, wie.naam, frozenset({Rol.MACHINE}))
    rollen = frozenset(rol for rol in _VAN_DE_VOL if rol in wie.rollen(VOL))
    regios = frozenset(regio for regio in codelijst("regio") if Rol.COORDINATOR in wie.rollen(regio))
    if regios:
        rollen |= {Rol.COORDINATOR}
    return Volgebruiker(wie.medewerker, wie.naam, rollen, regios) if rollen else None
