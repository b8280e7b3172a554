"""Direct reads of a stream: a page of events at once, and whether the server counted more behind them."""

import asyncio
import json
from datetime import datetime
from typing import Any

from nats.aio.client import Client

from leerwinkel.eventsourcing.log import StoredEvent, Unavailable
from leerwinkel.transport.wire import Message, forget, listen

MESSAGE_ID = "Nats-Msg-Id"
COPY_ID, COPY_OF = "Copy-Msg-Id", "Copy-Of"
"""What our own copy of an event carries instead of `Nats-Msg-Id` and `Nats-Stream-Source`, which are the server's."""
PAGE = 1000
_STATUS = b"NATS/1.0 "


async def page(nc: Client, subject: str, ask: dict[str, Any], patience: float) -> tuple[list[StoredEvent], bool]:
    """What a batched direct get answers. Raises Unavailable, and TimeoutError after that many seconds of silence."""
    inbox = nc.new_inbox()
    subscription = await nc.subscribe(inbox)
    heard = listen(nc, subscription)
    try:
        await nc.publish(subject, json.dumps(ask).encode(), reply=inbox)
        events: list[StoredEvent] = []
        while True:
            async with asyncio.timeout(patience):
                messages = await heard.take(PAGE)
            said = messages.pop() if messages[-1].head.startswith(_STATUS) else None
            events += map(_event, messages)
            if said:
                return events, _more(subject, said)
    finally:
        forget(nc, subscription)
        await subscription.unsubscribe()


def _more(subject: str, said: Message) -> bool:
    status = said.head[len(_STATUS) :].decode("utf-8", "replace").splitlines()[0]
    match status[:3]:
        case "204":
            return int(said.header("Nats-Num-Pending") or 0) > 0
        case "404":
            return False
        case _:
            raise Unavailable(f"{subject}: {status}")


def _event(message: Message) -> StoredEvent:
    header = message.header
    return StoredEvent(
        int(header("Nats-Sequence")),
        header("Nats-Subject"),
        header(MESSAGE_ID) or header(COPY_ID),
        message.payload,
        datetime.fromisoformat(f"{header('Nats-Time-Stamp')[:26].rstrip('Z')}+00:00"),
        header("Nats-Stream-Source") or header(COPY_OF),
    )
