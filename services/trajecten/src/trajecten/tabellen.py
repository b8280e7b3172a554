"""The tables of the screens: dossiers, their appointments, and the partners and loketten that they name."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Index, Integer, String, Table, Text
from sqlalchemy.types import TypeDecorator

from leerwinkel.leesmodel import data_tables, entity_column, new_tables


class Moment(TypeDecorator[datetime]):
    """A moment, kept in UTC without its zone: the same in every database, and in the order of time."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """To what is kept."""
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """Back to a moment with its zone."""
        return value and value.replace(tzinfo=UTC)


TABELLEN = new_tables()

DOSSIER = Table(
    "dossier",
    TABELLEN,
    entity_column("dossier"),
    Column("client", String(64), index=True),
    Column("persoonsgegevens", Text),
    Column("eigen", Boolean, nullable=False),
    Column("toestand", String(20), nullable=False),
    Column("afsluitreden", String(40)),
    Column("besluit", String(40)),
    Column("begeleider", String(64)),
    Column("aangemeld", Moment),
    Column("laatste", Moment, nullable=False, index=True),
    Column("contact", Moment),
    Column("gepland", Moment),
    Column("gesproken", Boolean, nullable=False),
    Column("toestemming", Boolean, nullable=False),
    Column("keuze", Moment),
    Column("ingeschreven", Boolean, nullable=False),
    Column("positie", BigInteger, nullable=False),
    Index(None, "toestand", "laatste"),
    Index(None, "begeleider", "laatste"),
    Index(None, "eigen", "toestand"),
)
"""`persoonsgegevens`: the JWEs of the cliënt, newest first, a space between. `eigen`: our services worked on it.

`contact` is the last one with the cliënt, `gepland` the last appointment without an outcome, `keuze` since when.
"""

SESSIE = Table(
    "sessie",
    TABELLEN,
    entity_column("dossier"),
    Column("sessie", String(64), primary_key=True),
    Column("toestand", String(20), nullable=False),
    Column("soort", String(40)),
    Column("moment", Moment),
    Column("loket", String(64)),
    Column("begeleider", String(64)),
    Column("vorm", String(20)),
    Column("duur_minuten", Integer),
    Index(None, "moment"),
    Index(None, "toestand", "moment"),
)

PARTNER = Table(
    "partner",
    TABELLEN,
    entity_column("partner"),
    Column("naam", String(120)),
    Column("partnersoort", String(40)),
    Column("gemeente", String(10)),
    Column("actief", Boolean, nullable=False),
)

LOKET = Table(
    "loket",
    TABELLEN,
    entity_column("loket"),
    Column("partner", String(64)),
    Column("gemeente", String(10)),
    Column("open", Boolean, nullable=False),
)

EIGEN = data_tables()
