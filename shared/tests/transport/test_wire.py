"""The short way through nats-py gives what nats-py itself gives, however the bytes come in."""

import asyncio
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from nats.aio.client import Client
from nats.protocol.parser import Parser

from leerwinkel.transport.wire import Message, forget, listen

LISTENED = 7
TOKEN = st.text("abcZ019$_-", min_size=1, max_size=12)
CONTENT = st.one_of(st.binary(max_size=300), st.sampled_from([b"", b"\r\n", b"MSG a 7 3\r\nabc\r\n", b"PING\r\n"]))
HEAD = st.one_of(st.none(), st.lists(st.tuples(TOKEN, TOKEN), max_size=3))


@dataclass
class Recorder:
    """A connection that keeps what its parser hands it."""

    messages: list[tuple[int, Message]] = field(default_factory=list[tuple[int, Message]])
    others: list[Any] = field(default_factory=list[Any])
    _ps: Any = None

    async def _process_msg(self, sid: int, subject: bytes, reply: bytes, data: bytes, head: bytes | None) -> None:
        self.messages.append((sid, Message(subject, reply, head or b"", data)))

    async def _process_ping(self) -> None:
        self.others.append("ping")

    async def _process_pong(self) -> None:
        self.others.append("pong")

    async def _process_err(self, what: str) -> None:
        self.others.append(what)

    async def _process_info(self, info: dict[str, Any]) -> None:
        self.others.append(info)


@dataclass(frozen=True)
class Subscribed:
    _id: int


@st.composite
def message(draw: st.DrawFn) -> bytes:
    subject, sid, reply = draw(TOKEN), draw(st.sampled_from([LISTENED, 8])), draw(st.one_of(st.just(""), TOKEN))
    content, pairs = draw(CONTENT), draw(HEAD)
    place = " ".join(filter(None, (subject, str(sid), reply)))
    if pairs is None:
        return f"MSG {place} {len(content)}\r\n".encode() + content + b"\r\n"
    head = ("NATS/1.0\r\n" + "".join(f"{k}: {v}\r\n" for k, v in pairs) + "\r\n").encode()
    return f"HMSG {place} {len(head)} {len(head) + len(content)}\r\n".encode() + head + content + b"\r\n"


OTHERS = st.sampled_from([b"PING\r\n", b"PONG\r\n", b"+OK\r\n", b"-ERR 'slow'\r\n", b'INFO {"version":"2.15"}\r\n'])
TRAFFIC = st.lists(st.one_of(message(), OTHERS), max_size=12).map(b"".join)


def chunks(traffic: bytes, cuts: list[int]) -> list[bytes]:
    at = [0, *sorted(cut % (len(traffic) + 1) for cut in cuts), len(traffic)]
    return [traffic[begin:end] for begin, end in pairwise(at)]


async def parsed(traffic: list[bytes], *, short_after: int | None) -> tuple[Recorder, list[Message]]:
    """What comes out at the connection, and what is heard by who listens from that chunk on."""
    connection = Recorder()
    nc: Any = connection
    parser = nc._ps = Parser(connection)
    mine: Any = Subscribed(LISTENED)
    heard = None
    for number, chunk in enumerate(traffic):
        if number == short_after:
            heard = listen(nc, mine)
        await parser.parse(chunk)
    return connection, [] if heard is None else list(heard.messages)


@given(TRAFFIC, st.lists(st.integers(0, 5000), max_size=8), st.integers(0, 4))
def test_every_message_comes_whole_and_in_order_by_one_way_or_the_other(
    traffic: bytes, cuts: list[int], after: int
) -> None:
    parts = chunks(traffic, cuts)
    plain, _ = asyncio.run(parsed(parts, short_after=None))
    short, heard = asyncio.run(parsed(parts, short_after=after))
    mine = [found for sid, found in plain.messages if sid == LISTENED]
    began = [found for sid, found in short.messages if sid == LISTENED]
    assert began + heard == mine
    assert [m for m in short.messages if m[0] != LISTENED] == [m for m in plain.messages if m[0] != LISTENED]
    assert short.others == plain.others


@given(st.lists(st.tuples(st.sampled_from(["A", "B-C", "Nats-Sequence"]), TOKEN), max_size=5))
def test_of_a_header_that_stands_twice_the_last_counts(pairs: list[tuple[str, str]]) -> None:
    head = ("NATS/1.0\r\n" + "".join(f"{k}: {v}\r\n" for k, v in pairs) + "\r\n").encode()
    found = Message(b"s", b"", head, b"")
    assert {name: found.header(name) for name in dict(pairs)} == dict(pairs)
    assert not found.header("C")


async def test_on_a_real_connection_others_go_on_as_before(nc: Client) -> None:
    mine, other = await nc.subscribe("proef.>"), await nc.subscribe("ander.>")
    heard = listen(nc, mine)
    numbers = [b"0", b"1", b"2"]
    for number in numbers:
        await nc.publish("proef.a", number, headers={"Nr": number.decode()})
        await nc.publish("ander.a", number)
    await nc.flush()
    taken = await heard.take(10)
    assert [(m.subject, m.payload, m.header("Nr")) for m in taken] == [
        (b"proef.a", b"%d" % n, str(n)) for n in range(3)
    ]
    assert [(await other.next_msg(timeout=5)).data for _ in numbers] == numbers
    forget(nc, mine)
    await nc.publish("proef.a", b"weer")
    assert (await mine.next_msg(timeout=5)).data == b"weer"
