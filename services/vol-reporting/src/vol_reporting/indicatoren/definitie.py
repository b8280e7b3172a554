"""Definitions of indicators, as read from their folder."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from pydantic import BaseModel, ConfigDict

from vol_reporting.registratie.samenstelling import zonder_opmerkingen

_GROEPEN = "BPDRKNSQ"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Dimensie(_Model):
    """A dimension of the figure itself, e.g. its trappen.

    `waarden` fixes the order; `altijd` says that every value has a row where the figure was counted, and for Flanders.
    """

    eenheid: str
    waarden: tuple[str, ...] = ()
    altijd: bool = False


class Versie(_Model):
    """Since when a version counts, and why it came."""

    geldig_van: date
    reden: str


class Definitie(_Model):
    """What a figure is: everything in `indicator.toml`, and the SQL of its newest version.

    `as` of the file is `tijdsas` here: the moment that decides the period. Without `noemer` the figure is a count.
    """

    code: str
    naam: str
    betekenis: str
    teller: str
    noemer: str | None = None
    eenheid: str
    richting: str
    tijdsas: str
    splitsbaar: bool
    caf: str
    bron: str
    dimensies: dict[str, Dimensie] = {}
    versies: dict[int, Versie]
    teksten: dict[int, str]

    @property
    def versie(self) -> int:
        """The newest version, the one that is computed."""
        return max(self.versies)

    @property
    def sql(self) -> str:
        """The SQL of the newest version."""
        return self.teksten[self.versie]

    def eenheid_van(self, dimensie: str | None) -> str:
        """The unit of a row: that of its dimension, or of the figure."""
        return self.eenheid if dimensie is None else self.dimensies[dimensie].eenheid


@cache
def definities() -> dict[str, Definitie]:
    """All definitions by code, in the order of the catalogue."""
    map_ = resources.files("vol_reporting") / "indicatoren"
    gelezen = [_lees(m) for m in map_.iterdir() if (m / "indicator.toml").is_file()]
    return {d.code: d for d in sorted(gelezen, key=lambda d: (_GROEPEN.index(d.code[0]), d.code))}


def _lees(map_: Traversable) -> Definitie:
    beschrijving = tomllib.loads((map_ / "indicator.toml").read_text("utf-8"))
    beschrijving["tijdsas"] = beschrijving.pop("as")
    teksten = {
        int(versie): zonder_opmerkingen((map_ / f"v{versie}.sql").read_text("utf-8"))
        for versie in beschrijving["versies"]
    }
    return Definitie.model_validate({**beschrijving, "teksten": teksten})
