"""Registration as it is now: tables in memory, brought up to date in one transaction when events came in."""

import hashlib
from functools import cache

import duckdb

from vol_reporting.registratie.besluiten import besluiten
from vol_reporting.registratie.bijwerken import werk_bij
from vol_reporting.registratie.samenstelling import (
    GEHEUGEN,
    bouwvolgorde,
    constanten,
    met,
    relaties,
    tabel,
    uit_tabellen,
)
from vol_reporting.registratie.stand import grens, lees_feiten

_STAND = tabel("registratiestand")
_AAN = f"ATTACH IF NOT EXISTS ':memory:' AS {GEHEUGEN} (COMPRESS)"


def ververs(con: duckdb.DuckDBPyConnection) -> bool:
    """Brings the tables up to date if an event or the SQL changed; says whether it did. Not inside a transaction."""
    con.execute(_AAN)
    con.begin()
    try:
        bijgewerkt = _breng_bij(con)
    except BaseException:
        con.rollback()
        raise
    con.commit()
    return bijgewerkt


def vergeet(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables count as stale: the events were replaced, perhaps by as many others."""
    con.execute(_AAN)
    con.execute(f"DROP TABLE IF EXISTS {_STAND}")


def _breng_bij(con: duckdb.DuckDBPyConnection) -> bool:
    rijen, laatste = _rijen(con)
    stand, tekst = _stand(con), _versie(con)
    if stand == (rijen, laatste, tekst):
        return False
    bij = stand is not None and stand[2] == tekst and werk_bij(con, stand[1], rijen - stand[0])
    if not bij:
        _bouw(con)
    con.execute(f"CREATE OR REPLACE TABLE {_STAND} (rijen BIGINT, laatste BIGINT, tekst VARCHAR)")
    con.execute(f"INSERT INTO {_STAND} VALUES (?, ?, ?)", [rijen, laatste, tekst])  # noqa: S608 - a constant
    return True


def _bouw(con: duckdb.DuckDBPyConnection) -> None:
    volgorde, alle = bouwvolgorde(), grens(con, None, None)
    for nummer, naam in enumerate(volgorde):
        select = met(relaties()[naam], lees_feiten(alle, naam), uit_tabellen(volgorde[:nummer]))
        con.execute(f"CREATE OR REPLACE TABLE {tabel(naam)} AS {select}")


def is_vers(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether the tables hold exactly the events that are there, by the SQL of this version and what is held apart."""
    return _stand(con) == (*_rijen(con), _versie(con))


def _stand(con: duckdb.DuckDBPyConnection) -> tuple[int, int, str] | None:
    """Of the events in the tables how many they are, and the last row; and by which SQL."""
    vraag = "SELECT 1 FROM duckdb_tables() WHERE database_name = ? AND table_name = 'registratiestand'"
    if not con.execute(vraag, [GEHEUGEN]).fetchall():
        return None
    [(rijen, laatste, tekst)] = con.execute(f"SELECT rijen, laatste, tekst FROM {_STAND}").fetchall()  # noqa: S608
    return rijen, laatste, tekst


def _rijen(con: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    # fetched to the end: an open result blocks the connection
    [(rijen, laatste)] = con.execute("SELECT count(*), coalesce(max(rowid), -1) FROM main.gebeurtenis").fetchall()
    return rijen, laatste


def _versie(con: duckdb.DuckDBPyConnection) -> str:
    """What decides the tables beside the events: the SQL, and which events do not count."""
    return f"{_sql()} {besluiten(con).telt()}"


@cache
def _sql() -> str:
    teksten = [*relaties().items(), *constanten().items()]
    return hashlib.sha256(repr(teksten).encode()).hexdigest()
