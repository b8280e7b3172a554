"""Which events count: everything received, or those of a stand and of what was registered by a moment."""

import json
from collections.abc import Mapping
from datetime import datetime

import duckdb

from leerwinkel.gebeurtenissen.codelijst import codelijst
from vol_reporting.registratie.samenstelling import aanhaling

Stand = Mapping[str, int]
"""Position per regional log, and of the VOL's own events under `vol`. What is missing counts for nothing."""

ALLES = "SELECT * FROM main.gebeurtenis"
"""The relation `bekend` for everything received."""


def bekend(stand: Stand | None, bekend_op: datetime | None) -> str:
    """The relation `bekend`: the events at a position ≤ stand, registered ≤ `bekend_op`. None: no limit.

    Raises ValueError (Dutch) for an unknown region or a moment without time zone.
    """
    filters = [f for f in (_op_stand(stand), _op_moment(bekend_op)) if f]
    return f"{ALLES} WHERE {' AND '.join(filters)}" if filters else ALLES


def _op_stand(stand: Stand | None) -> str:
    if stand is None:
        return ""
    onbekend = sorted(set(stand) - {*codelijst("regio"), "vol"})
    if onbekend:
        raise ValueError(f"De stand noemt onbekende regio’s: {', '.join(onbekend)}.")
    delen = [f"(regio = {aanhaling(regio)} AND positie <= {int(positie)})" for regio, positie in stand.items()]
    return f"({' OR '.join(delen)})" if delen else "false"


def _op_moment(moment: datetime | None) -> str:
    if moment is None:
        return ""
    return f"geregistreerd <= {_tijdstip(moment)}"


def _tijdstip(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("Het moment heeft geen tijdzone.")
    return f"{aanhaling(moment.isoformat())}::TIMESTAMPTZ"


def stand_op(con: duckdb.DuckDBPyConnection, moment: datetime) -> dict[str, int]:
    """The last stand that was recorded and received at or before the moment, with the VOL's own position as `vol`.

    Raises ValueError (Dutch) where there is none: a stand cannot be claimed afterwards.
    """
    rijen = con.execute(
        "SELECT posities, eigen FROM main.gebeurtenis "  # noqa: S608 - a quoted moment
        "WHERE regio = 'vol' AND soort = 'stand-vastgelegd' AND ontvangen <= "
        f"{_tijdstip(moment)} ORDER BY positie DESC LIMIT 1"
    ).fetchall()
    if not rijen:
        raise ValueError(f"Er is geen stand vastgelegd op of voor {moment:%Y-%m-%d %H:%M}.")
    posities, eigen = rijen[0]
    return {**json.loads(posities), "vol": int(eigen)}
