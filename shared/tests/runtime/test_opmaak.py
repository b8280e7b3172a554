"""How numbers, days and moments read in Dutch."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwinkel.runtime.web.opmaak import datum, getal, machinetijd, procent, tijdstip, tijdstip_kort


@pytest.mark.parametrize(
    ("waarde", "decimalen", "tekst"),
    [
        (0, 0, "0"),
        (418, 0, "418"),
        (59800, 0, "59.800"),
        (1234567.891, 2, "1.234.567,89"),
        (2.2, 1, "2,2"),
        (2.5, 0, "3"),
        (0.125, 2, "0,13"),
        (-1234.5, 1, "−1.234,5"),
        (-0.04, 1, "0,0"),
        (None, 0, "–"),
        (Decimal("22.000429"), 1, "22,0"),
    ],
)
def test_a_number_reads_in_dutch(waarde: float | Decimal | None, decimalen: int, tekst: str):
    assert getal(waarde, decimalen) == tekst


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_can_be_read_back(waarde: int):
    assert int(getal(waarde).replace(".", "").replace("−", "-")) == waarde


def test_a_share_is_a_percentage_that_does_not_break():
    assert procent(0.735) == "74\N{NO-BREAK SPACE}%"
    assert procent(0.4426, 1) == "44,3\N{NO-BREAK SPACE}%"
    assert procent(None) == "–"


def test_a_moment_reads_as_the_clock_in_brussels_says():
    nacht = datetime(2016, 12, 31, 23, 30, tzinfo=UTC)
    assert datum(nacht) == "1\N{NO-BREAK SPACE}januari 2017"
    assert tijdstip(nacht) == "1\N{NO-BREAK SPACE}januari 2017 om\N{NO-BREAK SPACE}00:30"
    assert tijdstip_kort(nacht) == "01/01/2017\N{NO-BREAK SPACE}00:30"
    assert machinetijd(nacht) == "2016-12-31T23:30:00+00:00"


def test_a_day_is_that_day():
    assert datum(date(2016, 3, 1)) == "1\N{NO-BREAK SPACE}maart 2016"
    assert [datum(None), tijdstip(None), tijdstip_kort(None)] == ["–", "–", "–"]


def test_a_moment_without_time_zone_is_not_guessed():
    with pytest.raises(ValueError, match="time zone"):
        tijdstip(datetime(2016, 1, 1))  # noqa: DTZ001 - the point
