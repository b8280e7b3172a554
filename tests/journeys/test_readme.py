"""The README and the manual say what is so: their commands run, their targets and settings exist."""

import re
import shlex
from pathlib import Path

import pytest
from typer import Typer

from leerwinkel.cli import app as leerwinkel
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.testing.platform import Platform
from vol_reporting.cli import app as vol
from vol_reporting.controle.opdracht import app as audit

WORTEL = Path(__file__).parents[2]
README = WORTEL / "README.md"
HANDLEIDING = WORTEL / "docs" / "handleiding"
MET_OPDRACHTEN = [
    README,
    *(HANDLEIDING / naam for naam in ("importeren.md", "cijfers.md", "rapporten.md", "auditor.md")),
]
ONZE = ("leerwinkel", "vol", "audit")


def _regels(document: Path) -> list[str]:
    """The lines of its `sh` blocks."""
    blokken = re.findall(r"^```sh\n(.*?)^```$", document.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [regel for blok in blokken for regel in blok.splitlines() if regel.strip()]


def _opdrachten(document: Path) -> list[list[str]]:
    """Those of our own commands. The others need a package registry or start a platform of their own."""
    gelezen = [shlex.split(regel, comments=True) for regel in _regels(document)]
    return [woorden for woorden in gelezen if woorden and woorden[0] in ONZE]


def _namen(naam: str, app: Typer) -> set[str]:
    bekend = [(c.name, c.callback) for c in app.registered_commands]
    return {f"{naam} {eigen or (functie.__name__ if functie else '')}" for eigen, functie in bekend}


@pytest.mark.lang
@pytest.mark.timeout(300)
def test_every_command_of_the_readme_and_the_manual_works(
    platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(WORTEL / "examples")
    (tmp_path / "mijn-export").symlink_to(WORTEL / "examples" / "goal")
    alle = [tuple(opdracht) for document in MET_OPDRACHTEN for opdracht in _opdrachten(document)]
    for opdracht in dict.fromkeys(alle):
        gezegd = platform.opdracht(*opdracht)
        assert gezegd.returncode == 0, (opdracht, gezegd.stdout, gezegd.stderr)


@pytest.mark.parametrize("document", MET_OPDRACHTEN, ids=lambda pad: pad.name)
def test_every_document_for_users_shows_commands(document: Path) -> None:
    assert _opdrachten(document)


def test_the_readme_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 120


@pytest.mark.parametrize("document", [README, WORTEL / "CONTRIBUTING.md"], ids=lambda pad: pad.name)
def test_every_target_that_is_named_is_in_the_makefile(document: Path) -> None:
    tekst = document.read_text(encoding="utf-8")
    stukken = [*_regels(document), *re.findall(r"`([^`\n]+)`", tekst)]
    genoemd = {doel for stuk in stukken for doel in re.findall(r"^make ([a-z-]+)", stuk)}
    doelen = set(re.findall(r"^([a-z-]+):", (WORTEL / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert genoemd >= {"test"}
    assert genoemd <= doelen


def test_the_readme_names_every_command_and_every_setting() -> None:
    tekst = README.read_text(encoding="utf-8")
    opdrachten = _namen("leerwinkel", leerwinkel) | _namen("vol", vol) | _namen("audit", audit)
    instellingen = {f"LEERWINKEL_{veld.upper()}" for veld in Instellingen.model_fields}
    assert {wat for wat in opdrachten | instellingen if f"`{wat}`" not in tekst} == set()
