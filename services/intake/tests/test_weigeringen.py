"""Every refusal has its sentence, and every sentence its refusal."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import intake
from intake.domain.weigeringen import ZINNEN

BRON = Path(*intake.__path__)


def _weigeringen() -> Iterator[ast.expr]:
    for pad in BRON.rglob("*.py"):
        for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
            if isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Name) and knoop.func.id == "Refusal":
                yield knoop.args[0]


def test_every_refusal_has_its_sentence_and_every_sentence_its_refusal() -> None:
    codes = {code.value if isinstance(code, ast.Constant) else ast.unparse(code) for code in _weigeringen()}
    assert codes == ZINNEN.keys()


@pytest.mark.parametrize("code", ZINNEN)
def test_a_sentence_says_what_is_not_possible_and_what_to_do(code: str) -> None:
    zin = ZINNEN[code]
    assert zin.endswith(".")
    assert zin.count(". ") >= 1
    assert len(zin) <= 170
