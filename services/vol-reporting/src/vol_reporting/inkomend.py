"""Handing rows over to a statement in DuckDB, as an Arrow table. Loaded by who writes: Arrow takes its time."""

from collections.abc import Collection
from typing import Any

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
