"""Periods: how they are read, and that every second belongs to exactly one of each kind."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pytest

from vol_reporting.cijfers import Periode, Vraag, bereken, ververs

from .bouw import Verhaal, lokaal, opgeslagen


@pytest.mark.parametrize(
    ("tekst", "van", "tot"),
    [
        ("2016", date(2016, 1, 1), date(2017, 1, 1)),
        ("2016-Q4", date(2016, 10, 1), date(2017, 1, 1)),
        ("2016-12", date(2016, 12, 1), date(2017, 1, 1)),
        ("2016-02-29", date(2016, 2, 29), date(2016, 3, 1)),
        ("2015-10..2017-Q2", date(2015, 10, 1), date(2017, 4, 1)),
    ],
)
def test_a_period_is_half_open(tekst: str, van: date, tot: date):
    assert Periode.lees(tekst) == Periode(tekst, van, tot)


@pytest.mark.parametrize(
    "tekst", ["", "x", "2016-Q5", "2016-13", "2015-02-29", "9999", "2017..2016", "2016..2016-01", "..", "20١٦"]
)
def test_what_is_no_period_is_said_in_dutch(tekst: str):
    with pytest.raises(ValueError, match="periode"):
        Periode.lees(tekst)


GRENZEN = [
    *("2016-04-01", "2017-01-01", "2016-03-01"),
    *("2016-03-28", "2016-10-30"),
]


@pytest.mark.parametrize("grens", GRENZEN)
def test_a_second_at_a_boundary_belongs_to_exactly_one_period(grens: str):
    middernacht = lokaal(f"{grens}T00:00:00")
    verhaal = Verhaal()
    for nummer, moment in enumerate((middernacht - timedelta(seconds=1), middernacht)):
        verhaal.aanmelding(f"d{nummer}", moment)
    con = opgeslagen(verhaal.ontvangsten)
    ververs(con)

    gisteren = str(date.fromisoformat(grens) - timedelta(days=1))
    assert _per_periode(con, [gisteren, grens]) == [1, 1]
    assert _per_periode(con, [f"2015..{grens}", f"{grens}..2018"]) == [1, 1]
    assert sum(_per_periode(con, [f"{jaar}-{maand:02}" for jaar in (2015, 2016, 2017) for maand in range(1, 13)])) == 2
    assert (
        sum(_per_periode(con, [f"{jaar}-Q{kwartaal}" for jaar in (2015, 2016, 2017) for kwartaal in range(1, 5)])) == 2
    )
    assert sum(_per_periode(con, ["2015", "2016", "2017"])) == 2


@pytest.mark.parametrize("nacht", ["2016-03-27", "2016-10-30"])
def test_all_hours_of_a_night_in_which_the_clock_changes_are_of_one_day(nacht: str):
    begin = lokaal(f"{nacht}T00:00:00").astimezone(ZoneInfo("UTC"))
    einde = (lokaal(f"{nacht}T00:00:00") + timedelta(days=1)).astimezone(ZoneInfo("UTC"))
    uren = int((einde - begin).total_seconds() // 3600)
    verhaal = Verhaal()
    for uur in range(uren):
        verhaal.aanmelding(f"d{uur}", begin + timedelta(hours=uur))
    con = opgeslagen(verhaal.ontvangsten)
    assert uren in (23, 25)
    assert _per_periode(con, [nacht, nacht[:7]]) == [uren, uren]


def test_a_moment_sent_with_another_offset_falls_on_its_day_in_brussels():
    verhaal = Verhaal()
    verhaal.aanmelding(tijdstip=datetime(2016, 12, 31, 18, 30, tzinfo=ZoneInfo("America/New_York")))
    assert _per_periode(opgeslagen(verhaal.ontvangsten), ["2016", "2017"]) == [0, 1]


def test_a_period_asked_twice_is_counted_once():
    verhaal = Verhaal()
    verhaal.aanmelding()
    assert _per_periode(opgeslagen(verhaal.ontvangsten), ["2016", "2016"]) == [1]


def _per_periode(con: duckdb.DuckDBPyConnection, teksten: list[str]) -> list[int]:
    perioden = [Periode.lees(tekst) for tekst in teksten]
    return [c.teller or 0 for c in bereken(con, Vraag(perioden, regio="gent", codes=["B01"]))]
