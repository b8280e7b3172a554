"""Who pulls in batches has what is there at once, and all of it."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import nats.errors
import pytest

from leerwinkel.testing.netwerk import leeg_knooppunt
from leerwinkel.transport.fetch import mend_fetch

LONG_S = 20.0


@pytest.fixture
async def stream(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Any, Any]]:
    """A stream, and a durable consumer that pulls from it."""
    mend_fetch()
    async with leeg_knooppunt(tmp_path_factory.getbasetemp(), "fetch") as (_, nc):
        js = nc.jetstream()
        await js.add_stream(name="S", subjects=["s.>"])
        yield js, await js.pull_subscribe("s.>", durable="d")


async def test_one_message_is_given_as_soon_as_it_is_there(stream: tuple[Any, Any]) -> None:
    js, pull = stream
    waiting = asyncio.create_task(pull.fetch(200, timeout=LONG_S))
    await asyncio.sleep(0)
    begin = time.monotonic()
    await js.publish("s.a", b"1")
    assert [message.data for message in await waiting] == [b"1"]
    assert time.monotonic() - begin < LONG_S / 4


async def test_all_that_waits_comes_in_order_and_once_and_no_more_than_asked_for(stream: tuple[Any, Any]) -> None:
    js, pull = stream
    for number in range(30):
        await js.publish("s.a", b"%d" % number)
    batches = [await pull.fetch(20, timeout=LONG_S) for _ in range(2)]
    assert [len(batch) for batch in batches] == [20, 10]
    assert [int(message.data) for batch in batches for message in batch] == list(range(30))
    for batch in batches:
        for message in batch:
            await message.ack_sync()
    assert (await pull.consumer_info()).num_ack_pending == 0


async def test_who_asks_again_for_what_a_batch_lacked_need_not_wait(stream: tuple[Any, Any]) -> None:
    """As FastStream does, until its time is over."""
    js, pull = stream
    await js.publish("s.a", b"1")
    assert len(await pull.fetch(20, timeout=LONG_S)) == 1
    begin = time.monotonic()
    with pytest.raises(nats.errors.TimeoutError):
        await pull.fetch(19, timeout=LONG_S)
    assert time.monotonic() - begin < LONG_S / 4
    await js.publish("s.a", b"2")
    assert [message.data for message in await pull.fetch(20, timeout=LONG_S)] == [b"2"]


async def test_nothing_ends_with_the_error_that_faststream_waits_for(stream: tuple[Any, Any]) -> None:
    _, pull = stream
    for _ in range(3):
        with pytest.raises(nats.errors.TimeoutError):
            await pull.fetch(20, timeout=0.05)
