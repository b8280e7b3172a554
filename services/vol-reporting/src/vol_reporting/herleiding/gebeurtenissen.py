"""The events of a record: who wants to know why it counts as it does, reads them. Coded data only, never of persons."""

# ruff: noqa: S608 - files of our own and quoted literals

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import duckdb

from vol_reporting.herleiding.gewist import GEWIST
from vol_reporting.kolommen import gegevenskolommen
from vol_reporting.registratie.samenstelling import bouwvolgorde, met, uit_tabellen
from vol_reporting.registratie.stand import bekend
from vol_reporting.registratie.tabellen import is_vers
from vol_reporting.vraag import Vraag

Toestand = Literal["telt", "gecorrigeerd", "ingetrokken"]

_NIET = frozenset(
    {
        "begeleider",
        "afspraak_begeleider",
        "client",
        "met_client",
        "client_a",
        "client_b",
        "eigenaar",
        "goedgekeurd_door",
    }
)
"""Codes of people: they help nobody to understand a figure."""
_ENVELOP = (
    "soort",
    "service",
    "versie",
    "tijdstip",
    "geregistreerd",
    "ontvangen",
    "bron",
    "id",
    "positie",
    "nieuw_tijdstip",
    "doel_id",
)


@dataclass(frozen=True, slots=True)
class Regel:
    """An event as received. `doel_id`: of a correction or retraction, which event it is about."""

    soort: str
    service: str
    versie: int
    tijdstip: datetime
    geregistreerd: datetime
    ontvangen: datetime
    bron: str
    id: str
    positie: int
    nieuw_tijdstip: datetime | None
    doel_id: str | None
    toestand: Toestand
    gegevens: Mapping[str, Any]


def gebeurtenissen(con: duckdb.DuckDBPyConnection, regio: str, entiteit: str, vraag: Vraag) -> list[Regel] | None:
    """Everything that was said about it, as known at the question's stand, in order of the log.

    None for what nobody may see any more: the dossier of somebody whose data were erased.
    """
    if con.execute(f"FROM ({GEWIST}) WHERE regio = ? AND entiteit = ?", [regio, entiteit]).fetchall():
        return None
    nu = vraag.stand is None and vraag.bekend_op is None and is_vers(con)
    kolommen = [kolom.naam for kolom in gegevenskolommen() if kolom.naam not in _NIET]
    gekozen = ", ".join(f"g.{naam}" for naam in (*_ENVELOP, *kolommen))
    gezien = bekend(con, vraag.stand, vraag.bekend_op)
    tekst = (
        f"SELECT {gekozen}, CASE WHEN h.id IS NOT NULL THEN 'ingetrokken' WHEN c.id IS NOT NULL THEN 'gecorrigeerd' "
        "ELSE 'telt' END AS toestand "
        "FROM (SELECT * FROM main.gebeurtenis WHERE regio = $regio AND entiteit = $entiteit) AS g "
        "SEMI JOIN (SELECT regio, bron, id FROM bekend) AS b ON b.regio = g.regio AND b.bron = g.bron AND b.id = g.id "
        "LEFT JOIN herroepen AS h ON h.regio = g.regio AND h.bron = g.bron AND h.id = g.id "
        "LEFT JOIN (SELECT DISTINCT regio, bron, id FROM gecorrigeerd) AS c "
        "ON c.regio = g.regio AND c.bron = g.bron AND c.id = g.id ORDER BY g.positie"
    )
    sql = met(tekst, {"bekend": gezien}, uit_tabellen(bouwvolgorde() if nu else ()))
    rijen = con.execute(sql, {"regio": regio, "entiteit": entiteit}).fetchall()
    return [_regel(kolommen, rij) for rij in rijen]


def _regel(kolommen: list[str], rij: tuple[Any, ...]) -> Regel:
    envelop: dict[str, Any] = dict(zip(_ENVELOP, rij, strict=False))
    waarden = zip(kolommen, rij[len(_ENVELOP) : -1], strict=True)
    gegevens = {naam: waarde for naam, waarde in waarden if waarde is not None}
    envelop["id"] = str(envelop["id"])
    envelop["doel_id"] = None if envelop["doel_id"] is None else str(envelop["doel_id"])
    return Regel(**envelop, toestand=rij[-1], gegevens=gegevens)
