"""The page on data quality: what waits for a decision, each region's figures on its registration, the quarantine."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from leerwinkel.gebeurtenissen.codelijst import codelijst
from vol_reporting.benamingen import regionaam
from vol_reporting.cijfers import Cijfer, Vraag
from vol_reporting.datakwaliteit.aangehouden import Stroom, aangehouden_stromen
from vol_reporting.duidingswoorden import Woord, waarde
from vol_reporting.gastheer import Cijferbron
from vol_reporting.indicatoren import definities
from vol_reporting.inname.quarantaine import Geweigerd, geweigerd
from vol_reporting.kalender import laatste_maand, twaalf_maanden, vandaag
from vol_reporting.periode import Periode
from vol_reporting.registratie.besluiten import besluiten
from vol_reporting.web import adressen

KOLOMMEN = ("Q01", "Q02", "Q03", "Q05", "Q07")
"""The figures of the table, beside what is so now: quarantine, gaps and silence."""
STIL_DAGEN = 7
"""After so many days without an event a region is called silent."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A stream that is held apart, in words."""

    stroom: Stroom
    naam: str
    reden: str


@dataclass(frozen=True, slots=True)
class Cel:
    """A number and where it leads."""

    tekst: str
    adres: str | None = None


@dataclass(frozen=True, slots=True)
class Regiorij:
    """One region."""

    naam: str
    woorden: tuple[Woord, ...]
    cijfers: tuple[Cel, ...]
    quarantaine: int
    gaten: int
    stil: int | None


@dataclass(frozen=True, slots=True)
class Quarantaine:
    """What of a region could not be read. `meer`: how many more there are than those shown."""

    regio: str
    naam: str
    rijen: tuple[Geweigerd, ...]
    meer: int


@dataclass(frozen=True, slots=True)
class Datakwaliteit:
    """The whole page. `koppen`: the names of the figures in the table."""

    periode: str
    apart: tuple[Apart, ...]
    koppen: tuple[tuple[str, str], ...]
    rijen: tuple[Regiorij, ...]
    quarantaine: tuple[Quarantaine, ...]
    regios: tuple[tuple[str, str], ...]


def aangehouden(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of the regions of which something is held apart now."""
    return [regionaam(regio) for regio in sorted(besluiten(con).vanaf)]


def maak_datakwaliteit(opslag: Cijferbron, status: Mapping[str, Any]) -> Datakwaliteit:
    """Over the last twelve months, and as it is now."""
    con = opslag.lezer()
    jaar = twaalf_maanden(laatste_maand(con, vandaag()))
    cijfers = opslag.cijfers(Vraag(jaar, codes=[*KOLOMMEN, "Q06"]))
    apart = tuple(map(_apart, aangehouden_stromen(con)))
    quarantaine = tuple(_quarantaine(con, rij) for rij in status["regios"] if rij["quarantaine"])
    return Datakwaliteit(
        jaar.label,
        apart,
        tuple((code, definities()[code].naam) for code in KOLOMMEN),
        _rijen(cijfers, jaar, status, {een.stroom.regio for een in apart}),
        quarantaine,
        tuple((regio, regionaam(regio)) for regio in codelijst("regio")),
    )


def _apart(stroom: Stroom) -> Apart:
    return Apart(stroom, regionaam(stroom.regio), codelijst("aanhoudreden")[stroom.reden].label_nl)


def _quarantaine(con: duckdb.DuckDBPyConnection, rij: Mapping[str, Any]) -> Quarantaine:
    rijen = tuple(geweigerd(con, rij["regio"], 50))
    return Quarantaine(rij["regio"], regionaam(rij["regio"]), rijen, max(0, rij["quarantaine"] - len(rijen)))


def _rijen(cijfers: list[Cijfer], jaar: Periode, status: Mapping[str, Any], apart: set[str]) -> tuple[Regiorij, ...]:
    per_regio: dict[str, dict[str, Cijfer]] = defaultdict(dict)
    for cijfer in cijfers:
        if cijfer.dimensie is None:
            per_regio[cijfer.regio][cijfer.code] = cijfer
        elif cijfer.code == "Q06":
            per_regio[cijfer.regio]["stilte"] = cijfer
    return tuple(
        _rij(rij, per_regio[rij["regio"]], jaar, aangehouden=rij["regio"] in apart) for rij in status["regios"]
    )


def _rij(rij: Mapping[str, Any], van: Mapping[str, Cijfer], jaar: Periode, *, aangehouden: bool) -> Regiorij:
    stilte = van.get("stilte")
    stil = None if stilte is None or stilte.teller is None else int(stilte.teller)
    cellen = (_cel(van.get(code), jaar) for code in KOLOMMEN)
    woorden = (
        (aangehouden, Woord("fout", "aangehouden")),
        (rij["gaten"] > 0, Woord("fout", "gat")),
        (rij["quarantaine"] > 0, Woord("let-op", "quarantaine")),
        (stil is None, Woord("stil", "nog niets")),
        (stil is not None and stil > STIL_DAGEN, Woord("let-op", "stil")),
    )
    gezegd = tuple(woord for geldt, woord in woorden if geldt) or (Woord("goed", "in orde"),)
    return Regiorij(regionaam(rij["regio"]), gezegd, tuple(cellen), rij["quarantaine"], rij["gaten"], stil)


def _cel(cijfer: Cijfer | None, jaar: Periode) -> Cel:
    if cijfer is None or cijfer.waarde is None:
        return Cel(waarde(cijfer))
    return Cel(waarde(cijfer), adressen.indicator(cijfer.code, {"periode": jaar.label, "regio": cijfer.regio}))
