"""The log: what a store of events promises, whatever it is made of. Positions start at 1 and have no holes."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event to append. `id` is unique over the log; a store may refuse a second one with the same id."""

    subject: str
    id: str
    payload: bytes


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event on the log, with its position and the moment (UTC) at which the store took it.

    `origin` says, in a copy, where it stood in the log that was copied, as the one who copied it wrote it down.
    """

    position: int
    subject: str
    id: str
    payload: bytes
    stored_at: datetime
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Append:
    """Events that stand or fall together, if `boundary` is still at `expected`.

    `boundary` is a subject filter, e.g. `leerwinkel.gent.*.<dossier>.>`; `expected` is the position of the last event
    that it matches, 0 for none. All subjects of `events` must match it.
    """

    boundary: str
    expected: int
    events: tuple[NewEvent, ...]


def landed_at(stored: Sequence[StoredEvent], events: Sequence[NewEvent]) -> int | None:
    """The position of the last of the events if they stand on the log just as they were to be appended; else None."""
    at = next((n for n, event in enumerate(stored) if event.id == events[0].id), len(stored))
    there = stored[at : at + len(events)]
    same = [(event.id, event.payload) for event in there] == [(event.id, event.payload) for event in events]
    return there[-1].position if same else None


class Conflict(Exception):
    """Somebody was first: the boundary is no longer at the expected position. Read it again and decide again."""

    def __init__(self, append: Append) -> None:
        super().__init__(f"{append.boundary} is no longer at position {append.expected}")
        self.append = append


class Gap(Exception):
    """The log misses positions. It is never skipped: what reads must stop and the log must be healed.

    `found` is where it goes on, None where that is not known.
    """

    def __init__(self, log: str, after: int, found: int | None) -> None:
        missing = f"misses positions {after + 1}–{found - 1}" if found else f"cannot be read whole up to {after}"
        super().__init__(f"log {log} {missing}")
        self.log, self.after, self.found = log, after, found


class Unavailable(Exception):
    """The store did not answer in time. Whether the events were appended is not known."""


class Log(Protocol):
    """An append-only log with optimistic concurrency over boundaries."""

    async def append(self, boundary: str, expected: int, events: Sequence[NewEvent]) -> int:
        """Append all or none, durably, and give the position of the last. Raises Conflict or Unavailable.

        No events = nothing to do: gives `expected`. After a lost acknowledgement the same append may be sent again:
        events that are on the log already count as appended.
        """
        ...

    async def append_many(self, appends: Sequence[Append]) -> list[int | Conflict]:
        """Append each on its own terms, sharing the cost of durability. Raises Unavailable.

        Gives per append the position of its last event, or its Conflict.
        """
        ...

    async def read(self, boundary: str) -> list[StoredEvent]:
        """All events that the boundary matches, in order."""
        ...

    def read_all(self, after: int = 0) -> AsyncIterator[list[StoredEvent]]:
        """All events after that position, up to the last at the time of the call, in batches. Raises Gap."""
        ...

    async def last(self) -> int:
        """The position of the last event, 0 for an empty log."""
        ...

    async def wait(self, position: int) -> None:
        """Return once the log has reached that position."""
        ...
