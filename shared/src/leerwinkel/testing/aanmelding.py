"""Somebody who is signed in, without a provider."""

from typing import Any, Final

from leerwinkel.identiteit.acmidm import Profiel
from leerwinkel.identiteit.inrichting import Aanmeldwijze
from leerwinkel.identiteit.oidc import Aanbieder, Aanmelddienst
from leerwinkel.identiteit.persoon import Identiteit, Toekenning
from leerwinkel.identiteit.sessie import Aanmelding

_VOLROLLEN: Final = ("vol-analist", "vol-beheerder", "auditor")
VAN_DE_VOL: Final = Identiteit("vol-analist-1", "Hanne", frozenset(Toekenning(rol, "vol") for rol in _VOLROLLEN), "vol")
"""Who has every role at the VOL."""


def zonder_aanbieder(adres: str = "http://127.0.0.1") -> Aanmeldwijze:
    """How people sign in at a provider that is away, for pages at that address."""
    aanbieder = Aanbieder("http://127.0.0.1:9", "leerwinkel", "geen geheim")
    return Aanmeldwijze(Aanmelddienst(aanbieder), Profiel("leerwinkel"), adres)


def koekje_van(aanmelding: Aanmelding[Any], wie: Identiteit) -> dict[str, str]:
    """The cookie of a session that began just now."""
    return {aanmelding.koekje: aanmelding.verzegelde(wie)}
