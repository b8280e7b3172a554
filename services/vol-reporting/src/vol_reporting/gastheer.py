"""The service as pages and API see it: who has the figures, and how far the intake is."""

from pathlib import Path
from typing import Any, Protocol

import duckdb

from leerwinkel.eventsourcing import Log
from vol_reporting.bestand import Bestand
from vol_reporting.cijfers import Cijfer, Vraag
from vol_reporting.datakwaliteit.opdracht import Opdracht
from vol_reporting.inname.navraag import Bewaard


class Cijferbron(Protocol):
    """The storage with its registration."""

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of the caller's own, on the events as they are."""
        ...

    def lezer(self) -> duckdb.DuckDBPyConnection:
        """A cursor of the caller's own on a fresh registration."""
        ...

    def posities(self) -> dict[str, int]:
        """How far each log was taken in; under `vol` the VOL's own."""
        ...

    def cijfers(self, vraag: Vraag) -> list[Cijfer]:
        """The figures asked for. Raises ValueError with a Dutch sentence."""
        ...


class Opslagplaats(Cijferbron, Protocol):
    """The same, in its folder."""

    @property
    def bestand(self) -> Bestand:
        """The folder that it is in, with what is kept beside it."""
        ...


class Gastheer(Protocol):
    """Whoever runs the application, `Dienst` for one."""

    @property
    def opslag(self) -> Opslagplaats:
        """Where the figures come from."""
        ...

    @property
    def eigen_log(self) -> Log | None:
        """Where the VOL appends what it decides; None while the hub was never reached."""
        ...

    def status(self) -> dict[str, Any]:
        """How far the intake is, as plain values."""
        ...

    async def beslis(self, opdracht: Opdracht, medewerker: str) -> bool:
        """Decide for who asks it, and wait until the figures know it; whether anything was to be decided.

        Raises Besluitfout, Conflict, Unavailable.
        """
        ...

    async def bewaard(self, log: str, positie: int, bij_hub: int) -> Bewaard | None:
        """The message at a position of a log as it was stored; None where it is not there. Raises Unavailable."""
        ...

    async def herbouw(self, archief: Path | None = None) -> int:
        """Build the storage anew from the log, or first from an archive; the number of events read from the log.

        Raises Archieffout, Unavailable.
        """
        ...
