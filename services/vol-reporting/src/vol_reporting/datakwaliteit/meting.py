"""Measures what the regions sent, for the rule of the circuit breaker."""

from collections import defaultdict
from collections.abc import Mapping

import duckdb

from vol_reporting.datakwaliteit.toevloed import Toevloed, Uur
from vol_reporting.registratie.samenstelling import aanhaling

_TERUG = "INTERVAL 120 DAYS"
"""Of an earlier time only the begin is looked at."""
_GEHEEL = """
    SELECT regio, (epoch_us(min(ontvangen)) // 3600000000)::BIGINT, count(*)
    FROM main.gebeurtenis WHERE regio <> 'vol' GROUP BY ALL
"""


def meet(con: duckdb.DuckDBPyConnection, beoordeeld: Mapping[str, int]) -> dict[str, Toevloed]:
    """Region → what it sent. `beoordeeld`: up to which position of a region somebody judged it at a release."""
    uren: dict[str, list[Uur]] = defaultdict(list)
    for regio, *velden in con.execute(_uren(beoordeeld)).fetchall():
        uren[regio].append(Uur(*velden))
    return {regio: Toevloed(uren[regio], begin, alles) for regio, begin, alles in con.execute(_GEHEEL).fetchall()}


def _uren(beoordeeld: Mapping[str, int]) -> str:
    grenzen = " ".join(f"WHEN {aanhaling(regio)} THEN {positie}" for regio, positie in sorted(beoordeeld.items()))
    na = f"CASE regio {grenzen} ELSE 0 END" if grenzen else "0"
    return f"""
        SELECT regio, (epoch_us(ontvangen) // 3600000000)::BIGINT AS uur, count(*),
            count(*) FILTER (nieuw),
            count(*) FILTER (nieuw AND soort IN ('gebeurtenis-gecorrigeerd', 'gebeurtenis-ingetrokken')),
            coalesce(min(positie) FILTER (nieuw), 0)
        FROM (
            SELECT regio, ontvangen, soort, positie, positie > {na} AS nieuw FROM main.gebeurtenis
            WHERE regio <> 'vol' AND NOT is_import
                AND ontvangen > (SELECT max(ontvangen) FROM main.gebeurtenis WHERE regio <> 'vol') - {_TERUG}
        )
        GROUP BY ALL ORDER BY regio, uur
    """  # noqa: S608 - numbers and quoted names of regions
