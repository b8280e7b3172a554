"""Why a figure of a report is another later on: the records that count otherwise, and the events that made them so."""

# ruff: noqa: S608 - our own names and literals

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

import duckdb

from vol_reporting.herleiding import Bijdrage, Getal, Sleutel, bijdragen, records
from vol_reporting.herleiding.gewist import GEWIST

_NIETS: Bijdrage = (0, 0)
_VELDEN = "regio, positie, soort, entiteit, id::VARCHAR, tijdstip, geregistreerd, ontvangen"
_VAN_DE_VOL = (
    "dubbel-beoordeeld",
    "referentiewaarde-vastgelegd",
    "stroom-aangehouden",
    "stroom-vrijgegeven",
    "quarantaine-vrijgegeven",
)
"""What the VOL says that changes a figure of records about which nothing was said."""


@dataclass(frozen=True, slots=True)
class Gezegde:
    """An event that is in one of the two, and not in the other. `weg`: it counted, and does not any more."""

    regio: str
    positie: int
    soort: str
    entiteit: str
    id: str
    tijdstip: datetime
    geregistreerd: datetime
    ontvangen: datetime
    weg: bool = False


@dataclass(frozen=True, slots=True)
class Anders:
    """A record whose contribution (teller, noemer) is another. Without codes it is of somebody who was erased."""

    sleutel: Sleutel
    toen: Bijdrage
    nu: Bijdrage


@dataclass(frozen=True, slots=True)
class Oorzaken:
    """`over_records`: whether the events are about these very records. Else they are what was said that can matter."""

    records: tuple[Anders, ...]
    gebeurtenissen: tuple[Gezegde, ...]
    over_records: bool


def oorzaken(toen: duckdb.DuckDBPyConnection, nu: duckdb.DuckDBPyConnection, getal: Getal) -> Oorzaken:
    """Between two storages, each with what counted at its moment, and a fresh registration.

    A figure that counts no records is explained by everything that was said in its area in between.
    """
    if getal.definitie.record is None:
        alles = _tussen(toen, nu, f"regio IN ({_aangehaald((*getal.regios, 'vol'))}) AND soort <> 'stand-vastgelegd'")
        return Oorzaken((), alles, over_records=False)
    anders = tuple(_anders(toen, nu, getal))
    erover = _tussen(toen, nu, _over({entiteit for record in anders for entiteit in record.sleutel}))
    if erover:
        return Oorzaken(anders, erover, over_records=True)
    van_vol = _tussen(toen, nu, f"regio = 'vol' AND soort IN ({_aangehaald(_VAN_DE_VOL)})")
    return Oorzaken(anders, van_vol or _tussen(toen, nu, _koppelingen(getal)), over_records=False)


def _anders(toen: duckdb.DuckDBPyConnection, nu: duckdb.DuckDBPyConnection, getal: Getal) -> Iterable[Anders]:
    eerder, later = (bijdragen(records(con, getal, None).records) for con in (toen, nu))
    for sleutel in sorted({**eerder, **later}):
        paar = eerder.get(sleutel, _NIETS), later.get(sleutel, _NIETS)
        if paar[0] != paar[1]:
            yield Anders(sleutel, *paar)


def _over(entiteiten: Collection[tuple[str, str]]) -> str:
    """Of an erased person nothing is told."""
    genoemd = ", ".join(f"('{regio}', '{code}')" for regio, code in sorted(entiteiten) if code)
    return f"(regio, entiteit) IN ({genoemd}) AND (regio, entiteit) NOT IN ({GEWIST})" if genoemd else "false"


def _koppelingen(getal: Getal) -> str:
    return f"regio IN ({_aangehaald(getal.regios)}) AND soort IN ('dossiers-gekoppeld', 'dossiers-ontkoppeld')"


def _tussen(toen: duckdb.DuckDBPyConnection, nu: duckdb.DuckDBPyConnection, waar: str) -> tuple[Gezegde, ...]:
    """Those of one alone, in the order of their logs."""
    vraag = f"SELECT {_VELDEN} FROM main.gebeurtenis WHERE {waar}"
    eerder, later = (set(con.execute(vraag).fetchall()) for con in (toen, nu))
    nieuw = [Gezegde(*rij) for rij in later - eerder]
    weg = [Gezegde(*rij, weg=True) for rij in eerder - later]
    return tuple(sorted([*nieuw, *weg], key=lambda g: (g.regio, g.positie)))


def _aangehaald(woorden: Iterable[str]) -> str:
    return ", ".join(f"'{woord}'" for woord in woorden)
