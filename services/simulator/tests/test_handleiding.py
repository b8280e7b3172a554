"""The manual names every choice of the command, and its examples can be given."""

import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.core import TyperCommand, TyperGroup

from leerwinkel.cli import app

TEKST = (Path(__file__).parents[3] / "docs" / "handleiding" / "simuleren.md").read_text(encoding="utf-8")
VOORBEELDEN = re.findall(r"^leerwinkel simuleer(.*)$", TEKST, re.MULTILINE)


def _opdracht() -> TyperCommand:
    alle = typer.main.get_command(app)
    assert isinstance(alle, TyperGroup)
    opdracht = alle.commands["simuleer"]
    assert isinstance(opdracht, TyperCommand)
    return opdracht


@pytest.mark.parametrize("woorden", VOORBEELDEN)
def test_an_example_can_be_given(woorden: str) -> None:
    gelezen = _opdracht().make_context("simuleer", shlex.split(woorden)).params
    assert gelezen["dossiers"] in {100, 200, 2000}


def test_every_choice_is_explained_with_what_it_is_by_itself() -> None:
    uitleg = dict(re.findall(r"^\| `(--[a-z]+)` \|.*\| `?([^|`]+)`? \|$", TEKST, re.MULTILINE))
    keuzes = {keuze.opts[0]: keuze.default for keuze in _opdracht().params if keuze.name}
    assert uitleg == {naam: "vandaag" if waarde is None else str(waarde) for naam, waarde in keuzes.items()}
