"""Medians and percentiles from a histogram, against those of the standard library over the values themselves."""

import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vol_reporting.maten import MATEN, percentiel

reeksen = st.lists(st.tuples(st.integers(-5, 200), st.integers(1, 6)), min_size=1, max_size=12)


@given(reeksen)
def test_median_and_ninth_decile_are_those_of_the_values_one_by_one(reeks: list[tuple[int, int]]):
    waarden = [waarde for waarde, aantal in reeks for _ in range(aantal)]
    assert percentiel(reeks, MATEN["mediaan"]) == Fraction(statistics.median(waarden))
    negende = statistics.quantiles(waarden, n=10, method="inclusive")[8] if len(waarden) > 1 else waarden[0]
    assert float(percentiel(reeks, MATEN["p90"])) == pytest.approx(negende)


@pytest.mark.parametrize(
    ("reeks", "mediaan", "p90"),
    [([(7, 1)], 7, 7), ([(0, 3), (1, 1)], 0, Fraction(7, 10)), ([(10, 1), (20, 1)], 15, 19), ([(5, 2), (1, 8)], 1, 5)],
)
def test_between_two_values_is_in_proportion(reeks: list[tuple[int, int]], mediaan: int, p90: Fraction):
    assert [percentiel(reeks, deel) for deel in MATEN.values()] == [mediaan, p90]
