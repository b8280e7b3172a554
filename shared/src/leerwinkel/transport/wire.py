"""A short way through nats-py for who reads in bulk: whole messages, with no queue, task or dict of headers for each.

It replaces a method of nats-py's parser (2.16), one connection at a time; all other traffic goes the way it went.
"""

import asyncio
from collections import deque
from functools import cache
from typing import Any, NamedTuple, cast

from nats.aio.client import Client
from nats.aio.subscription import Subscription
from nats.protocol.parser import AWAITING_MSG_PAYLOAD, Parser

_CRLF = b"\r\n"
_MESSAGE = (b"MSG ", b"HMSG ")
_WITH_REPLY = 5


class Message(NamedTuple):
    """A message as it came. `reply` is empty where the server itself says something."""

    subject: bytes
    reply: bytes
    head: bytes
    payload: bytes

    def header(self, name: str) -> str:
        """The value of a header, empty without it. Of several the last counts, as everywhere in nats-py."""
        key = _key(name)
        at = self.head.rfind(key)
        if at < 0:
            return ""
        begin = at + len(key)
        return self.head[begin : self.head.find(_CRLF, begin)].strip().decode("utf-8", "replace")


@cache
def _key(name: str) -> bytes:
    return b"\r\n%b:" % name.encode()


class Heard:
    """What a subscription heard and nobody took yet."""

    def __init__(self) -> None:
        self.messages: deque[Message] = deque()
        self._news = asyncio.Event()

    def put(self, message: Message) -> None:
        """Keep a message."""
        self.messages.append(message)
        self._news.set()

    async def take(self, most: int) -> list[Message]:
        """At least one message, as soon as there is one, and at most so many."""
        while not self.messages:
            self._news.clear()
            await self._news.wait()
        return [self.messages.popleft() for _ in range(min(most, len(self.messages)))]


def listen(nc: Client, subscription: Subscription) -> Heard:
    """From now on the messages of the subscription come this way only, and in order."""
    heard = Heard()
    _short(nc).heard[_sid(subscription)] = heard
    return heard


def forget(nc: Client, subscription: Subscription) -> None:
    """Nobody listens any more."""
    _short(nc).heard.pop(_sid(subscription), None)


class _Short(Parser):
    """Hands over the messages of those who listen, and gives the rest, piece by whole piece, to nats-py."""

    heard: dict[bytes, Heard]

    async def parse(self, data: bytes = b"") -> None:
        if self.state == AWAITING_MSG_PAYLOAD:  # of a message that nats-py's own method began
            missing = self.needed + len(_CRLF) - len(self.buf)
            await super().parse(data[:missing])
            data = data[missing:]
            if self.state == AWAITING_MSG_PAYLOAD:
                return
        buffer, at = bytes(self.buf) + data, 0
        self.buf.clear()
        while (body := buffer.find(_CRLF, at) + len(_CRLF)) >= len(_CRLF):
            line = buffer[at:body].split() if buffer.startswith(_MESSAGE, at) else None
            end = body + (int(line[-1]) + len(_CRLF) if line else 0)
            if end > len(buffer):
                break
            if line and (heard := self.heard.get(line[2])):
                heard.put(_message(line, buffer[body : end - len(_CRLF)]))
            else:
                await super().parse(buffer[at:end])
            at = end
        self.buf.extend(buffer[at:])


def _message(line: list[bytes], content: bytes) -> Message:
    """`MSG <subject> <sid> [reply] <size>`, or `HMSG` with the size of the head before that of all."""
    has_head = line[0] == b"HMSG"
    head = int(line[-2]) if has_head else 0
    reply = line[3] if len(line) == _WITH_REPLY + has_head else b""
    return Message(line[1], reply, content[:head], content[head:])


def _short(nc: Client) -> _Short:
    """The parser of this connection. Its state stays as it is, also in the middle of a message."""
    parser: Any = nc._ps  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
    if not isinstance(parser, _Short):
        parser.__class__ = _Short
        cast("_Short", parser).heard = {}
    return cast("_Short", parser)


def _sid(subscription: Subscription) -> bytes:
    return b"%d" % subscription._id  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
