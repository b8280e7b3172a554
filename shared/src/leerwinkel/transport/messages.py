"""Defects of nats-py by which one hostile message stops a reader for good, mended from outside.

What a client sends is not to be trusted: a subject or header that is no UTF-8 ends the loop that reads the connection,
and a header `Status` of the sender's own is taken for word of the server.
"""

from typing import Any

from nats.aio.client import Client

_GEMERKT = "_leerwinkel_mended"
_STATUS = ("Status", "Description")
_STORED = "Nats-Sequence"


def mend_messages() -> None:
    """Let every connection of this process survive any message. May be called again."""
    owner: Any = Client
    if hasattr(owner, _GEMERKT):
        return
    build, process_headers = owner._build_message, owner._process_headers  # noqa: SLF001 - there is no other place

    def mended_build(  # noqa: PLR0917 - as nats-py calls it
        self: Any, sid: int, subject: bytes, reply: bytes, data: bytes, headers: dict[str, str] | None
    ) -> Any:
        return build(self, sid, _readable(subject), _readable(reply), data, _without_false_status(reply, headers))

    async def mended_headers(self: Any, headers: bytes) -> dict[str, str] | None:
        try:
            return await process_headers(self, headers)
        except (UnicodeError, LookupError, ValueError):
            return parse(headers)

    owner._build_message, owner._process_headers = mended_build, mended_headers  # noqa: SLF001
    setattr(owner, _GEMERKT, True)


def parse(headers: bytes) -> dict[str, str]:
    """What can be read of a block of headers; of a name that stands twice the last: the server adds its own there."""
    lines = (line.decode("utf-8", "replace").partition(":") for line in headers.split(b"\r\n")[1:])
    return {name.strip(): value.strip() for name, colon, value in lines if colon and name.strip()}


def _readable(subject: bytes) -> bytes:
    return subject.decode("utf-8", "replace").encode()


def _without_false_status(reply: bytes, headers: dict[str, str] | None) -> dict[str, str] | None:
    """A message that stands in a stream is no status, whatever its sender wrote."""
    if not headers or not (reply.startswith(b"$JS.ACK.") or _STORED in headers):
        return headers
    return {name: value for name, value in headers.items() if name not in _STATUS}
