"""The log in memory, for tests. It keeps exactly the promises of `Log`."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

from leerwinkel.eventsourcing.log import Append, Conflict, NewEvent, StoredEvent, landed_at

_BATCH = 1000


def matches(boundary: str, subject: str) -> bool:
    """Whether a NATS subject filter (`*` one token, `>` the rest) matches the subject."""
    wanted, tokens = boundary.split("."), subject.split(".")
    for i, part in enumerate(wanted):
        if part == ">":
            return len(tokens) > i
        if i >= len(tokens) or part not in ("*", tokens[i]):
            return False
    return len(wanted) == len(tokens)


class MemoryLog:
    """A log that lives as long as the process."""

    def __init__(self) -> None:
        self._events: list[StoredEvent] = []
        self._ids: set[str] = set()
        self._grown = asyncio.Condition()

    async def append(self, boundary: str, expected: int, events: Sequence[NewEvent]) -> int:
        """See Log."""
        [result] = await self.append_many([Append(boundary, expected, tuple(events))])
        if isinstance(result, Conflict):
            raise result
        return result

    async def append_many(self, appends: Sequence[Append]) -> list[int | Conflict]:
        """See Log."""
        results = [self._append(append) for append in appends]
        async with self._grown:
            self._grown.notify_all()
        return results

    def _append(self, append: Append) -> int | Conflict:
        if not append.events:
            return append.expected
        stored = [event for event in self._events if matches(append.boundary, event.subject)]
        if (landed := landed_at(stored, append.events)) is not None:
            return landed
        at = stored[-1].position if stored else 0
        if at != append.expected or any(event.id in self._ids for event in append.events):
            return Conflict(append)
        for event in append.events:
            position = len(self._events) + 1
            self._events.append(StoredEvent(position, event.subject, event.id, event.payload, datetime.now(UTC)))
            self._ids.add(event.id)
        return len(self._events)

    async def read(self, boundary: str) -> list[StoredEvent]:
        """See Log."""
        return [event for event in self._events if matches(boundary, event.subject)]

    async def read_all(self, after: int = 0) -> AsyncIterator[list[StoredEvent]]:
        """See Log."""
        events = self._events[after:]
        for start in range(0, len(events), _BATCH):
            yield events[start : start + _BATCH]

    async def last(self) -> int:
        """See Log."""
        return len(self._events)

    async def wait(self, position: int) -> None:
        """See Log."""
        async with self._grown:
            await self._grown.wait_for(lambda: len(self._events) >= position)
