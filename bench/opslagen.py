"""Storages of the VOL that are filled with made-up dossiers, without a log that they come from."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

import duckdb

from bench.dossiers import gebeurtenissen
from vol_reporting.inname.bericht import Binnengekomen
from vol_reporting.inname.verwerking import Verwerking

_DEEL = 20_000
_ONTVANGEN = datetime(2026, 1, 1, tzinfo=UTC)


def vul(con: duckdb.DuckDBPyConnection, aantal: int, *, zonder: str = "") -> None:
    """Take in so many events, except those of one region."""
    verwerking, reeks = Verwerking(con), _berichten(aantal, zonder)
    while deel := list(islice(reeks, _DEEL)):
        verwerking.verwerk("VOL", deel)


def _berichten(aantal: int, zonder: str) -> Iterator[Binnengekomen]:
    posities = Counter[str]()
    for nummer, g in enumerate(gebeurtenissen(aantal), start=1):
        posities[g.regio] += 1
        if g.regio != zonder:
            yield Binnengekomen(g.regio, posities[g.regio], nummer, _ONTVANGEN, g.ruw)


def vermenigvuldig(con: duckdb.DuckDBPyConnection, keer: int) -> None:
    """So many times the events that are there, each copy of dossiers and cliënten of its own, behind the others."""
    namen = [naam for naam, *_ in con.execute("DESCRIBE gebeurtenis").fetchall()]
    con.execute("CREATE TEMP TABLE basis AS FROM gebeurtenis")
    con.execute("CREATE TEMP TABLE einde AS SELECT regio, max(positie) AS positie FROM basis GROUP BY regio")
    for nummer in range(1, keer):
        kolommen = ", ".join(_van_kopie(naam, nummer) for naam in namen)
        con.execute(f"INSERT INTO gebeurtenis ({', '.join(namen)}) SELECT {kolommen} FROM basis AS b")
    con.execute("DELETE FROM regiopositie")
    con.execute("INSERT INTO regiopositie SELECT regio, max(positie) FROM gebeurtenis GROUP BY regio")
    con.execute("UPDATE stroompositie SET positie = (SELECT max(vol_positie) FROM gebeurtenis)")


_NAMEN, _IDS = ("entiteit", "client", "met_client", "sessie", "doorverwijzing"), ("id", "doel_id")


def _van_kopie(kolom: str, nummer: int) -> str:
    if kolom in _NAMEN:
        return f"{kolom} || '-{nummer}'"
    if kolom in _IDS:
        return f"md5({kolom}::VARCHAR || '-{nummer}')::UUID"
    if kolom == "positie":
        return f"positie + {nummer} * (SELECT e.positie FROM einde AS e WHERE e.regio = b.regio)"
    return f"vol_positie + {nummer} * (SELECT count(*) FROM basis)" if kolom == "vol_positie" else kolom
