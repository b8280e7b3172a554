"""What a line lost on its way to a reader is no hole in the log: it is read again."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path

import nats
import pytest

from leerwinkel.eventsourcing import JetStreamLog, NewEvent
from leerwinkel.eventsourcing.pull import Delivery, Pull
from leerwinkel.eventsourcing.streams import ensure_stream
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.testing.lijn import Lijn
from leerwinkel.testing.netwerk import netwerk, vrije_poorten
from leerwinkel.testing.streams import Stream

LOST = 50


@pytest.mark.parametrize("later", [1, 0], ids=["more comes", "nothing comes"])
async def test_what_was_lost_with_a_connection_is_read_again_on_the_next(tmp_path: Path, later: int) -> None:
    stream = Stream("T", "t")
    with netwerk(tmp_path, ["gent"]) as net:
        near = await verbind(net.url("gent"), "near")
        await ensure_stream(near, stream.config())
        log, [port] = JetStreamLog(near, "T"), vrije_poorten(1)
        async with Lijn(net.leaves["gent"].knooppunt.poort, port) as line:
            back, url = asyncio.Event(), f"nats://127.0.0.1:{port}"
            far = await nats.connect(url, reconnect_time_wait=0.1, reconnected_cb=_tell(back), error_cb=_silent)
            await log.append("t.*.d0.>", 0, [_event(0)])
            reading = Pull(far, "T").batches()
            assert [each.position for each in await anext(reading)] == [1]
            waiting = asyncio.create_task(_until(reading, 1 + LOST + later))
            line.zwijg(verlies=True)
            for number in range(1, 1 + LOST):
                await log.append(f"t.*.d{number}.>", 0, [_event(number)])
            await line.knip()
            await line.herstel()
            await asyncio.wait_for(back.wait(), 30)
            for number in range(1 + LOST, 1 + LOST + later):
                await log.append(f"t.*.d{number}.>", 0, [_event(number)])
            assert await asyncio.wait_for(waiting, 30) == list(range(2, 2 + LOST + later))
            await reading.aclose()
            await far.close()
        await near.close()


async def _until(reading: AsyncGenerator[list[Delivery], None], last: int) -> list[int]:
    positions: list[int] = []
    while not positions or positions[-1] < last:
        positions += [each.position for each in await anext(reading)]
    return positions


def _tell(event: asyncio.Event) -> Callable[[], Awaitable[None]]:
    async def tell() -> None:
        event.set()

    return tell


async def _silent(_error: Exception) -> None:
    """The line is cut here."""


def _event(number: int) -> NewEvent:
    return NewEvent(f"t.intake.d{number}.a", f"id-{number}", b"{}")
