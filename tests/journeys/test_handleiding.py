"""The manual keeps its word: its examples go in as written, its errors are those that one gets, its figures exist."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from leerwinkel.gebeurtenissen.register import regionale_soort
from leerwinkel.testing.invoer import Proefinvoer
from vol_reporting.indicatoren import definities
from vol_reporting.vraag import SPLITSINGEN

HANDLEIDING = Path(__file__).parents[2] / "docs" / "handleiding"
IMPORTEREN = (HANDLEIDING / "importeren.md").read_text(encoding="utf-8")
CIJFERS = (HANDLEIDING / "cijfers.md").read_text(encoding="utf-8")


class Blok(NamedTuple):
    """A `csv` block: the file that it is, what it shows (nothing for a good example), its lines."""

    bestand: str
    toont: str
    regels: list[str]


def _blokken(toont: str) -> list[Blok]:
    gevonden = re.findall(r"^```csv (\S+) ?(\w*)\n(.*?)^```$", IMPORTEREN, re.MULTILINE | re.DOTALL)
    alle = [Blok(bestand, soort, tekst.splitlines()) for bestand, soort, tekst in gevonden]
    return [blok for blok in alle if blok.toont == toont]


@pytest.fixture
def invoer(tmp_path: Path) -> Proefinvoer:
    return Proefinvoer(tmp_path / "export")


def _schrijf(invoer: Proefinvoer, toont: str) -> int:
    blokken = _blokken(toont)
    assert blokken
    for blok in blokken:
        invoer.schrijf(blok.bestand, *blok.regels)
    return sum(len(blok.regels) - 1 for blok in blokken)


async def test_every_example_goes_in_whole_and_again_adds_nothing(invoer: Proefinvoer) -> None:
    rijen = _schrijf(invoer, "")
    eerste = await invoer.importeer()
    assert (eerste.fouten, eerste.volledig, eerste.aanvaard) == ([], True, rijen)
    assert [o for o in eerste.opmerkingen if "zonder uur" not in o] == []
    tweede = await invoer.importeer()
    assert (tweede.aanvaard, tweede.herhaald, tweede.verdwenen) == (0, rijen, {})


@pytest.mark.parametrize("bestand", [blok.bestand for blok in _blokken("")])
def test_every_example_is_in_the_general_layout(bestand: str) -> None:
    assert regionale_soort(bestand.removesuffix(".csv")) is not None


async def test_a_changed_row_with_an_id_is_one_correction(invoer: Proefinvoer) -> None:
    rijen = _schrijf(invoer, "")
    await invoer.importeer()
    _schrijf(invoer, "gewijzigd")
    verslag = await invoer.importeer()
    assert (verslag.gecorrigeerd, verslag.aanvaard, verslag.herhaald) == (1, 0, rijen - 1)


async def test_the_errors_are_those_of_the_manual(invoer: Proefinvoer) -> None:
    _schrijf(invoer, "fout")
    verslag = await invoer.importeer()
    gezegd = [f"{f.bestand}, rij {f.rij}, kolom {f.kolom}: {f.reden}" for f in verslag.fouten]
    [beloofd] = re.findall(r"^```text\n(.*?)^```$", IMPORTEREN, re.MULTILINE | re.DOTALL)
    assert gezegd == beloofd.splitlines()
    assert verslag.aanvaard == 0


def test_the_manual_explains_every_figure() -> None:
    verwacht = {code: f"| {code} | {d.naam} | {d.betekenis} |" for code, d in definities().items()}
    assert {code for code, rij in verwacht.items() if rij not in CIJFERS} == set()
    assert set(re.findall(r"^\| ([A-Z]\d\d[a-z]?) \|", CIJFERS, re.MULTILINE)) == set(verwacht)


def test_the_manual_names_everything_that_figures_can_be_split_by() -> None:
    assert {naam for naam in SPLITSINGEN if f"`{naam}`" not in CIJFERS} == set()
