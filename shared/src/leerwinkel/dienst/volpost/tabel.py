"""The table of the VOL's events for this region: a copy of part of the VOL's own log, as its bytes stand there."""

from pathlib import Path
from typing import Final

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table

from leerwinkel.leesmodel import own_tables

MIGRATIES: Final = Path(__file__).parent / "migraties"

TABELLEN: Final = own_tables()

BERICHT: Final = Table(
    "bericht",
    TABELLEN,
    Column("positie", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("bereik", String(8), nullable=False),
    Column("soort", String(64), nullable=False),
    Column("ruw", LargeBinary, nullable=False),
    Index(None, "soort", "positie"),
    Index(None, "bereik", "positie"),
)
"""`positie` is the one on VOL_EIGEN; `bereik` says whether it is for `alle` regions or for this `regio`."""
