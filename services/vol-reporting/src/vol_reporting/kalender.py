"""Which months there is something to tell of: up to the last one that has ended."""

from datetime import date, datetime

import duckdb

from leerwinkel.runtime.web.opmaak import BRUSSEL
from vol_reporting.periode import Periode

_LAATSTE = """
    SELECT max(dag) FROM main.gebeurtenis
    WHERE regio <> 'vol' AND dag < ? AND soort = 'aanmelding-geregistreerd'
"""


def laatste_maand(con: duckdb.DuckDBPyConnection, vandaag: date) -> date:
    """The first day of the last month that has ended and in which somebody came."""
    begin = vandaag.replace(day=1)
    [(laatste,)] = con.execute(_LAATSTE, [begin]).fetchall()
    return laatste.replace(day=1) if laatste else maand_eerder(begin, 1)


def maand_eerder(dag: date, aantal: int) -> date:
    """The first day of the month so many months before that of a day."""
    maanden = dag.year * 12 + dag.month - 1 - aantal
    return date(maanden // 12, maanden % 12 + 1, 1)


def maanden(tot_en_met: date, aantal: int) -> list[Periode]:
    """So many months in order, of which that of the day is the last."""
    return [_maand(maand_eerder(tot_en_met, n)) for n in reversed(range(aantal))]


def twaalf_maanden(tot_en_met: date) -> Periode:
    """The year that ends with the month of the day."""
    van, tot = maand_eerder(tot_en_met, 11), maand_eerder(tot_en_met, -1)
    return Periode.lees(f"{van:%Y-%m}..{tot:%Y-%m}")


def _maand(dag: date) -> Periode:
    return Periode.lees(f"{dag:%Y-%m}")


def vandaag() -> date:
    """The day in Brussels."""
    return datetime.now(BRUSSEL).date()
