"""Bulk reading of a stream: a pull loop that has more requests outstanding than it needs just now.

Positions are checked: a hole raises Gap, once a consumer that begins right before it was given it too: what was on its
way over a connection that broke is lost, and is no hole. So each connection has a consumer of its own: the last of all
can be what was lost. A server that went away is waited for; reading goes on where it was.
"""

import asyncio
import json
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from nats.aio.client import Client

from leerwinkel.eventsourcing.log import Gap, Unavailable
from leerwinkel.transport.wire import Heard, Message, forget, listen

_HEARTBEAT_S = 2.0
_TIMES = {"expires": int(30e9), "idle_heartbeat": int(_HEARTBEAT_S * 1e9)}
_PATIENCE_S = 2 * _HEARTBEAT_S + 1
_RETRY_S = 0.5
_TOKENS_WITHOUT_DOMAIN = 9
_ENDED = b"MaxBytes", b"Batch Completed"
"""What the server says of a request that is over; what else it says is about the consumer."""
MAX_BYTES = 32 * 1024 * 1024
"""That one request may bring, however many messages it asked for; far more than one message."""


class Delivery(NamedTuple):
    """A message of a stream, with its position there."""

    position: int
    stored: int
    """When the stream stored it, in nanoseconds since 1970."""
    message: Message

    @property
    def stored_at(self) -> datetime:
        """When the stream stored it, in whole microseconds (UTC)."""
        return datetime.fromtimestamp(self.stored // 1000 / 1_000_000, UTC)


class Pull:
    """Reads one stream from a position on, for as long as it is iterated: lists of messages with their positions.

    A list has at most `most` messages; twice as many are asked for ahead, which come while the caller is busy, and
    of those no more than three times MAX_BYTES.
    """

    def __init__(self, nc: Client, stream: str, *, after: int = 0, api: str = "$JS.API", most: int = 1000) -> None:
        self._nc, self._stream, self._api, self._most = nc, stream, api, most
        self.position = after
        self._credit = 0
        self._consumer, self._begun = "", (-1, -1)

    async def batches(self) -> AsyncGenerator[list[Delivery], None]:
        """The messages in order, as they come. Raises Gap; Unavailable where the connection has given up."""
        inbox = self._nc.new_inbox()
        subscription = await self._nc.subscribe(f"{inbox}.*")
        heard = listen(self._nc, subscription)
        try:
            while True:
                batch = await self._next(inbox, heard)
                if batch:
                    yield batch
        finally:
            forget(self._nc, subscription)
            await self._close(subscription)

    async def _next(self, inbox: str, heard: Heard) -> list[Delivery]:
        try:
            if not self._consumer or self._begun[1] != self._nc.stats["reconnects"]:
                await self._start()
            await self._ask(inbox)
            # not wait_for: before Python 3.12 it can swallow that the task is cancelled
            async with asyncio.timeout(_PATIENCE_S):
                messages = await heard.take(self._most)
        except TimeoutError:
            self._consumer = ""
            return []
        except Unavailable:
            if self._nc.is_closed:
                raise
            await asyncio.sleep(_RETRY_S)
            return []
        return self._in_order(messages)

    def _in_order(self, messages: list[Message]) -> list[Delivery]:
        batch: list[Delivery] = []
        mine = self._consumer.encode()
        for message in messages:
            if not message.reply.startswith(b"$JS.ACK."):
                if message.subject.endswith(b"." + mine):
                    self._status(message)
                continue
            consumer, found, stored = _place(message.reply)
            if consumer != mine or found <= self.position:
                continue
            if found != self.position + 1:
                if self._begun == (self.position, self._nc.stats["reconnects"]):
                    raise Gap(self._stream, self.position, found)
                self._consumer = ""
                break
            self._credit -= 1
            self.position = found
            batch.append(Delivery(found, stored, message))
        return batch

    def _status(self, message: Message) -> None:
        status = message.head[len(b"NATS/1.0 ") :][:3]
        if status == b"100":
            return
        if status == b"408" or any(end in message.head for end in _ENDED):
            self._credit -= int(message.header("Nats-Pending-Messages") or self._most)
        else:
            self._consumer = ""

    async def _start(self) -> None:
        """A consumer of our own, from the position on. It is gone by itself when nobody reads."""
        config = {
            "deliver_policy": "by_start_sequence",
            "opt_start_seq": self.position + 1,
            "ack_policy": "none",
            "mem_storage": True,
            "num_replicas": 1,
            "inactive_threshold": int(60e9),
        }
        self._begun = self.position, self._nc.stats["reconnects"]
        answer = await self._request(
            f"{self._api}.CONSUMER.CREATE.{self._stream}", {"stream_name": self._stream, "config": config}
        )
        if "error" in answer:
            raise Unavailable(str(answer["error"]))
        self._consumer = answer["name"]
        self._credit = 0

    async def _request(self, subject: str, body: dict[str, Any]) -> dict[str, Any]:
        try:
            return json.loads((await self._nc.request(subject, json.dumps(body).encode(), timeout=2)).data)
        except Exception as error:
            raise Unavailable(f"{subject}: {error}") from error

    async def _ask(self, inbox: str) -> None:
        body = json.dumps({"batch": self._most, "max_bytes": MAX_BYTES} | _TIMES).encode()
        at, reply = f"{self._api}.CONSUMER.MSG.NEXT.{self._stream}.{self._consumer}", f"{inbox}.{self._consumer}"
        while self._credit <= self._most:
            await self._nc.publish(at, body, reply=reply)
            self._credit += self._most

    async def _close(self, subscription: Any) -> None:
        if self._nc.is_closed:
            return
        await subscription.unsubscribe()
        if self._consumer and self._nc.is_connected:
            await self._nc.publish(f"{self._api}.CONSUMER.DELETE.{self._stream}.{self._consumer}")


def _place(reply: bytes) -> tuple[bytes, int, int]:
    """Consumer, position and moment of storage, in either format of the reply (9 tokens; 11 or 12 with a domain)."""
    tokens = reply.split(b".")
    at = 3 if len(tokens) == _TOKENS_WITHOUT_DOMAIN else 5
    return tokens[at], int(tokens[at + 2]), int(tokens[at + 4])
