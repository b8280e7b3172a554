"""Handing rows over to a statement in DuckDB, as an Arrow table. Loaded by who writes: Arrow takes its time."""

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Final

import duckdb
import pyarrow as pa

RIJEN: Any = pa.schema(
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
SLEUTELS: Any = pa.schema([pa.field("bron", pa.string()), pa.field("id", pa.string())])


def met(
    con: duckdb.DuckDBPyConnection, vorm: Any, rijen: Collection[tuple[Any, ...]], sql: str
) -> list[tuple[Any, ...]]:
    """Runs a statement that reads the relation `inkomend`."""
    kolommen = zip(*rijen, strict=True)
    tabel = pa.table([pa.array(k, veld.type) for k, veld in zip(kolommen, vorm, strict=True)], schema=vorm)
    con.register("inkomend", tabel)
    try:
        return con.execute(sql).fetchall()
    finally:
        con.unregister("inkomend")


WEINIG: Final = 50
"""So many rows at most go by `met_weinig`."""
_SQL_TYPE: Final = {
    pa.string(): "VARCHAR",
    pa.int64(): "BIGINT",
    pa.timestamp("us", tz="UTC"): "TIMESTAMPTZ",
    pa.binary(): "BLOB",
    pa.list_(pa.string()): "VARCHAR[]",
}
_INKOMEND: Final = re.compile(r"\binkomend\b")


def met_weinig(
    con: duckdb.DuckDBPyConnection, vorm: Any, rijen: Collection[tuple[Any, ...]], naam: str, sql: str
) -> None:
    """The same for a few rows: planned once for this connection, as `naam`, and after that only run.

    To plan the insertion of 160 columns takes 25 ms, to run it for some rows 6.
    """
    typen = [f"{_SQL_TYPE[veld.type]}[]" for veld in vorm]
    if not con.execute("SELECT 1 FROM duckdb_prepared_statements() WHERE name = ?", [naam]).fetchall():
        delen = (
            f"unnest(${n}::{type_}) AS {veld.name}" for n, (veld, type_) in enumerate(zip(vorm, typen, strict=True), 1)
        )
        bron = f"(SELECT {', '.join(delen)}) AS inkomend"
        con.execute(f"PREPARE {naam} AS {_INKOMEND.sub(bron, sql)}")
    waarden = (f"{_letterlijk(k)}::{type_}" for k, type_ in zip(zip(*rijen, strict=True), typen, strict=True))
    con.execute(f"EXECUTE {naam}({', '.join(waarden)})")


def _letterlijk(waarde: Any) -> str:
    """As it is written in SQL: a prepared statement takes no parameters that are not."""
    match waarde:
        case None:
            return "NULL"
        case int():
            return str(waarde)
        case bytes():
            return "'" + "".join(f"\\x{byte:02x}" for byte in waarde) + "'"
        case datetime():
            return f"'{waarde.isoformat()}'"
        case str():
            return "'" + waarde.replace("'", "''") + "'"
        case _:
            delen: Iterable[Any] = waarde
            return f"[{', '.join(map(_letterlijk, delen))}]"
