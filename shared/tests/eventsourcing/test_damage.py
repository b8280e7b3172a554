"""A log on a disk that lost something: a dossier is never read with an event missing, and what is left can be read."""

from collections.abc import AsyncIterator
from pathlib import Path

import nats
import pytest

from leerwinkel.eventsourcing import Gap, JetStreamLog, NewEvent
from leerwinkel.eventsourcing.streams import ensure_stream
from leerwinkel.testing.netwerk import netwerk
from leerwinkel.testing.streams import Stream

STREAM = Stream("T", "t")
DAMAGED = 3


@pytest.fixture
async def log(tmp_path: Path) -> AsyncIterator[JetStreamLog]:
    """Five events of one dossier, of which one byte changed while the node was down."""
    with netwerk(tmp_path, ["gent"]) as net:
        client = await nats.connect(net.url("gent"))
        await ensure_stream(client, STREAM.config())
        log = JetStreamLog(client, STREAM.name)
        for n in range(1, 6):
            event = NewEvent("t.intake.d1.a", f"id-{n}", b"content %d" % n)
            await log.append("t.*.d1.>", n - 1, [event])
        await client.close()
        leaf = net.leaves["gent"]
        leaf.stop()
        [block] = leaf.knooppunt.map.rglob("*.blk")
        block.write_bytes(block.read_bytes().replace(b"content %d" % DAMAGED, b"c0ntent %d" % DAMAGED))
        leaf.start()
        client = await nats.connect(net.url("gent"))
        yield JetStreamLog(client, STREAM.name)
        await client.close()


async def test_a_dossier_with_an_unreadable_event_is_not_read_as_if_it_were_whole(log: JetStreamLog) -> None:
    with pytest.raises(Gap):
        await log.read("t.*.d1.>")


async def test_the_whole_log_is_not_read_as_if_it_were_whole(log: JetStreamLog) -> None:
    with pytest.raises(Gap):
        _ = [event async for batch in log.read_all() for event in batch]


async def test_what_can_still_be_read_is_given_at_its_own_positions(log: JetStreamLog) -> None:
    left = [event async for batch in log.salvage() for event in batch]
    assert [(event.position, event.id) for event in left] == [(n, f"id-{n}") for n in (1, 2, 4, 5)]
    assert [event.position async for batch in log.salvage(after=2) for event in batch] == [4, 5]
