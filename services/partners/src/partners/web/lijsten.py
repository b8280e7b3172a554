"""The lists: what is filtered, in which order, and the columns of the file that one can take along.

A file holds no name of a cliënt: it leaves the house.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Annotated, Any, Final

from fastapi import Query
from sqlalchemy import func, select

from leerwinkel.runtime.web.opmaak import machinetijd
from partners.tabellen import DOORVERWIJZING, DOSSIER, PARTNER, SIGNAAL
from partners.web.blad import Vraag
from partners.web.teksten import ERNST, STANDEN, label

_Woord = Annotated[str, Query(pattern=r"^[A-Za-z0-9_-]{0,64}$")]
Kolommen = Mapping[str, Callable[[Mapping[str, Any]], str]]


def _code(veld: str, lijst: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda rij: label(rij[veld], lijst) if rij[veld] else ""


@dataclass(frozen=True, slots=True)
class Partnerfilter:
    """Of the directory."""

    zoek: str = ""
    soort: _Woord = ""
    oud: _Woord = ""
    volgorde: _Woord = ""

    def vraag(self) -> Vraag:
        """The partners that are asked for."""
        t = PARTNER.c
        eerst = [t.partnersoort] if self.volgorde == "soort" else []
        vraag = select(PARTNER).where(t.actief.is_(not self.oud)).order_by(*eerst, func.lower(t.naam), t.partner)
        if naam := self.zoek.replace("\0", "").strip().lower():
            vraag = vraag.where(func.lower(t.naam).contains(naam, autoescape=True))
        return vraag.where(t.partnersoort == self.soort) if self.soort else vraag


PARTNERKOLOMMEN: Final[Kolommen] = {
    "naam": lambda rij: rij["naam"],
    "soort": _code("partnersoort", "partnersoort"),
    "gemeente": _code("gemeente", "gemeente"),
    "samenwerking": lambda rij: "loopt" if rij["actief"] else "beëindigd",
}


@dataclass(frozen=True, slots=True)
class Verwijsfilter:
    """Of the referrals."""

    richting: _Woord = ""
    stand: _Woord = ""
    partner: _Woord = ""
    volgorde: _Woord = ""

    def vraag(self) -> Vraag:
        """The referrals that are asked for."""
        t = DOORVERWIJZING.c
        eerst = t.moment.asc() if self.volgorde == "oudste" else t.moment.desc()
        vraag = doorverwijzingen().order_by(eerst, t.dossier, t.doorverwijzing)
        for kolom, waarde in ((t.richting, self.richting), (t.stand, self.stand), (t.partner, self.partner)):
            vraag = vraag.where(kolom == waarde) if waarde else vraag
        return vraag


def doorverwijzingen() -> Vraag:
    """All referrals, each with the name of its partner, and what must be known of its dossier."""
    d = DOSSIER.c
    return (
        select(DOORVERWIJZING, PARTNER.c.naam, d.client, d.gesloten, d.terugkoppeling)
        .join(DOSSIER, d.dossier == DOORVERWIJZING.c.dossier)
        .outerjoin(PARTNER, PARTNER.c.partner == DOORVERWIJZING.c.partner)
    )


VERWIJSKOLOMMEN: Final[Kolommen] = {
    "dossier": lambda rij: rij["dossier"],
    "richting": lambda rij: "van een partner" if rij["richting"] == "in" else "naar een partner",
    "partner": lambda rij: rij["naam"] or "",
    "soort partner": _code("partnersoort", "partnersoort"),
    "reden": _code("reden", "doorverwijsreden"),
    "warm": lambda rij: "ja" if rij["warm"] else "nee",
    "sinds": lambda rij: machinetijd(rij["moment"]),
    "stand": lambda rij: STANDEN[rij["stand"]][1],
    "weigerreden": _code("weigerreden", "weigerreden"),
    "resultaat": _code("resultaat", "doorverwijsresultaat"),
    "terugkoppeling": lambda rij: "ja" if rij["teruggekoppeld"] else "nee",
}


@dataclass(frozen=True, slots=True)
class Signaalfilter:
    """Of the signals."""

    stand: _Woord = ""
    soort: _Woord = ""
    volgorde: _Woord = ""

    def vraag(self) -> Vraag:
        """The signals that are asked for."""
        t = SIGNAAL.c
        eerst = [t.ernst.desc()] if self.volgorde == "ernst" else []
        vraag = select(SIGNAAL).order_by(*eerst, t.gemeld.desc(), t.signaal)
        if self.stand:
            vraag = vraag.where(t.gevolg.is_(None) if self.stand == "open" else t.gevolg.is_not(None))
        return vraag.where(t.soort == self.soort) if self.soort else vraag


SIGNAALKOLOMMEN: Final[Kolommen] = {
    "soort": _code("soort", "signaalsoort"),
    "thema": _code("thema", "thema"),
    "drempel": _code("drempelsoort", "drempelsoort"),
    "bestuursniveau": _code("bestuursniveau", "bestuursniveau"),
    "ernst": lambda rij: ERNST[rij["ernst"]],
    "voor wie": lambda rij: ", ".join(label(code, "doelgroep") for code in rij["doelgroepen"].split()),
    "gemeente": _code("gemeente", "gemeente"),
    "gemeld": lambda rij: machinetijd(rij["gemeld"]),
    "opgevolgd door": _code("door", "signaalopvolger"),
    "gevolg": _code("gevolg", "signaalgevolg"),
}

Filter = Partnerfilter | Verwijsfilter | Signaalfilter


def gekozen(filter_: Filter) -> dict[str, str]:
    """What was chosen, for an address."""
    return {naam: waarde for naam, waarde in asdict(filter_).items() if waarde}
