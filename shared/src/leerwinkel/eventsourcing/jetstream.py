"""The log on a JetStream stream: positions are stream sequences, boundaries are subject filters.

What the server does and does not do is in docs/architecture.md; the headers used here are its wire format.
"""

import asyncio
import json
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, TypeVar

import nats.errors
from nats.aio.client import Client
from nats.aio.msg import Msg

from leerwinkel.eventsourcing.direct import MESSAGE_ID, PAGE, page
from leerwinkel.eventsourcing.log import Append, Conflict, Gap, NewEvent, StoredEvent, Unavailable, landed_at
from leerwinkel.eventsourcing.pull import Delivery, Pull
from leerwinkel.transport.outbox import publish_all

T = TypeVar("T")

_WRONG_LAST_SEQUENCE, _DUPLICATE = 10071, 10201
_ANSWER_S = 1.0
_RETRY_S = 0.05


class _Landed(Exception):
    """The events are on the log already: the acknowledgement got lost."""

    def __init__(self, positions: list[int]) -> None:
        super().__init__()
        self.positions = positions


class JetStreamLog:
    """See Log. One instance per stream and connection; safe for concurrent use.

    `api` is the JetStream API prefix (`$JS.<domain>.API` from another domain); `patience` is in seconds.
    """

    def __init__(self, nc: Client, stream: str, *, api: str = "$JS.API", patience: float = 5.0) -> None:
        self._nc, self._stream, self._api, self._patience = nc, stream, api, patience

    async def append(self, boundary: str, expected: int, events: Sequence[NewEvent]) -> int:
        """See Log."""
        [result] = await self.append_many([Append(boundary, expected, tuple(events))])
        if isinstance(result, Conflict):
            raise result
        return result

    async def append_many(self, appends: Sequence[Append]) -> list[int | Conflict]:
        """See Log. One atomic batch if nobody was first, else halved until the conflicts are found."""
        writing = [append for append in appends if append.events]
        outcome = dict(zip(map(id, writing), await self._write(writing), strict=True)) if writing else {}
        return [outcome.get(id(append), append.expected) for append in appends]

    async def _write(self, appends: list[Append]) -> list[int | Conflict]:
        try:
            last, error = await self._publish_with_patience(appends)
        except _Landed as landed:
            return list(landed.positions)
        if not error:
            return _positions(appends, last)
        if error not in (_WRONG_LAST_SEQUENCE, _DUPLICATE):
            raise Unavailable(f"{self._stream} refused the append (error {error})")
        if len(appends) == 1:
            landed = await self._landed(appends[0])
            return [Conflict(appends[0]) if landed is None else landed]
        middle = len(appends) // 2
        return [*await self._write(appends[:middle]), *await self._write(appends[middle:])]

    async def _publish_with_patience(self, appends: list[Append]) -> tuple[int, int]:
        """Publish until there is an answer. After silence look first whether the events are on the log."""
        until = asyncio.get_running_loop().time() + self._patience
        while True:
            try:
                return await self._publish(appends)
            except (nats.errors.Error, TimeoutError, OSError) as silence:
                await self._look(appends)
                if asyncio.get_running_loop().time() > until:
                    raise Unavailable(f"{self._stream} does not acknowledge") from silence
            await asyncio.sleep(_RETRY_S)

    async def _look(self, appends: list[Append]) -> None:
        try:
            positions = [await self._landed(append) for append in appends]
        except (nats.errors.Error, TimeoutError, OSError, Unavailable):
            return
        landed = [position for position in positions if position is not None]
        if len(landed) == len(appends):
            raise _Landed(landed)

    async def _landed(self, append: Append) -> int | None:
        return landed_at(await self.read(append.boundary), append.events)

    async def _publish(self, appends: list[Append]) -> tuple[int, int]:
        messages = [
            (event, {MESSAGE_ID: event.id} | (_expectation(append) if first else {}))
            for append in appends
            for first, event in zip([True, *[False] * len(append.events)], append.events, strict=False)
        ]
        if len(messages) == 1:
            return _acknowledged(await self._request(*messages[0]))
        batch = uuid.uuid4().hex
        for number, (_, headers) in enumerate(messages, start=1):
            headers |= {"Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(number)}
        answer = await self._request(*messages[0])
        if answer.data:
            return _acknowledged(answer)
        await publish_all(self._nc, [(event.subject, event.payload, headers) for event, headers in messages[1:-1]])
        event, headers = messages[-1]
        return _acknowledged(await self._request(event, headers | {"Nats-Batch-Commit": "1"}))

    async def _request(self, event: NewEvent, headers: dict[str, str]) -> Msg:
        return await self._nc.request(
            event.subject, event.payload, timeout=min(_ANSWER_S, self._patience), headers=headers
        )

    async def read(self, boundary: str) -> list[StoredEvent]:
        """See Log. A batched direct get: read your own writes on a stream without replicas.

        The server passes over what it cannot read, but had it counted: then Gap.
        """
        events, more = await self._page(boundary, 1)
        while more:
            further, more = await self._page(boundary, events[-1].position + 1 if events else 1)
            if not further:
                raise Gap(self._stream, events[-1].position if events else 0, None)
            events += further
        return events

    async def salvage(self, after: int = 0) -> AsyncGenerator[list[StoredEvent], None]:
        """What can still be read after that position, in order, up to the last at the time of the first request.

        For a log that may be damaged: what cannot be read is passed over, so the caller must check positions.
        """
        last = await self.last()
        while after < last:
            events = [event for event in (await self._page(">", after + 1))[0] if event.position <= last]
            if events:
                yield events
            after = events[-1].position if events else after + 1

    async def _page(self, boundary: str, start: int) -> tuple[list[StoredEvent], bool]:
        ask = {"batch": PAGE, "seq": start, "next_by_subj": boundary}
        subject = f"{self._api}.DIRECT.GET.{self._stream}"
        return await self._again(lambda: page(self._nc, subject, ask, min(_ANSWER_S, self._patience)))

    async def _again(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Ask until there is an answer: a question that was under way when a connection broke is lost, not refused."""
        until = asyncio.get_running_loop().time() + self._patience
        while True:
            try:
                return await ask()
            except (nats.errors.Error, TimeoutError, OSError) as silence:
                if asyncio.get_running_loop().time() > until:
                    raise Unavailable(f"{self._stream} does not answer") from silence
            await asyncio.sleep(_RETRY_S)

    async def read_all(self, after: int = 0) -> AsyncIterator[list[StoredEvent]]:
        """See Log."""
        last = await self.last()
        if after >= last:
            return
        reading = Pull(self._nc, self._stream, after=after, api=self._api).batches()
        try:
            async for batch in reading:
                events = [_from_delivery(delivery) for delivery in batch if delivery.position <= last]
                if events:
                    yield events
                if not events or events[-1].position >= last:
                    return
        finally:
            await reading.aclose()

    async def last(self) -> int:
        """See Log."""
        return int((await self.info())["state"]["last_seq"])

    async def info(self) -> dict[str, Any]:
        """The server's account of the stream. Raises Unavailable, also where the stream does not exist."""
        subject = f"{self._api}.STREAM.INFO.{self._stream}"
        answer = await self._again(lambda: self._nc.request(subject, timeout=min(_ANSWER_S, self._patience)))
        info: dict[str, Any] = json.loads(answer.data)
        if "error" in info:
            raise Unavailable(f"{self._stream}: {info['error'].get('description')}")
        return info

    async def wait(self, position: int) -> None:
        """See Log. Waits in the server, not by asking again and again."""
        if await self.last() >= position:
            return
        reading = Pull(self._nc, self._stream, after=position - 1, api=self._api).batches()
        try:
            async for _ in reading:
                return
        finally:
            await reading.aclose()


def _expectation(append: Append) -> dict[str, str]:
    return {
        "Nats-Expected-Last-Subject-Sequence": str(append.expected),
        "Nats-Expected-Last-Subject-Sequence-Subject": append.boundary,
    }


def _acknowledged(answer: Msg) -> tuple[int, int]:
    """(position of the last event, 0) or (0, error code)."""
    said: dict[str, Any] = json.loads(answer.data)
    if "error" in said:
        return 0, int(said["error"].get("err_code", said["error"].get("code", 0)))
    if said.get("duplicate"):
        return 0, _DUPLICATE
    return int(said["seq"]), 0


def _positions(appends: list[Append], last: int) -> list[int | Conflict]:
    at = last - sum(len(append.events) for append in appends)
    positions: list[int | Conflict] = []
    for append in appends:
        at += len(append.events)
        positions.append(at)
    return positions


def _from_delivery(delivery: Delivery) -> StoredEvent:
    message = delivery.message
    identity = message.header(MESSAGE_ID)
    return StoredEvent(delivery.position, message.subject.decode(), identity, message.payload, delivery.stored_at)
