"""Code lists: the closed vocabularies of the events, as versioned package data."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from pydantic_core import CoreSchema, core_schema

ONBEKEND = ("onbekend", "niet-gevraagd", "wil-niet-zeggen")
"""The three ways not to know, kept apart in every profile field."""


@dataclass(frozen=True, slots=True)
class Codering:
    """One code of a list. `geldig_tot` is exclusive; `groep` is the coarser class, where the list has one."""

    code: str
    label_nl: str
    label_en: str
    geldig_van: date
    geldig_tot: date | None
    groep: str | None

    def geldig_op(self, dag: date) -> bool:
        """Whether the code was in use on that day."""
        return self.geldig_van <= dag and (self.geldig_tot is None or dag < self.geldig_tot)


@cache
def codelijst(naam: str) -> dict[str, Codering]:
    """The list as code → Codering, in the order of the file. KeyError-free: an unknown list is a FileNotFoundError."""
    bestand = resources.files("leerwinkel.gebeurtenissen") / "codelijsten" / f"{naam}.csv"
    regels = bestand.read_text(encoding="utf-8").splitlines()
    return {rij["code"]: _codering(rij) for rij in csv.DictReader(regels)}


def _codering(rij: dict[str, str]) -> Codering:
    return Codering(
        code=rij["code"],
        label_nl=rij["label_nl"],
        label_en=rij["label_en"],
        geldig_van=date.fromisoformat(rij["geldig_van"]),
        geldig_tot=date.fromisoformat(rij["geldig_tot"]) if rij["geldig_tot"] else None,
        groep=rij["groep"] or None,
    )


@dataclass(frozen=True, slots=True)
class Code:
    """Marks a text field as a code of a list: `Annotated[str, Code("kanaal")]`.

    `groepen` narrows it to some groups of the list; `mag_onbekend` adds the three ways not to know.
    """

    lijst: str
    groepen: tuple[str, ...] = ()
    mag_onbekend: bool = False

    def codes(self) -> tuple[str, ...]:
        """All codes that the field accepts."""
        gekozen = [c.code for c in codelijst(self.lijst).values() if not self.groepen or c.groep in self.groepen]
        return (*gekozen, *ONBEKEND) if self.mag_onbekend else tuple(gekozen)

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> CoreSchema:
        return core_schema.literal_schema(list(self.codes()))
