"""Detection: the rate of false alarms that is set is kept, by simulation; and what is planted is found."""

import random
from collections.abc import Iterator, Sequence
from datetime import date
from math import comb

import pytest

from leerwinkel.gebeurtenissen.codelijst import codelijst
from vol_reporting.kalender import maand_eerder
from vol_reporting.periode import Periode
from vol_reporting.signalen import cijfers, cluster, verschuiving
from vol_reporting.signalen.kans import hoogstens, minstens
from vol_reporting.signalen.loos_alarm import PER_JAAR, per_jaar_verschuiving
from vol_reporting.signalen.melding import Melding

from .test_signalen_bundeling import melding

REGIOS, THEMAS = tuple(codelijst("regio")), tuple(codelijst("thema"))
LAATSTE = date(2026, 9, 1)
JAAR = Periode.lees("2026")


def hoogstens_verwacht(jaren: int) -> float:
    """Of so many years the rate that is set, and what chance adds to it in one simulation (three deviations)."""
    verwacht = PER_JAAR * jaren
    return verwacht + 3 * verwacht**0.5


def test_the_tails_are_those_of_the_hypergeometric_distribution():
    def puntkans(k: int) -> float:
        return comb(7, k) * comb(13, 5 - k) / comb(20, 5)

    for gezien in range(-1, 8):
        assert minstens(gezien, 5, 7, 20) == pytest.approx(sum(puntkans(k) for k in range(max(0, gezien), 6)))
        assert hoogstens(gezien, 5, 7, 20) == pytest.approx(sum(puntkans(k) for k in range(min(gezien, 5) + 1)))
    assert minstens(3, 5, 5, 5) == 1
    assert 0 < minstens(9000, 20_000, 16_000, 40_000) < 1e-90


def poisson(toeval: random.Random, verwacht: float) -> int:
    """A count in a month in which nothing special happens."""
    tijd, aantal = toeval.expovariate(1), 0
    while tijd < verwacht:
        tijd, aantal = tijd + toeval.expovariate(1), aantal + 1
    return aantal


def delen(toeval: random.Random, aandeel: float, gent: float | None = None) -> dict[str, cijfers.Telling]:
    """A share in regions of different sizes, all alike, or Gent otherwise."""
    noemers = {regio: toeval.randrange(30, 500) for regio in REGIOS} | {"gent": 300}
    kansen = dict.fromkeys(REGIOS, aandeel) | ({} if gent is None else {"gent": gent})
    return {
        regio: cijfers.Telling(sum(toeval.random() < kansen[regio] for _ in range(n)), n)
        for regio, n in noemers.items()
    }


def test_figures_that_differ_by_chance_alone_give_no_more_alarms_than_is_set():
    toeval, jaren, per_jaar = random.Random(1), 20, 4 * len(cijfers.INDICATOREN)
    alarmen = [
        voorstel
        for _ in range(jaren * per_jaar)
        for voorstel in cijfers.buiten_grenzen("K02", "Warm", JAAR, delen(toeval, toeval.uniform(0.05, 0.95)))
    ]
    assert len(alarmen) <= hoogstens_verwacht(jaren)


def test_the_chance_of_a_figure_is_never_smaller_than_it_says():
    """At a limit of 5 % on each side at most one of ten regions is out of it, and not nearly none."""
    toeval, erbuiten, keren = random.Random(2), 0, 150
    for _ in range(keren):
        regios = delen(toeval, 0.4)
        treffers, totaal = sum(t.teller for t in regios.values()), sum(t.noemer for t in regios.values())
        for t in regios.values():
            p = min(minstens(t.teller, t.noemer, treffers, totaal), hoogstens(t.teller, t.noemer, treffers, totaal))
            erbuiten += p < 0.05
    assert 0.06 < erbuiten / (keren * len(REGIOS)) < 0.1


def test_a_region_that_does_otherwise_is_found():
    """300 referrals of which 45 % are warm where others have 60 %: found in nine of ten years."""
    toeval, keren = random.Random(3), 40
    gevonden = [cijfers.buiten_grenzen("K02", "Warme overdracht", JAAR, delen(toeval, 0.6, 0.45)) for _ in range(keren)]
    raak = [v.waarom for voorstellen in gevonden for v in voorstellen if v.regios == ("gent",)]
    assert len(raak) >= 0.9 * keren
    assert set(raak) == {"Warme overdracht ligt er lager dan in de andere regio’s, verder dan toeval doet."}


def maanden(toeval: random.Random, verwacht: list[float], ander: list[float]) -> tuple[list[int], list[int]]:
    """Per month the signals about a theme, and those about all."""
    thema = [poisson(toeval, aantal) for aantal in verwacht]
    return thema, [aantal + poisson(toeval, rest) for aantal, rest in zip(thema, ander, strict=True)]


def test_themes_in_which_nothing_changes_give_no_more_shifts_than_is_set():
    """Also where all that is reported grows by half each year, with busy months."""
    toeval, reeksen, alarmen = random.Random(4), 500, 0
    for _ in range(reeksen):
        drukte = [toeval.uniform(0.5, 1.5) * 1.5 ** (n / 12) for n in range(verschuiving.MAANDEN)]
        basis = toeval.choice((0.5, 2, 8))
        alarmen += len(verschuiving.alarmen(*maanden(toeval, [basis * d for d in drukte], [20 * d for d in drukte])))
    jaren = reeksen * (verschuiving.MAANDEN - verschuiving.INLOOP) / 12 / len(THEMAS)
    assert per_jaar_verschuiving() <= PER_JAAR
    assert alarmen <= hoogstens_verwacht(int(jaren))


def test_a_theme_that_doubles_is_found_within_nine_months():
    """Four a month become eight, beside thirty others: some seven of ten times."""
    toeval, keren, raak = random.Random(5), 100, 0
    for _ in range(keren):
        reeks = maanden(toeval, [4 if n < 24 else 8 for n in range(33)], [30] * 33)
        raak += any(alarm.op >= 24 and alarm.sinds >= 18 for alarm in verschuiving.alarmen(*reeks))
    assert raak >= 0.6 * keren


def stroom(
    toeval: random.Random, maanden: int, extra: Sequence[tuple[int, str, str]] = (), themas: Sequence[str] = THEMAS
) -> Iterator[Melding]:
    """Signals over so many months up to LAATSTE: regions, months and themes that differ, but nothing between them."""
    gewicht = {regio: toeval.uniform(0.3, 2) for regio in REGIOS}
    drukte = [toeval.uniform(0.5, 1.5) for _ in range(maanden)]
    populair = {thema: toeval.choice((0.2, 0.5, 1.5)) for thema in themas}
    nummer = 0
    for maand in range(maanden):
        dag = maand_eerder(LAATSTE, maanden - 1 - maand)
        gewoon = [
            (regio, thema)
            for regio in REGIOS
            for thema in themas
            for _ in range(poisson(toeval, gewicht[regio] * drukte[maand] * populair[thema]))
        ]
        for regio, thema in [*gewoon, *((r, t) for wanneer, r, t in extra if wanneer == maand)]:
            nummer += 1
            yield melding(nummer, regio=regio, thema=thema, dag=(dag - melding(0).dag).days + toeval.randrange(28))


def test_regions_and_months_that_differ_give_no_more_clusters_than_is_set():
    toeval, jaren, gevonden = random.Random(6), 0, 0
    for _ in range(8):
        alle = list(stroom(toeval, 60))
        jaren += 3
        per_thema = [[m for m in alle if m.thema == thema] for thema in THEMAS]
        gevonden += sum(
            len(cluster.van_maand(meldingen, maand_eerder(LAATSTE, n))) for meldingen in per_thema for n in range(36)
        )
    assert gevonden <= hoogstens_verwacht(jaren)


def test_a_bottleneck_in_one_region_is_found_with_its_signals():
    """Sixteen signals about one theme in one region above what it has, over two months: some nine of ten times."""
    toeval, keren, raak = random.Random(7), 50, 0
    for _ in range(keren):
        erbij = [(maand, "limburg", "evc") for maand in (34, 35) for _ in range(8)]
        alle = list(stroom(toeval, 36, erbij, ["evc"]))
        gevonden = {(v.regios, v.thema): v for v in cluster.clusters(alle, LAATSTE)}
        raak += (("limburg",), "evc") in gevonden
    assert raak >= 0.75 * keren


def test_the_newest_months_alone_are_proposed():
    oud = [melding(n, thema="evc", dag=-300 + n) for n in range(30)]
    assert verschuiving.verschoven(oud, LAATSTE) == []
    assert cluster.clusters(oud, LAATSTE) == []


def test_a_shift_says_since_when_and_names_its_signals():
    toeval = random.Random(8)
    alle = [m for m in stroom(toeval, 36) if m.thema != "evc"]
    dagen = [(maand_eerder(LAATSTE, 35 - n) - melding(0).dag).days for n in range(36)]
    aantallen = [3] * 33 + [11] * 3
    evc = [melding(10_000 + 100 * n + k, dag=dagen[n], thema="evc") for n in range(36) for k in range(aantallen[n])]
    [voorstel] = [v for v in verschuiving.verschoven([*alle, *evc], LAATSTE) if v.thema == "evc"]
    assert (voorstel.van, voorstel.herkomst) == (date(2026, 7, 1), "verschuiving")
    assert set(voorstel.meldingen) <= set(evc[99:])
    assert len(voorstel.meldingen) in (22, 33)


def test_that_reporting_begins_is_no_shift():
    dagen = [(maand_eerder(LAATSTE, 14 - n) - melding(0).dag).days for n in range(15)]
    evc = [melding(100 * n + k, dag=dagen[n], thema="evc") for n in range(15) for k in range(4)]
    assert verschuiving.verschoven(evc, LAATSTE) == []
