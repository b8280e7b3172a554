"""The VOL's storage: one append-only typed table of events in DuckDB, and the tables that say how far it is."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from operator import attrgetter
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from vol_reporting.kolommen import VASTE_KOLOMMEN, Kolom, gegevenskolommen, structuur

_VORM = pa.schema(
    [
        pa.field("regio", pa.string()),
        pa.field("positie", pa.int64()),
        pa.field("vol_positie", pa.int64()),
        pa.field("ontvangen", pa.timestamp("us", tz="UTC")),
        pa.field("ruw", pa.string()),
        pa.field("digest", pa.binary()),
        pa.field("past_op", pa.list_(pa.string())),
    ]
)
_STUK = 4096
_VELDEN = attrgetter(*_VORM.names)


@dataclass(frozen=True, slots=True)
class Rij:
    """A valid event as received: `ruw` is its JSON in the current version of its kind.

    `past_op` names, for a correction only, the CloudEvents types whose model its `gegevens` fit. `regio` is `vol` for
    the VOL's own events.
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

    One process only can open a file for writing: duckdb.IOException where another has it.
    """
    con = duckdb.connect(":memory:" if pad is None else str(pad), read_only=read_only)
    # cursor() inherits no session settings, so everything is set for all
    con.execute("SET GLOBAL TimeZone = 'Europe/Brussels'")
    con.execute("SET GLOBAL wal_autocheckpoint = '512MB'")
    if not read_only:
        con.execute(_tabel_gebeurtenis())
        con.execute((resources.files("vol_reporting") / "opslag.sql").read_text("utf-8"))
    return con


def voeg_toe(con: duckdb.DuckDBPyConnection, rijen: Sequence[Rij]) -> None:
    """Appends the events in one statement, inside the caller's transaction if there is one.

    Nothing is checked: the events are valid and new.
    """
    if not rijen:
        return
    kolommen = zip(*map(_VELDEN, rijen), strict=True)
    tabel = pa.table([pa.array(k, veld.type) for k, veld in zip(kolommen, _VORM, strict=True)], schema=_VORM)
    # small chunks are read by several threads
    con.register("inkomend", pa.Table.from_batches(tabel.to_batches(max_chunksize=_STUK), _VORM))
    try:
        con.execute(_invoeging())
    finally:
        con.unregister("inkomend")


def _tabel_gebeurtenis() -> str:
    kolommen = VASTE_KOLOMMEN | {kolom.naam: _opslagtype(kolom) for kolom in gegevenskolommen()}
    regels = ",\n    ".join(f"{naam} {type_}" for naam, type_ in kolommen.items())
    return f"CREATE TABLE IF NOT EXISTS gebeurtenis (\n    {regels}\n)"


def _opslagtype(kolom: Kolom) -> str:
    return "VARCHAR" if kolom.type == "JSON" else kolom.type


@cache
def _invoeging() -> str:
    data = structuur()
    envelop: dict[str, Any] = dict.fromkeys(("source", "type", "subject", "medewerker"), "VARCHAR")
    envelop |= {"id": "UUID", "time": "TIMESTAMPTZ", "recordedtime": "TIMESTAMPTZ", "data": data}
    namen = [*VASTE_KOLOMMEN, *(kolom.naam for kolom in gegevenskolommen())]
    waarden = [*_VASTE_WAARDEN, *(_waarde(kolom) for kolom in gegevenskolommen())]
    return f"""
        INSERT INTO gebeurtenis ({", ".join(namen)})
        WITH gelezen AS (SELECT *, from_json(ruw, '{json.dumps(envelop)}') AS g FROM inkomend),
        uitgepakt AS (
            SELECT *, string_split(g.type, '.') AS soortnaam,
                CASE WHEN g.data.gegevens IS NULL THEN g.data
                     ELSE from_json(g.data.gegevens, '{json.dumps(data)}') END AS d
            FROM gelezen
        )
        SELECT {", ".join(waarden)} FROM uitgepakt
    """  # noqa: S608 - names come from the models


def _lokale_dag(tijdstip: str) -> str:
    return f"({tijdstip} AT TIME ZONE 'Europe/Brussels')::DATE"


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
    "g.data.doel ->> 'source'",
    "(g.data.doel ->> 'id')::UUID",
    "g.data.tijdstip",
    _lokale_dag("g.data.tijdstip"),
    "past_op",
)


def _waarde(kolom: Kolom) -> str:
    if kolom.naam == "doel":
        return "CASE WHEN json_type(d.doel) = 'VARCHAR' THEN d.doel ->> '$' END"
    plaatsen = [f"d.{'.'.join(pad)}" for pad in kolom.paden]
    return plaatsen[0] if len(plaatsen) == 1 else f"coalesce({', '.join(plaatsen)})"
