"""Who reads slowly holds no more than a set number of bytes, and has everything in the end."""

import asyncio

import pytest
from nats.aio.client import Client
from nats.aio.subscription import Subscription

from leerwinkel.eventsourcing import pull
from leerwinkel.eventsourcing.pull import Pull
from leerwinkel.testing.streams import Stream
from leerwinkel.transport.wire import Heard, listen

LARGE, COUNT, LIMIT = 50_000, 80, 400_000


async def test_large_messages_wait_at_the_server_for_who_reads_slowly(
    nc: Client, stream: Stream, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Heard] = []

    def listening(nc: Client, subscription: Subscription) -> Heard:
        heard.append(listen(nc, subscription))
        return heard[-1]

    monkeypatch.setattr(pull, "MAX_BYTES", LIMIT)
    monkeypatch.setattr(pull, "listen", listening)
    for _ in range(COUNT):
        await nc.publish(f"{stream.prefix}.intake.d1.a", b"x" * LARGE)
    await nc.flush()
    reading, read, most = Pull(nc, stream.name, most=1000), 0, 0
    consumers = set[str]()
    async with asyncio.timeout(20):
        async for batch in reading.batches():
            read += len(batch)
            await nc.flush()  # everything that was asked for has come
            most = max(most, sum(len(message.payload) for message in heard[0].messages))
            consumers.add(reading._consumer)  # pyright: ignore[reportPrivateUsage]
            if read == COUNT:
                break
    assert (reading.position, len(consumers)) == (COUNT, 1)
    assert 0 < most <= 3 * LIMIT


async def test_a_request_that_is_over_leaves_the_consumer_as_it_is(nc: Client, stream: Stream) -> None:
    """Otherwise whoever reads a long log begins anew for ever: what the server says of the one before ends the next."""
    for _ in range(20):
        await nc.publish(f"{stream.prefix}.intake.d1.a", b"x")
    await nc.flush()
    reading, consumers = Pull(nc, stream.name, most=3), set[str]()
    async with asyncio.timeout(20):
        async for _ in reading.batches():
            await nc.flush()
            consumers.add(reading._consumer)  # pyright: ignore[reportPrivateUsage]
            if reading.position == 20:
                break
    assert len(consumers) == 1
