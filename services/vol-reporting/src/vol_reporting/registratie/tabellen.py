"""Registration as it is now: materialised tables, rebuilt whole in one transaction when events came in."""

import hashlib

import duckdb

from vol_reporting.registratie.samenstelling import bouwvolgorde, constanten, met, relaties
from vol_reporting.registratie.stand import ALLES

_STAND = "registratiestand"


def ververs(con: duckdb.DuckDBPyConnection) -> bool:
    """Rebuilds the tables if an event or the SQL changed since; says whether it did. Not inside a transaction."""
    if is_vers(con):
        return False
    con.begin()
    try:
        _bouw(con)
    except BaseException:
        con.rollback()
        raise
    con.commit()
    return True


def vergeet(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables count as stale: the events were replaced, perhaps by as many others."""
    con.execute(f"DROP TABLE IF EXISTS main.{_STAND}")


def _bouw(con: duckdb.DuckDBPyConnection) -> None:
    klaar: set[str] = set()
    for naam in bouwvolgorde():
        select = met(relaties()[naam], {"bekend": ALLES}, frozenset(klaar))
        con.execute(f"CREATE OR REPLACE TABLE main.{naam} AS {select}")
        klaar.add(naam)
    con.execute(f"CREATE OR REPLACE TABLE main.{_STAND} (rijen BIGINT, tekst VARCHAR)")
    con.execute(f"INSERT INTO main.{_STAND} VALUES (?, ?)", [_rijen(con), _versie()])  # noqa: S608 - a constant


def is_vers(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether the tables hold exactly the events that are there, by the SQL of this version."""
    if not con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [_STAND]).fetchall():
        return False
    gebouwd = con.execute(f"SELECT rijen, tekst FROM main.{_STAND}").fetchall()  # noqa: S608 - a constant
    return gebouwd == [(_rijen(con), _versie())]


def _rijen(con: duckdb.DuckDBPyConnection) -> int:
    # fetched to the end: an open result blocks the connection
    return int(con.execute("SELECT count(*) FROM main.gebeurtenis").fetchall()[0][0])


def _versie() -> str:
    teksten = [*relaties().items(), *constanten().items()]
    return hashlib.sha256(repr(teksten).encode()).hexdigest()
