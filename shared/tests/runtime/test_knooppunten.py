"""A node that could not write is started anew once there is room: the server itself never tries that file again."""

import json
import resource
from collections.abc import Iterator
from pathlib import Path

import nats
import pytest

from leerwinkel.runtime.knooppunten import HUB, Knooppunt, Server
from leerwinkel.testing.netwerk import vrije_poorten


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    poort, hub_poort = vrije_poorten(2)
    server = Server(Knooppunt(HUB, poort, hub_poort, tmp_path))
    server.start()
    yield server
    server.stop()


async def _schrijft(server: Server) -> bool:
    nc = await nats.connect(server.knooppunt.url)
    try:
        return "error" not in json.loads((await nc.request("log.a", b"x" * 100_000, timeout=1)).data)
    except TimeoutError:
        return False
    finally:
        await nc.close()


async def _maak_log(server: Server) -> None:
    nc = await nats.connect(server.knooppunt.url)
    await nc.request("$JS.API.STREAM.CREATE.LOG", b'{"name": "LOG", "subjects": ["log.>"], "storage": "file"}')
    await nc.close()


def _vol(server: Server) -> None:
    """As a full disk: not a byte more in the largest file, which is the block of the log."""
    [blok] = server.knooppunt.map.rglob("*.blk")
    assert server.pid is not None
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (blok.stat().st_size, resource.RLIM_INFINITY))


async def test_a_node_that_could_not_write_is_started_anew_when_there_is_room(server: Server) -> None:
    await _maak_log(server)
    assert await _schrijft(server)
    eerst = server.pid
    server.houd_gaande()
    assert (server.pid, server.gaf_op()) == (eerst, False)
    _vol(server)
    assert not await _schrijft(server)
    assert server.gaf_op()
    server.houd_gaande()
    assert server.pid not in (None, eerst)
    assert not server.gaf_op()
    assert await _schrijft(server)


async def test_a_node_that_fell_over_is_started_again(server: Server) -> None:
    server.stop()
    server.houd_gaande()
    await _maak_log(server)
    assert await _schrijft(server)
