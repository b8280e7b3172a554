"""A node that takes connections and breaks them off."""

import asyncio
import socket
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

from nats.aio.client import Client

from leerwinkel.transport.attempts import mend_attempts

ATTEMPTS = 5
INFO = b'INFO {"server_id":"x","version":"2.15.0","headers":true,"max_payload":1048576}\r\n'


@contextmanager
def node(connected: threading.Event, at_each: Callable[[], None]) -> Generator[str]:
    """Its URL. The first connection is well until the client knows it, each one after is broken off at once."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with listener.accept()[0] as first:
                first.sendall(INFO)
                while b"PING\r\n" not in first.recv(65536):
                    pass
                first.sendall(b"PONG\r\n")
                connected.wait()
            while True:
                try:
                    listener.accept()[0].close()
                except OSError:
                    return
                at_each()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"nats://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            connected.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


async def test_an_attempt_to_come_back_that_is_broken_off_leaves_nothing_open() -> None:
    mend_attempts()
    nc: Any = Client()
    used, connected, enough, loop = set[Any](), threading.Event(), asyncio.Event(), asyncio.get_running_loop()

    def at_each() -> None:
        used.add(nc._transport._io_writer)
        if len(used) > ATTEMPTS:
            loop.call_soon_threadsafe(enough.set)

    async def silent(_error: Exception) -> None:
        """It breaks here."""

    with node(connected, at_each) as url:
        await nc.connect(url, reconnect_time_wait=0.01, error_cb=silent, max_reconnect_attempts=-1)
        connected.set()
        await asyncio.wait_for(enough.wait(), 30)
        earlier = used - {nc._transport._io_writer}
        await nc.close()
    assert len(earlier) >= ATTEMPTS - 1
    assert [writer for writer in earlier if not writer.is_closing()] == []
