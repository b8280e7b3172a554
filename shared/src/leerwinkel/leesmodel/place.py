"""Where a service of a region keeps its tables: one home for its data, and one for each generation.

In SQLite a home is a file, in PostgreSQL a schema. Names in SQL are the same everywhere: without a schema.
"""

import contextlib
import fcntl
import re
import threading
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, Engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection

from leerwinkel.runtime.verbinding import database


class Place(Protocol):
    """The homes. Engines are kept: ask again for the same one."""

    def data(self) -> Engine:
        """The home of the data, made if it is not there."""
        ...

    def generation(self, number: int) -> Engine:
        """The home of a generation. A connection fails if it is not there."""
        ...

    def make(self, number: int) -> None:
        """Make an empty home for a generation."""
        ...

    def drop(self, number: int) -> None:
        """Remove it with everything in it; nothing if it is not there."""
        ...

    def builder(self) -> AbstractContextManager[bool]:
        """Inside this block nobody else gets True, in any process; gives False where somebody else has it."""
        ...

    def close(self) -> None:
        """Let go of all connections that nobody uses."""
        ...


def place(url: str, name: str) -> Place:
    """The homes of `name` (a service, with its region where regions share a database) at the URL of a region's tables.

    For SQLite they are files beside the file that the URL names.
    """
    made = make_url(url)
    return (
        Files(Path(made.database or ".").parent, name) if made.get_backend_name() == "sqlite" else Schemas(made, name)
    )


class _Engines:
    def __init__(self) -> None:
        self._engines: dict[int, Engine] = {}
        self._making = threading.Lock()

    def _kept(self, number: int, make: Callable[[int], Engine]) -> Engine:
        with self._making:
            if number not in self._engines:
                self._engines[number] = make(number)
            return self._engines[number]

    def _forget(self, number: int) -> None:
        if (engine := self._engines.pop(number, None)) is not None:
            engine.dispose()

    def close(self) -> None:
        """See Place."""
        for number in list(self._engines):
            self._forget(number)


_DATA = 0


class Files(_Engines):
    """SQLite: one file for each. Who still reads a file that is removed, reads on."""

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__()
        self._folder, self._name = folder, name

    def data(self) -> Engine:
        """See Place."""
        return self._kept(_DATA, self._open_data)

    def generation(self, number: int) -> Engine:
        """See Place. After a power cut it may have lost its last transactions, whole: the log still has them."""
        return self._kept(number, self._open)

    def _open_data(self, number: int) -> Engine:
        self._folder.mkdir(parents=True, exist_ok=True)
        return database(f"sqlite:///{self._path(number)}")

    def _open(self, number: int) -> Engine:
        # to connect must never make an empty file
        engine = database(f"sqlite:///{self._path(number).absolute().as_uri()}?mode=rw&uri=true")
        event.listen(engine, "connect", _without_waiting_for_the_disk)
        return engine

    def make(self, number: int) -> None:
        """See Place."""
        self._path(number).touch(exist_ok=False)

    def drop(self, number: int) -> None:
        """See Place."""
        self._forget(number)
        for suffix in ("", "-wal", "-shm"):
            path = self._path(number)
            path.with_name(path.name + suffix).unlink(missing_ok=True)

    @contextlib.contextmanager
    def builder(self) -> Generator[bool]:
        """See Place."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / f"{self._name}.bouw").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True

    def _path(self, number: int) -> Path:
        return self._folder / (f"{self._name}.sqlite" if number == _DATA else f"{self._name}-{number}.sqlite")


def _without_waiting_for_the_disk(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


class Schemas(_Engines):
    """PostgreSQL: one schema for each, all in one database."""

    def __init__(self, url: URL, name: str) -> None:
        super().__init__()
        self._url, self._name = url, re.sub(r"[^a-z0-9]", "_", name.lower())

    def data(self) -> Engine:
        """See Place."""
        return self._kept(_DATA, self._open_data)

    def generation(self, number: int) -> Engine:
        """See Place. After a crash it may have lost its last transactions, whole: the log still has them."""
        return self._kept(number, lambda _: self._in(self._schema(number), " -csynchronous_commit=off"))

    def _open_data(self, _number: int) -> Engine:
        engine = self._in(self._name, "")
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": self._name})
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {self._name}"))
        return engine

    def make(self, number: int) -> None:
        """See Place."""
        with self.data().begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {self._schema(number)}"))

    def drop(self, number: int) -> None:
        """See Place."""
        self._forget(number)
        with self.data().begin() as connection:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {self._schema(number)} CASCADE"))

    @contextlib.contextmanager
    def builder(self) -> Generator[bool]:
        """See Place."""
        with self.data().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            name = {"name": f"{self._name} bouw"}
            mine = bool(connection.scalar(text("SELECT pg_try_advisory_lock(hashtext(:name))"), name))
            try:
                yield mine
            finally:
                if mine:
                    connection.execute(text("SELECT pg_advisory_unlock(hashtext(:name))"), name)

    def _schema(self, number: int) -> str:
        return f"{self._name}_{number}"

    def _in(self, schema: str, more: str) -> Engine:
        given = self._url.query.get("options", "")
        url = self._url.update_query_dict({"options": f"{given} -csearch_path={schema}{more}".strip()})
        return database(url.render_as_string(hide_password=False))
