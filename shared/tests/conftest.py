"""One NATS node for all tests that bring a stream of their own."""

from collections.abc import AsyncIterator, Iterator

import nats
import pytest
from nats.aio.client import Client

from leerwinkel.testing.netwerk import netwerk


@pytest.fixture(scope="session")
def node_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with netwerk(tmp_path_factory.mktemp("nats"), ["gent"]) as net:
        yield net.url("gent")


@pytest.fixture
async def nc(node_url: str) -> AsyncIterator[Client]:
    client = await nats.connect(node_url)
    yield client
    await client.close()
