"""Runs the SQL of the figures over the registration, for a question: what was counted and measured."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import duckdb

from vol_reporting.indicatoren import Definitie, gedeeld
from vol_reporting.maten import Meting, Telling, samengevat
from vol_reporting.periode import Periode
from vol_reporting.registratie.alsof import met_oordelen, zonder_personen
from vol_reporting.registratie.feestdagen import feestdagen
from vol_reporting.registratie.samenstelling import (
    aanhaling,
    bouwvolgorde,
    gelezen,
    met,
    namen,
    relaties,
    tabel,
    uit_tabellen,
    waarden,
)
from vol_reporting.registratie.stand import bekend, grens, kolommen, lees_bekend, quarantaine
from vol_reporting.registratie.tabellen import is_vers
from vol_reporting.vraag import SPLITSINGEN, Vraag

ZONDER_AANMELDING = "zonder-aanmelding"
"""The group of facts whose dossier has no aanmelding, where figures are split."""

_TEKST = ("code", "regio", "periode", "splits", "dimensie", "waarde_dimensie", "herkomst")
_GETAL = ("versie", "teller", "noemer", "waarde", "aantal")
_VORM = ", ".join([*(f"NULL::VARCHAR AS {k}" for k in _TEKST), *(f"NULL::BIGINT AS {k}" for k in _GETAL)])
_LEEG = f"SELECT {_VORM}, NULL::DOUBLE AS factor WHERE false"
"""Every column that the SQL of a figure can give: teller and noemer, or of a measured value how often (aantal)."""
_ONGESPLITST = "SELECT NULL::VARCHAR AS regio, NULL::VARCHAR AS dossier, NULL::VARCHAR AS splits WHERE false"
"""The relation `splitsing` where nothing is split: no dossier is looked up for it."""


def tel(
    con: duckdb.DuckDBPyConnection, vraag: Vraag, gekozen: Sequence[Definitie], splits: str | None
) -> list[Telling]:
    """What was counted of those figures; on the tables where they are fresh, else over the events."""
    delen = [deel for d in gekozen for deel in _delen(d, vraag)]
    if not delen:
        return []
    nu = vraag.stand is None and vraag.bekend_op is None and is_vers(con)
    aanbod = aanbod_voor(con, vraag, delen)
    if splits is None:
        aanbod["splitsing"] = _ONGESPLITST
    else:
        kan = nu and not vraag.alsof
        aanbod["dossier"] = _gesplitst(splits, tabel("dossier") if kan else f"({relaties()['dossier']})")
    if not nu or vraag.alsof:
        aanbod["bekend"] = _genoeg(con, vraag, _vereniging(delen), aanbod)
    bewaard = () if not nu else zonder_personen() if vraag.alsof else bouwvolgorde()
    sql = met(_vereniging(delen), aanbod, uit_tabellen(bewaard))
    zonder = None if splits is None else ZONDER_AANMELDING
    return list(_gelezen(con.execute(sql).fetchall(), zonder, {d.code: d for d in gekozen}))


def _gelezen(
    rijen: Iterable[tuple[Any, ...]], zonder: str | None, definities: Mapping[str, Definitie]
) -> Iterator[Telling]:
    """Counts as they are, series of measured values as their measures."""
    metingen: list[Meting] = []
    for code, versie, regio, periode, groep, dimensie, naam, teller, noemer, factor, herkomst, waarde, aantal in rijen:
        splits = groep or zonder
        if aantal is None:
            yield Telling(code, versie, regio, periode, splits, dimensie, naam, teller, noemer, factor, herkomst)
        else:
            metingen.append(Meting(code, versie, regio, periode, splits, dimensie, waarde, aantal))
    yield from samengevat(metingen, definities)


def aanbod_voor(con: duckdb.DuckDBPyConnection, vraag: Vraag, teksten: Sequence[str]) -> dict[str, str]:
    """What the question decides of the relations that those texts can read."""
    moment = "NULL" if vraag.bekend_op is None else aanhaling(vraag.bekend_op.isoformat())
    gebieden = [(gebied, regio) for gebied, regios in vraag.gebieden().items() for regio in regios]
    aanbod = {
        **gedeeld(),
        "bekend": met_oordelen(bekend(con, vraag.stand, vraag.bekend_op), vraag.alsof),
        "quarantaine": quarantaine(con, vraag.stand),
        "kijkmoment": f"SELECT {moment}::TIMESTAMPTZ AS bekend_op",
        "gebied": waarden(gebieden, ("gebied", "regio")),
        "periode": perioderelatie(vraag.perioden()),
    }
    if any("werkdag" in namen(tekst) for tekst in teksten):
        aanbod["feestdag"] = feestdagen()
    return aanbod


def _genoeg(con: duckdb.DuckDBPyConnection, vraag: Vraag, tekst: str, aanbod: Mapping[str, str]) -> str:
    """The relation `bekend` with the columns that are read of it: to plan the others takes longer than to count."""
    anders = {naam: sql for naam, sql in aanbod.items() if naam != "bekend"}
    wat = kolommen(gelezen(tekst, anders))
    return met_oordelen(lees_bekend(grens(con, vraag.stand, vraag.bekend_op), wat), vraag.alsof)


def _delen(d: Definitie, vraag: Vraag) -> Iterator[str]:
    """Each version of a figure that the question needs, for its periods."""
    per_versie: dict[int, list[str]] = defaultdict(list)
    for periode in vraag.perioden():
        per_versie[vraag.versie_van(d, periode)].append(periode.label)
    for versie, labels in per_versie.items():
        deel = f"SELECT {aanhaling(d.code)} AS code, {versie} AS versie, * FROM ({d.teksten[versie]})"  # noqa: S608
        alleen = f" WHERE periode IN ({', '.join(map(aanhaling, labels))})"
        yield deel if len(per_versie) == 1 else deel + alleen


def _gesplitst(splits: str, dossier: str) -> str:
    return f"SELECT * REPLACE (({SPLITSINGEN[splits]})::VARCHAR AS splits) FROM {dossier}"  # noqa: S608 - a constant


def _vereniging(delen: Sequence[str]) -> str:
    return (
        "SELECT code, versie, regio, periode, splits, dimensie, waarde_dimensie, teller::BIGINT, noemer::BIGINT, "  # noqa: S608
        "factor::DOUBLE, herkomst, waarde::BIGINT, aantal::BIGINT "
        f"FROM ({_LEEG} UNION ALL BY NAME {' UNION ALL BY NAME '.join(delen)})"
    )


def perioderelatie(perioden: Sequence[Periode]) -> str:
    """The relation `periode`: label, and the first day and the day after the last."""
    rijen = [(p.label, _grens(p.van, "-infinity"), _grens(p.tot, "infinity")) for p in perioden]
    gelezen = waarden(rijen, ("periode", "van", "tot"))
    return f"SELECT periode, van::DATE AS van, tot::DATE AS tot FROM ({gelezen})"  # noqa: S608 - quoted


def _grens(dag: date | None, zonder: str) -> str:
    return zonder if dag is None else dag.isoformat()
