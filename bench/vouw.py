"""The fold: all registration tables and all figures from the events, against one plain count over the same rows."""

import time

import duckdb

from bench.blokken import verhouding
from bench.meting import Meting, Opzet
from bench.opslagen import vul
from vol_reporting.cijfers import Vraag, bereken, ververs
from vol_reporting.opslag import open_opslag
from vol_reporting.registratie.tabellen import vergeet

_KEREN = 5
_GRENS_S = 1.5
_KAAL = """
    CREATE OR REPLACE TEMP TABLE kaal AS
    SELECT regio, entiteit, soort, count(*), min(tijdstip), max(tijdstip) FROM gebeurtenis GROUP BY ALL
"""


def meet(opzet: Opzet) -> list[Meting]:
    """Seconds for every registration table and every figure, from nothing but the events."""
    aantal = opzet.omvang(1_000_000, 3_000)
    con = open_opslag(opzet.map / "vouw.duckdb")
    vul(con, aantal)
    con.execute("CHECKPOINT")
    opzet.zeg(f"{aantal} gebeurtenissen in de opslag")
    rondes = [(*_vouw(con), _kaal(con)) for _ in range(_KEREN)]
    con.close()
    tabellen, alles, kaal = (list(reeks) for reeks in zip(*rondes, strict=True))
    return [
        Meting(
            naam=f"{aantal} events → every table and every figure",
            waarde=min(alles),
            eenheid="s",
            basis=min(kaal),
            tegenover="DuckDB counting every kind per dossier",
            verhouding=verhouding(alles, kaal),
            grens=_GRENS_S,
            hoger_is_beter=False,
            noot=f"of which the tables {min(tabellen):.2f} s",
        )
    ]


def _vouw(con: duckdb.DuckDBPyConnection) -> tuple[float, float]:
    vergeet(con)
    begin = time.perf_counter()
    ververs(con)
    tabellen = time.perf_counter() - begin
    assert bereken(con, Vraag())
    return tabellen, time.perf_counter() - begin


def _kaal(con: duckdb.DuckDBPyConnection) -> float:
    begin = time.perf_counter()
    con.execute(_KAAL)
    return time.perf_counter() - begin
