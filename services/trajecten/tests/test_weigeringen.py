"""Every refusal has its sentence, and every sentence its refusal."""

import ast
from pathlib import Path

import trajecten
from trajecten.domain.weigeringen import ZINNEN

BRON = Path(trajecten.__file__).parent


def _codes() -> set[str]:
    """The codes of all `Refusal(...)` of the service; one that is no literal fails."""
    oproepen = [
        knoop
        for pad in BRON.rglob("*.py")
        for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8")))
        if isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Name) and knoop.func.id == "Refusal"
    ]
    return {ast.literal_eval(oproep.args[0]) for oproep in oproepen}


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert _codes() == ZINNEN.keys()


def test_a_sentence_says_what_is_not_possible_and_what_to_do() -> None:
    """At least two sentences, in the je-form; never a word of the machine."""
    for zin in ZINNEN.values():
        assert len([deel for deel in zin.split(". ") if deel]) > 1, zin
        assert zin.endswith(".")
        assert not {"u", "uw", "event", "command", "error"} & set(zin.lower().rstrip(".").split())
