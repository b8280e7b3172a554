"""The streams that are held apart now: since when and why, and what waits for a decision."""

from dataclasses import dataclass
from datetime import datetime

import duckdb

from vol_reporting.registratie.besluiten import AANGEHOUDEN, besluiten

_WAAROM = """
    SELECT reden, ontvangen FROM main.gebeurtenis
    WHERE regio = 'vol' AND soort = ? AND gegeven_regio = ? ORDER BY positie DESC LIMIT 1
"""
_WACHT = "SELECT count(*), min(ontvangen), max(ontvangen) FROM main.gebeurtenis WHERE regio = ? AND positie >= ?"


@dataclass(frozen=True, slots=True)
class Stroom:
    """Of one region, from position `vanaf` on. `reden` is a code; `aantal`, `eerste` and `laatste`: what came since."""

    regio: str
    vanaf: int
    reden: str
    sinds: datetime | None
    aantal: int
    eerste: datetime | None
    laatste: datetime | None


def aangehouden_stromen(con: duckdb.DuckDBPyConnection) -> list[Stroom]:
    """In the order of their codes."""
    return [_stroom(con, regio, vanaf) for regio, vanaf in sorted(besluiten(con).vanaf.items())]


def _stroom(con: duckdb.DuckDBPyConnection, regio: str, vanaf: int) -> Stroom:
    [(aantal, eerste, laatste)] = con.execute(_WACHT, [regio, vanaf]).fetchall()
    rijen = con.execute(_WAAROM, [AANGEHOUDEN, regio]).fetchall()
    reden, sinds = rijen[0] if rijen else ("handmatig", None)
    return Stroom(regio, vanaf, reden, sinds, aantal, eerste, laatste)
