"""What a service declares of its read model: its tables, and which rows an entity has by its events."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Column, Delete, MetaData, String, Table, delete, select
from sqlalchemy.schema import CreateTable

from leerwinkel.gebeurtenissen import REGISTER
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.geldig import geldig

_OF_ENTITY: Final = "leesmodel_entity"


@dataclass(frozen=True, slots=True)
class Placed:
    """An event with its position on the region's log."""

    position: int
    event: AnyGebeurtenis


@dataclass(frozen=True, slots=True)
class Entity:
    """Everything of all services about one entity, as in the boundary of a decision; ids are unique in a region.

    `stored` is what stands on the log in its order, corrections and retractions too, repeats once. `unreadable` counts
    what this version cannot read: those events are in none of the rest. `position` is that of the last event, readable
    or not: the expected position of the next decision.
    """

    id: str
    position: int
    stored: Sequence[Placed]
    unreadable: int = 0

    def valid(self) -> list[AnyGebeurtenis]:
        """Those events that count, in the order of what happened: it does not depend on the order of arrival."""
        return geldig(placed.event for placed in self.stored)


Rows = Mapping[Table, Sequence[Mapping[str, Any]]]
"""Rows per table; those of an entity without the column of the entity. What a row does not name is NULL."""


def entity_column(name: str) -> Column[str]:
    """The first column of the key of a table whose rows are derived per entity: it holds the entity's id."""
    return Column(name, String(64), primary_key=True, info={_OF_ENTITY: True})


def no_rows(_placed: Placed) -> Rows:
    """Nothing is written per event."""
    return {}


@dataclass(frozen=True)
class ReadModel:
    """A read model. Its functions are pure: no clock, no chance, no input or output; whatever order they get, they give
    rows, and never raise for what stands on the log.

    `derive` gives all rows of an entity, again after each of its events: so a correction or retraction is not a case of
    its own. It fills the tables of `tables` with an `entity_column`. `per_event` is for what no correction can change
    (e.g. a list of everything in order of arrival): it is asked once for each readable event, repeats left out, and
    fills the other tables. `forget` runs after every deriving, in its transaction: what one entity says must go of
    others (the rows of an erased person). `version` is raised when the same events give other rows in the same tables;
    the runner then builds a generation by itself.

    `tables` come from `new_tables()` and live in generations; `data` come from `data_tables()`, and no rebuild touches
    them. Each has a folder of Alembic revisions of its own.
    """

    name: str
    version: int
    tables: MetaData
    migrations: Path
    data: MetaData
    data_migrations: Path
    derive: Callable[[Entity], Rows]
    per_event: Callable[[Placed], Rows] = no_rows
    forget: Sequence[Delete] = ()
    per_entity: dict[Table, str] = field(init=False)
    """The tables that `derive` fills, parents first, with the name of their column of the entity."""

    def __post_init__(self) -> None:
        found = {table: column for table in self.tables.sorted_tables if (column := _entity_column_of(table))}
        object.__setattr__(self, "per_entity", found)

    @property
    def fingerprint(self) -> str:
        """The same as long as the same events give the same rows: version, tables, and the events that are known."""
        parts = [str(self.version), *sorted(REGISTER)]
        parts += [str(CreateTable(table)) for table in self.tables.sorted_tables]
        parts += [str(statement) for statement in self.forget]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def forget_erased(dossier: Table, erased: Table) -> tuple[Delete, ...]:
    """For `forget`: the rows of who stands in `erased` (by `client`), in `dossier` and all tables with its key."""
    gone = dossier.c.client.in_(select(erased.c.client))
    theirs = select(dossier.c.dossier).where(gone)
    beside = [table for table in dossier.metadata.sorted_tables if _entity_column_of(table) == "dossier"]
    others = (delete(table).where(table.c.dossier.in_(theirs)) for table in beside if table is not dossier)
    return (*others, delete(dossier).where(gone))


def _entity_column_of(table: Table) -> str | None:
    marked = [column.name for column in table.columns if _OF_ENTITY in column.info]
    if marked and marked[0] != table.primary_key.columns[0].name:
        raise TypeError(f"{table.name}: the key must begin with the column of the entity")
    return marked[0] if marked else None
