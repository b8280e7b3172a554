"""The light of a target: green, orange, red, or that there is too little to say. Chance is never called a failure."""

from dataclasses import dataclass
from typing import Final, Literal

from vol_reporting.kwaliteit.doelkeuring import Norm
from vol_reporting.statistiek import Interval

Kleur = Literal["groen", "oranje", "rood", "geen"]
Waarom = Literal[
    "gehaald", "op-koers", "niet-gehaald", "ver-van-doel",
    "nog-niet-begonnen", "geen-cijfer", "te-weinig", "toeval", "geen-interval", "niet-rijp",
]  # fmt: skip

MINSTENS: Final = 20
"""On fewer records one person is more than five points of a share: no verdict, whichever way."""
EERSTE_DEEL: Final = 1 / 12
"""Before so much of the year went by, a count that adds up is not judged."""


@dataclass(frozen=True, slots=True)
class Licht:
    """What the limits say of a target, and why."""

    kleur: Kleur
    waarom: Waarom


@dataclass(frozen=True, slots=True, kw_only=True)
class Gemeten:
    """What a target is held against. `deel`: how much of its year went by, from 0 to 1.

    `telt_op`: it grows with the year, as a count does, so that part of the target is asked of part of the year.
    `stijgt_nog`: facts that are still to come can raise it.
    """

    waarde: float | None
    ruimte: Interval | None
    noemer: int | None
    deel: float
    telt_op: bool
    stijgt_nog: bool


def licht(norm: Norm, streefwaarde: float, grens: float | None, gemeten: Gemeten) -> Licht:
    """Green where the target is reached. Not reached is orange, beyond `grens` red, and only beyond chance.

    Without an interval nobody can tell chance from failure, so there is no verdict.
    """
    if stil := _zonder_oordeel(gemeten):
        return Licht("geen", stil)
    deel = gemeten.deel if gemeten.telt_op else 1.0
    gehaald = _haalt(norm, gemeten.waarde or 0.0, deel * streefwaarde)
    if gemeten.stijgt_nog and gehaald == (norm == "hoogstens"):
        return Licht("geen", "niet-rijp")
    if gehaald:
        return Licht("groen", "gehaald" if gemeten.deel >= 1 else "op-koers")
    return _niet_gehaald(norm, deel * streefwaarde, None if grens is None else deel * grens, gemeten.ruimte)


def _zonder_oordeel(gemeten: Gemeten) -> Waarom | None:
    """Why there is nothing to say whatever the target is; None where there is."""
    if gemeten.deel <= 0:
        return "nog-niet-begonnen"
    if gemeten.waarde is None:
        return "geen-cijfer"
    weinig = gemeten.deel < EERSTE_DEEL if gemeten.telt_op else (gemeten.noemer or 0) < MINSTENS
    return "te-weinig" if weinig else None


def _niet_gehaald(norm: Norm, doel: float, grens: float | None, ruimte: Interval | None) -> Licht:
    if ruimte is None:
        return Licht("geen", "geen-interval")
    beste = ruimte.boven if norm == "minstens" else ruimte.onder
    if _haalt(norm, beste, doel):
        return Licht("geen", "toeval")
    if grens is None or _haalt(norm, beste, grens):
        return Licht("oranje", "niet-gehaald")
    return Licht("rood", "ver-van-doel")


def _haalt(norm: Norm, waarde: float, doel: float) -> bool:
    return waarde >= doel if norm == "minstens" else waarde <= doel
