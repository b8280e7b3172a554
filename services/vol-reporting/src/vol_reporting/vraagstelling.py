"""Reading a question about the figures from what a person or a program wrote, field by field."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

import duckdb

from vol_reporting.cijfers import Periode, Vraag, stand_op
from vol_reporting.momenten import moment

_T = TypeVar("_T")
ALLES = "alles"
"""How a person writes that no period is meant."""


class OnjuisteVraag(ValueError):
    """What is wrong, per field, in Dutch sentences."""

    def __init__(self, fouten: dict[str, str]) -> None:
        super().__init__(" ".join(fouten.values()))
        self.fouten = fouten


def stel_vraag(
    con: duckdb.DuckDBPyConnection,
    *,
    periode: str = "",
    stand: str = "",
    bekend_op: str = "",
    regio: str = "",
    splits: str = "",
    versie: str = "",
    codes: Sequence[str] = (),
) -> Vraag:
    """The question, checked against what there is. An empty text is not asked. Raises OnjuisteVraag with all faults."""
    fouten: dict[str, str] = {}

    def gelezen(veld: str, tekst: str, lees: Callable[[str], _T]) -> _T | None:
        try:
            return lees(tekst.strip()) if tekst.strip() else None
        except ValueError as fout:
            fouten[veld] = str(fout)
            return None

    vraag = Vraag(
        periode=gelezen("periode", periode, _periode),
        stand=gelezen("stand", stand, lambda tekst: stand_op(con, moment(tekst))),
        bekend_op=gelezen("bekend_op", bekend_op, moment),
        regio=gelezen("regio", regio, _regio),
        splits=gelezen("splits", splits, _splits),
        codes=[code.strip() for code in codes if code.strip()] or None,
        versies=gelezen("versie", versie, _versies) or {},
    )
    try:
        vraag.definities()
    except ValueError as fout:
        fouten["code"] = str(fout)
    if fouten:
        raise OnjuisteVraag(fouten)
    return vraag


def _periode(tekst: str) -> Periode | None:
    return None if tekst == ALLES else Periode.lees(tekst)


def _regio(tekst: str) -> str:
    Vraag(regio=tekst).gebieden()
    return tekst


def _splits(tekst: str) -> str:
    Vraag(splits=tekst).definities()
    return tekst


def _versies(tekst: str) -> dict[str, int]:
    """Reads `B04=1`, several with a comma between them."""
    paren = [deel.strip().partition("=") for deel in tekst.split(",") if deel.strip()]
    if not all(re.fullmatch(r"[0-9]{1,3}", versie) for _, _, versie in paren):
        raise ValueError(f"‘{tekst}’ is geen versie. Schrijf het cijfer en zijn versie: B04=1.")
    versies = {code: int(versie) for code, _, versie in paren}
    Vraag(versies=versies).definities()
    return versies
