"""What who closes a period should know first: what does not count, is missing, or cannot be right."""

from collections.abc import Callable, Iterator

import duckdb

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.rapporten import Bevinding
from vol_reporting.cijfers import Cijfer
from vol_reporting.periode import Periode
from vol_reporting.registratie.stand import Stand, besluiten_bij, quarantaine
from vol_reporting.vraag import Vraag

Tel = Callable[[Vraag], list[Cijfer]]
"""Who counts."""
_AANMELDINGEN, _REGELS = "B01", "Q07"
_HOOGSTENS = 1_000_000
_APART = "SELECT count(*) FROM main.gebeurtenis WHERE regio = ? AND positie BETWEEN ? AND ?"
_GATEN = "SELECT regio, sum(tot - van + 1)::BIGINT FROM main.gat GROUP BY regio"


def bevindingen(con: duckdb.DuckDBPyConnection, tel: Tel, periode: Periode, stand: Stand) -> tuple[Bevinding, ...]:
    """In the order of the code lists: by kind, then by region. Gaps are those of now: a stand tells none."""
    cijfers = tel(Vraag(periode, stand=stand, codes=[_AANMELDINGEN, _REGELS]))
    gevonden = {(b.soort, b.regio): b for b in (*_in_opslag(con, stand), *_in_cijfers(cijfers))}
    plaatsen = [(soort, regio) for soort in codelijst("afsluitbevinding") for regio in codelijst("regio")]
    return tuple(gevonden[plaats] for plaats in plaatsen if plaats in gevonden)


def _in_opslag(con: duckdb.DuckDBPyConnection, stand: Stand) -> Iterator[Bevinding]:
    for regio, vanaf in besluiten_bij(con, stand).vanaf.items():
        [(aantal,)] = con.execute(_APART, [regio, vanaf, stand.get(regio, 0)]).fetchall()
        yield _bevinding("aangehouden", regio, aantal)
    geweigerd = f"SELECT regio, count(*) FROM ({quarantaine(con, stand)}) GROUP BY regio"  # noqa: S608 - our own
    for soort, vraag in (("quarantaine", geweigerd), ("gaten", _GATEN)):
        for regio, aantal in con.execute(vraag).fetchall():
            yield _bevinding(soort, regio, aantal)


def _in_cijfers(cijfers: list[Cijfer]) -> Iterator[Bevinding]:
    for cijfer in cijfers:
        if cijfer.dimensie is not None or cijfer.regio not in codelijst("regio"):
            continue
        if cijfer.code == _AANMELDINGEN and not cijfer.teller:
            yield _bevinding("geen-aanmeldingen", cijfer.regio, 0)
        elif cijfer.code == _REGELS and cijfer.teller:
            yield _bevinding("regels", cijfer.regio, cijfer.teller)


def _bevinding(soort: str, regio: str, aantal: int) -> Bevinding:
    return Bevinding(soort=soort, regio=regio, aantal=min(aantal, _HOOGSTENS))
