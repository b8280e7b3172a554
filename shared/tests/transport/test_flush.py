"""Who publishes at the moment that a connection breaks."""

import asyncio
from pathlib import Path
from typing import Any

import nats

from leerwinkel.testing.netwerk import netwerk
from leerwinkel.transport.flush import mend_flush


async def test_a_connection_that_breaks_while_somebody_publishes_comes_back_by_itself(tmp_path: Path) -> None:
    mend_flush()
    again = asyncio.Event()

    async def back() -> None:
        again.set()

    async def silent(_error: Exception) -> None:
        """It breaks here."""

    with netwerk(tmp_path, ["gent"]) as net:
        nc: Any = await nats.connect(net.url("gent"), reconnect_time_wait=0.1, reconnected_cb=back, error_cb=silent)
        nc._flusher_task.cancel()
        await asyncio.wait([nc._flusher_task])
        nc._transport._io_writer.transport.abort()
        await asyncio.sleep(0)  # the socket knows, and the client does not yet
        assert nc.is_connected
        await nc.publish("something", b"x")
        await asyncio.wait_for(again.wait(), 30)
        await nc.flush()
        await nc.close()
