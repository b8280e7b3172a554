"""The house rules that no linter knows: sizes, names, and what may not stand in a file."""

import ast
import io
import os
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

WORTEL = Path(__file__).parents[2]
PYTHON = [pad for map_ in ("shared", "services", "tests", "bench") for pad in sorted((WORTEL / map_).rglob("*.py"))]
BRON = [pad for pad in PYTHON if "src" in pad.parts]
KERN = WORTEL / "shared" / "src" / "leerwinkel" / "eventsourcing"

HOOGSTENS, HOE_DAN_OOK = 200, 300
GROTER = {
    "shared/src/leerwinkel/eventsourcing/jetstream.py": 250,
    "shared/src/leerwinkel/gebeurtenissen/vol.py": 210,
}
"""The modules that may be longer than the rule, each with its own limit: a new one has to be argued for."""
KERN_HOOGSTENS = 675
"""The log in three forms (585) and the decider (90)."""
VERBODEN = {"utils", "util", "helpers", "helper", "manager", "data", "info", "process", "impl"}
_OVERSLAAN = {"__pycache__", "node_modules", "dist"}
_SPOREN = re.compile(r"/(?:work|root|home)/")
_ONAF = re.compile(r"\bTO[D]O\b|\bFIXM[E]\b")
_OPMAAK = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


def _naam(pad: Path) -> str:
    return pad.relative_to(WORTEL).as_posix()


def _lengte(pad: Path) -> int:
    return len(pad.read_text(encoding="utf-8").splitlines())


def _bestanden() -> Iterator[Path]:
    """Every file of the repository: nothing hidden, except what the CI calls."""
    for map_, mappen, namen in os.walk(WORTEL):
        mappen[:] = sorted(m for m in mappen if m == ".ci" or not (m.startswith(".") or m in _OVERSLAAN))
        yield from (Path(map_, naam) for naam in sorted(namen) if not naam.startswith("."))


def _coderegels(pad: Path) -> int:
    """Lines that hold code: without blank lines, comments and docstrings."""
    tekst = pad.read_text(encoding="utf-8")
    uitleg = {
        regel
        for knoop in ast.walk(ast.parse(tekst))
        if isinstance(knoop, ast.Expr) and isinstance(knoop.value, ast.Constant) and isinstance(knoop.value.value, str)
        for regel in range(knoop.lineno, (knoop.end_lineno or knoop.lineno) + 1)
    }
    tokens = (t for t in tokenize.generate_tokens(io.StringIO(tekst).readline) if t.type not in _OPMAAK)
    return len({regel for t in tokens for regel in range(t.start[0], t.end[0] + 1)} - uitleg)


def test_every_module_opens_with_what_it_is_for() -> None:
    assert [_naam(pad) for pad in PYTHON if not ast.get_docstring(ast.parse(pad.read_text(encoding="utf-8")))] == []


def test_a_module_is_short_enough_to_read() -> None:
    lang = {_naam(pad): _lengte(pad) for pad in BRON}
    assert {n: regels for n, regels in lang.items() if regels > GROTER.get(n, HOOGSTENS)} == {}
    assert {_naam(pad) for pad in PYTHON if _lengte(pad) > HOE_DAN_OOK} == set()


def test_the_kernel_stays_small() -> None:
    assert sum(_coderegels(pad) for pad in KERN.glob("*.py")) <= KERN_HOOGSTENS


def test_names_say_what_is_in_a_module() -> None:
    namen = {pad: {pad.stem, *pad.relative_to(WORTEL).parts[:-1]} for pad in BRON}
    assert [_naam(pad) for pad, delen in namen.items() if VERBODEN & {w for d in delen for w in d.split("_")}] == []


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    assert [_naam(pad) for pad in _bestanden() if _SPOREN.search(pad.read_text("utf-8", "replace"))] == []


def test_nothing_is_left_for_later_in_the_code() -> None:
    assert [_naam(pad) for pad in PYTHON if _ONAF.search(pad.read_text(encoding="utf-8"))] == []


def test_every_link_between_documents_leads_somewhere() -> None:
    gebroken = [
        f"{_naam(document)}: {doel}"
        for document in _bestanden()
        if document.suffix == ".md"
        for doel in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8"))
        if "://" not in doel and not (document.parent / doel).exists()
    ]
    assert gebroken == []
