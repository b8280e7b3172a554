"""Direct reads of a stream: a page of events at once, and whether the server counted more behind them."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

from nats.aio.client import Client
from nats.aio.msg import Msg

from leerwinkel.eventsourcing.log import StoredEvent, Unavailable

MESSAGE_ID = "Nats-Msg-Id"
PAGE = 1000


async def page(nc: Client, subject: str, ask: dict[str, Any], patience: float) -> tuple[list[StoredEvent], bool]:
    """What a batched direct get answers. Raises Unavailable, and TimeoutError after that many seconds of silence."""
    inbox = nc.new_inbox()
    heard: asyncio.Queue[Msg] = asyncio.Queue()
    subscription = await nc.subscribe(inbox, cb=heard.put, pending_msgs_limit=-1, pending_bytes_limit=-1)
    await nc.publish(subject, json.dumps(ask).encode(), reply=inbox)
    events: list[StoredEvent] = []
    try:
        while True:
            async with asyncio.timeout(patience):
                message = await heard.get()
            headers = message.headers or {}
            match headers.get("Status"):
                case None:
                    events.append(_event(message, headers))
                case "204":
                    return events, int(headers.get("Nats-Num-Pending", "0")) > 0
                case "404":
                    return events, False
                case status:
                    raise Unavailable(f"{subject}: {status} {headers.get('Description', '')}")
    finally:
        await subscription.unsubscribe()


def _event(message: Msg, headers: dict[str, str]) -> StoredEvent:
    stored = datetime.fromisoformat(headers["Nats-Time-Stamp"][:26].rstrip("Z")).replace(tzinfo=UTC)
    return StoredEvent(
        int(headers["Nats-Sequence"]),
        headers["Nats-Subject"],
        headers.get(MESSAGE_ID, ""),
        message.data,
        stored,
        headers.get("Nats-Stream-Source", ""),
    )
