"""One generation of a read model: the region's log up to a position, and everything derived from it. Blocking."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, Engine, func, insert, select, update

from leerwinkel.leesmodel.folding import AT_ONCE, Arrived, derive, store
from leerwinkel.leesmodel.migrations import alone
from leerwinkel.leesmodel.model import ReadModel
from leerwinkel.leesmodel.tables import LOG_EVENT, LOG_POSITION, LOG_UNREADABLE


class Behind(Exception):
    """What was offered does not follow on the position that the generation has reached: read on from there."""


class Reached(NamedTuple):
    """How far a generation has the log. `anchor` is the digest of the event there, None at 0.

    `derived` says that the rows go as far as the events: not so while it is being built.
    """

    position: int
    anchor: bytes | None
    derived: bool
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An event that this version cannot read; the log has it whole. `reason` (Dutch) may quote it."""

    position: int
    entity: str
    subject: str
    reason: str


class Generation:
    """See the module. Several processes may write to it: each takes in what is new when it comes to it."""

    def __init__(self, number: int, engine: Engine, model: ReadModel) -> None:
        self.number, self.engine, self._model = number, engine, model
        self._state = model.tables.tables[LOG_POSITION]

    def begin(self) -> None:
        """Make an empty generation, whose tables are there, start at position 0."""
        row = {"one": 1, "position": 0, "derived": False, "fingerprint": self._model.fingerprint}
        with self.engine.begin() as connection:
            connection.execute(insert(self._state), row)

    def reached(self) -> Reached:
        """How far it is."""
        with self.engine.connect() as connection:
            return self._reached(connection)

    def _reached(self, connection: Connection) -> Reached:
        c = self._state.c
        return Reached(*connection.execute(select(c.position, c.anchor, c.derived, c.fingerprint)).one())

    def take(self, offered: Iterable[Arrived], *, deriving: bool = True) -> int:
        """Take in what is new, rows and position in one transaction; gives the position reached. Raises Behind.

        What is offered may overlap with what it has and come in any order. Without `deriving` the rows stay as they
        are, until `derive_all`.
        """
        with self.engine.begin() as connection:
            alone(connection)
            at = self._reached(connection).position
            new = sorted({each.position: each for each in offered if each.position > at}.values())
            if not new:
                return at
            if [each.position for each in new] != list(range(at + 1, at + 1 + len(new))):
                raise Behind
            entities = store(connection, self._model, new)
            if deriving:
                derive(connection, self._model, entities)
            connection.execute(update(self._state).values(position=new[-1].position, anchor=new[-1].digest))
        return new[-1].position

    def derive_all(self) -> None:
        """Derive every entity, in parts; when the last one is there the generation says that it is whole."""
        last = ""
        while ids := self._ids_after(last):
            with self.engine.begin() as connection:
                alone(connection)
                derive(connection, self._model, ids)
            last = max(ids)
        with self.engine.begin() as connection:
            connection.execute(update(self._state).values(derived=True))

    def _ids_after(self, last: str) -> list[str]:
        events, unreadable = (self._model.tables.tables[name].c for name in (LOG_EVENT, LOG_UNREADABLE))
        both = (
            select(events.entity)
            .where(events.entity > last)
            .union(select(unreadable.entity).where(unreadable.entity > last))
        )
        with self.engine.connect() as connection:
            return list(connection.scalars(both.order_by("entity").limit(AT_ONCE)))

    def unreadable(self) -> list[Unreadable]:
        """What it could not read, oldest first."""
        c = self._model.tables.tables[LOG_UNREADABLE].c
        with self.engine.connect() as connection:
            rows = connection.execute(select(c.position, c.entity, c.subject, c.reason).order_by(c.position))
            return [Unreadable(*row) for row in rows]

    def count_unreadable(self) -> int:
        """How many it could not read."""
        table = self._model.tables.tables[LOG_UNREADABLE]
        with self.engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(table)) or 0
