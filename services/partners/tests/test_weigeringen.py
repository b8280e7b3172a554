"""Every refusal has its sentence, and every sentence its refusal."""

import ast
from collections.abc import Iterator
from pathlib import Path

import partners
from partners.domain.weigeringen import ZINNEN

BRON = Path(partners.__file__).parent


def _weigeringen() -> Iterator[str]:
    for module in BRON.rglob("*.py"):
        for knoop in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            match knoop:
                case ast.Call(func=ast.Name("Refusal"), args=[ast.Constant(str(code))]):
                    yield code
                case ast.Call(func=ast.Name("Refusal")):
                    raise AssertionError(f"{module.name}:{knoop.lineno} refuses for a reason that is not written there")
                case _:
                    pass


def test_every_refusal_has_a_sentence_and_every_sentence_is_used() -> None:
    assert set(_weigeringen()) == set(ZINNEN)


def test_a_sentence_ends_as_one_and_says_what_to_do() -> None:
    assert [zin for zin in ZINNEN.values() if not zin.endswith(".") or zin.count(". ") + zin.count(", ") == 0] == []
