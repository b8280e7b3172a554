"""Charts: valid Vega-Lite, drawn in the tokens of the design system, one picture with a title, and kept."""

import re

import pytest
from altair import Chart

from leerwinkel.runtime.web.grafiek import SMAL, Beeld, kleur, lijntje, teken

TITEL = 'Wie <kwam> & wie "bleef"'


def balken(breedte: int) -> Beeld:
    punten = [{"x": n, "y": 1234.5 * n} for n in range(1, 4 if breedte == SMAL else 6)]
    as_ = {"axis": {"title": "aantal"}}
    return {
        "height": 120,
        "data": {"values": punten},
        "mark": {"type": "line", "color": kleur("accent"), "clip": True},
        "encoding": {
            "x": {"field": "x", "type": "quantitative"},
            "y": {"field": "y", "type": "quantitative", **as_},
        },
    }


def test_a_chart_is_one_picture_with_a_title_and_a_sentence_for_each_width():
    svg = teken("proef", TITEL, "Het stijgt.", balken).svg
    assert re.findall(r'<svg class="(grafiek-\w+)" role="img" aria-labelledby="([\w-]+)"', svg) == [
        ("grafiek-breed", "proef-breed-t"),
        ("grafiek-smal", "proef-smal-t"),
    ]
    assert svg.count("<title") == svg.count("<desc") == 2
    assert "Wie &lt;kwam&gt; &amp; wie &quot;bleef&quot;" in svg
    assert svg.count("role=") == 2


def test_a_chart_has_the_colours_of_the_page_and_numbers_of_here_and_needs_no_inline_style():
    svg = teken("proef", TITEL, "Het stijgt.", balken).svg
    assert 'stroke="var(--accent)"' in svg
    assert re.findall(r'(?:fill|stroke)="(#\w+|rgb[^"]*|white|black)"', svg) == []
    assert ">4.000<" in svg
    assert "style=" not in svg
    assert "<script" not in svg


def test_on_paper_it_has_the_colours_of_a_light_screen_and_its_sentence():
    grafiek = teken("proef", TITEL, "Het stijgt.", balken)
    papier = grafiek.op_papier()
    assert (papier.count("<svg"), "var(--" in papier, 'stroke="#0f5c55"' in papier) == (1, False, True)
    assert (grafiek.titel, grafiek.beschrijving) == (TITEL, "Het stijgt.")


def test_two_charts_on_a_page_share_no_names():
    samen = teken("een", TITEL, "Het stijgt.", balken).svg + teken("ander", TITEL, "Het stijgt.", balken).svg
    namen = re.findall(r' id="([^"]+)"', samen)
    assert len(namen) == len(set(namen))
    assert set(re.findall(r"url\(#([^)]+)\)", samen)) <= set(namen)


@pytest.mark.parametrize("breedte", [SMAL, 640])
def test_what_the_charts_are_made_of_is_vega_lite(breedte: int):
    Chart.from_dict(balken(breedte))


def test_a_small_line_marks_its_last_point_and_breaks_where_there_is_nothing():
    svg = lijntje([0.0, 5.0, None, 10.0], laag=0, hoog=10)
    assert svg.count("<polyline") == 2
    assert 'cx="156.0" cy="4.0"' in svg
    assert lijntje([], laag=0, hoog=0).count("<circle") == 0
