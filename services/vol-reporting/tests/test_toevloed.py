"""The rule of the circuit breaker: what is unusual, by examples, and what never is."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from vol_reporting.datakwaliteit.toevloed import (
    CORRECTIES,
    KEER,
    MINSTENS,
    MINSTENS_CORRECTIES,
    TOENAME,
    Oordeel,
    Toevloed,
    Uur,
    beoordeel,
)

DAG = 24


def stroom(per_dag: Sequence[int], correcties: Sequence[int] = ()) -> Toevloed:
    """Each day that many events at nine; positions follow from that. Of the last days so many are corrections."""
    voor = [0] * (len(per_dag) - len(correcties))
    uren: list[Uur] = []
    for dag, (aantal, verbeterd) in enumerate(zip(per_dag, [*voor, *correcties], strict=True)):
        eerste = 1 + sum(per_dag[:dag])
        if aantal:
            uren.append(Uur(dag * DAG + 9, aantal, aantal, verbeterd, eerste))
    return Toevloed(uren, uren[0].uur, sum(per_dag))


GEWOON = [100] * 40


def test_ten_times_the_usual_is_still_usual_and_one_more_is_not():
    assert beoordeel(stroom([*GEWOON, 1000])) is None
    assert beoordeel(stroom([*GEWOON, 1001])) == Oordeel(4001, TOENAME)


def test_a_busy_monday_of_a_small_region_trips_nothing():
    week = [40, 0, 0, 0, 0, 0, 0]
    assert beoordeel(stroom([*week * 6, MINSTENS])) is None
    assert beoordeel(stroom([*week * 6, MINSTENS + 1])) == Oordeel(241, TOENAME)


def test_what_a_cut_line_kept_back_comes_at_once_and_trips_nothing():
    stil = 20
    assert beoordeel(stroom([*GEWOON, *[0] * stil, 100 * (stil + 1)])) is None
    assert beoordeel(stroom([*GEWOON, 100 * (stil + 1)])) == Oordeel(4001, TOENAME)


def test_a_region_of_less_than_four_weeks_is_not_judged_by_its_number():
    assert beoordeel(stroom([100] * 27 + [100_000])) is None
    assert beoordeel(stroom([100_000])) is None
    assert beoordeel(Toevloed([], 0, 0)) is None


def test_corrections_to_a_tenth_of_the_history_are_held_apart():
    """Of the 4,500 events 409 corrections are less than a tenth of the 4,091 others, and 410 are more."""
    assert beoordeel(stroom([*GEWOON, 500], [409])) is None
    assert beoordeel(stroom([*GEWOON, 500], [410])) == Oordeel(4001, CORRECTIES)


def test_much_that_comes_at_once_to_a_new_vol_with_its_few_corrections_trips_nothing():
    assert beoordeel(stroom([20_000], [1800])) is None


def test_few_corrections_to_a_short_history_trip_nothing():
    assert beoordeel(stroom([300, 250], [MINSTENS_CORRECTIES - 1])) is None
    assert beoordeel(stroom([300, 250], [MINSTENS_CORRECTIES])) == Oordeel(301, CORRECTIES)


def test_what_came_in_the_morning_as_usual_stays_and_the_hour_in_which_it_began_is_held_apart():
    gewoon = stroom(GEWOON)
    morgen, middag = Uur(40 * DAG + 8, 30, 30, 0, 4001), Uur(40 * DAG + 14, 2000, 2000, 0, 4031)
    assert beoordeel(Toevloed([*gewoon.uren, morgen, middag], gewoon.begin, 6030)) == Oordeel(4031, TOENAME)


def test_what_somebody_judged_already_does_not_trip_again():
    vloed = stroom([*GEWOON, 5000])
    beoordeeld = replace(vloed, uren=[*vloed.uren[:-1], replace(vloed.uren[-1], nieuw=0)])
    assert beoordeel(beoordeeld) is None


@given(st.lists(st.integers(0, MINSTENS), min_size=1, max_size=80))
def test_days_below_the_minimum_never_trip(dagen: list[int]):
    assert not any(dagen) or beoordeel(stroom(dagen)) is None


@given(st.integers(1, 300), st.lists(st.floats(1, KEER), min_size=30, max_size=60))
def test_a_region_within_its_own_measure_never_trips(per_dag: int, drukte: list[float]):
    assert beoordeel(stroom([per_dag] * 60 + [per_dag] + [int(per_dag * drukte[0])])) is None


@given(st.integers(0, 200), st.integers(0, 30), st.integers(1, 50_000))
def test_who_sends_more_than_allowed_is_held_apart_from_the_first_of_it(per_dag: int, stil: int, meer: int):
    gewoon = [max(per_dag, 1)] * 35
    grens = max(MINSTENS, KEER * gewoon[0] * (1 + stil))
    assert beoordeel(stroom([*gewoon, *[0] * stil, grens + meer])) == Oordeel(1 + sum(gewoon), TOENAME)
