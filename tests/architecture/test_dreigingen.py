"""The threat model names tests that are there, and no page has what its content security policy would stop."""

import re
from itertools import chain
from pathlib import Path

WORTEL = Path(__file__).parents[2]
DREIGINGEN = (WORTEL / "docs" / "dreigingen.md").read_text(encoding="utf-8")
GRENZEN, STRIDE = 8, "STRIDE"
MAPPEN = (WORTEL, WORTEL / "shared" / "tests", WORTEL / "services" / "vol-reporting" / "tests")
SJABLONEN = [pad for map_ in ("shared", "services") for pad in sorted((WORTEL / map_).rglob("sjablonen/**/*.html"))]
_MAG_NIET = re.compile(
    r"\|\s*safe\b|autoescape\s+false|<script(?![^>]*\ssrc=)|<style\b|\sstyle\s*=|javascript:"
    r"|\son(?:click|load|error|submit|change|input|focus|blur|key\w+|mouse\w+|pointer\w+)\s*=",
    re.IGNORECASE,
)
_GETEKEND = re.compile(r"\{\{ (?:g\.svg|k\.lijn|kaart\.lijn) \| safe \}\}")
"""Drawings that we make ourselves, of numbers and codes."""
_ZONDER_AANHALING = re.compile(r"""\s[a-z-]+=\{\{""")


def test_every_test_that_shows_a_measure_is_there() -> None:
    genoemd = set(re.findall(r"`([\w*./-]+(?:\.py|/))`", DREIGINGEN))
    assert len(genoemd) > 30
    assert {naam for naam in genoemd if not any(chain.from_iterable(map_.glob(naam) for map_ in MAPPEN))} == set()


def test_every_boundary_has_every_kind_of_threat_and_what_remains() -> None:
    bladen = DREIGINGEN.split("\n## ")[1:]
    assert len(bladen) == GRENZEN
    for blad in bladen:
        soorten = {regel.split("|")[1].strip() for regel in blad.splitlines() if regel.startswith("| ")}
        assert set(STRIDE) <= soorten, blad[:40]
        assert "Remains: " in blad


def test_no_page_switches_off_what_keeps_script_out() -> None:
    assert len(SJABLONEN) > 60
    teksten = {pad: _GETEKEND.sub("", pad.read_text(encoding="utf-8")) for pad in SJABLONEN}
    assert [pad.name for pad, tekst in teksten.items() if _MAG_NIET.search(tekst)] == []
    assert [pad.name for pad, tekst in teksten.items() if _ZONDER_AANHALING.search(tekst)] == []
