"""The VOL as it was at a stand: a storage of its own with the events that counted then, in which figures are counted.

Figures at a past stand can be asked one by one; a report asks hundreds. Here they are counted as those of now are.
"""

# ruff: noqa: S608 - our own names and relations

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from vol_reporting.opslag import open_opslag
from vol_reporting.registratie.stand import Stand, bekend, quarantaine
from vol_reporting.registratie.tabellen import ververs

_PER_KEER = 100_000


@contextmanager
def momentopname(con: duckdb.DuckDBPyConnection, stand: Stand) -> Generator[duckdb.DuckDBPyConnection]:
    """A connection on what counted at that stand, as if it were all there is. It is gone afterwards.

    What was held apart then is left out; gaps and silence are not known of a stand.
    """
    with tempfile.TemporaryDirectory(prefix="leerwinkel-rapport-") as map_:
        toen = open_opslag(Path(map_) / "stand.duckdb")
        try:
            toen.begin()
            _neem_over(con, toen, "gebeurtenis", bekend(con, stand))
            _neem_over(con, toen, "quarantaine", quarantaine(con, stand))
            toen.commit()
            ververs(toen)
            yield toen
        finally:
            toen.close()


def _neem_over(van: duckdb.DuckDBPyConnection, naar: duckdb.DuckDBPyConnection, tabel: str, vraag: str) -> None:
    """Batch by batch, so that millions of events never stand in memory together."""
    lezer = van.sql(vraag).to_arrow_reader(_PER_KEER)
    naar.register("overgenomen", lezer)
    naar.execute(f"INSERT INTO {tabel} BY NAME SELECT * FROM overgenomen")
    naar.unregister("overgenomen")
