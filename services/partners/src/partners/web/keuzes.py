"""The partners to choose from, and who the cliënt is, for a page."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select

from leerwinkel.dienst import Gebruiker, Wat
from leerwinkel.dienst.bevoegdheid import bereik
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.versleuteling import Versleuteling
from partners.handelingen.bestemming import PARTNER as VAN_DE_GIDS
from partners.handelingen.bestemming import SOORT, Soorten
from partners.tabellen import PARTNER
from partners.web.blad import Blad
from partners.web.teksten import label, opties

_Opties = Sequence[tuple[str, str]]


class Groep(NamedTuple):
    """Options under a heading."""

    kop: str
    opties: _Opties


def partners_van(blad: Blad, soort: str | None = None) -> list[tuple[str, str]]:
    """Those that the leerwinkel works with now, with their kind, by name; only of one kind where given. Blocking."""
    t = PARTNER.c
    vraag = select(t.partner, t.naam, t.partnersoort).where(t.actief).order_by(func.lower(t.naam), t.partner)
    rijen = blad.rijen(vraag if soort is None else vraag.where(t.partnersoort == soort))
    return [(rij["partner"], f"{rij['naam']} ({label(rij['partnersoort'], 'partnersoort')})") for rij in rijen]


def bestemmingen(blad: Blad) -> list[Groep]:
    """With whom a referral can be: a partner of the directory, or else only a kind. Blocking."""
    gids = [(VAN_DE_GIDS + partner, naam) for partner, naam in partners_van(blad)]
    los = [(SOORT + code, naam) for code, naam in opties("partnersoort")]
    return [Groep("Partners in je gids", gids), Groep("Niet in je gids", los)]


def soorten(blad: Blad) -> Soorten:
    """The kind of every partner, also of those that ended. Blocking."""
    return {
        rij["partner"]: rij["partnersoort"] for rij in blad.rijen(select(PARTNER.c.partner, PARTNER.c.partnersoort))
    }


def met_wie(blad: Blad, rijen: Sequence[Mapping[str, Any]], voor: Gebruiker | None = None) -> list[dict[str, Any]]:
    """The rows with who the cliënt is as `wie`, by their `client` and `gesloten`. Blocking.

    In a list `voor` somebody: without the names that they may not know, by `begeleider`.
    """
    if voor:
        rijen = [rij if _mag(voor, rij["begeleider"]) else {**rij, "gesloten": None} for rij in rijen]
    paren = [(rij["client"] or "", rij["gesloten"]) for rij in rijen if rij["gesloten"]]
    gelezen = iter(Versleuteling(blad.kader.kluis).open_alle(paren))
    return [{**rij, "wie": _naam(next(gelezen)) if rij["gesloten"] else "Zonder naam"} for rij in rijen]


def _mag(wie: Gebruiker, begeleider: str | None) -> bool:
    hoever = bereik(wie.rollen, Wat.DOSSIER)
    return hoever is not None and hoever.omvat(begeleider, wie.medewerker)


def _naam(wie: object) -> str:
    return f"{wie.voornaam} {wie.naam}" if isinstance(wie, Persoonsgegevens) else "Naam niet leesbaar"
