"""The charts of the VOL are valid Vega-Lite, and say in words what they show."""

from altair import LayerChart

from vol_reporting.grafieken import reeks as reeksen
from vol_reporting.grafieken import trechter as trechters
from vol_reporting.statistiek import Reeks, aandelenreeks, trechter

REGIOS = {"gent": (9, 90), "limburg": (80, 100), "brussel": (0, 0), "antwerpen": (3, 7)}


def reeks(aantal: int) -> Reeks:
    return aandelenreeks([(f"2016-{m + 1:02}", m, 12) for m in range(aantal)])


def test_a_funnel_names_who_stands_out_and_leaves_out_who_has_nothing():
    grafiek = trechters.trechtergrafiek(trechter(REGIOS), "Warme overdracht per regio", "Doorverwijzingen")
    assert grafiek is not None
    assert "Buiten de grenzen: Limburg, Gent." in grafiek.svg or "Buiten de grenzen: Gent, Limburg." in grafiek.svg
    assert ">Gent<" in grafiek.svg
    assert ">PA<" in grafiek.svg
    assert "Brussel" not in grafiek.svg


def test_where_there_is_nothing_there_is_no_chart():
    assert trechters.trechtergrafiek(trechter({"gent": (0, 0)}), "Niets", "Niets") is None
    assert reeksen.reeksgrafiek(aandelenreeks([("2016-01", 0, 0)]), "Niets", "%", 100) is None


def test_a_run_says_what_stands_out():
    lang, kort = (reeksen.reeksgrafiek(reeks(n), "Verloop", "%", 100) for n in (12, 5))
    assert lang is not None
    assert kort is not None
    assert "periodes vallen op" in lang.svg
    assert ">jan 16<" in lang.svg
    assert "Te weinig periodes voor grenzen" in kort.svg


def test_what_the_charts_are_made_of_is_vega_lite():
    LayerChart.from_dict(trechters.beeld(trechter(REGIOS), "Doorverwijzingen"))
    LayerChart.from_dict(reeksen.beeld(reeks(12), "%", 100, 640))
