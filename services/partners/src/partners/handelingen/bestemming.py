"""With whom something was: a partner of the directory, or only a kind of partner, where it is not in there."""

from collections.abc import Mapping
from typing import Final

from leerwinkel.gebeurtenissen.codelijst import codelijst
from partners.handelingen.invulling import Invulling

Soorten = Mapping[str, str]
"""The kind of each partner of the directory, by its id."""

PARTNER: Final = "partner:"
SOORT: Final = "soort:"
"""How a choice begins."""


def gekozen_bestemming(invulling: Invulling, soorten: Soorten, leeg: str) -> tuple[str | None, str]:
    """The partner, if it is one of the directory, and the kind. `leeg` says what to do when nothing was chosen."""
    gekozen = invulling.tekst("bestemming")
    partner = gekozen.removeprefix(PARTNER) if gekozen.startswith(PARTNER) else None
    los = gekozen.removeprefix(SOORT) if gekozen.startswith(SOORT) else ""
    soort = los if partner is None else soorten.get(partner, "")
    if soort not in codelijst("partnersoort"):
        invulling.fout("bestemming", leeg)
    return partner, soort
