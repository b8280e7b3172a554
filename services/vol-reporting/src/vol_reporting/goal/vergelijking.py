"""Compares published figures with computed ones: teller and noemer to the unit, the figure as it was rounded."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from importlib import resources
from pathlib import Path

from vol_reporting.cijfers import Cijfer
from vol_reporting.indicatoren import definities
from vol_reporting.vraag import VLAANDEREN

_AANDUIDING = re.compile(r"(?P<code>[A-Z]\d{2}[a-z]?)(?: (?P<rij>[^,]+))?(?:, regio (?P<regio>[a-z-]+))?")
_GETAL = re.compile(r"(?P<getal>-?\d+(?:,(?P<decimalen>\d+))?)(?P<eenheid>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Verwacht:
    """A published figure: where to find it among the figures, and what was published."""

    nr: int
    code: str
    dimensie: str | None
    waarde_dimensie: str | None
    regio: str
    figuur: str
    gepubliceerd: str
    teller: int
    noemer: int | None


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """A published figure beside the computed one, which is written in the same form; None where there is none."""

    nr: int
    figuur: str
    gepubliceerd: str
    berekend: str | None
    teller: int | None
    noemer: int | None
    klopt: bool


PERIODE = "2015-10..2018"
"""The project, and what its clients did afterwards. What the leerwinkels do since is not in its figures."""


def lees_verwacht(pad: Path | None = None) -> list[Verwacht]:
    """The published figures of that file, without it those of GOAL. Raises ValueError (Dutch) for an unknown form."""
    bestand = pad or resources.files("vol_reporting") / "goal" / "verwacht.csv"
    return [_verwacht(rij) for rij in csv.DictReader(bestand.read_text("utf-8").splitlines())]


def _verwacht(rij: dict[str, str]) -> Verwacht:
    vorm = _AANDUIDING.fullmatch(rij["indicator"].strip())
    if vorm is None or vorm["code"] not in definities():
        raise ValueError(f"‘{rij['indicator']}’ is geen indicator die berekend wordt.")
    dimensie, _, waarde = (vorm["rij"] or "").partition(" ")
    eigen = dimensie in definities()[vorm["code"]].dimensies
    return Verwacht(
        nr=int(rij["nr"]),
        code=vorm["code"],
        dimensie=dimensie if eigen else None,
        waarde_dimensie=waarde if eigen else None,
        regio=vorm["regio"] or VLAANDEREN,
        figuur=rij["figuur"],
        gepubliceerd=rij["gepubliceerd"],
        teller=int(rij["teller"]),
        noemer=int(rij["noemer"]) if rij["noemer"] else None,
    )


def vergelijk(cijfers: Iterable[Cijfer], verwacht: Sequence[Verwacht]) -> list[Vergelijking]:
    """Each published figure beside the computed one, which is looked for among `cijfers` of one period."""
    gevonden = {(c.code, c.regio, c.dimensie, c.waarde_dimensie): c for c in cijfers}
    return [_vergelijking(v, gevonden.get((v.code, v.regio, v.dimensie, v.waarde_dimensie))) for v in verwacht]


def _vergelijking(v: Verwacht, c: Cijfer | None) -> Vergelijking:
    if c is None:
        return Vergelijking(v.nr, v.figuur, v.gepubliceerd, None, None, None, klopt=False)
    berekend = _geschreven_als(v.gepubliceerd, c)
    klopt = berekend == v.gepubliceerd and (c.teller, c.noemer) == (v.teller, v.noemer)
    return Vergelijking(v.nr, v.figuur, v.gepubliceerd, berekend, c.teller, c.noemer, klopt)


def _geschreven_als(voorbeeld: str, c: Cijfer) -> str | None:
    """The figure as published: as many decimals, the same unit. A share that is published without % is its count."""
    vorm = _GETAL.fullmatch(voorbeeld)
    if vorm is None or c.waarde is None or c.teller is None:
        return None
    if c.noemer is None or (c.eenheid == "%" and "%" not in vorm["eenheid"]):
        return f"{c.teller}{vorm['eenheid']}"
    breuk = Decimal(100 if c.eenheid == "%" else 1) * c.teller / c.noemer
    afgerond = breuk.quantize(Decimal(1).scaleb(-len(vorm["decimalen"] or "")), ROUND_HALF_UP)
    return f"{afgerond}".replace(".", ",") + vorm["eenheid"]
