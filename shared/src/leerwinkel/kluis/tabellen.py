"""The tables of the kluis and of the search for persons: data, not projections; a rebuild must not touch them.

Names and columns are the storage format.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    DateTime,
    Engine,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects import postgresql, sqlite

kluistabellen = MetaData()
zoektabellen = MetaData()

sleutels = Table(
    "kluis_sleutel",
    kluistabellen,
    Column("regio", String(32), primary_key=True),
    Column("soort", String(16), primary_key=True),
    Column("eigenaar", String(64), primary_key=True),
    Column("kid", String(22), nullable=False),
    Column("meester", String(16), nullable=False),
    Column("gewikkeld", LargeBinary),
    Column("vernietigd", DateTime(timezone=True)),
    UniqueConstraint("regio", "kid", name="kluis_sleutel_kid"),
)
"""One row per owner. A destroyed key leaves its row, without the key: so nobody makes a new one for that owner."""

stand = Table(
    "kluis_stand",
    kluistabellen,
    Column("regio", String(32), primary_key=True),
    Column("meester", String(16), nullable=False),
)
"""The name of the master key under which new keys are wrapped."""

personen = Table(
    "zoek_persoon",
    zoektabellen,
    Column("nr", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("regio", String(32), nullable=False),
    Column("client", String(64), nullable=False),
    Column("meester", String(16), nullable=False),
    Column("bron", Text, nullable=False),
    UniqueConstraint("regio", "client", name="zoek_persoon_client"),
    Index("zoek_persoon_meester", "regio", "meester"),
)
"""Who can be found. `bron` is what the marks were made from, encrypted under the person's own key."""

merken = Table(
    "zoek_merk",
    zoektabellen,
    Column("merk", BigInteger, primary_key=True, autoincrement=False),
    Column("nr", BigInteger, primary_key=True, autoincrement=False),
    Index("zoek_merk_nr", "nr"),
    sqlite_with_rowid=False,
)
"""The blind index: 64 bits of an HMAC, and whose it is."""


def invoegen(verbinding: Connection, tabel: Table) -> Any:
    """An INSERT of this database that can say what to do on a conflict."""
    dialect = postgresql if verbinding.dialect.name == "postgresql" else sqlite
    return dialect.insert(tabel)


def wis_echt(verbinding: Connection) -> None:
    """From now on SQLite overwrites on this connection what it deletes. PostgreSQL does so when it vacuums."""
    if verbinding.dialect.name == "sqlite":
        verbinding.exec_driver_sql("PRAGMA secure_delete=ON")


def leeg_het_schrijflog(engine: Engine) -> None:
    """Let SQLite's write-ahead log forget what was deleted, unless somebody is reading at this moment."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as verbinding:
            verbinding.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
