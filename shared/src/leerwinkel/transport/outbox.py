"""A short way out through nats-py for many messages at once, which it would check and write header by header.

It uses one method of nats-py (2.16) that is not for everybody; what it sends is what `publish` would send.
"""

from collections.abc import Iterable, Mapping

import nats.errors
from nats.aio.client import Client

Outgoing = tuple[str, bytes, Mapping[str, str]]
"""Subject, payload and headers."""


async def publish_all(nc: Client, messages: Iterable[Outgoing]) -> None:
    """Publish them in order, in one piece: on their way with the next thing that the connection sends.

    Raises ValueError for what would be no single message, and an error of nats-py where it cannot be sent now.
    """
    if not nc.is_connected:
        raise nats.errors.ConnectionReconnectingError
    piece = b"".join([_written(nc, *message) for message in messages])
    await nc._send_command(piece)  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]


def _written(nc: Client, subject: str, payload: bytes, headers: Mapping[str, str]) -> bytes:
    head = "".join([f"{name}: {value}\r\n" for name, value in headers.items()])
    if len(head.splitlines()) != len(headers) or len(subject.split()) != 1:
        raise ValueError(subject)
    if len(payload) > nc.max_payload:
        raise nats.errors.MaxPayloadError
    whole = f"NATS/1.0\r\n{head}\r\n".encode()
    line = f"HPUB {subject} {len(whole)} {len(whole) + len(payload)}\r\n"
    return b"".join((line.encode(), whole, payload, b"\r\n"))
