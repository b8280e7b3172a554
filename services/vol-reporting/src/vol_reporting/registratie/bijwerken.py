"""Registration brought up to date: only what hangs together with the new events is folded again, by the same SQL.

Corrections and retractions tie an entity to those of the events that they name; those are folded together. The rest of
a table stays as it is.
"""

# ruff: noqa: S608 - the names are our own

import re
from functools import cache

import duckdb

from leerwinkel.gebeurtenissen.register import REGISTER
from vol_reporting.kolommen import VASTE_KOLOMMEN
from vol_reporting.registratie.samenstelling import DEEL, bouwvolgorde, met, namen, relaties, tabel

HOOGSTENS = 5_000
"""New events; with more it is as fast to build everything."""

_SLEUTEL = {"signaal": "signaal", "tevredenheid": "bevraging", "gecorrigeerd": "entiteit"}
"""Which column is the entity, where it is not `dossier`."""
_PER_GEBEURTENIS = ("herroepen", "vervangen")
_TELLINGEN, _GROEP = "tijdigheid", "(regio, dag, is_import, dagen)"
_PERSONEN = "persoon"
_VAN_ALLES = frozenset({"geldig", "vervangen", "spoor", _TELLINGEN})
"""What can have rows of other events than those that its SQL names."""
_OVER_ANDERE = frozenset({"gebeurtenis-gecorrigeerd", "gebeurtenis-ingetrokken"})
_VAN_CORRECTIES = frozenset({"herroepen", "gecorrigeerd", "vervangen", "correctie"})
"""What has rows of no entity but those with corrections or retractions."""
_SOORT = re.compile(r"'([a-z-]+)'")
_KOPPELT = ("dossiers-gekoppeld", "dossiers-ontkoppeld", "dubbel-beoordeeld")

_BEKEND = tabel("bekend", DEEL)
_NIEUW = tabel("nieuw", DEEL)
_GERAAKT = tabel("geraakt", DEEL)


def werk_bij(con: duckdb.DuckDBPyConnection, na: int, aantal: int) -> bool:
    """Fold what the events behind row `na` touch, inside the caller's transaction. False: build everything.

    That is so where there are too many, not exactly `aantal` (rows were numbered anew), or where persons may change.
    """
    if not 0 < aantal <= HOOGSTENS:
        return False
    con.execute(f"CREATE SCHEMA IF NOT EXISTS {DEEL}")
    _maak(con, _NIEUW, f"SELECT regio, bron, id, entiteit, soort FROM main.gebeurtenis WHERE rowid > {na}")
    if _aantal(con, f"FROM {_NIEUW}") != aantal:
        return False
    _zoek_samenhang(con)
    if _aantal(con, f"FROM {_BEKEND} WHERE soort IN {_KOPPELT}"):
        return False
    soorten, nieuw = _soorten(con, _BEKEND), _soorten(con, _NIEUW)
    for naam in _vouw(con, soorten, soorten if soorten & _OVER_ANDERE else nieuw):
        if naam in bouwvolgorde() and naam != _TELLINGEN:
            _vervang(con, naam)
    _tel_anders(con, soorten)
    return True


def _maak(con: duckdb.DuckDBPyConnection, naam: str, sql: str) -> None:
    con.execute(f"CREATE OR REPLACE TABLE {naam} AS {sql}")


def _aantal(con: duckdb.DuckDBPyConnection, van: str) -> int:
    return int(con.execute(f"SELECT count(*) {van}").fetchall()[0][0])


def _soorten(con: duckdb.DuckDBPyConnection, van: str) -> set[str]:
    return {soort for (soort,) in con.execute(f"SELECT DISTINCT soort FROM {van}").fetchall()}


def _zoek_samenhang(con: duckdb.DuckDBPyConnection) -> None:
    """`geraakt`: the entities of the new events, and those tied to them. `bekend`: all their events."""
    _maak(con, _GERAAKT, f"SELECT DISTINCT regio, entiteit FROM {_NIEUW}")
    while True:
        _maak(con, _BEKEND, f"SELECT * FROM main.gebeurtenis WHERE rowid IN ({_RIJEN})")
        erbij = con.execute(f"INSERT INTO {_GERAAKT} {_VERBONDEN}").fetchall()
        if not erbij[0][0]:
            return


_RIJEN = f"SELECT g.rowid FROM main.gebeurtenis AS g SEMI JOIN {_GERAAKT} USING (regio, entiteit)"
"""First which rows, then their hundred columns: a quarter of the work."""

_VERBONDEN = f"""
    SELECT g.regio, g.entiteit
    FROM main.gebeurtenis AS g JOIN {_BEKEND} AS b ON g.regio = b.regio AND g.bron = b.doel_bron AND g.id = b.doel_id
    UNION
    SELECT g.regio, g.entiteit
    FROM main.gebeurtenis AS g JOIN {_BEKEND} AS b ON g.regio = b.regio AND g.doel_bron = b.bron AND g.doel_id = b.id
    EXCEPT
    SELECT regio, entiteit FROM {_GERAAKT}
"""


def _aanbod(bekend: str, soorten: set[str]) -> dict[str, str]:
    """The events to fold. Where nothing was corrected or retracted all of them count."""
    return {"bekend": bekend} | ({} if soorten & _OVER_ANDERE else {"geldig": bekend})


def _vouw(con: duckdb.DuckDBPyConnection, soorten: set[str], veranderd: set[str]) -> set[str]:
    """Every relation of the touched entities alone; persons are those of everybody. Gives what can have changed.

    `veranderd`: the kinds of which there are other events than before. What reads none of them is taken as it is.
    """
    aanbod = _aanbod(f"SELECT * FROM {_BEKEND}", soorten) | {_PERSONEN: f"SELECT * FROM {tabel(_PERSONEN)}"}
    namen = [naam for naam in bouwvolgorde(met_geldig=True) if naam not in aanbod]
    leeg = frozenset[str]() if soorten & _OVER_ANDERE else _VAN_CORRECTIES
    geraakt = {naam for naam in namen if naam in _VAN_ALLES or veranderd & leest(naam)} - leeg
    klaar: set[str] = set()
    for naam in namen:
        if geraakt & leest_relaties(naam) and naam not in leeg:
            geraakt.add(naam)
        blijft = f"FROM {tabel(naam)} {'LIMIT 0' if naam in leeg else f'WHERE {_van_geraakte(naam)}'}"
        sql = met(relaties()[naam], aanbod, frozenset(klaar), DEEL) if naam in geraakt else blijft
        _maak(con, tabel(naam, DEEL), sql)
        klaar.add(naam)
    return geraakt


@cache
def leest(naam: str) -> frozenset[str]:
    """The kinds of events that the SQL of a relation names."""
    return frozenset(_SOORT.findall(relaties()[naam])) & {soort.naam for soort in REGISTER.values()}


@cache
def leest_relaties(naam: str) -> frozenset[str]:
    """The tables that the SQL of a relation reads."""
    return frozenset(namen(relaties()[naam])) & frozenset(bouwvolgorde())


def _van_geraakte(naam: str) -> str:
    """Which rows of a table are of the touched entities."""
    if naam in _PER_GEBEURTENIS:
        return f"(regio, bron, id) IN (SELECT (regio, bron, id) FROM {_BEKEND})"
    return f"(regio, {_SLEUTEL.get(naam, 'dossier')}) IN (SELECT (regio, entiteit) FROM {_GERAAKT})"


def _vervang(con: duckdb.DuckDBPyConnection, naam: str) -> None:
    """In the table of everybody, the rows of the touched entities by those just folded."""
    con.execute(f"DELETE FROM {tabel(naam)} WHERE {_van_geraakte(naam)}")
    con.execute(f"INSERT INTO {tabel(naam)} BY NAME FROM {tabel(naam, DEEL)}")


def _tel_anders(con: duckdb.DuckDBPyConnection, soorten: set[str]) -> None:
    """Counts over entities: off with what the touched ones came to without the new events, on with what they do now."""
    eerder = f"SELECT {', '.join(VASTE_KOLOMMEN)} FROM {_BEKEND} ANTI JOIN {_NIEUW} USING (regio, bron, id)"
    was, verschil, telling = tabel("was", DEEL), tabel("verschil", DEEL), tabel(_TELLINGEN)
    _maak(con, was, met(relaties()[_TELLINGEN], _aanbod(eerder, soorten)))
    _maak(con, verschil, f"FROM {tabel(_TELLINGEN, DEEL)} UNION ALL SELECT * REPLACE (-aantal AS aantal) FROM {was}")
    con.execute(f"INSERT INTO {verschil} FROM {telling} SEMI JOIN {verschil} USING {_GROEP}")
    con.execute(f"DELETE FROM {telling} WHERE {_GROEP} IN (SELECT {_GROEP} FROM {verschil})")
    con.execute(
        f"INSERT INTO {telling} "
        f"SELECT * REPLACE (sum(aantal)::BIGINT AS aantal) FROM {verschil} GROUP BY ALL HAVING sum(aantal) > 0"
    )
