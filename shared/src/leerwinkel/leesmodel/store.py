"""The generations of a read model, and which one is read. Blocking: call it from a thread."""

import contextlib
from collections.abc import Generator

from sqlalchemy import Connection, func, insert, select, update

from leerwinkel.leesmodel.generation import Generation
from leerwinkel.leesmodel.migrations import alone, migrate
from leerwinkel.leesmodel.model import ReadModel
from leerwinkel.leesmodel.place import Place
from leerwinkel.leesmodel.tables import GENERATION


class NotBuilt(Exception):
    """There is no generation to read yet: the first one is being built."""


class Store:
    """A read model in its place. The generation that is read is the highest one that is active."""

    def __init__(self, model: ReadModel, place: Place) -> None:
        self.model, self.place = model, place
        self._table = model.data.tables[GENERATION]

    def open(self) -> None:
        """Bring the tables of data, and those of the generation that is read, to the newest revision."""
        migrate(self.place.data(), self.model.data_migrations)
        if (current := self.current()) is not None:
            migrate(current.engine, self.model.migrations)

    def current(self) -> Generation | None:
        """The generation that is read now, None before there is one."""
        t = self._table.c
        with self.place.data().connect() as connection:
            number = connection.scalar(select(func.max(t.number)).where(t.active))
        return None if number is None else self._generation(number)

    def new(self) -> Generation:
        """An empty generation beside it. All others go: those left half built, and the one before the one that is read.

        That one is kept until now for who was still reading it at the switch. Only for who has `place.builder`.
        """
        current = self.current()
        with self.place.data().connect() as connection:
            there = list(connection.scalars(select(self._table.c.number)))
        for number in there:
            if current is None or number != current.number:
                self.place.drop(number)
        number = self._next(current)
        self.place.make(number)
        made = self._generation(number)
        migrate(made.engine, self.model.migrations)
        made.begin()
        return made

    def _next(self, current: Generation | None) -> int:
        """Number it, on the record, before it is made: what is not on the record is not removed."""
        t = self._table
        with self.place.data().begin() as connection:
            alone(connection)
            number = 1 + (connection.scalar(select(func.max(t.c.number))) or 0)
            connection.execute(t.delete().where(t.c.number != (current.number if current else 0)))
            connection.execute(insert(t), {"number": number, "active": False})
        return number

    def outdated(self) -> bool:
        """Whether the generation that is read is not there, not whole, or made by other rules than those of now."""
        current = self.current()
        reached = current.reached() if current else None
        return reached is None or not reached.derived or reached.fingerprint != self.model.fingerprint

    def switch(self, generation: Generation) -> None:
        """From now on this one is read: for every new reader, at once, durably."""
        with self.place.data().begin() as connection:
            connection.execute(update(self._table).where(self._table.c.number == generation.number).values(active=True))

    @contextlib.contextmanager
    def reader(self) -> Generator[Connection]:
        """A connection to the generation that is read now, in which everything is of one moment. Raises NotBuilt."""
        current = self.current()
        if current is None:
            raise NotBuilt
        with current.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection

    def _generation(self, number: int) -> Generation:
        return Generation(number, self.place.generation(number), self.model)
