"""Writing into a generation: events as they come, and the rows of the entities that they are about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import structlog
from sqlalchemy import Connection, Table, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from leerwinkel.gebeurtenissen.lezen import Onleesbaar, lees_weer
from leerwinkel.leesmodel.model import Entity, Placed, ReadModel, Rows
from leerwinkel.leesmodel.tables import LOG_EVENT, LOG_UNREADABLE

log = structlog.get_logger()

AT_ONCE = 500
"""Entities that are derived together; SQLite takes some 32,000 values in a statement."""
_ENTITY_TOKEN, _LONGEST = 3, 64


class Arrived(NamedTuple):
    """A message of the region's log."""

    position: int
    subject: str
    raw: bytes

    @property
    def entity(self) -> str:
        """The entity by its subject, also of what cannot be read."""
        tokens = self.subject.split(".")
        return tokens[_ENTITY_TOKEN][:_LONGEST] if len(tokens) > _ENTITY_TOKEN else ""

    @property
    def digest(self) -> bytes:
        """SHA-256 of the bytes."""
        return sha256(self.raw).digest()


def store(connection: Connection, model: ReadModel, arrived: Sequence[Arrived]) -> set[str]:
    """Keep the events; gives the entities that they are about. Of several under one source and id the first is kept."""
    readable: list[Placed] = []
    unreadable: list[dict[str, Any]] = []
    for each in arrived:
        try:
            readable.append(Placed(each.position, lees_weer(each.raw)))
        except Onleesbaar as reason:
            # the reason may quote what somebody wrote: it is told in the table only
            log.warning("leesmodel_onleesbaar", model=model.name, positie=each.position)
            subject, why = each.subject.replace("\0", ""), reason.reden.replace("\0", "")
            unreadable.append({"position": each.position, "entity": each.entity, "subject": subject, "reason": why})
    if unreadable:
        connection.execute(insert(model.tables.tables[LOG_UNREADABLE]), unreadable)
    if readable:
        raws = {each.position: each.raw for each in arrived}
        _keep(connection, model, readable, raws)
    return {placed.event.subject for placed in readable} | {row["entity"] for row in unreadable}


def _keep(connection: Connection, model: ReadModel, readable: Sequence[Placed], raws: Mapping[int, bytes]) -> None:
    events = model.tables.tables[LOG_EVENT]
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    rows = [
        {"position": at, "entity": event.subject, "source": event.source, "id": event.id, "raw": raws[at]}
        for at, event in ((placed.position, placed.event) for placed in readable)
    ]
    connection.execute(dialect.insert(events).on_conflict_do_nothing(), rows)
    first, last = readable[0].position, readable[-1].position
    kept = set(connection.scalars(select(events.c.position).where(events.c.position.between(first, last))))
    _insert(connection, _gather(model.per_event(placed) for placed in readable if placed.position in kept))


def derive(connection: Connection, model: ReadModel, entities: Iterable[str]) -> None:
    """Put the rows that each entity has now in the place of those that it had; then forget what must go."""
    ordered = sorted(entities)
    for begin in range(0, len(ordered), AT_ONCE):
        ids = ordered[begin : begin + AT_ONCE]
        made = _gather(_rows(model, entity) for entity in _entities(connection, model, ids))
        for table in reversed(model.per_entity):
            connection.execute(delete(table).where(table.c[model.per_entity[table]].in_(ids)))
        _insert(connection, {table: made[table] for table in model.per_entity if table in made})
    for statement in model.forget:
        connection.execute(statement)


def _entities(connection: Connection, model: ReadModel, ids: Sequence[str]) -> Iterator[Entity]:
    events, unreadable = (model.tables.tables[name].c for name in (LOG_EVENT, LOG_UNREADABLE))
    stored: dict[str, list[Placed]] = defaultdict(list)
    known = select(events.entity, events.position, events.raw).where(events.entity.in_(ids)).order_by(events.position)
    for entity, position, raw in connection.execute(known):
        stored[entity].append(Placed(position, lees_weer(raw)))
    count = select(unreadable.entity, func.count(), func.max(unreadable.position))
    counted = connection.execute(count.where(unreadable.entity.in_(ids)).group_by(unreadable.entity))
    unread = {entity: (number, last) for entity, number, last in counted}
    for entity in ids:
        number, last = unread.get(entity, (0, 0))
        yield Entity(entity, max([last, *(placed.position for placed in stored[entity])]), stored[entity], number)


def _rows(model: ReadModel, entity: Entity) -> Rows:
    return {
        table: [{**row, model.per_entity[table]: entity.id} for row in rows]
        for table, rows in model.derive(entity).items()
    }


def _gather(parts: Iterable[Rows]) -> dict[Table, list[dict[str, Any]]]:
    """All rows in full: one statement for all of a table needs the same columns in each."""
    made: dict[Table, list[dict[str, Any]]] = {}
    columns: dict[Table, dict[str, None]] = {}
    for part in parts:
        for table, rows in part.items():
            if table not in columns:
                columns[table] = dict.fromkeys(column.name for column in table.columns)
            full = columns[table]
            for row in rows:
                if not row.keys() <= full.keys():
                    raise TypeError(f"{table.name} has no column {', '.join(row.keys() - full.keys())}")
                made.setdefault(table, []).append({**full, **row})
    return made


def _insert(connection: Connection, made: Mapping[Table, list[dict[str, Any]]]) -> None:
    for table, rows in made.items():
        connection.execute(insert(table), rows)
