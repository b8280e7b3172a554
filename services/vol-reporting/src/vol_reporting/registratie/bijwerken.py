"""Registration brought up to date: only what hangs together with the new events is folded again, by the same SQL.

Corrections and retractions tie an entity to those of the events that they name; those are folded together. The rest of
a table stays as it is.
"""

# ruff: noqa: S608 - the names are our own

import re
from collections.abc import Set as AbstractSet
from functools import cache

import duckdb

from leerwinkel.gebeurtenissen.register import REGISTER
from vol_reporting.registratie.alsof import zonder_personen
from vol_reporting.registratie.besluiten import besluiten
from vol_reporting.registratie.samenstelling import (
    GEHEUGEN,
    aanhaling,
    bouwvolgorde,
    met,
    namen,
    relaties,
    tabel,
    uit_tabellen,
    van_correcties,
)
from vol_reporting.registratie.stand import KOLOMMEN, grens, kolommen, lees_feiten

HOOGSTENS = 5_000
"""New events; with more it is as fast to build everything."""

_PER_GEBEURTENIS = ("herroepen", "vervangen")
_TELLINGEN, _GROEP = "tijdigheid", ("regio", "dag", "is_import", "dagen")
_PERSONEN = "persoon"
_VAN_ALLES = frozenset({"vervangen", "spoor"})
"""What can have rows of other events than those that its SQL names."""
_OVER_ANDERE = frozenset({"gebeurtenis-gecorrigeerd", "gebeurtenis-ingetrokken"})
_VAN_FEITEN = frozenset(bouwvolgorde()) - van_correcties() - {_TELLINGEN, _PERSONEN}
_SOORT = re.compile(r"'([a-z-]+)'")
_SLEUTEL = re.compile(r"\bentiteit AS (\w+)")
"""Which column of a relation is the entity: what its SQL calls it first."""
_KOPPELT = frozenset({"dossiers-gekoppeld", "dossiers-ontkoppeld", "dubbel-beoordeeld"})

_BEKEND = f"{GEHEUGEN}.deel.bekend"
_GELDIG = f"{GEHEUGEN}.deel.geldig"

_Entiteiten = set[tuple[str, str]]
"""Regions and entities."""


def werk_bij(con: duckdb.DuckDBPyConnection, na: int, aantal: int) -> bool:
    """Fold what the events behind row `na` touch, inside the caller's transaction. False: build everything.

    That is so where there are too many, or not exactly `aantal` (rows were numbered anew).
    """
    if not 0 < aantal <= HOOGSTENS:
        return False
    vraag = f"SELECT regio, entiteit FROM main.gebeurtenis WHERE rowid > {na} LIMIT {aantal + 1}"
    nieuw = con.execute(vraag).fetchall()
    if len(nieuw) != aantal:
        return False
    deel = _Deel(con, na, _zoek_samenhang(con, set(nieuw)))
    deel.vouw()
    if deel.soorten.keys() & _KOPPELT:
        _herzie_personen(con)
    return True


def _herzie_personen(con: duckdb.DuckDBPyConnection) -> None:
    """Who is one person can change anywhere, so what depends on it is built anew; the rest does not know of persons."""
    volgorde, alle = bouwvolgorde(), grens(con, None, None)
    for nummer, naam in enumerate(volgorde):
        if naam not in zonder_personen():
            _maak(con, tabel(naam), met(relaties()[naam], lees_feiten(alle, naam), uit_tabellen(volgorde[:nummer])))


def _zoek_samenhang(con: duckdb.DuckDBPyConnection, geraakt: _Entiteiten) -> _Entiteiten:
    """These entities, and those tied to them; with the table `bekend` of all their events."""
    con.execute(f"CREATE SCHEMA IF NOT EXISTS {GEHEUGEN}.deel")
    while True:
        waar = " AND ".join(filter(None, (_van(geraakt, "entiteit"), besluiten(con).telt())))
        _maak(con, _BEKEND, f"SELECT rowid AS rij, {KOLOMMEN} FROM main.gebeurtenis WHERE {waar}")
        verbonden = set(con.execute(_VERBONDEN).fetchall())
        if verbonden <= geraakt:
            return geraakt
        geraakt = geraakt | verbonden


def _maak(con: duckdb.DuckDBPyConnection, naam: str, sql: str) -> None:
    con.execute(f"CREATE OR REPLACE TABLE {naam} AS {sql}")


_VERBONDEN = f"""
    SELECT g.regio, g.entiteit
    FROM main.gebeurtenis AS g JOIN {_BEKEND} AS b ON g.regio = b.regio AND g.bron = b.doel_bron AND g.id = b.doel_id
    WHERE b.doel_id IS NOT NULL
    UNION
    SELECT g.regio, g.entiteit
    FROM main.gebeurtenis AS g JOIN {_BEKEND} AS b ON g.regio = b.regio AND g.doel_bron = b.bron AND g.doel_id = b.id
    WHERE g.doel_id IS NOT NULL
"""


def _van(geraakt: _Entiteiten, kolom: str) -> str:
    """Whether a row is of one of the entities. First by their names alone: that a scan does ten times as fast."""
    per_regio: dict[str, list[str]] = {}
    for regio, entiteit in sorted(geraakt):
        per_regio.setdefault(regio, []).append(aanhaling(entiteit))
    alle = ", ".join(aanhaling(entiteit) for entiteit in sorted({entiteit for _, entiteit in geraakt}))
    delen = (f"regio = {aanhaling(regio)} AND {kolom} IN ({', '.join(van)})" for regio, van in per_regio.items())
    return f"{kolom} IN ({alle}) AND ({' OR '.join(delen)})"


class _Deel:
    """The touched entities, with their events in `bekend`. `soorten`: each kind, and whether there is a new one."""

    def __init__(self, con: duckdb.DuckDBPyConnection, na: int, geraakt: _Entiteiten) -> None:
        self._con, self._na = con, na
        self.soorten = dict(con.execute(f"SELECT soort, bool_or(rij > {na}) FROM {_BEKEND} GROUP BY soort").fetchall())
        self._welke = {naam: _welke(naam, geraakt) for naam in _VAN_FEITEN | van_correcties()}
        self._rijen = {naam: f"SELECT * FROM {tabel(naam)} WHERE {welke}" for naam, welke in self._welke.items()}
        self._rijen |= uit_tabellen([_PERSONEN])

    def vouw(self) -> None:
        """Fold them into the tables. Where nothing was corrected or retracted all events count."""
        if self.soorten.keys() & _OVER_ANDERE:
            self._vouw_met_correcties()
        else:
            self._vouw(_VAN_FEITEN, {soort for soort, nieuw in self.soorten.items() if nieuw}, _BEKEND)
            self._tel_bij(self._telling(geldig=_lees(_TELLINGEN, _BEKEND, f"rij > {self._na}")))

    def _vouw_met_correcties(self) -> None:
        """Events of every kind can count otherwise than before; which do is worked out once."""
        soorten, alle = self.soorten.keys(), f"SELECT {KOLOMMEN} FROM {_BEKEND}"
        self._vouw(van_correcties(), soorten, _BEKEND)
        _maak(self._con, _GELDIG, met(relaties()["geldig"], {"bekend": alle}, self._rijen))
        self._vouw(_VAN_FEITEN, soorten, _GELDIG)
        nu = self._telling(geldig=_lees(_TELLINGEN, _GELDIG))
        eerder = self._telling(bekend=f"{alle} WHERE rij <= {self._na}")
        self._tel_bij(f"FROM ({nu}) UNION ALL SELECT * REPLACE (-aantal AS aantal) FROM ({eerder})")

    def _vouw(self, welke: AbstractSet[str], veranderd: AbstractSet[str], geldig: str) -> None:
        """In each of these tables the rows of the touched entities anew, if they can be others.

        `veranderd`: the kinds of which there are other events than before. A table that reads none of them stays.
        """
        gevouwen: set[str] = set()
        for naam in bouwvolgorde():
            if naam in welke and (naam in _VAN_ALLES or veranderd & leest(naam) or gevouwen & leest_relaties(naam)):
                aanbod = {"bekend": _lees(naam, _BEKEND), "geldig": _lees(naam, geldig)}
                self._con.execute(f"DELETE FROM {tabel(naam)} WHERE {self._welke[naam]}")
                self._con.execute(f"INSERT INTO {tabel(naam)} BY NAME {met(relaties()[naam], aanbod, self._rijen)}")
                gevouwen.add(naam)

    def _telling(self, **aanbod: str) -> str:
        return met(relaties()[_TELLINGEN], aanbod)

    def _tel_bij(self, erbij: str) -> None:
        """Counts over entities: so many more, or less."""
        groep = ", ".join(_GROEP)
        self._con.execute(f"""
            MERGE INTO {tabel(_TELLINGEN)} AS t
            USING (
                SELECT {groep}, sum(aantal)::BIGINT AS aantal FROM ({erbij}) GROUP BY ALL HAVING sum(aantal) <> 0
            ) AS e
            USING ({groep})
            WHEN MATCHED AND t.aantal + e.aantal = 0 THEN DELETE
            WHEN MATCHED THEN UPDATE SET aantal = t.aantal + e.aantal
            WHEN NOT MATCHED THEN INSERT BY NAME
        """)


def _lees(naam: str, van: str, waar: str = "true") -> str:
    """Of the events in a table what one relation reads; corrections are read whole, for who reads them."""
    wat = KOLOMMEN if naam in van_correcties() else kolommen(relaties()[naam])
    return f"SELECT {wat} FROM {van} WHERE {waar}"


def _welke(naam: str, geraakt: _Entiteiten) -> str:
    """Which rows of a table are of the touched entities."""
    if naam not in _PER_GEBEURTENIS:
        return _van(geraakt, sleutel.group(1) if (sleutel := _SLEUTEL.search(relaties()[naam])) else "entiteit")
    op = "t.regio = b.regio AND t.bron = b.bron AND t.id = b.id"
    return f"rowid IN (SELECT t.rowid FROM {tabel(naam)} AS t SEMI JOIN {_BEKEND} AS b ON {op})"


@cache
def leest(naam: str) -> frozenset[str]:
    """The kinds of events that the SQL of a relation names."""
    return frozenset(_SOORT.findall(relaties()[naam])) & {soort.naam for soort in REGISTER.values()}


@cache
def leest_relaties(naam: str) -> frozenset[str]:
    """The tables that the SQL of a relation reads."""
    return frozenset(namen(relaties()[naam])) & frozenset(bouwvolgorde())
