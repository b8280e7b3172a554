"""Group commit: many writers at once share one write to disk, each with its own outcome."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence

from leerwinkel.eventsourcing.log import Append, Conflict, Log, NewEvent, StoredEvent

MAX_EVENTS = 1000
"""Events that go into one write; JetStream takes no more in an atomic batch."""


class GroupCommit:
    """A Log over a Log. While one write is under way, later appends gather and go together in the next.

    A lone append costs nothing extra: there is no timer. Two appends to one boundary never share a write.
    """

    def __init__(self, log: Log) -> None:
        self._log = log
        self._waiting: deque[tuple[Append, asyncio.Future[int]]] = deque()
        self._writer: asyncio.Task[None] | None = None

    async def append(self, boundary: str, expected: int, events: Sequence[NewEvent]) -> int:
        """See Log."""
        done: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append((Append(boundary, expected, tuple(events)), done))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_all())
        return await done

    async def append_many(self, appends: Sequence[Append]) -> list[int | Conflict]:
        """See Log."""
        return await self._log.append_many(appends)

    async def _write_all(self) -> None:
        while self._waiting:
            group = self._next_group()
            try:
                results = await self._log.append_many([append for append, _ in group])
            except Exception as error:  # noqa: BLE001 - each writer gets it
                results = [error] * len(group)
            for (_, done), result in zip(group, results, strict=True):
                if done.cancelled():
                    continue
                if isinstance(result, int):
                    done.set_result(result)
                else:
                    done.set_exception(result)

    def _next_group(self) -> list[tuple[Append, asyncio.Future[int]]]:
        group: list[tuple[Append, asyncio.Future[int]]] = []
        later: deque[tuple[Append, asyncio.Future[int]]] = deque()
        boundaries: set[str] = set()
        size = 0
        while self._waiting:
            append, done = self._waiting.popleft()
            if append.boundary in boundaries or (group and size + len(append.events) > MAX_EVENTS):
                later.append((append, done))
                boundaries.add(append.boundary)
                continue
            group.append((append, done))
            boundaries.add(append.boundary)
            size += len(append.events)
        self._waiting = later
        return group

    async def read(self, boundary: str) -> list[StoredEvent]:
        """See Log."""
        return await self._log.read(boundary)

    def read_all(self, after: int = 0) -> AsyncIterator[list[StoredEvent]]:
        """See Log."""
        return self._log.read_all(after)

    async def last(self) -> int:
        """See Log."""
        return await self._log.last()

    async def wait(self, position: int) -> None:
        """See Log."""
        await self._log.wait(position)
