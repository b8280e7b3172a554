"""The records behind a number, a page at a time, and what they add up to."""

# ruff: noqa: S608 - files of our own and quoted literals

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from vol_reporting.herleiding.getal import Getal
from vol_reporting.herleiding.gewist import GEWIST
from vol_reporting.herleiding.opbouw import DOSSIER, PARTNER, PERSOON, herleid
from vol_reporting.registratie.tabellen import is_vers
from vol_reporting.statistiek.interval import Sommen
from vol_reporting.vraag import VLAANDEREN

PER_BLADZIJDE = 50
HOOGSTENS = 100_000
"""In a file, or side by side with those of another moment: what fits in memory, and what a person can still use."""

KOLOMMEN: Mapping[str, tuple[str, ...]] = {
    "dossier": (
        "aangemeld_dag",
        "trap",
        "kanaal",
        "vraagsoort",
        "leeftijdsgroep",
        "geslacht",
        "laaggeschoold",
        "traject_gestart",
        "keuze_op",
        "ingeschreven_op",
    ),
    "contact": ("dag", "soort", "sessiesoort", "vorm", "medium", "status", "duur_minuten"),
    "doorverwijzing": (
        "dag",
        "richting",
        "partnersoort",
        "warm",
        "antwoord",
        "beantwoord_op",
        "resultaat",
        "teruggekoppeld",
    ),
    "signaal": ("dag", "soort", "drempelsoort", "thema", "gemeente_nu", "ernst", "opgevolgd_op"),
}
"""Record → what is shown of it beside its code. Of another record: all that says nothing on who."""

_NIET = frozenset(
    {"nr", "regio", "dossier", "signaal", "client", "persoon", "begeleider", "splits", "ontvangen", "door"}
)
_SLEUTELS = ("dossier", "signaal", "bevraging")


@dataclass(frozen=True, slots=True)
class Record:
    """What a record gives to the number. Of an erased dossier only region, year and trap are told: no code.

    `entiteiten`: region and code of what can be opened behind it; several where a person has several dossiers.
    """

    regio: str
    entiteiten: tuple[tuple[str, str], ...]
    velden: Mapping[str, Any]
    teller: int
    noemer: int | None
    gewist: bool


@dataclass(frozen=True, slots=True)
class Bladzijde:
    """One page of the records, with what all of them together come to."""

    soort: str
    nummer: int
    records: tuple[Record, ...]
    totaal: int
    teller: int
    noemer: int | None

    @property
    def bladzijden(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.totaal // PER_BLADZIJDE))


def records(
    con: duckdb.DuckDBPyConnection, getal: Getal, nummer: int | None = 1, *, hoogstens: int = HOOGSTENS
) -> Bladzijde:
    """That page of the records; None: all of them on one. Exact at any stand.

    Raises ValueError (Dutch) for a figure that counts no records, and where all are more than `hoogstens`.
    """
    soort = getal.definitie.record
    if soort is None:
        raise ValueError(f"{getal.definitie.code} telt gebeurtenissen en geen records.")
    vanaf, aantal = (0, hoogstens) if nummer is None else (PER_BLADZIJDE * (nummer - 1), PER_BLADZIJDE)
    rijen = _rijen(con, getal, soort, f"LIMIT {aantal} OFFSET {vanaf}")
    eerste = rijen[0] if rijen else {"records": 0, "tellers": 0, "noemers": 0}
    if nummer is None and eerste["records"] > hoogstens:
        raise ValueError(f"Dat zijn meer dan {hoogstens} records. Kies een regio of een kortere periode.")
    gewist = set(con.execute(GEWIST).fetchall())
    return Bladzijde(
        soort,
        nummer or 1,
        tuple(_record(soort, rij, gewist) for rij in rijen),
        int(eerste["records"]),
        int(eerste["tellers"]),
        None if eerste["noemers"] is None else int(eerste["noemers"]),
    )


def _rijen(con: duckdb.DuckDBPyConnection, getal: Getal, soort: str, deel: str) -> list[dict[str, Any]]:
    """Part of the records, each with what all of them come to."""
    bron = _SAMEN.get(soort, "SELECT * FROM genummerd")
    tekst = (
        "SELECT r.*, h.teller, h.noemer, count(*) OVER () AS records, sum(h.teller) OVER () AS tellers, "
        f"sum(h.noemer) OVER () AS noemers FROM herleid AS h JOIN ({bron}) AS r USING (nr) ORDER BY nr {deel}"
    )
    nu = getal.vraag.stand is None and getal.vraag.bekend_op is None and is_vers(con)
    uitkomst = con.execute(herleid(con, getal, tekst, nu=nu))
    namen = [kolom[0] for kolom in uitkomst.description or ()]
    return [dict(zip(namen, rij, strict=True)) for rij in uitkomst.fetchall()]


_SAMEN = {
    PERSOON: (
        "SELECT nr, min(regio) AS regio, count(*) AS dossiers, list((regio, dossier) ORDER BY regio, dossier) AS paren "
        "FROM genummerd GROUP BY nr"
    ),
    PARTNER: (
        "SELECT nr, min(regio) AS regio, any_value(partner) AS partner, any_value(partnersoort) AS partnersoort, "
        "count(*) AS doorverwijzingen FROM genummerd GROUP BY nr"
    ),
}
"""Records that are several rows together."""


def _record(soort: str, rij: dict[str, Any], gewist: set[tuple[str, str]]) -> Record:
    if soort == PERSOON:
        paren = [(str(regio), str(dossier)) for regio, dossier in rij["paren"]]
        open_ = tuple(paar for paar in paren if paar not in gewist)
        return Record(rij["regio"], open_, {"dossiers": rij["dossiers"]}, rij["teller"], rij["noemer"], not open_)
    sleutel = next((rij[naam] for naam in _SLEUTELS if rij.get(naam) is not None), None)
    weg = (rij["regio"], rij.get(DOSSIER)) in gewist
    if weg:
        dag = rij.get("aangemeld_dag") or rij.get("dag")
        velden = {"jaar": dag.year if dag else None, "trap": rij.get("trap")}
        return Record(rij["regio"], (), velden, rij["teller"], rij["noemer"], gewist=True)
    getoond = KOLOMMEN.get(soort) or [n for n in rij if n not in _NIET and n not in _OPGETELD]
    velden = {naam: rij[naam] for naam in getoond}
    entiteiten = ((rij["regio"], sleutel),) if sleutel else ()
    return Record(rij["regio"], entiteiten, velden, rij["teller"], rij["noemer"], gewist=False)


_OPGETELD = frozenset({"teller", "noemer", "records", "tellers", "noemers"})


def per_gebied(con: duckdb.DuckDBPyConnection, getal: Getal) -> dict[str, Sommen]:
    """What the records of a number add up to, with their squares: what the interval of a mean is made of.

    By area: that of the number, and the regions in it unless a record can be of several, as a person can.
    """
    nu = getal.vraag.stand is None and getal.vraag.bekend_op is None and is_vers(con)
    gebied = getal.vraag.regio or VLAANDEREN
    regio, per_regio = ("NULL", "") if getal.definitie.record == PERSOON else ("g.regio", "(g.regio), ")
    tekst = (
        f"SELECT {regio}, count(*), sum(h.teller), coalesce(sum(h.noemer), 0), sum(h.teller::DOUBLE ** 2), "
        "coalesce(sum(h.noemer::DOUBLE ** 2), 0), coalesce(sum(h.teller::DOUBLE * h.noemer), 0) FROM herleid AS h "
        "JOIN (SELECT nr, min(regio) AS regio FROM genummerd GROUP BY nr) AS g USING (nr) "
        f"GROUP BY GROUPING SETS ({per_regio}())"
    )
    rijen = con.execute(herleid(con, getal, tekst, nu=nu)).fetchall()
    return {waar or gebied: Sommen(int(rij[0]), *map(float, rij[1:])) for waar, *rij in rijen if rij[0]}
