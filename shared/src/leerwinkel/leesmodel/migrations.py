"""Migrations: Alembic's revisions of a set of tables, run from code, whole or not at all."""

import threading
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, MetaData

_ENVIRONMENT = Path(__file__).parent / "migraties"
_one_at_a_time = threading.Lock()
"""Alembic keeps what it is working on in module globals."""


def migrate(engine: Engine, revisions: Path) -> None:
    """Bring the tables to the newest revision. Several processes may do so at once; one that dies leaves nothing."""
    with _one_at_a_time, engine.begin() as connection:
        alone(connection)
        command.upgrade(_config(revisions, connection, None), "head")


def alone(connection: Connection) -> None:
    """The transaction that begins here writes alone: in SQLite from its first statement on, also for DDL."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext(current_schema()))")


def differences(engine: Engine, tables: MetaData) -> list[Any]:
    """What stands in the database otherwise than in the tables, as Alembic says it; nothing when they are equal."""
    with engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), tables)


def new_revision(engine: Engine, revisions: Path, tables: MetaData, message: str) -> None:
    """Write the revision that brings the database, which is at the newest, to the tables. For developers: read it.

    A new column that may not be NULL needs a `server_default`: the generation in use has rows.
    """
    revisions.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time, engine.begin() as connection:
        alone(connection)
        number = f"{sum(1 for _ in revisions.glob('*.py')) + 1:04}"
        command.revision(_config(revisions, connection, tables), message, autogenerate=True, rev_id=number)


def _config(revisions: Path, connection: Connection, tables: MetaData | None) -> Config:
    config = Config(attributes={"connection": connection, "tables": tables})
    config.set_main_option("script_location", _literal(_ENVIRONMENT))
    config.set_main_option("version_locations", _literal(revisions))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("file_template", "r%%(rev)s_%%(slug)s")
    return config


def _literal(path: Path) -> str:
    return str(path).replace("%", "%%")
