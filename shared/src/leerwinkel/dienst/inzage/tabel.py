"""The table of who looked: data, not a projection; no event and no rebuild touches it.

Names and columns are the storage format. Only ids stand in it, never what was seen.
"""

from pathlib import Path
from typing import Final

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table

from leerwinkel.leesmodel import Moment, own_tables

MIGRATIES: Final = Path(__file__).parent / "migraties"

TABELLEN: Final = own_tables()

INZAGE: Final = Table(
    "inzage",
    TABELLEN,
    Column("nr", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("moment", Moment, nullable=False),
    Column("medewerker", String(64), nullable=False),
    Column("service", String(32), nullable=False),
    Column("blad", String(40), nullable=False),
    Column("dossier", String(64)),
    Column("client", String(64)),
    Index(None, "dossier", "moment"),
    Index(None, "client", "moment"),
)
"""One look gives a row for each cliënt whose data were decrypted; at least one where a dossier was shown."""
