"""The history as the VOL has it: the events of all logs up to a stand, a page at a time, or one by its place."""

# ruff: noqa: S608 - our own names, and a condition of our own

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from vol_reporting.herleiding.gewist import GEWIST
from vol_reporting.registratie.stand import Stand, grens, lees_bekend

_KOLOMMEN = "regio, positie, soort, entiteit, tijdstip, geregistreerd, ontvangen, id::VARCHAR, vol_positie"
_VAN_RECORDS = ("log", "positie", "soort", "entiteit", "bron", "id", "tijdstip", "geregistreerd", "ontvangen")


@dataclass(frozen=True, slots=True)
class Gezegde:
    """An event, and where it stands: in the log of its region and, `bij_hub`, among what the hub sourced.

    `bij_hub` is 0 for what was fetched. Of a person who was erased nothing leads to the record: `entiteit` is empty.
    """

    log: str
    positie: int
    soort: str
    entiteit: str
    tijdstip: datetime
    geregistreerd: datetime
    ontvangen: datetime
    id: str
    bij_hub: int


def geschiedenis(
    con: duckdb.DuckDBPyConnection, stand: Stand | None, zeef: Mapping[str, str], hoogstens: int, na: int = 0
) -> tuple[list[Gezegde], int]:
    """What counted at the stand, the last received first, without the first `na`; and how many there are in all.

    `zeef`: what `regio` and `soort` must be; what is empty is not asked. Raises ValueError (Dutch).
    """
    gevraagd = {veld: waarde for veld, waarde in zeef.items() if waarde}
    waar = " AND ".join([f"({grens(con, stand, None)})", *(f"{veld} = ${veld}" for veld in gevraagd)])
    [(totaal,)] = con.execute(f"SELECT count(*) FROM main.gebeurtenis WHERE {waar}", gevraagd).fetchall()
    bladzijde = f"ORDER BY ontvangen DESC, regio, positie DESC LIMIT {int(hoogstens)} OFFSET {int(na)}"
    return _lees(con, f"{waar} {bladzijde}", gevraagd), totaal


def op_plaats(con: duckdb.DuckDBPyConnection, log: str, positie: int) -> Gezegde | None:
    """The event at a position of a log."""
    return next(iter(_lees(con, "regio = $log AND positie = $positie", {"log": log, "positie": positie})), None)


def met_id(con: duckdb.DuckDBPyConnection, id_: str) -> Gezegde | None:
    """The event of that id (a UUID); of several sources the first."""
    return next(iter(_lees(con, "id = $id::UUID ORDER BY regio, positie LIMIT 1", {"id": id_})), None)


def van_records(
    con: duckdb.DuckDBPyConnection,
    entiteiten: Sequence[tuple[str, str]],
    stand: Stand | None,
    bekend_op: datetime | None,
) -> list[dict[str, Any]]:
    """All that was said about these (region, entity), as known then, in the order of the logs. Raises ValueError."""
    if not entiteiten:
        return []
    kolommen = ", ".join(_VAN_RECORDS).replace("log", "regio", 1)
    tekst = (
        f"SELECT {kolommen} FROM ({lees_bekend(grens(con, stand, bekend_op), kolommen)}) "
        "SEMI JOIN (SELECT unnest($regios) AS regio, unnest($codes) AS entiteit) USING (regio, entiteit) "
        "ORDER BY regio, positie"
    )
    waar = {"regios": [regio for regio, _ in entiteiten], "codes": [code for _, code in entiteiten]}
    return [dict(zip(_VAN_RECORDS, rij, strict=True)) for rij in con.execute(tekst, waar).fetchall()]


def _lees(con: duckdb.DuckDBPyConnection, waar: str, waarden: Mapping[str, str | int]) -> list[Gezegde]:
    gewist = set(con.execute(GEWIST).fetchall())
    gevonden = con.execute(f"SELECT {_KOLOMMEN} FROM main.gebeurtenis WHERE {waar}", dict(waarden)).fetchall()
    return [
        Gezegde(log, positie, soort, "" if (log, entiteit) in gewist else entiteit, *rest)
        for log, positie, soort, entiteit, *rest in gevonden
    ]
