"""One NATS node for all tests of the kernel; every test has a stream of its own."""

import uuid
from collections.abc import AsyncIterator, Iterator

import nats
import pytest
from nats.aio.client import Client

from leerwinkel.eventsourcing import GroupCommit, JetStreamLog, Log, MemoryLog
from leerwinkel.eventsourcing.streams import ensure_stream
from leerwinkel.testing.netwerk import netwerk
from leerwinkel.testing.streams import Stream


@pytest.fixture(scope="session")
def node_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with netwerk(tmp_path_factory.mktemp("nats"), ["gent"]) as net:
        yield net.url("gent")


@pytest.fixture
async def nc(node_url: str) -> AsyncIterator[Client]:
    client = await nats.connect(node_url)
    yield client
    await client.close()


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
