"""A domain word that is a class name stands in the glossary."""

import importlib
import pkgutil
import re
from pathlib import Path

import leerwinkel.gebeurtenissen as taal

GLOSSARY = Path(__file__).parents[3] / "docs" / "glossary.md"
MACHINE = {"Model"}
"""Class names that are no word of the domain."""


def klassen() -> set[str]:
    modules = [
        importlib.import_module(f"{taal.__name__}.{module.name}") for module in pkgutil.iter_modules(taal.__path__)
    ]
    return {
        naam
        for module in modules
        for naam, klasse in vars(module).items()
        if isinstance(klasse, type) and klasse.__module__ == module.__name__ and klasse.__name__ == naam
        if naam.isidentifier() and not naam.startswith("_")
    }


def test_every_class_of_the_language_is_in_the_glossary():
    rijen = [regel for regel in GLOSSARY.read_text(encoding="utf-8").splitlines() if regel.startswith("| ")]
    woorden = {woord for rij in rijen for woord in re.findall(r"`(\w+)`", rij.split("|")[1])}
    assert klassen() - MACHINE <= woorden


def test_every_word_has_a_meaning_and_a_source():
    rijen = [regel for regel in GLOSSARY.read_text(encoding="utf-8").splitlines() if regel.startswith("| ")]
    for rij in rijen:
        _, woord, betekenis, bron, _ = (cel.strip() for cel in rij.split("|"))
        assert woord, rij
        assert betekenis, rij
        assert bron, rij
