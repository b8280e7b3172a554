"""Bulk reading of a stream: a pull loop with three requests outstanding, four times as fast as `fetch`.

Positions are checked: a hole raises Gap. A server that went away is waited for; reading goes on where it was.
"""

import asyncio
import json
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any

from nats.aio.client import Client
from nats.aio.msg import Msg

from leerwinkel.eventsourcing.log import Gap, Unavailable

REQUEST = 500
OUTSTANDING = 3
_HEARTBEAT_S = 2.0
_EXPIRES_S = 30.0
_PATIENCE_S = 2 * _HEARTBEAT_S + 1
_RETRY_S = 0.5


class Pull:
    """Reads one stream from a position on, for as long as it is iterated: lists of messages with their positions."""

    def __init__(self, nc: Client, stream: str, *, after: int = 0, api: str = "$JS.API", most: int = 5000) -> None:
        self._nc, self._stream, self._api, self._most = nc, stream, api, most
        self.position = after
        self._credit = 0
        self._consumer = ""
        self._heard: asyncio.Queue[Msg] = asyncio.Queue()

    async def batches(self) -> AsyncGenerator[list[Msg], None]:
        """The messages in order, as they come. Raises Gap; Unavailable where the connection has given up."""
        inbox = self._nc.new_inbox()
        subscription = await self._nc.subscribe(
            inbox, cb=self._heard.put, pending_msgs_limit=-1, pending_bytes_limit=-1
        )
        try:
            while True:
                batch = await self._next(inbox)
                if batch:
                    yield batch
        finally:
            await self._close(subscription)

    async def _next(self, inbox: str) -> list[Msg]:
        try:
            if not self._consumer:
                await self._start()
            await self._ask(inbox)
            # not wait_for: before Python 3.12 it can swallow that the task is cancelled
            async with asyncio.timeout(_PATIENCE_S):
                first = await self._heard.get()
        except TimeoutError:
            self._consumer = ""
            return []
        except Unavailable:
            if self._nc.is_closed:
                raise
            await asyncio.sleep(_RETRY_S)
            return []
        return self._in_order([first, *self._at_hand()])

    def _at_hand(self) -> list[Msg]:
        return [self._heard.get_nowait() for _ in range(min(self._heard.qsize(), self._most))]

    def _in_order(self, messages: list[Msg]) -> list[Msg]:
        batch: list[Msg] = []
        for message in messages:
            if not message.reply.startswith("$JS.ACK."):
                self._status(message)
                continue
            found = position_of(message)
            if consumer_of(message) != self._consumer or found <= self.position:
                continue
            if found != self.position + 1:
                raise Gap(self._stream, self.position, found)
            self._credit -= 1
            self.position = found
            batch.append(message)
        return batch

    def _status(self, message: Msg) -> None:
        headers = message.headers or {}
        status = headers.get("Status")
        if status == "100":
            return
        if status == "408":
            self._credit -= int(headers.get("Nats-Pending-Messages", REQUEST))
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
        body = {"batch": REQUEST, "expires": int(_EXPIRES_S * 1e9), "idle_heartbeat": int(_HEARTBEAT_S * 1e9)}
        while self._credit <= (OUTSTANDING - 1) * REQUEST:
            await self._nc.publish(
                f"{self._api}.CONSUMER.MSG.NEXT.{self._stream}.{self._consumer}", json.dumps(body).encode(), reply=inbox
            )
            self._credit += REQUEST

    async def _close(self, subscription: Any) -> None:
        if self._nc.is_closed:
            return
        await subscription.unsubscribe()
        if self._consumer and self._nc.is_connected:
            await self._nc.publish(f"{self._api}.CONSUMER.DELETE.{self._stream}.{self._consumer}")


def position_of(message: Msg) -> int:
    """The position in the stream, in either format of the reply subject (11 or 12 tokens with a domain)."""
    return message.metadata.sequence.stream


def consumer_of(message: Msg) -> str:
    """The consumer that delivered the message."""
    return message.metadata.consumer


def stored_at(message: Msg) -> datetime:
    """When the stream stored the message (UTC)."""
    return message.metadata.timestamp.astimezone(UTC)
