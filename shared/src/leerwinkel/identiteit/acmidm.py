"""The Flemish ACM/IDM profile: from the claims of a sign-in to who somebody is (design: privacy and access).

`vo_orgcode` is the organisation for which they work; `<toepassing>_rol_3d` holds their roles, each as
`Rol:OrganisatieSleutel`, where the organisation is the one that gave the role.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from leerwinkel.identiteit.persoon import Identiteit, Toekenning

_NAAM: Final = ("name", "given_name")
_LENGTE: Final = 20
_HOOGSTENS: Final = 50
"""Roles of one person that are read."""


class Onvolledig(Exception):
    """The claims do not say who it is."""


@dataclass(frozen=True, slots=True)
class Profiel:
    """How one application reads the claims.

    `organisaties`: which region, which partner of it (by its number) or `vol` an organisation key means; one that is
    not there means itself.
    `geheim`: makes the pseudonymous id of a person, so that no event carries what the provider calls them; without
    it their `sub` is that id already, which only those for trying out are.
    """

    toepassing: str
    organisaties: Mapping[str, str] = field(default_factory=dict[str, str])
    geheim: bytes | None = field(default=None, repr=False)

    def identiteit(self, claims: Mapping[str, Any]) -> Identiteit:
        """Who that is. Raises Onvolledig."""
        wie = claims.get("sub")
        if not isinstance(wie, str) or not wie:
            raise Onvolledig
        naam = next((claims[een] for een in _NAAM if isinstance(claims.get(een), str)), "")
        organisatie = claims.get("vo_orgcode")
        bij = self.organisaties.get(organisatie, organisatie) if isinstance(organisatie, str) else None
        try:
            return Identiteit(self._medewerker(wie), naam.strip() or "Medewerker", self._rollen(claims), bij)
        except ValueError as fout:
            raise Onvolledig from fout

    def _medewerker(self, wie: str) -> str:
        if self.geheim is None:
            return wie
        teken = hmac.digest(self.geheim, f"medewerker:{wie}".encode(), hashlib.sha256)
        return "m-" + base64.b32encode(teken).decode().lower()[:_LENGTE]

    def _rollen(self, claims: Mapping[str, Any]) -> frozenset[Toekenning]:
        gezegd = claims.get(f"{self.toepassing}_rol_3d", [])
        waarden = [gezegd] if isinstance(gezegd, str) else gezegd if isinstance(gezegd, list) else []
        delen = (een.partition(":") for een in waarden[:_HOOGSTENS] if isinstance(een, str))
        return frozenset(
            Toekenning(rol.strip().lower(), self.organisaties.get(bij.strip(), bij.strip()))
            for rol, teken, bij in delen
            if teken and rol.strip() and bij.strip()
        )


def claims_van(wie: Identiteit, toepassing: str) -> dict[str, Any]:
    """The claims by which a provider of this profile says the same."""
    rollen = [f"{een.rol}:{een.bij}" for een in sorted(wie.toekenningen)]
    return {"sub": wie.medewerker, "name": wie.naam, "vo_orgcode": wie.organisatie, f"{toepassing}_rol_3d": rollen}
