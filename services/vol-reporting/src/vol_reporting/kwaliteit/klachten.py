"""The complaints that a leerwinkel registered, one by one."""

from datetime import date
from typing import Final, NamedTuple

import duckdb

from vol_reporting.registratie.samenstelling import met
from vol_reporting.registratie.stand import bekend
from vol_reporting.vraag import Vraag


class Klacht(NamedTuple):
    """`thema` is a code. `behandeld` is None where it is not yet."""

    ontvangen: date
    thema: str
    behandeld: date | None


def lees_klachten(con: duckdb.DuckDBPyConnection, vraag: Vraag, regio: str, van: date, tot: date) -> list[Klacht]:
    """Those that were received from `van` up to and including `tot`, as known at the stand of the question."""
    sql = met(_KLACHTEN, {"bekend": bekend(con, vraag.stand, vraag.bekend_op)})
    return [Klacht(*rij) for _, *rij in con.execute(sql, [regio, van, tot]).fetchall()]


_KLACHTEN: Final = """
    SELECT entiteit, min(dag) FILTER (soort = 'klacht-ontvangen') AS dag,
        any_value(thema) FILTER (soort = 'klacht-ontvangen') AS thema,
        min(dag) FILTER (soort = 'klacht-behandeld') AS behandeld
    FROM geldig WHERE regio = ? AND soort IN ('klacht-ontvangen', 'klacht-behandeld')
    GROUP BY entiteit HAVING min(dag) FILTER (soort = 'klacht-ontvangen') BETWEEN ? AND ? ORDER BY dag, entiteit
"""
