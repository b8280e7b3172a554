"""A report as every form carries it: chapters of sentences, tables and charts. A number stands in it once."""

from dataclasses import dataclass
from typing import Literal

from vol_reporting.rapporten.namen import nummer

Cel = str | int | float | None
"""What stands in a cell; None where there is nothing to tell."""

Kolomsoort = Literal["tekst", "aantal", "waarde", "onder", "boven"]
"""`waarde` is in the unit of its row; `onder` and `boven` are bounds in it, which people read together."""

DECIMALEN = 6
"""So many a number has that is not whole: more than anybody reads, fewer than machines can differ in."""


_CODES = (
    "maand",
    "periode",
    "code",
    "verdeling",
    "groep",
    "kenmerk",
    "waarde_kenmerk",
    "regiocode",
    "nummer",
    "soort",
)
VERBORGEN = "verborgen"
"""The column that names the columns of its row that may not be told, in a table for publication."""


@dataclass(frozen=True, slots=True)
class Kolom:
    """`naam` is for programs. `getoond`: whether people see it, who see less than programs."""

    naam: str
    titel: str
    soort: Kolomsoort = "tekst"
    getoond: bool = True


@dataclass(frozen=True, slots=True)
class Tabel:
    """`naam` is unique in the report: of its file, its sheet, its place. The first column that is shown names a row."""

    naam: str
    titel: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[Cel, ...], ...]

    @property
    def sleutel(self) -> tuple[str, ...]:
        """The columns of codes that together name a row: those that only programs see, or else the first."""
        codes = tuple(kolom.naam for kolom in self.kolommen if kolom.naam in _CODES)
        return codes or (self.kolommen[0].naam,)

    def plaats(self, naam: str) -> int:
        """Where a column stands. Raises KeyError."""
        for plaats, kolom in enumerate(self.kolommen):
            if kolom.naam == naam:
                return plaats
        raise KeyError(naam)

    def kolom(self, naam: str) -> list[Cel]:
        """What stands in a column, row by row."""
        plaats = self.plaats(naam)
        return [rij[plaats] for rij in self.rijen]


@dataclass(frozen=True, slots=True)
class Grafiekvraag:
    """A chart of the table that follows it. `eenheid` heads the axis of the value; `wat` that of a funnel's number."""

    soort: Literal["verloop", "trechter"]
    titel: str
    eenheid: str
    als_aandeel: bool
    wat: str = ""


@dataclass(frozen=True, slots=True)
class Deel:
    """A table, with what is said about it and its chart, if it has one."""

    tabel: Tabel
    uitleg: str = ""
    grafiek: Grafiekvraag | None = None


@dataclass(frozen=True, slots=True)
class Hoofdstuk:
    """`uitleg` are sentences (Dutch), one to a paragraph."""

    naam: str
    titel: str
    uitleg: tuple[str, ...]
    delen: tuple[Deel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapport:
    """`gebied` is a region or `vlaanderen`. `stand_van` (ISO 8601, UTC): when the VOL had received what counts."""

    bestemming: str
    opzet: int
    periode: str
    gebied: str
    titel: str
    ondertitel: str
    stand_van: str
    kenmerken: tuple[tuple[str, str], ...]
    hoofdstukken: tuple[Hoofdstuk, ...]

    @property
    def tabellen(self) -> list[Tabel]:
        """All tables, in the order of the report."""
        return [deel.tabel for hoofdstuk in self.hoofdstukken for deel in hoofdstuk.delen]

    @property
    def nummer(self) -> str:
        """What its files are called by."""
        return nummer(self.periode, self.gebied)


def rond(waarde: float | None) -> float | None:
    """As it stands in a report."""
    return None if waarde is None else round(float(waarde), DECIMALEN)
