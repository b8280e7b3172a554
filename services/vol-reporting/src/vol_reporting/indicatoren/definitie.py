"""Definitions of indicators, as read from their folder."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from vol_reporting.periode import Periode
from vol_reporting.registratie.samenstelling import zonder_opmerkingen

_GROEPEN = "BPDRKNSQ"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Dimensie(_Model):
    """A dimension of the figure itself, e.g. its trappen.

    `waarden` fixes the order; `altijd` says that every value has a row where the figure was counted, and for Flanders.
    `van_geheel` says that the noemer of every value is that of the whole figure, also where a value has no row.
    A dimension with `maten` is a series of measured values: its rows are those measures. `referenties`: see Definitie.
    """

    eenheid: str
    waarden: tuple[str, ...] = ()
    altijd: bool = False
    van_geheel: bool = False
    maten: tuple[Literal["mediaan", "p90"], ...] = ()
    referenties: tuple[str, ...] = ()


class Versie(_Model):
    """Since when a version counts, and why it came."""

    geldig_van: date
    reden: str


class Definitie(_Model):
    """What a figure is: everything in `indicator.toml`, and the SQL of each version.

    `as` of the file is `tijdsas` here: the moment that decides the period. Without `noemer` the figure is a count.
    `telt` says of which rows it is made: a relation of the registration, `persoon`, or `gebeurtenissen` for no record;
    a figure that can be split counts dossiers unless it says otherwise.

    `mediaan_van`: the total is the median of that series. `referenties`: the values from outside without which there is
    no figure. `niet_bij`: looked back at by these, it cannot be told.
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
    telt: str | None = None
    caf: str
    bron: str
    mediaan_van: str | None = None
    referenties: tuple[str, ...] = ()
    niet_bij: tuple[Literal["stand", "bekend_op"], ...] = ()
    dimensies: dict[str, Dimensie] = {}
    versies: dict[int, Versie]
    teksten: dict[int, str]

    @property
    def versie(self) -> int:
        """The newest version."""
        return max(self.versies)

    def versie_van(self, periode: Periode) -> int:
        """The version by which a period is counted: the one that counted on its last day, the newest without such."""
        geldig = [v for v, versie in self.versies.items() if periode.tot is None or versie.geldig_van < periode.tot]
        return max(geldig, default=min(self.versies))

    @property
    def sql(self) -> str:
        """The SQL of the newest version."""
        return self.teksten[self.versie]

    @property
    def record(self) -> str | None:
        """What a record behind the figure is; None where it counts no records but events, hours or the like."""
        if self.telt is None:
            return "dossier" if self.splitsbaar else None
        return None if self.telt == "gebeurtenissen" else self.telt

    def eenheid_van(self, dimensie: str | None) -> str:
        """The unit of a row: that of its dimension, or of the figure."""
        return self.eenheid if dimensie is None else self.dimensies[dimensie].eenheid

    def referenties_van(self, dimensie: str | None) -> tuple[str, ...]:
        """The reference values that a row needs: those of the figure, or of its dimension."""
        return self.referenties or (() if dimensie is None else self.dimensies[dimensie].referenties)


@cache
def definities() -> dict[str, Definitie]:
    """All definitions by code, in the order of the catalogue."""
    map_ = resources.files("vol_reporting") / "indicatoren"
    gelezen = [_lees(m) for m in map_.iterdir() if (m / "indicator.toml").is_file()]
    return {d.code: d for d in sorted(gelezen, key=lambda d: (_GROEPEN.index(d.code[0]), d.code))}


@cache
def gedeeld() -> dict[str, str]:
    """Name → SELECT of what several figures read and that depends on the question: working days, reference values."""
    map_ = resources.files("vol_reporting") / "indicatoren" / "gedeeld"
    return {b.name.removesuffix(".sql"): zonder_opmerkingen(b.read_text("utf-8")) for b in map_.iterdir()}


def _lees(map_: Traversable) -> Definitie:
    beschrijving = tomllib.loads((map_ / "indicator.toml").read_text("utf-8"))
    beschrijving["tijdsas"] = beschrijving.pop("as")
    teksten = {
        int(versie): zonder_opmerkingen((map_ / f"v{versie}.sql").read_text("utf-8"))
        for versie in beschrijving["versies"]
    }
    return Definitie.model_validate({**beschrijving, "teksten": teksten})
