"""A page of a list: the rows that an address asks, and the addresses of what is beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from sqlalchemy import Connection, func

from leerwinkel.dienst.lijst import AF, Filter, Keuze, Kolom, Lijst, Rij

PER_BLADZIJDE: Final = 50


@dataclass(frozen=True, slots=True)
class Kop:
    """The head of a column on a page: where it is sorted by it, and how it is sorted now (for `aria-sort`)."""

    titel: str
    getal: bool
    adres: str | None
    richting: str | None


@dataclass(frozen=True, slots=True)
class Bladzijde:
    """One page of a list, with what its template asks."""

    lijst: Lijst
    keuze: Keuze
    rijen: Sequence[Rij]
    totaal: int
    nummer: int
    velden: Sequence[Filter] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "velden", [filter_ for filter_ in self.lijst.filters if filter_.label is not None])

    @property
    def aantal(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.totaal // PER_BLADZIJDE))

    @property
    def eerste(self) -> int:
        """The number of the first row, counted from 1."""
        return (self.nummer - 1) * PER_BLADZIJDE + 1

    def waarde(self, filter_: str) -> str:
        """What was chosen there."""
        return self.keuze.filters.get(filter_, "")

    @property
    def vast(self) -> dict[str, str]:
        """What a new choice leaves as it is: the order, and what cannot be chosen on the page."""
        zichtbaar = {filter_.naam for filter_ in self.velden}
        blijft = {naam: waarde for naam, waarde in self.keuze.filters.items() if naam not in zichtbaar}
        return blijft | ({} if self.keuze.volgorde == self.lijst.volgorde else {"volgorde": self.keuze.volgorde})

    def adres(self, bladzijde: int = 1, volgorde: str | None = None, pad: str | None = None) -> str:
        """Where the same choice is: on another page, in another order, or as a file."""
        orde = volgorde or self.keuze.volgorde
        vraag = dict(self.keuze.filters) | ({} if orde == self.lijst.volgorde else {"volgorde": orde})
        vraag |= {"bladzijde": str(bladzijde)} if bladzijde > 1 else {}
        return (pad or self.lijst.pad) + (f"?{urlencode(vraag)}" if vraag else "")

    @property
    def koppen(self) -> list[Kop]:
        """Of the columns on the page."""
        return [self._kop(kolom) for kolom in self.lijst.kolommen if kolom.op_blad]

    def _kop(self, kolom: Kolom) -> Kop:
        if kolom.volgorde is None:
            return Kop(kolom.titel, kolom.getal, None, None)
        op, af = kolom.naam, AF + kolom.naam
        if self.keuze.volgorde not in {op, af}:
            return Kop(kolom.titel, kolom.getal, self.adres(volgorde=af if kolom.aflopend else op), None)
        nu_af = self.keuze.volgorde == af
        richting = "descending" if nu_af else "ascending"
        return Kop(kolom.titel, kolom.getal, self.adres(volgorde=op if nu_af else af), richting)


def blader(verbinding: Connection, lijst: Lijst, gevraagd: Mapping[str, str]) -> Bladzijde:
    """The page that an address asks; one that is not there is the nearest. Blocking."""
    keuze = lijst.keuze(gevraagd)
    tel = lijst.gekozen(keuze).with_only_columns(func.count(), maintain_column_froms=True).order_by(None)
    totaal = verbinding.scalar(tel) or 0
    nummer = max(1, min(_getal(gevraagd.get("bladzijde", "")), -(-totaal // PER_BLADZIJDE)))
    deze = lijst.gesorteerd(keuze).limit(PER_BLADZIJDE).offset((nummer - 1) * PER_BLADZIJDE)
    return Bladzijde(lijst, keuze, [dict(rij) for rij in verbinding.execute(deze).mappings()], totaal, nummer)


def _getal(tekst: str) -> int:
    try:
        return int(tekst)
    except ValueError:
        return 1
