"""Puts together what asks an indicator for its records: its own SQL, over relations of which every row has a number.

No figure has a second text. A figure that can be split is split by the dossier, or by the person: every dossier has
its number as its group. Where the record is another row (a contact, say), each row stands as a dossier of its own, or,
where it is of no dossier, as a region of its own. So what the records give adds up to the figure.
"""

# ruff: noqa: S608 - files of our own and quoted literals

import re
from collections.abc import Sequence
from functools import cache

import duckdb

from vol_reporting.cijfers import ZONDER_AANMELDING
from vol_reporting.herleiding.getal import Getal
from vol_reporting.registratie.samenstelling import aanhaling, bouwvolgorde, met, namen, relaties, tabel, uit_tabellen
from vol_reporting.registratie.stand import bekend
from vol_reporting.telling import aanbod_voor
from vol_reporting.vraag import SPLITSINGEN

DOSSIER, PERSOON, PARTNER = "dossier", "persoon", "partner"
_NUMMER = {
    PERSOON: "dense_rank() OVER (ORDER BY coalesce(persoon, 'dossier:' || regio || '/' || dossier))",
    PARTNER: "dense_rank() OVER (ORDER BY regio, partner)",
}
"""Records that are several rows together, by what they have in common."""
_MET_DOSSIER = re.compile(r"\bAS dossier\b")
_LEEST = re.compile(r"\b(FROM|JOIN)\s+([a-z_]+)\b(?!\s*\.)")
"""What `samenstelling` takes for the name of a relation; between quotes it is one that stands in the text itself."""
_KOLOMMEN = {
    **dict.fromkeys(("regio", "dimensie", "waarde_dimensie"), "VARCHAR"),
    **dict.fromkeys(("splits", "teller", "noemer", "waarde", "aantal"), "BIGINT"),
}


def herleid(con: duckdb.DuckDBPyConnection, getal: Getal, tekst: str, *, nu: bool) -> str:
    """The query `tekst` over `genummerd` (the records: nr, and their columns) and `herleid` (nr, teller, noemer)."""
    definitie = getal.definitie
    gezien = None if nu else bekend(con, getal.vraag.stand, getal.vraag.bekend_op)
    van_dossiers = definitie.record in (DOSSIER, PERSOON)
    aanbod = aanbod_voor(con, getal.vraag, [getal.sql])
    aanbod["genummerd"] = _dossiers(getal, gezien=gezien) if van_dossiers else _rijen(getal, gezien=gezien)
    if not nu:
        aanbod["alle_dossiers"] = f"SELECT * FROM {_bron(DOSSIER, gezien=gezien)}"
    if not definitie.splitsbaar:
        aanbod |= _als_regios(getal)
    elif van_dossiers:
        aanbod[DOSSIER] = "SELECT * EXCLUDE (nr) REPLACE (nr AS splits) FROM genummerd"
    else:
        aanbod |= _als_dossiers(getal, gezien=gezien)
    sleutel = "splits" if definitie.splitsbaar else "split_part(regio, '#', 2)::BIGINT"
    aanbod["herleid"] = _bijdragen(getal, sleutel)
    return met(tekst, aanbod, uit_tabellen(bouwvolgorde() if nu else ()))


def _bijdragen(getal: Getal, sleutel: str) -> str:
    """What each record gives to teller and noemer; those that give nothing to either are not behind the number."""
    vorm = ", ".join(f"NULL::{soort} AS {kolom}" for kolom, soort in _KOLOMMEN.items())
    van_teller, van_noemer, teller, noemer = _maat(getal)
    return (
        f"SELECT {sleutel} AS nr, coalesce(sum({teller}) FILTER ({van_teller}), 0)::BIGINT AS teller, "
        f"(sum({noemer}) FILTER ({van_noemer}))::BIGINT AS noemer "
        f"FROM (SELECT {vorm} WHERE false UNION ALL BY NAME ({getal.sql})) WHERE {sleutel} IS NOT NULL "
        f"GROUP BY ALL HAVING sum({teller}) FILTER ({van_teller}) <> 0 OR sum({noemer}) FILTER ({van_noemer}) <> 0"
    )


def _maat(getal: Getal) -> tuple[str, str, str, str]:
    """Which rows of the figure are the number's teller and its noemer, and what of them is added up."""
    dimensies = getal.definitie.dimensies
    reeks = getal.dimensie or getal.definitie.mediaan_van
    if reeks is not None and dimensies[reeks].maten:
        gemeten = f"dimensie = {aanhaling(reeks)} AND aantal IS NOT NULL"
        return gemeten, gemeten, "waarde * aantal", "aantal"
    geheel = "dimensie IS NULL"
    if getal.dimensie is None:
        return geheel, geheel, "teller", "noemer"
    deel = (
        f"dimensie = {aanhaling(getal.dimensie)} AND waarde_dimensie IS NOT DISTINCT FROM {_letterlijk(getal.waarde)}"
    )
    return deel, geheel if dimensies[getal.dimensie].van_geheel else deel, "teller", "noemer"


def _letterlijk(waarde: str | None) -> str:
    return "NULL" if waarde is None else aanhaling(waarde)


def _dossiers(getal: Getal, *, gezien: str | None) -> str:
    """Every dossier with its number, or that of its person. Dossiers without aanmelding have only their code."""
    bron = tabel(DOSSIER) if gezien is None else "alle_dossiers"
    delen = [_van_groep(getal, bron)]
    if getal.groep in (None, ZONDER_AANMELDING):
        sporen = f"SELECT DISTINCT regio, dossier FROM ({_sporen(getal.sql)})"
        delen.append(f"SELECT regio, dossier FROM ({sporen}) ANTI JOIN {bron} USING (regio, dossier)")
    nummer = _NUMMER.get(str(getal.definitie.record), "row_number() OVER (ORDER BY regio, dossier)")
    samen = " UNION ALL BY NAME ".join(f"({deel})" for deel in delen)
    return f"SELECT *, {nummer} AS nr FROM ({samen}) WHERE {_in(getal.regios)}"


def _van_groep(getal: Getal, bron: str) -> str:
    """The dossiers in the group of the split, if one was chosen."""
    if getal.vraag.splits is None or getal.groep is None:
        return f"SELECT * FROM {bron}"
    groep = None if getal.groep == ZONDER_AANMELDING else getal.groep
    gesplitst = f"SELECT * REPLACE (({SPLITSINGEN[getal.vraag.splits]})::VARCHAR AS splits) FROM {bron}"
    return f"SELECT * FROM ({gesplitst}) WHERE splits IS NOT DISTINCT FROM {_letterlijk(groep)}"


def _sporen(sql: str) -> str:
    """Every dossier of which the figure can read a fact."""
    delen = [f"SELECT regio, dossier FROM {naam}" for naam in _gelezen(sql) if naam in _met_dossier()]
    return " UNION ALL ".join(delen) or "SELECT NULL::VARCHAR AS regio, NULL::VARCHAR AS dossier WHERE false"


def _gelezen(sql: str) -> Sequence[str]:
    """The relations that a text reads, beside `dossier` itself."""
    return [naam for naam in dict.fromkeys(namen(sql)) if naam in relaties() and naam != DOSSIER]


@cache
def _met_dossier() -> frozenset[str]:
    return frozenset(naam for naam, sql in relaties().items() if naam != DOSSIER and _MET_DOSSIER.search(sql))


def _bron(naam: str, *, gezien: str | None) -> str:
    """A relation as it is, also where its name, or that of one it reads, was given another meaning."""
    if gezien is None:
        return tabel(naam)
    op_zichzelf = met(relaties()[naam], {"bekend": gezien})
    return "(" + _LEEST.sub(r'\1 "\2"', op_zichzelf) + ")"


def _rijen(getal: Getal, *, gezien: str | None) -> str:
    """Every row of what the figure counts, with its number, or that of what it has in common with others."""
    gelezen = _gelezen(getal.sql)
    getelde = [naam for naam in gelezen if naam == getal.definitie.record] or gelezen
    if not getal.definitie.splitsbaar:
        getelde = gelezen
    delen = [f"SELECT {aanhaling(naam)} AS relatie, * FROM {_bron(naam, gezien=gezien)}" for naam in getelde]
    rijen = f"SELECT * FROM ({' UNION ALL BY NAME '.join(delen)}) WHERE {_in(getal.regios)} ORDER BY ALL"
    nummer = _NUMMER.get(str(getal.definitie.record), "row_number() OVER ()")
    genummerd = f"SELECT {nummer} AS nr, * FROM ({rijen})"
    if getal.vraag.splits is None or getal.groep is None:
        return genummerd
    bron = tabel(DOSSIER) if gezien is None else "alle_dossiers"
    in_groep = f"SELECT regio, dossier FROM ({_van_groep(getal, bron)})"
    if getal.groep == ZONDER_AANMELDING:
        in_groep += f" UNION SELECT regio, dossier FROM ({rijen}) ANTI JOIN {bron} USING (regio, dossier)"
    return f"SELECT * FROM ({genummerd}) SEMI JOIN ({in_groep}) USING (regio, dossier)"


def _als_dossiers(getal: Getal, *, gezien: str | None) -> dict[str, str]:
    """Each row as the only one of a dossier of its own, which has all the other facts of its dossier."""
    eigen = "dossier || '#' || nr AS dossier"
    aanbod = {DOSSIER: f"SELECT regio, {eigen}, nr AS splits FROM genummerd"}
    for naam in _gelezen(getal.sql):
        if naam == getal.definitie.record:
            aanbod[naam] = f"SELECT * REPLACE ({eigen}) FROM genummerd"
        elif naam in _met_dossier():
            sleutels = "(SELECT DISTINCT regio, dossier, nr FROM genummerd)"
            bron = f"{_bron(naam, gezien=gezien)} JOIN {sleutels} USING (regio, dossier)"
            aanbod[naam] = f"SELECT * EXCLUDE (nr) REPLACE ({eigen}) FROM {bron}"
    return aanbod


def _als_regios(getal: Getal) -> dict[str, str]:
    """Each record as the only one of a region of its own."""
    eigen = "regio || '#' || nr AS regio"
    aanbod = {"gebied": "SELECT DISTINCT regio || '#' || nr AS gebied, regio || '#' || nr AS regio FROM genummerd"}
    if getal.definitie.record in (DOSSIER, PERSOON):
        # of a person in several regions, all of it belongs together
        eigen = "'#' || nr AS regio"
        alleen = {"gebied": "SELECT DISTINCT '#' || nr AS gebied, '#' || nr AS regio FROM genummerd"}
        return {**alleen, DOSSIER: f"SELECT * EXCLUDE (nr) REPLACE ({eigen}) FROM genummerd"}
    for naam in _gelezen(getal.sql):
        aanbod[naam] = f"SELECT * REPLACE ({eigen}) FROM genummerd WHERE relatie = {aanhaling(naam)}"
    return aanbod


def _in(regios: Sequence[str]) -> str:
    return f"regio IN ({', '.join(map(aanhaling, regios))})"
