"""For who gives one dossier many commands: its events are not read, validated and folded again for each of them."""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any, Generic, TypeVar

from leerwinkel.eventsourcing import Append, Conflict, Decider, Log, NewEvent, StoredEvent
from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.correctie import GebeurtenisGecorrigeerd, GebeurtenisIngetrokken
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis

C = TypeVar("C")
S = TypeVar("S")


class Remembering:
    """A Log over a Log. An append still is under the condition that nobody was first: then it reads again.

    `appended` counts the events that it wrote.
    """

    def __init__(self, log: Log) -> None:
        self._log = log
        self._known: dict[str, list[StoredEvent]] = {}
        self._validated: dict[bytes, AnyGebeurtenis] = {}
        self._deciders: dict[int, Decider[Any, Any]] = {}
        self.appended = 0

    async def append(self, boundary: str, expected: int, events: Sequence[NewEvent]) -> int:
        """See Log."""
        try:
            last = await self._log.append(boundary, expected, events)
        except Exception:
            self._known.pop(boundary, None)
            raise
        now, first = datetime.now(UTC), last - len(events) + 1
        self._known.setdefault(boundary, []).extend(
            StoredEvent(position, event.subject, event.id, event.payload, now)
            for position, event in enumerate(events, start=first)
        )
        self.appended += len(events)
        return last

    async def append_many(self, appends: Sequence[Append]) -> list[int | Conflict]:
        """See Log. What was known is forgotten."""
        self._known.clear()
        return await self._log.append_many(appends)

    async def read(self, boundary: str) -> list[StoredEvent]:
        """See Log; but what others wrote since it was read first is seen only after a conflict."""
        if boundary not in self._known:
            self._known[boundary] = await self._log.read(boundary)
        return list(self._known[boundary])

    def read_all(self, after: int = 0) -> AsyncIterator[list[StoredEvent]]:
        """See Log."""
        return self._log.read_all(after)

    async def last(self) -> int:
        """See Log."""
        return await self._log.last()

    async def wait(self, position: int) -> None:
        """See Log."""
        await self._log.wait(position)

    def lees(self, payload: bytes) -> AnyGebeurtenis:
        """An event of the log; the same object each time. Raises Onleesbaar."""
        if payload not in self._validated:
            self._validated[payload] = lees(payload)
        return self._validated[payload]

    def decider(self, decider: Decider[C, S]) -> Decider[C, S]:
        """The same decider, that goes on from where it was."""
        return self._deciders.setdefault(
            id(decider), GoingOn(decider.initial, decider.decide, decider.evolve, decider.reading)
        )


@dataclass(frozen=True)
class GoingOn(Decider[C, S], Generic[C, S]):
    """A Decider that folds only what came after what it folded before, where that gives the same state."""

    _before: list[tuple[list[AnyGebeurtenis], S]] = field(default_factory=list[tuple[list[AnyGebeurtenis], S]])

    def fold(self, events: Iterable[AnyGebeurtenis]) -> S:
        """See Decider."""
        history = list(events)
        state = self._from_before(history) if self._before else None
        if state is None:
            state = super().fold(history)
        self._before[:] = [(history, state)]
        return state

    def _from_before(self, history: list[AnyGebeurtenis]) -> S | None:
        """None where the events are not the earlier ones with later ones behind them, or correct each other."""
        known, state = self._before[0]
        behind = history[len(known) :]
        if len(known) > len(history) or any(a is not b for a, b in zip(known, history, strict=False)):
            return None
        if any(isinstance(event.data, GebeurtenisGecorrigeerd | GebeurtenisIngetrokken) for event in history):
            return None
        in_order = [max(known, key=_order), *behind] if known else behind
        if any(_order(a) >= _order(b) for a, b in pairwise(in_order)):
            return None
        for event in behind:
            state = self.evolve(state, event)
        return state


def _order(event: AnyGebeurtenis) -> tuple[datetime, datetime, str, str]:
    return event.time, event.recordedtime, event.source, event.id
