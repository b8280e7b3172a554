"""Registration as it is now: tables in memory, brought up to date in one transaction when events came in."""

import hashlib
from functools import cache

import duckdb

from vol_reporting.registratie.bijwerken import werk_bij
from vol_reporting.registratie.samenstelling import GEHEUGEN, bouwvolgorde, constanten, met, relaties, tabel
from vol_reporting.registratie.stand import ALLES

_STAND = tabel("registratiestand")
_AAN = f"ATTACH IF NOT EXISTS ':memory:' AS {GEHEUGEN}"


def ververs(con: duckdb.DuckDBPyConnection) -> bool:
    """Brings the tables up to date if an event or the SQL changed; says whether it did. Not inside a transaction."""
    if is_vers(con):
        return False
    con.execute(_AAN)
    con.begin()
    try:
        _breng_bij(con)
    except BaseException:
        con.rollback()
        raise
    con.commit()
    return True


def vergeet(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables count as stale: the events were replaced, perhaps by as many others."""
    con.execute(_AAN)
    con.execute(f"DROP TABLE IF EXISTS {_STAND}")


def _breng_bij(con: duckdb.DuckDBPyConnection) -> None:
    rijen, laatste = _rijen(con)
    stand = _stand(con)
    bij = stand is not None and stand[2] == _versie() and werk_bij(con, stand[1], rijen - stand[0])
    if not bij:
        _bouw(con)
    con.execute(f"CREATE OR REPLACE TABLE {_STAND} (rijen BIGINT, laatste BIGINT, tekst VARCHAR)")
    con.execute(f"INSERT INTO {_STAND} VALUES (?, ?, ?)", [rijen, laatste, _versie()])  # noqa: S608 - a constant


def _bouw(con: duckdb.DuckDBPyConnection) -> None:
    klaar: set[str] = set()
    for naam in bouwvolgorde():
        select = met(relaties()[naam], {"bekend": ALLES}, frozenset(klaar))
        con.execute(f"CREATE OR REPLACE TABLE {tabel(naam)} AS {select}")
        klaar.add(naam)


def is_vers(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether the tables hold exactly the events that are there, by the SQL of this version."""
    return _stand(con) == (*_rijen(con), _versie())


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


@cache
def _versie() -> str:
    teksten = [*relaties().items(), *constanten().items()]
    return hashlib.sha256(repr(teksten).encode()).hexdigest()
