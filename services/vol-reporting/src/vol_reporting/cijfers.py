"""Computes the figures: the one place where indicators become numbers, for screens, reports and exports alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import duckdb

from leerwinkel.gebeurtenissen.codelijst import codelijst
from vol_reporting.indicatoren import Definitie
from vol_reporting.maten import Telling
from vol_reporting.periode import Periode
from vol_reporting.registratie.stand import besluiten_bij, stand_op
from vol_reporting.registratie.tabellen import ververs
from vol_reporting.telling import ZONDER_AANMELDING, perioderelatie, tel
from vol_reporting.vraag import VLAANDEREN, Vraag

__all__ = [
    "ZONDER_AANMELDING",
    "Cijfer",
    "Periode",
    "Vraag",
    "bereken",
    "perioderelatie",
    "stand_op",
    "ververs",
]


@dataclass(frozen=True, slots=True)
class Cijfer:
    """One number. `regio` can be `vlaanderen`; without `dimensie` it is the total.

    `waarde` is in `eenheid` and not rounded; None where the noemer is 0, a reference value is missing or it cannot be
    told. A count has no noemer. `opmerking` (Dutch): why there is no value, or whose its reference value is.
    `aangehouden`: part of what the area sent is held apart, and not in it.
    """

    code: str
    versie: int
    regio: str
    periode: str
    dimensie: str | None
    waarde_dimensie: str | None
    teller: int | None
    noemer: int | None
    waarde: float | None
    eenheid: str
    opmerking: str | None = None
    aangehouden: bool = False


def bereken(con: duckdb.DuckDBPyConnection, vraag: Vraag) -> list[Cijfer]:
    """The figures asked for, ordered by code, period, area and dimension.

    Each area and period has its total, also where nothing was counted. With a split the totals come too, and after
    them the groups; a figure that has that dimension of its own is not split by it again. Exact at any time: on the
    tables where they are fresh, else over the events. Raises ValueError (Dutch) for what does not exist.
    """
    gekozen = vraag.definities()
    zegbaar = [d for d in gekozen if not vraag.verzwijgt(d)]
    gevonden = tel(con, vraag, zegbaar, None)
    tellingen = [*gevonden, *_lege(vraag, gekozen, gevonden)]
    te_splitsen = [d for d in zegbaar if d.splitsbaar and vraag.splits not in d.dimensies]
    if vraag.splits is not None:
        tellingen += tel(con, vraag, te_splitsen, vraag.splits)
    volgorde = _Volgorde(vraag, gekozen)
    gesorteerd = sorted(tellingen, key=volgorde.sleutel)
    return _met_aangehouden(con, vraag, [_cijfer(volgorde.per_code[t.code], t, vraag) for t in gesorteerd])


def _met_aangehouden(con: duckdb.DuckDBPyConnection, vraag: Vraag, cijfers: list[Cijfer]) -> list[Cijfer]:
    if not (apart := besluiten_bij(con, vraag.stand).vanaf):
        return cijfers
    return [replace(cijfer, aangehouden=cijfer.regio in (VLAANDEREN, *apart)) for cijfer in cijfers]


def _lege(vraag: Vraag, gekozen: Sequence[Definitie], gevonden: Sequence[Telling]) -> Iterator[Telling]:
    """Zeroes for totals that nothing was counted of, and in Flanders for values that are always there.

    What cannot be told is no zero.
    """
    geteld = {(t.code, t.periode, t.regio) for t in gevonden if t.dimensie is None}
    for d in gekozen:
        teller, noemer = (None, None) if vraag.verzwijgt(d) else (0, None if d.noemer is None else 0)
        for periode in vraag.perioden():
            versie = vraag.versie_van(d, periode)
            for gebied in vraag.gebieden():
                if (d.code, periode.label, gebied) in geteld:
                    continue
                yield Telling(d.code, versie, gebied, periode.label, None, None, None, teller, noemer)
                if gebied == VLAANDEREN:
                    yield from _lege_waarden(d, versie, periode)


def _lege_waarden(d: Definitie, versie: int, periode: Periode) -> Iterator[Telling]:
    for naam, dimensie in d.dimensies.items():
        for waarde in dimensie.waarden if dimensie.altijd else ():
            yield Telling(d.code, versie, VLAANDEREN, periode.label, None, naam, waarde, 0, 0)


def _cijfer(d: Definitie, t: Telling, vraag: Vraag) -> Cijfer:
    dimensie, waarde = t.dimensie, t.waarde_dimensie
    if t.splits is not None:
        dimensie = "|".join(deel for deel in (dimensie, vraag.splits) if deel is not None)
        waarde = "|".join(deel for deel in (waarde, t.splits) if deel is not None)
    uitkomst, opmerking = _waarde(d, t), _opmerking(d, t)
    vast = (d.eenheid_van(t.dimensie), vraag.verzwijgt(d) if t.teller is None and opmerking is None else opmerking)
    return Cijfer(t.code, t.versie, t.regio, t.periode, dimensie, waarde, t.teller, t.noemer, uitkomst, *vast)


def _waarde(d: Definitie, t: Telling) -> float | None:
    if t.uitkomst is not None:
        return float(t.uitkomst)
    if d.noemer is None:
        return t.teller
    if not t.noemer or t.teller is None or (d.referenties_van(t.dimensie) and t.herkomst is None):
        return None
    deel = (100 if d.eenheid_van(t.dimensie) == "%" else 1) * t.teller / t.noemer
    return deel if t.factor is None else deel * t.factor


def _opmerking(d: Definitie, t: Telling) -> str | None:
    nodig = d.referenties_van(t.dimensie)
    if not nodig or t.noemer == 0:
        return None
    if t.herkomst is not None:
        return f"Referentiewaarde: {t.herkomst}."
    namen = ", ".join(codelijst("referentiewaarde")[naam].label_nl.lower() for naam in nodig)
    return f"Zonder referentiewaarde ({namen}) is er geen cijfer."


class _Volgorde:
    """The order of figures: that of the catalogue, the question and the dimensions' own values."""

    def __init__(self, vraag: Vraag, gekozen: Sequence[Definitie]) -> None:
        self.per_code = {d.code: d for d in gekozen}
        self._codes = list(self.per_code)
        self._perioden = [p.label for p in vraag.perioden()]
        self._gebieden = list(vraag.gebieden())

    def sleutel(self, t: Telling) -> tuple[object, ...]:
        dimensies = self.per_code[t.code].dimensies
        waarden_ = (dimensies[t.dimensie].waarden or dimensies[t.dimensie].maten) if t.dimensie else ()
        bekend_ = t.waarde_dimensie in waarden_
        return (
            self._codes.index(t.code),
            self._perioden.index(t.periode),
            self._gebieden.index(t.regio),
            t.splits is not None,
            -1 if t.dimensie is None else list(dimensies).index(t.dimensie),
            t.splits or "",
            waarden_.index(t.waarde_dimensie) if bekend_ else len(waarden_),
            t.waarde_dimensie or "",
        )
