"""Computes the figures: the one place where indicators become numbers, for screens, reports and exports alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from vol_reporting.indicatoren import Definitie
from vol_reporting.periode import Periode
from vol_reporting.registratie.samenstelling import aanhaling, bouwvolgorde, met, relaties, tabel, waarden
from vol_reporting.registratie.stand import bekend, stand_op
from vol_reporting.registratie.tabellen import is_vers, ververs
from vol_reporting.vraag import SPLITSINGEN, VLAANDEREN, Vraag

__all__ = ["Cijfer", "Periode", "Vraag", "bereken", "stand_op", "ververs"]

ZONDER_AANMELDING = "zonder-aanmelding"
"""The group of facts whose dossier has no aanmelding, where figures are split."""


@dataclass(frozen=True, slots=True)
class Cijfer:
    """One number. `regio` can be `vlaanderen`; without `dimensie` it is the total.

    `waarde` is in `eenheid` and not rounded; None where the noemer is 0. A count has no noemer.
    """

    code: str
    versie: int
    regio: str
    periode: str
    dimensie: str | None
    waarde_dimensie: str | None
    teller: int
    noemer: int | None
    waarde: float | None
    eenheid: str


@dataclass(frozen=True, slots=True)
class _Telling:
    code: str
    regio: str
    periode: str
    splits: str | None
    dimensie: str | None
    waarde_dimensie: str | None
    teller: int
    noemer: int | None


def bereken(con: duckdb.DuckDBPyConnection, vraag: Vraag) -> list[Cijfer]:
    """The figures asked for, ordered by code, period, area and dimension.

    Each area and period has its total, also where nothing was counted. With a split the totals come too, and after
    them the groups; a figure that has that dimension of its own is not split by it again. Exact at any time: on the
    tables where they are fresh, else over the events. Raises ValueError (Dutch) for what does not exist.
    """
    gekozen = vraag.definities()
    if not gekozen:
        return []
    gevonden = _tel(con, vraag, gekozen, None)
    tellingen = [*gevonden, *_lege(vraag, gekozen, gevonden)]
    te_splitsen = [d for d in gekozen if d.splitsbaar and vraag.splits not in d.dimensies]
    if vraag.splits is not None and te_splitsen:
        tellingen += _tel(con, vraag, te_splitsen, vraag.splits)
    volgorde = _Volgorde(vraag, gekozen)
    return [_cijfer(volgorde.per_code[t.code], t, vraag.splits) for t in sorted(tellingen, key=volgorde.sleutel)]


def _tel(
    con: duckdb.DuckDBPyConnection, vraag: Vraag, gekozen: Sequence[Definitie], splits: str | None
) -> list[_Telling]:
    nu = vraag.stand is None and vraag.bekend_op is None and is_vers(con)
    aanbod = {
        "bekend": bekend(vraag.stand, vraag.bekend_op),
        "gebied": waarden(
            [(gebied, regio) for gebied, regios in vraag.gebieden().items() for regio in regios], ("gebied", "regio")
        ),
        "periode": _perioden(vraag.perioden()),
    }
    if splits is not None:
        aanbod["dossier"] = _gesplitst(splits, tabel("dossier") if nu else f"({relaties()['dossier']})")
    sql = met(_vereniging(gekozen), aanbod, frozenset(bouwvolgorde()) if nu else frozenset())
    rijen = con.execute(sql).fetchall()
    zonder = None if splits is None else ZONDER_AANMELDING
    return [_Telling(code, regio, periode, groep or zonder, *rest) for code, regio, periode, groep, *rest in rijen]


def _gesplitst(splits: str, dossier: str) -> str:
    return f"SELECT * REPLACE (({SPLITSINGEN[splits]})::VARCHAR AS splits) FROM {dossier}"  # noqa: S608 - a constant


def _vereniging(gekozen: Sequence[Definitie]) -> str:
    delen = [f"SELECT {aanhaling(d.code)} AS code, * FROM ({d.sql})" for d in gekozen]  # noqa: S608 - files
    vorm = ", ".join(
        f"NULL::VARCHAR AS {kolom}" for kolom in ("code", "regio", "periode", "splits", "dimensie", "waarde_dimensie")
    )
    return (
        "SELECT code, regio, periode, splits, dimensie, waarde_dimensie, teller::BIGINT, noemer::BIGINT FROM ("  # noqa: S608
        f"SELECT {vorm} WHERE false UNION ALL BY NAME {' UNION ALL BY NAME '.join(delen)})"
    )


def _perioden(perioden: Sequence[Periode]) -> str:
    rijen = [(p.label, _grens(p.van, "-infinity"), _grens(p.tot, "infinity")) for p in perioden]
    gelezen = waarden(rijen, ("periode", "van", "tot"))
    return f"SELECT periode, van::DATE AS van, tot::DATE AS tot FROM ({gelezen})"  # noqa: S608 - quoted


def _grens(dag: date | None, zonder: str) -> str:
    return zonder if dag is None else dag.isoformat()


def _lege(vraag: Vraag, gekozen: Sequence[Definitie], gevonden: Sequence[_Telling]) -> Iterator[_Telling]:
    """Zeroes for totals that nothing was counted of, and in Flanders for values that are always there."""
    geteld = {(t.code, t.periode, t.regio) for t in gevonden if t.dimensie is None}
    for d in gekozen:
        noemer = None if d.noemer is None else 0
        for periode in vraag.perioden():
            for gebied in vraag.gebieden():
                if (d.code, periode.label, gebied) in geteld:
                    continue
                yield _Telling(d.code, gebied, periode.label, None, None, None, 0, noemer)
                if gebied == VLAANDEREN:
                    yield from _lege_waarden(d, periode)


def _lege_waarden(d: Definitie, periode: Periode) -> Iterator[_Telling]:
    for naam, dimensie in d.dimensies.items():
        for waarde in dimensie.waarden if dimensie.altijd else ():
            yield _Telling(d.code, VLAANDEREN, periode.label, None, naam, waarde, 0, 0)


def _cijfer(d: Definitie, t: _Telling, splits: str | None) -> Cijfer:
    dimensie, waarde = t.dimensie, t.waarde_dimensie
    if t.splits is not None:
        dimensie = "|".join(deel for deel in (dimensie, splits) if deel is not None)
        waarde = "|".join(deel for deel in (waarde, t.splits) if deel is not None)
    eenheid = d.eenheid_van(t.dimensie)
    uitkomst = _waarde(t, eenheid)
    return Cijfer(d.code, d.versie, t.regio, t.periode, dimensie, waarde, t.teller, t.noemer, uitkomst, eenheid)


def _waarde(t: _Telling, eenheid: str) -> float | None:
    if t.noemer is None:
        return t.teller
    if t.noemer == 0:
        return None
    return (100 if eenheid == "%" else 1) * t.teller / t.noemer


class _Volgorde:
    """The order of figures: that of the catalogue, the question and the dimensions' own values."""

    def __init__(self, vraag: Vraag, gekozen: Sequence[Definitie]) -> None:
        self.per_code = {d.code: d for d in gekozen}
        self._codes = list(self.per_code)
        self._perioden = [p.label for p in vraag.perioden()]
        self._gebieden = list(vraag.gebieden())

    def sleutel(self, t: _Telling) -> tuple[object, ...]:
        dimensies = self.per_code[t.code].dimensies
        waarden_ = dimensies[t.dimensie].waarden if t.dimensie else ()
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
