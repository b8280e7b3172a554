"""The service as pages and API see it: who has the figures, and how far the intake is."""

from typing import Any, Protocol

import duckdb

from vol_reporting.cijfers import Cijfer, Vraag


class Cijferbron(Protocol):
    """The storage with its registration."""

    def lezer(self) -> duckdb.DuckDBPyConnection:
        """A cursor of the caller's own on a fresh registration."""
        ...

    def cijfers(self, vraag: Vraag) -> list[Cijfer]:
        """The figures asked for. Raises ValueError with a Dutch sentence."""
        ...


class Gastheer(Protocol):
    """Whoever runs the application, `Dienst` for one."""

    @property
    def opslag(self) -> Cijferbron:
        """Where the figures come from."""
        ...

    def status(self) -> dict[str, Any]:
        """How far the intake is, as plain values."""
        ...

    async def herbouw(self) -> int:
        """Build the storage anew from the log; the number of events read. Raises Unavailable."""
        ...
