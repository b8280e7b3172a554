"""Intervals, funnel and run chart: against published values, exact fractions, and what chance really does."""

from fractions import Fraction
from math import comb
from random import Random

import pytest

from vol_reporting.statistiek import aandeel, aandelenreeks, aantal, trechter, verhouding, waardenreeks
from vol_reporting.statistiek.interval import Interval, Sommen
from vol_reporting.statistiek.kansen import hoogstens, minstens, t_waarde
from vol_reporting.statistiek.trechter import ALARM, WAARSCHUWING, grenzen, oordeel


def exact_hoogstens(k: int, n: int, p: float) -> float:
    kans = Fraction(p)
    return float(sum(comb(n, i) * kans**i * (1 - kans) ** (n - i) for i in range(k + 1)))


def afgerond(interval: Interval | None, cijfers: int = 4) -> tuple[float, float]:
    assert interval is not None
    return round(interval.onder, cijfers), round(interval.boven, cijfers)


@pytest.mark.parametrize(
    ("teller", "noemer", "verwacht"),
    [
        (81, 263, (0.2527, 0.3676)),
        (15, 148, (0.0578, 0.1617)),
        (0, 20, (0.0, 0.1684)),
        (1, 29, (0.0009, 0.1776)),
    ],
)
def test_the_interval_of_a_share_is_that_of_newcombe_1998(teller: int, noemer: int, verwacht: tuple[float, float]):
    assert afgerond(aandeel(teller, noemer)) == verwacht


def test_a_share_of_nothing_has_no_interval_and_all_reaches_one():
    assert aandeel(0, 0) is None
    assert afgerond(aandeel(20, 20)) == (0.8316, 1.0)


@pytest.mark.parametrize(
    ("teller", "verwacht"), [(0, (0.0, 3.689)), (1, (0.025, 5.572)), (10, (4.795, 18.390)), (100, (81.364, 121.627))]
)
def test_the_interval_of_a_count_is_that_of_garwood(teller: int, verwacht: tuple[float, float]):
    assert afgerond(aantal(teller), 3) == verwacht


@pytest.mark.parametrize(("graden", "waarde"), [(1, 12.706), (4, 2.776), (9, 2.262), (30, 2.042), (10**6, 1.960)])
def test_students_t_is_that_of_the_tables(graden: int, waarde: float):
    assert round(t_waarde(0.025, graden), 3) == waarde


def test_the_tails_are_exact():
    kans = Random(5)
    for _ in range(200):
        n, p = kans.randint(1, 60), kans.random()
        k = kans.randint(0, n)
        assert hoogstens(k, n, p) == pytest.approx(exact_hoogstens(k, n, p), abs=1e-12)
        assert minstens(k, n, p) == pytest.approx(1 - exact_hoogstens(k - 1, n, p), abs=1e-12)


def test_the_tails_hold_for_a_million():
    assert hoogstens(500_000, 1_000_000, 0.5) == pytest.approx(0.5 + 0.5 * 7.978844e-4, abs=1e-8)


def test_the_interval_of_a_mean_is_students():
    waarden = [3, 5, 6, 7, 9]
    kwadraten = sum(w * w for w in waarden)
    sommen = Sommen(5, sum(waarden), 5, kwadraten, 5, sum(waarden))
    # mean 6, standard deviation 2.2361, t(4) 2.776
    assert afgerond(verhouding(sommen), 3) == (3.224, 8.776)
    assert verhouding(Sommen(1, 3, 1, 9, 1, 3)) is None


def test_the_interval_leaves_out_a_value_just_where_the_limits_around_it_leave_out_the_share():
    kans = Random(7)
    for _ in range(300):
        n, p = kans.randint(1, 200), kans.random()
        k = kans.randint(0, n)
        interval = aandeel(k, n)
        assert interval is not None
        assert (interval.onder <= p <= interval.boven) == (oordeel(k, n, p) == "verwacht")


def test_the_drawn_limit_says_what_the_word_says():
    kans = Random(11)
    for _ in range(60):
        n, p = kans.randint(1, 400), kans.uniform(0.02, 0.98)
        for staart, woorden in (
            (WAARSCHUWING, {"verwacht"}),
            (ALARM, {"verwacht", "mogelijk-hoger", "mogelijk-lager"}),
        ):
            onder, boven = grenzen(n, p, staart)
            for k in {0, n, *(kans.randint(0, n) for _ in range(10))}:
                assert (onder - 1e-9 <= k / n <= boven + 1e-9) == (oordeel(k, n, p) in woorden)


def test_a_funnel_names_who_differs_and_never_ranks():
    gelijk = {f"r{i}": (30, 100) for i in range(6)}
    t = trechter({**gelijk, "anders": (62, 100), "klein": (3, 4), "leeg": (0, 0)})
    assert t.gemeen == pytest.approx(245 / 704)
    assert t.oordelen == {**dict.fromkeys(gelijk, "verwacht"), "anders": "hoger", "klein": "verwacht", "leeg": "geen"}


def test_a_funnel_without_facts_and_one_of_all_or_nothing_have_nothing_to_say():
    assert trechter({"r1": (0, 0)}).oordelen == {"r1": "geen"}
    assert trechter({"r1": (0, 9), "r2": (0, 4)}).oordelen == {"r1": "verwacht", "r2": "verwacht"}
    assert trechter({"r1": (9, 9), "r2": (4, 4)}).oordelen == {"r1": "verwacht", "r2": "verwacht"}
    with pytest.raises(ValueError, match="no shares: r1"):
        trechter({"r1": (5, 4)})


@pytest.mark.parametrize(("n", "p"), [(12, 0.08), (40, 0.35), (150, 0.72)])
def test_an_interval_holds_the_truth_as_often_as_it_says_and_a_funnel_cries_wolf_no_more_often(n: int, p: float):
    kans = Random(n)
    proeven = 2000
    getrokken = [sum(kans.random() < p for _ in range(n)) for _ in range(proeven)]
    uitkomst = {k: (aandeel(k, n), oordeel(k, n, p)) for k in set(getrokken)}
    binnen = sum(i is not None and i.onder <= p <= i.boven for i, _ in map(uitkomst.__getitem__, getrokken))
    alarm = sum(o in ("hoger", "lager") for _, o in map(uitkomst.__getitem__, getrokken))
    assert 0.945 < binnen / proeven < 1
    assert alarm / proeven < 0.005


def test_the_limits_of_an_xmr_chart_are_those_of_the_nist_handbook():
    debiet = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    reeks = waardenreeks([(str(i), w) for i, w in enumerate(debiet)])
    punt = reeks.punten[0]
    assert reeks.midden == pytest.approx(50.81)
    assert punt.onder == pytest.approx(45.8159, abs=0.01)
    assert punt.boven == pytest.approx(55.8041, abs=0.01)
    assert reeks.opvallend == ()


def test_a_share_outside_its_limits_stands_out_and_limits_follow_the_number():
    reeks = aandelenreeks(
        [*((f"m{i}", 20, 50) for i in range(10)), ("groot", 200, 500), ("piek", 45, 50), ("leeg", 0, 0)]
    )
    opvallend = {punt.naam: punt.opvallend for punt in reeks.opvallend}
    assert opvallend["piek"] == "boven"
    klein, groot = reeks.punten[0], reeks.punten[10]
    assert klein.boven is not None
    assert groot.boven is not None
    assert klein.boven > groot.boven
    assert reeks.punten[-1].waarde is None


def test_nine_in_a_row_on_one_side_are_a_shift_and_eight_are_none():
    def reeks(aantal_hoog: int) -> list[str | None]:
        golf = [11.0, 9.0] * 6
        waarden = [*golf, *[12.0] * aantal_hoog, *[8.0] * aantal_hoog]
        return [p.opvallend for p in waardenreeks([(str(i), w) for i, w in enumerate(waarden)]).punten]

    assert "verschuiving-hoger" not in reeks(8)
    assert reeks(9)[12:] == [*["verschuiving-hoger"] * 9, *["verschuiving-lager"] * 9]


def test_a_short_run_has_no_limits_and_an_empty_one_no_middle():
    assert not aandelenreeks([("m1", 1, 2)] * 7).met_grenzen
    assert not waardenreeks([("m1", 1.0)] * 7).met_grenzen
    assert waardenreeks([("m1", None)]).midden is None
    assert aandelenreeks([("m1", 0, 0)]).midden is None


def test_two_years_without_change_cry_wolf_in_one_chart_of_ten_at_most():
    kans = Random(3)
    vals = sum(
        bool(aandelenreeks([(str(m), sum(kans.random() < 0.4 for _ in range(60)), 60) for m in range(24)]).opvallend)
        for _ in range(300)
    )
    assert vals / 300 < 0.10


def test_a_shift_that_matters_is_seen_in_nine_charts_of_ten():
    kans = Random(4)

    def maand(m: int) -> tuple[str, int, int]:
        return str(m), sum(kans.random() < (0.3 if m < 12 else 0.5) for _ in range(60)), 60

    gezien = sum(bool(aandelenreeks([maand(m) for m in range(24)]).opvallend) for _ in range(100))
    assert gezien >= 90
