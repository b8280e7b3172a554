"""One way to do lists: columns, filters, an order and pages, of which the database does the work.

A list is data: a service declares it, and its page (`bladzijde`, `shell/lijst.html`) and its files (`lijstbestand`)
follow from it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.runtime.web.opmaak import BRUSSEL

Rij = Mapping[str, Any]
Cel = str | int | date | None
"""What stands in a cell of a file; a moment has its zone."""
Vraag = Select[*tuple[Any, ...]]

_JAREN: Final = 10
_LANGST: Final = 200
AF: Final = "-"
"""Before the name of a column: the other way round."""


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column. `cel`: what stands in it in a file; without it the column is on the page only.

    `volgorde`: what the list is sorted by for it; without it one cannot. `aflopend`: so it is sorted at first.
    """

    naam: str
    titel: str
    cel: Callable[[Rij], Cel] | None = None
    volgorde: ColumnElement[Any] | None = None
    aflopend: bool = False
    getal: bool = False
    op_blad: bool = True
    breedte: int = 20


@dataclass(frozen=True, slots=True)
class Filter:
    """What can be chosen. `opties`: from these, where what is not among them is no choice; without them a text.

    Without a `label` it is in addresses only. `zonder`: what holds where nothing is chosen.
    """

    naam: str
    label: str | None
    waar: Callable[[str], ColumnElement[bool]]
    opties: Sequence[tuple[str, str]] | None = None
    uitleg: str | None = None
    zonder: ColumnElement[bool] | None = None

    def gelezen(self, waarde: str) -> str:
        """The value as it counts: nothing for what cannot be chosen."""
        schoon = waarde.replace("\0", "").strip()[:_LANGST]
        return schoon if self.opties is None or schoon in dict(self.opties) else ""

    def in_woorden(self, waarde: str) -> str:
        """`Toestand: Afgesloten`."""
        return f"{self.label or self.naam}: {dict(self.opties or ()).get(waarde, waarde)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lijst:
    """`pad`: where its page is; `bestand`: where its files are, without `.csv` or `.xlsx`; `/<naam>` where not said.

    `volgorde`: the column that it is sorted by at first, with `-` before it for the other way round. `sleutel` makes
    every order one.
    """

    naam: str
    titel: str
    uitleg: str
    vraag: Vraag
    kolommen: Sequence[Kolom]
    sleutel: Sequence[ColumnElement[Any]]
    volgorde: str
    filters: Sequence[Filter] = ()
    pad: str = ""
    bestand: str = ""

    def __post_init__(self) -> None:
        for naam in ("pad", "bestand"):
            object.__setattr__(self, naam, getattr(self, naam) or f"/{self.naam}")

    def keuze(self, gevraagd: Mapping[str, str]) -> "Keuze":
        """What an address asks; what it cannot ask counts as nothing."""
        gelezen = {filter_.naam: filter_.gelezen(gevraagd.get(filter_.naam, "")) for filter_ in self.filters}
        volgorde = gevraagd.get("volgorde", "")
        if volgorde.removeprefix(AF) not in {kolom.naam for kolom in self.kolommen if kolom.volgorde is not None}:
            volgorde = self.volgorde
        return Keuze({naam: waarde for naam, waarde in gelezen.items() if waarde}, volgorde)

    def gekozen(self, keuze: "Keuze") -> Vraag:
        """The question for what was chosen, without an order."""
        waar = [f.waar(keuze.filters[f.naam]) if f.naam in keuze.filters else f.zonder for f in self.filters]
        return self.vraag.where(*(elk for elk in waar if elk is not None))

    def gesorteerd(self, keuze: "Keuze") -> Vraag:
        """The question for what was chosen, in its order; what is not known comes last."""
        [op] = [kolom.volgorde for kolom in self.kolommen if kolom.naam == keuze.volgorde.removeprefix(AF)]
        if op is None:
            raise TypeError(f"{self.naam} cannot be sorted by {keuze.volgorde}")
        richting = op.desc() if keuze.volgorde.startswith(AF) else op.asc()
        eerst = richting.nulls_last() if getattr(op, "nullable", True) else richting
        return self.gekozen(keuze).order_by(eerst, *self.sleutel)


@dataclass(frozen=True, slots=True)
class Keuze:
    """What was chosen of a list: the filters that hold something, and the order."""

    filters: Mapping[str, str]
    volgorde: str


def moment(titel: str, kolom: ColumnElement[Any], **anders: Any) -> Kolom:
    """Of when something was: the latest first."""
    sleutel = str(kolom.key)
    return Kolom(sleutel, titel, lambda rij: rij[sleutel], kolom, aflopend=True, **anders)


def aantal(titel: str, kolom: ColumnElement[Any], **anders: Any) -> Kolom:
    """Of a number: the greatest first."""
    return moment(titel, kolom, getal=True, **anders)


def gecodeerd(titel: str, kolom: ColumnElement[Any], lijst: str, **anders: Any) -> Kolom:
    """Of a code of a list: shown and sorted by what it is called."""
    sleutel = str(kolom.key)

    def label(rij: Rij) -> str:
        bekend = codelijst(lijst).get(rij[sleutel] or "")
        return bekend.label_nl if bekend else rij[sleutel] or ""

    return Kolom(sleutel, titel, label, op_label(kolom, lijst), **anders)


def op_label(kolom: ColumnElement[Any], lijst: str) -> ColumnElement[int]:
    """The order of a code by what it is called."""
    labels = sorted(codelijst(lijst).values(), key=lambda code: code.label_nl.casefold())
    return case({code.code: plaats for plaats, code in enumerate(labels)}, value=kolom, else_=None)


def jaarfilter(kolom: ColumnElement[datetime], nu: datetime) -> Filter:
    """The year in which it was: of the last ten."""
    dit = nu.astimezone(BRUSSEL).year
    opties = [("", "Alle"), *((str(jaar), str(jaar)) for jaar in range(dit, dit - _JAREN, -1))]

    def waar(jaar: str) -> ColumnElement[bool]:
        van, tot = (datetime(int(jaar) + n, 1, 1, tzinfo=BRUSSEL) for n in (0, 1))
        return and_(kolom >= van, kolom < tot)

    return Filter("jaar", "Jaar", waar, opties)
