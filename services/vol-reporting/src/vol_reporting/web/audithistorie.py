"""The replay of an audit: what was known at a stand, the events up to there, and the figures of then beside now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import duckdb

from leerwinkel.gebeurtenissen.register import REGISTER
from leerwinkel.runtime.web.opmaak import tijdstip
from leerwinkel.runtime.web.rekenblad import Cel, Vorm, als_csv, als_xlsx
from vol_reporting.benamingen import met_hoofdletter
from vol_reporting.cijfers import Cijfer
from vol_reporting.duiding import KERN
from vol_reporting.duidingswoorden import waarde
from vol_reporting.gastheer import Cijferbron
from vol_reporting.getuige.houder import LOGS
from vol_reporting.herleiding import Gezegde, geschiedenis
from vol_reporting.indicatoren import definities
from vol_reporting.momenten import moment
from vol_reporting.opslag import EIGEN
from vol_reporting.vraag import VLAANDEREN, Vraag
from vol_reporting.vraagstelling import OnjuisteVraag, stel_vraag
from vol_reporting.web import adressen
from vol_reporting.web.waarmerkstand import lognaam

PER_BLADZIJDE = 50
HOOGSTENS = 100_000
"""Events in a file."""
VELDEN = ("stand", "regio", "soort")
HISTORIE = "/audit/historie"
_KOPPEN = (
    ("Log", 18),
    ("Positie", 10),
    ("Soort", 30),
    ("Record", 38),
    ("Gebeurd", 20),
    ("Geregistreerd", 20),
    ("Ontvangen", 20),
    ("Kenmerk", 38),
)


@dataclass(frozen=True, slots=True)
class Naast:
    """A core figure at the stand and now."""

    naam: str
    toen: str
    nu: str
    anders: bool
    adres: str


@dataclass(frozen=True, slots=True)
class Regel:
    """An event in the history; `adres` leads to its record, empty where nothing does."""

    gezegde: Gezegde
    naam: str
    soort: str
    adres: str


@dataclass(frozen=True, slots=True)
class Historieblad:
    """`stand`: name of a log and the position in it. `totaal`: of all pages."""

    stand: tuple[tuple[str, int], ...]
    cijfers: tuple[Naast, ...]
    regels: tuple[Regel, ...]
    totaal: int
    waarden: Mapping[str, str]

    @property
    def bladzijden(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.totaal // PER_BLADZIJDE))

    def adres(self, bladzijde: int, vorm: str = "") -> str:
        """Another page of the same, or all of it as a file."""
        nummer = {"bladzijde": str(bladzijde)} if bladzijde > 1 else {}
        return adressen.met(f"{HISTORIE}{vorm}", {**self.waarden, **nummer})


def soortkeuzes() -> list[tuple[str, str]]:
    """Every kind of event, as a choice."""
    namen = sorted({soort.naam for soort in REGISTER.values()})
    return [("", "Elke soort"), *((naam, _soortnaam(naam)) for naam in namen)]


def logkeuzes() -> list[tuple[str, str]]:
    """Every log, as a choice."""
    return [("", "Alle logs"), *((log, lognaam(log)) for log in LOGS)]


def maak_historieblad(opslag: Cijferbron, waarden: Mapping[str, str], bladzijde: int) -> Historieblad:
    """At the stand that is asked for, or as it is now. Raises OnjuisteVraag."""
    con = opslag.lezer()
    vraag = _vraag(con, waarden)
    gezegd, totaal = geschiedenis(con, vraag.stand, _zeef(waarden), PER_BLADZIJDE, PER_BLADZIJDE * (bladzijde - 1))
    stand = vraag.stand if vraag.stand is not None else opslag.posities()
    return Historieblad(
        tuple((lognaam(log), stand[log]) for log in LOGS if log in stand),
        tuple(_naast(opslag, vraag, waarden)),
        tuple(_regel(gezegde, waarden["stand"]) for gezegde in gezegd),
        totaal,
        waarden,
    )


def historiebestand(opslag: Cijferbron, waarden: Mapping[str, str], vorm: Vorm) -> bytes:
    """The same events as a file, at most so many. Raises OnjuisteVraag."""
    con = opslag.lezer()
    gezegd, totaal = geschiedenis(con, _vraag(con, waarden).stand, _zeef(waarden), HOOGSTENS)
    rijen: list[list[Cel]] = [
        [g.log, g.positie, g.soort, g.entiteit, g.tijdstip, g.geregistreerd, g.ontvangen, g.id] for g in gezegd
    ]
    if vorm == "csv":
        return als_csv([kop for kop, _ in _KOPPEN], rijen)
    over = [("Stand", waarden["stand"] or "nu"), ("Gebeurtenissen", f"{len(rijen)} van {totaal}")]
    return als_xlsx("Gebeurtenissen", _KOPPEN, rijen, over)


def _vraag(con: duckdb.DuckDBPyConnection, waarden: Mapping[str, str]) -> Vraag:
    for veld, mogelijk in (("regio", logkeuzes()), ("soort", soortkeuzes())):
        if waarden[veld] not in dict(mogelijk):
            raise OnjuisteVraag({veld: f"‘{waarden[veld]}’ bestaat niet. Kies er een uit de lijst."})
    return stel_vraag(con, stand=waarden["stand"])


def _zeef(waarden: Mapping[str, str]) -> dict[str, str]:
    return {veld: waarden[veld] for veld in ("regio", "soort")}


def _regel(g: Gezegde, stand: str) -> Regel:
    leidt = bool(g.entiteit) and g.log != EIGEN
    adres = adressen.gebeurtenissen(g.log, g.entiteit, {"stand": stand}) if leidt else ""
    return Regel(g, lognaam(g.log), _soortnaam(g.soort), adres)


def _soortnaam(soort: str) -> str:
    return met_hoofdletter(soort.replace("-", " "))


def _naast(opslag: Cijferbron, vraag: Vraag, waarden: Mapping[str, str]) -> Iterator[Naast]:
    """Of the chosen region, or of Flanders, over all time."""
    gebied = waarden["regio"] if waarden["regio"] not in ("", EIGEN) else VLAANDEREN
    kern = replace(vraag, regio=gebied, codes=KERN)
    nu = _totalen(opslag, replace(kern, stand=None))
    toen = nu if vraag.stand is None else _totalen(opslag, kern)
    for code in KERN:
        anders = (toen[code].teller, toen[code].noemer) != (nu[code].teller, nu[code].noemer)
        gevraagd = {"regio": gebied, "stand": waarden["stand"]}
        adres = adressen.indicator(f"{code}/verschil" if anders else code, gevraagd)
        yield Naast(f"{definities()[code].naam} ({code})", waarde(toen[code]), waarde(nu[code]), anders, adres)


def _totalen(opslag: Cijferbron, vraag: Vraag) -> dict[str, Cijfer]:
    return {c.code: c for c in opslag.cijfers(vraag) if c.dimensie is None}


def stand_in_woorden(stand: str) -> str:
    """As known when (Dutch)."""
    return f"Zoals de VOL het wist op {tijdstip(moment(stand))}." if stand.strip() else "Zoals de VOL het nu weet."
