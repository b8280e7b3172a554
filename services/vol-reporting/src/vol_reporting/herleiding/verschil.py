"""Why a number is another than it was: the records that count otherwise, and what was received about them since."""

# ruff: noqa: S608 - files of our own and quoted literals

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb

from vol_reporting.herleiding.getal import Getal
from vol_reporting.herleiding.gewist import GEWIST
from vol_reporting.herleiding.records import Record, records
from vol_reporting.registratie.samenstelling import met
from vol_reporting.registratie.stand import bekend
from vol_reporting.vraag import Vraag

Bijdrage = tuple[int, int]
"""To teller and noemer."""
Sleutel = tuple[tuple[str, str], ...]
"""Region and code of the entities of a record; for what was erased, the region alone with no code."""

_NIETS: Bijdrage = (0, 0)


@dataclass(frozen=True, slots=True)
class Wijziging:
    """A record that gives another contribution than it did. `sinds`: the kinds of events received since, in order."""

    sleutel: Sleutel
    toen: Bijdrage
    nu: Bijdrage
    sinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verschil:
    """The number then and now, and the records that make the difference: their changes add up to it."""

    toen: Bijdrage
    nu: Bijdrage
    wijzigingen: tuple[Wijziging, ...]


def verschil(con: duckdb.DuckDBPyConnection, getal: Getal) -> Verschil:
    """Between the number at its stand or `bekend_op`, and the same one now. Raises ValueError for a figure of none."""
    heden = replace(getal, vraag=replace(getal.vraag, stand=None, bekend_op=None))
    toen, nu = bijdragen(records(con, getal, None).records), bijdragen(records(con, heden, None).records)
    anders = [sleutel for sleutel in {**toen, **nu} if toen.get(sleutel, _NIETS) != nu.get(sleutel, _NIETS)]
    sinds = _sinds(con, getal.vraag, {entiteit for sleutel in anders for entiteit in sleutel})
    wijzigingen = [
        Wijziging(
            sleutel,
            toen.get(sleutel, _NIETS),
            nu.get(sleutel, _NIETS),
            tuple(soort for entiteit in sleutel for soort in sinds.get(entiteit, ())),
        )
        for sleutel in sorted(anders)
    ]
    return Verschil(_samen(toen.values()), _samen(nu.values()), tuple(wijzigingen))


def bijdragen(gevonden: Sequence[Record]) -> dict[Sleutel, Bijdrage]:
    """By entity: several contacts of one dossier count together, because only the dossier has a lasting code."""
    per_sleutel: dict[Sleutel, list[Bijdrage]] = defaultdict(list)
    for record in gevonden:
        sleutel = record.entiteiten or ((record.regio, ""),)
        per_sleutel[sleutel].append((record.teller, record.noemer or 0))
    return {sleutel: _samen(bijdragen) for sleutel, bijdragen in per_sleutel.items()}


def _samen(bijdragen: Collection[Bijdrage]) -> Bijdrage:
    return sum(teller for teller, _ in bijdragen), sum(noemer for _, noemer in bijdragen)


def _sinds(
    con: duckdb.DuckDBPyConnection, vraag: Vraag, entiteiten: Collection[tuple[str, str]]
) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """What is known of these now and was not then. Of what was erased nothing is told."""
    tekst = (
        "SELECT g.regio, g.entiteit, list(g.soort ORDER BY g.positie) FROM main.gebeurtenis AS g "
        "SEMI JOIN (SELECT unnest($regios) AS regio, unnest($codes) AS entiteit) AS e "
        "ON e.regio = g.regio AND e.entiteit = g.entiteit "
        "ANTI JOIN (SELECT regio, bron, id FROM bekend) AS b ON b.regio = g.regio AND b.bron = g.bron AND b.id = g.id "
        f"ANTI JOIN ({GEWIST}) AS w ON w.regio = g.regio AND w.entiteit = g.entiteit GROUP BY ALL"
    )
    sql = met(tekst, {"bekend": bekend(con, vraag.stand, vraag.bekend_op)})
    vragen = {"regios": [regio for regio, _ in entiteiten], "codes": [code for _, code in entiteiten]}
    return {(regio, entiteit): tuple(soorten) for regio, entiteit, soorten in con.execute(sql, vragen).fetchall()}
