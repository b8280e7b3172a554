"""The VOL's storage: one append-only typed table of events in DuckDB, and the tables that say how far it is."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from vol_reporting.besluit import besluiten_in
from vol_reporting.kolommen import VASTE_KOLOMMEN, Kolom, gegevenskolommen, structuur

TABELLEN = ("gebeurtenis", "quarantaine", "besluit", "stroompositie", "regiopositie", "gat")
"""Everything that the storage holds; the other tables are made of these."""

EIGEN = "vol"
"""The region of the VOL's own events."""

_TIJDZONE = "Europe/Brussels"
"""Of every local day: a moment becomes a day by the setting of the storage."""
_GEHEUGEN = "1500MB"
"""What DuckDB may use, the registration included; what it needs beside that, goes to a folder beside the file."""


class Rij(NamedTuple):
    """A valid event as received: `ruw` is its JSON in the current version of its kind.

    `past_op` names, for a correction only, the CloudEvents types whose model its `gegevens` fit. `regio` is EIGEN
    for the VOL's own.
    """

    regio: str
    positie: int
    vol_positie: int
    ontvangen: datetime
    ruw: str
    digest: bytes
    past_op: list[str] | None = None


def open_opslag(pad: Path | None, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Opens the file (None: in memory) and, unless read-only, creates the tables that are missing.

    A file of an earlier version gets the columns that it lacks. One process only can open a file for writing:
    duckdb.IOException where another has it.
    """
    con = duckdb.connect(":memory:" if pad is None else str(pad), read_only=read_only)
    # cursor() inherits no session settings, so everything is set for all
    con.execute(f"SET GLOBAL TimeZone = '{_TIJDZONE}'")
    con.execute("SET GLOBAL wal_autocheckpoint = '512MB'")
    con.execute(f"SET GLOBAL memory_limit = '{_GEHEUGEN}'")
    if not read_only:
        con.execute(_tabel_gebeurtenis())
        _vul_aan(con)
        con.execute(_andere_tabellen())
    return con


def voeg_toe(con: duckdb.DuckDBPyConnection, rijen: Sequence[Rij]) -> None:
    """Appends the events in one statement, inside the caller's transaction if there is one.

    Nothing is checked: the events are valid and new.
    """
    from vol_reporting.inkomend import RIJEN, WEINIG, met, met_weinig  # noqa: PLC0415 - see there

    if rijen:
        uitgepakt = [rij if rij.past_op is None else _uitgepakt(rij) for rij in rijen]
        if len(rijen) <= WEINIG:
            met_weinig(con, RIJEN, uitgepakt, "invoeging", _invoeging())
        else:
            met(con, RIJEN, uitgepakt, _invoeging())
        for besluit in besluiten_in((rij.positie, rij.ruw) for rij in rijen if rij.regio == EIGEN):
            con.execute("INSERT INTO besluit VALUES (?, ?, ?, ?, ?)", list(besluit))


def _uitgepakt(correctie: Rij) -> Rij:
    """A correction with the corrected data where other events have theirs, so that all are read in one way."""
    ruw = json.loads(correctie.ruw)
    data = ruw["data"]
    return correctie._replace(
        ruw=json.dumps(ruw | {"data": data["gegevens"], "correctie": {naam: data.get(naam) for naam in _VAN_CORRECTIE}})
    )


_VAN_CORRECTIE = ("doel", "tijdstip")


def digests(
    con: duckdb.DuckDBPyConnection, sleutels: Collection[tuple[str, str]]
) -> list[tuple[tuple[str, str], bytes]]:
    """Of these sources and ids those that are stored already, with the digest of what is."""
    from vol_reporting.inkomend import SLEUTELS, met  # noqa: PLC0415 - see there

    gevonden = met(con, SLEUTELS, sleutels, _DIGESTS) if sleutels else []
    return [((bron, id_), bytes(digest)) for bron, id_, digest in gevonden]


_DIGESTS = """
    SELECT bron, id::VARCHAR, digest
    FROM gebeurtenis SEMI JOIN (SELECT bron, id::UUID AS id FROM inkomend) USING (bron, id)
"""


def _tabel_gebeurtenis() -> str:
    kolommen = VASTE_KOLOMMEN | {kolom.naam: _opslagtype(kolom) for kolom in gegevenskolommen()}
    # hashes do not compress, and trying costs an eighth of the time of an insert
    kolommen["digest"] += " USING COMPRESSION uncompressed"
    regels = ",\n    ".join(f"{naam} {type_}" for naam, type_ in kolommen.items())
    return f"CREATE TABLE IF NOT EXISTS gebeurtenis (\n    {regels}\n)"


def _vul_aan(con: duckdb.DuckDBPyConnection) -> None:
    """Add the columns of fields that the language got since the table was made: no event in it has them."""
    er_zijn = {naam for naam, *_ in con.execute("DESCRIBE gebeurtenis").fetchall()}
    for kolom in gegevenskolommen():
        if kolom.naam not in er_zijn:
            con.execute(f"ALTER TABLE gebeurtenis ADD COLUMN {kolom.naam} {_opslagtype(kolom)}")


def _andere_tabellen() -> str:
    return (resources.files("vol_reporting") / "opslag.sql").read_text("utf-8")


def rijvorm() -> str:
    """What decides the rows that a valid event becomes: the tables, and the statement that reads it into them."""
    return f"{_TIJDZONE}\n{_tabel_gebeurtenis()}\n{_andere_tabellen()}\n{_invoeging()}"


def _opslagtype(kolom: Kolom) -> str:
    return "VARCHAR" if kolom.type == "JSON" else kolom.type


@cache
def _invoeging() -> str:
    data = structuur()
    envelop: dict[str, Any] = dict.fromkeys(("source", "type", "subject", "medewerker"), "VARCHAR")
    envelop |= {"id": "UUID", "time": "TIMESTAMPTZ", "recordedtime": "TIMESTAMPTZ", "data": data}
    envelop["correctie"] = {"doel": {"source": "VARCHAR", "id": "UUID"}, "tijdstip": "TIMESTAMPTZ"}
    namen = [*VASTE_KOLOMMEN, *(kolom.naam for kolom in gegevenskolommen())]
    waarden = [*_VASTE_WAARDEN, *(_waarde(kolom) for kolom in gegevenskolommen())]
    return f"""
        INSERT INTO gebeurtenis ({", ".join(namen)})
        WITH gelezen AS (SELECT *, from_json(ruw, '{json.dumps(envelop)}') AS g FROM inkomend),
        benoemd AS (
            SELECT *, string_split(g.type, '.') AS soortnaam, g.data AS d,
                CASE WHEN past_op IS NOT NULL THEN g.correctie END AS c
            FROM gelezen
        )
        SELECT {", ".join(waarden)} FROM benoemd
    """  # noqa: S608 - names come from the models


def _lokale_dag(tijdstip: str) -> str:
    """In the time zone of the storage: to name it here costs each statement 8 ms."""
    return f"{tijdstip}::DATE"


_VASTE_WAARDEN = (
    "regio",
    "positie",
    "vol_positie",
    "ontvangen",
    "g.source",
    "g.id",
    "soortnaam[4]",
    "soortnaam[3]",
    "substr(soortnaam[5], 2)::INTEGER",
    "g.subject",
    "g.time",
    "g.recordedtime",
    _lokale_dag("g.time"),
    _lokale_dag("g.recordedtime"),
    "g.medewerker",
    "digest",
    "split_part(g.source, ':', 4) = 'import'",
    "coalesce(c.doel.source, d.doel ->> 'source')",
    "coalesce(c.doel.id, (d.doel ->> 'id')::UUID)",
    "c.tijdstip",
    _lokale_dag("c.tijdstip"),
    "past_op",
)


def _waarde(kolom: Kolom) -> str:
    if kolom.naam == "doel":
        return "CASE WHEN json_type(d.doel) = 'VARCHAR' THEN d.doel ->> '$' END"
    plaatsen = [f"d.{'.'.join(pad)}" for pad in kolom.paden]
    return plaatsen[0] if len(plaatsen) == 1 else f"coalesce({', '.join(plaatsen)})"
