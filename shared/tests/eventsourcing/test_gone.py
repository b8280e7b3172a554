"""A node that stays away: who was not prepared to wait for it does not wait for ever."""

import asyncio
from pathlib import Path

import nats
import nats.errors
import pytest

from leerwinkel.eventsourcing import JetStreamLog, NewEvent, Unavailable
from leerwinkel.eventsourcing.pull import Pull
from leerwinkel.eventsourcing.streams import ensure_stream
from leerwinkel.testing.netwerk import netwerk
from leerwinkel.testing.streams import Stream


async def _silent(_error: Exception) -> None:
    """The node is taken away here."""


async def test_reading_ends_when_the_connection_has_given_up(tmp_path: Path) -> None:
    stream = Stream("T", "t")
    with netwerk(tmp_path, ["gent"]) as net:
        nc = await nats.connect(
            net.url("gent"), max_reconnect_attempts=1, reconnect_time_wait=0.1, allow_reconnect=True, error_cb=_silent
        )
        await ensure_stream(nc, stream.config())
        await JetStreamLog(nc, "T").append("t.*.d1.>", 0, [NewEvent("t.intake.d1.a", "id-1", b"{}")])
        reading = Pull(nc, "T").batches()
        assert len(await anext(reading)) == 1
        net.leaves["gent"].stop()
        with pytest.raises((Unavailable, nats.errors.Error)):
            await asyncio.wait_for(anext(reading), 30)
        assert nc.is_closed
