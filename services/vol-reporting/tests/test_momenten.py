"""How `stand` and `bekend_op` are read."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vol_reporting.momenten import BRUSSEL, moment


@pytest.mark.parametrize(
    ("tekst", "in_utc"),
    [
        ("2016-09-30T14:05", "2016-09-30T12:05:00"),
        ("2016-12-30 14:05:30", "2016-12-30T13:05:30"),
        ("2016-09-30T14:05:00Z", "2016-09-30T14:05:00"),
        ("2016-09-30T14:05:00.25+02:00", "2016-09-30T12:05:00.250000"),
        ("2016-09-30t14:05:00z", "2016-09-30T14:05:00"),
        (" 2016-09-30T14:05:00 02:00 ", "2016-09-30T12:05:00"),
    ],
)
def test_a_moment_without_offset_is_on_the_clock_of_brussels(tekst: str, in_utc: str):
    assert moment(tekst) == datetime.fromisoformat(in_utc).replace(tzinfo=UTC)


def test_of_the_hour_that_comes_twice_it_is_the_first():
    assert moment("2016-10-30T02:30") == datetime(2016, 10, 30, 0, 30, tzinfo=UTC)
    assert moment("2016-10-30T02:30+01:00") == datetime(2016, 10, 30, 1, 30, tzinfo=UTC)
    assert moment("2016-10-30T01:30Z").isoformat() == "2016-10-30T02:30:00+01:00"


def test_a_day_holds_its_last_moment_and_nothing_of_the_next():
    middernacht = datetime(2016, 10, 1, tzinfo=BRUSSEL)
    assert moment("2016-09-30") < middernacht <= moment("2016-09-30") + timedelta(microseconds=1)


@given(st.dates(datetime(1980, 1, 1).date(), datetime(2100, 1, 1).date()))  # noqa: DTZ001 - dates only
def test_every_day_ends_when_the_next_begins(dag: datetime):
    volgende = dag + timedelta(days=1)
    assert moment(dag.isoformat()) + timedelta(microseconds=1) == moment(f"{volgende.isoformat()}T00:00")


GEEN_TIJDSTIP = ["", "morgen", "2016", "20160930", "2016-9-30", "2016-09-30T14"]
BESTAAT_NIET = ["2016-13-01", "2016-02-30", "2016-03-27T02:30", "9999-12-31", "2016-09-30T25:00"]


@pytest.mark.parametrize("tekst", [*GEEN_TIJDSTIP, *BESTAAT_NIET])
def test_what_is_no_moment_is_refused_in_dutch(tekst: str):
    with pytest.raises(ValueError, match=r"geen tijdstip|bestaat niet"):
        moment(tekst)
