"""A node that takes connections and breaks them off."""

import asyncio
from typing import Any

from nats.aio.client import Client

from leerwinkel.testing.netwerk import vrije_poorten
from leerwinkel.transport.attempts import mend_attempts

ATTEMPTS = 5
INFO = b'INFO {"server_id":"x","version":"2.15.0","headers":true,"max_payload":1048576}\r\n'


async def test_an_attempt_to_come_back_that_is_broken_off_leaves_nothing_open() -> None:
    mend_attempts()
    nc: Any = Client()
    used: list[Any] = []
    enough = asyncio.Event()

    async def well_only_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not used:
            writer.write(INFO)
            await reader.readuntil(b"PING\r\n")
            writer.write(b"PONG\r\n")
            await connected
        used.append(nc._transport._io_writer)
        writer.close()
        if len(used) > ATTEMPTS:
            enough.set()

    async def silent(_error: Exception) -> None:
        """It breaks here."""

    [port] = vrije_poorten(1)
    async with await asyncio.start_server(well_only_once, "127.0.0.1", port):
        connected = asyncio.ensure_future(
            nc.connect(f"nats://127.0.0.1:{port}", reconnect_time_wait=0.01, error_cb=silent, max_reconnect_attempts=-1)
        )
        await asyncio.wait_for(enough.wait(), 30)
        earlier = set(used) - {nc._transport._io_writer}
        await nc.close()
    assert len(earlier) >= ATTEMPTS - 1
    assert [writer for writer in earlier if not writer.is_closing()] == []
