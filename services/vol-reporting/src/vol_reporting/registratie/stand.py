"""Which events count: everything received, or those of a stand and of what was registered by a moment."""

import json
import re
from collections.abc import Mapping
from datetime import datetime

import duckdb

from leerwinkel.gebeurtenissen.codelijst import codelijst
from vol_reporting.kolommen import VASTE_KOLOMMEN, gegevenskolommen
from vol_reporting.registratie.besluiten import Besluiten, besluiten
from vol_reporting.registratie.samenstelling import aanhaling, relaties, tabel, van_correcties

Stand = Mapping[str, int]
"""Position per regional log, and of the VOL's own events under `vol`. What is missing counts for nothing."""

_WOORD = re.compile(r"\w+")


def kolommen(*teksten: str) -> str:
    """The columns of the events that these texts name: to carry the others along costs as much as the work itself."""
    woorden = frozenset(_WOORD.findall(" ".join(teksten)))
    alle = (*VASTE_KOLOMMEN, *(kolom.naam for kolom in gegevenskolommen()))
    return ", ".join(naam for naam in alle if naam in woorden)


KOLOMMEN = kolommen(*relaties().values())
"""What registration reads of the events."""


def bekend(con: duckdb.DuckDBPyConnection, stand: Stand | None = None, bekend_op: datetime | None = None) -> str:
    """The relation `bekend`: the events at a position ≤ stand, registered ≤ `bekend_op`, that nobody held apart.

    None: no limit. Raises ValueError (Dutch) for an unknown region or a moment without time zone.
    """
    return lees_bekend(grens(con, stand, bekend_op))


def lees_bekend(grens: str, wat: str = KOLOMMEN) -> str:
    """The relation `bekend` within that limit, with those columns."""
    return f"SELECT {wat} FROM main.gebeurtenis WHERE {grens}"  # noqa: S608 - our own names and literals


def lees_feiten(grens: str, naam: str) -> dict[str, str]:
    """What a relation reads of the events within that limit, beside tables, with the columns that it names.

    The others cost half of the planning.
    """
    if naam in van_correcties():
        return {"bekend": lees_bekend(grens)}
    wat = kolommen(relaties()[naam], relaties()["geldig"])
    gecorrigeerd = f"SELECT {wat} FROM {tabel('gecorrigeerd')}"  # noqa: S608 - our own names
    return {"bekend": lees_bekend(grens, wat), "gecorrigeerd": gecorrigeerd}


def grens(con: duckdb.DuckDBPyConnection, stand: Stand | None, bekend_op: datetime | None) -> str:
    """Which events count, as a condition. Raises as `bekend`."""
    filters = [f for f in (_op_stand(stand), _op_moment(bekend_op), besluiten_bij(con, stand).telt()) if f]
    return " AND ".join(filters) or "true"


def quarantaine(con: duckdb.DuckDBPyConnection, stand: Stand | None) -> str:
    """The relation `quarantaine`: what could not be read at a position ≤ stand. Who registered it when is not known."""
    waar, wacht = _op_stand(stand) or "true", besluiten_bij(con, stand).wacht()
    delen = [
        f"SELECT regio, positie, ontvangen FROM main.{naam} WHERE {waar}"  # noqa: S608 - numbers and literals
        for naam in ("quarantaine", "gebeurtenis")
    ]
    return delen[0] if wacht == "false" else f"{delen[0]} UNION ALL {delen[1]} AND ({wacht})"


def besluiten_bij(con: duckdb.DuckDBPyConnection, stand: Stand | None) -> Besluiten:
    """What the VOL had decided at a stand."""
    return besluiten(con, None if stand is None else stand.get("vol", 0))


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


def laatste_stand(con: duckdb.DuckDBPyConnection) -> datetime:
    """When the last stand was received: `stand_op` of that moment is that stand, for good.

    Raises ValueError (Dutch) where there is none.
    """
    rijen = con.execute(
        "SELECT ontvangen FROM main.gebeurtenis WHERE regio = 'vol' AND soort = 'stand-vastgelegd' "
        "ORDER BY positie DESC LIMIT 1"
    ).fetchall()
    if not rijen:
        raise ValueError("Er is nog geen stand vastgelegd. Laat de VOL-dienst draaien.")
    return rijen[0][0]
