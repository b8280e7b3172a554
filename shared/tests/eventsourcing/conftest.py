"""Every test of the kernel has a stream of its own."""

import uuid

import pytest
from nats.aio.client import Client

from leerwinkel.eventsourcing import GroupCommit, JetStreamLog, Log, MemoryLog
from leerwinkel.eventsourcing.streams import ensure_stream
from leerwinkel.testing.streams import Stream


@pytest.fixture
async def stream(nc: Client) -> Stream:
    name = f"T{uuid.uuid4().hex}"
    made = Stream(name, name.lower())
    await ensure_stream(nc, made.config())
    return made


@pytest.fixture(params=["memory", "jetstream", "group-commit"])
async def log(request: pytest.FixtureRequest, nc: Client, stream: Stream) -> Log:
    match request.param:
        case "memory":
            return MemoryLog()
        case "jetstream":
            return JetStreamLog(nc, stream.name)
        case _:
            return GroupCommit(JetStreamLog(nc, stream.name))
