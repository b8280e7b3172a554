"""The tables of the machinery itself: the region's events beside what is derived from them, and how far it is.

Their names and columns are a storage format: a change is a revision in every service.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

_POSITION = BigInteger().with_variant(Integer, "sqlite")
"""In SQLite only a key of this type is the place of the row itself."""

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraints with a name can be changed by a revision."""

LOG_EVENT, LOG_UNREADABLE, LOG_POSITION, GENERATION = "log_event", "log_unreadable", "log_position", "generation"


def new_tables() -> MetaData:
    """The tables of a generation, to which a service adds those of its screens."""
    tables = own_tables()
    _add_events(tables)
    _add_unreadable(tables)
    _add_position(tables)
    return tables


def _add_events(tables: MetaData) -> None:
    Table(
        LOG_EVENT,
        tables,
        Column("position", _POSITION, primary_key=True, autoincrement=False),
        Column("entity", String(64), nullable=False),
        Column("source", String(96), nullable=False),
        Column("id", String(36), nullable=False),
        Column("raw", LargeBinary, nullable=False),
        UniqueConstraint("source", "id"),
        Index(None, "entity", "position"),
    )


def _add_unreadable(tables: MetaData) -> None:
    Table(
        LOG_UNREADABLE,
        tables,
        Column("position", _POSITION, primary_key=True, autoincrement=False),
        Column("entity", String(64), nullable=False, index=True),
        Column("subject", Text, nullable=False),
        Column("reason", Text, nullable=False),
    )


def _add_position(tables: MetaData) -> None:
    Table(
        LOG_POSITION,
        tables,
        Column("one", Integer, primary_key=True, autoincrement=False),
        Column("position", BigInteger, nullable=False),
        Column("anchor", LargeBinary(32)),
        Column("derived", Boolean, nullable=False),
        Column("fingerprint", String(64), nullable=False),
    )


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, with its zone also where the database keeps none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - its form
        """In UTC."""
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """With its zone."""
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


def own_tables() -> MetaData:
    """For tables that are of no read model: their constraints have the same names."""
    return MetaData(naming_convention=_NAMES)


def data_tables() -> MetaData:
    """The tables that are data, to which a service adds its own: no event and no rebuild changes them."""
    tables = own_tables()
    Table(
        GENERATION,
        tables,
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("active", Boolean, nullable=False),
    )
    return tables
