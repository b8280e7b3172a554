"""A real hub with real leaves for tests: own ports, own folder, gone afterwards."""

import atexit
import contextlib
import socket
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nats.aio.client import Client

from leerwinkel.runtime.ingang import Ingang
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB, Knooppunt, Server
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.toegang.voorbereiding import bereid_toegang_voor


def vrije_poorten(aantal: int) -> list[int]:
    """Ports of 127.0.0.1 that nothing listens on just now."""
    with contextlib.ExitStack() as stapel:
        sockets = [stapel.enter_context(socket.socket()) for _ in range(aantal)]
        for s in sockets:
            s.bind(("127.0.0.1", 0))
        return [int(s.getsockname()[1]) for s in sockets]


@dataclass(frozen=True, slots=True)
class Netwerk:
    """A running hub and leaves."""

    hub: Server
    leaves: dict[str, Server]

    def url(self, naam: str) -> str:
        """Where a node takes connections."""
        return (self.hub if naam == HUB else self.leaves[naam]).knooppunt.url

    def urls(self) -> dict[str, str]:
        """The URL of every node, as settings take them."""
        return {naam: self.url(naam) for naam in [HUB, *self.leaves]}

    def instellingen(self) -> Instellingen:
        """The settings of a process that finds the nodes, and the keys of their users, here."""
        return Instellingen(data=self.hub.knooppunt.map.parent, nats=self.urls())

    def ingang(self, naam: str, wie: str) -> Ingang:
        """How a user gets in at a node that is closed."""
        return self.instellingen().ingang(naam, wie)


@contextlib.contextmanager
def netwerk(
    map_: Path,
    regios: Sequence[str],
    *,
    hub_poort: int | None = None,
    langs: dict[str, int] | None = None,
    gesloten: bool = False,
    tls: bool = False,
    vooraf: Callable[[Path], None] = lambda _: None,
) -> Generator[Netwerk]:
    """Start a hub and a leaf per region; `langs` gives the port of a line through which a region reaches the hub.

    Without `gesloten` anybody may do anything on them: for tests of other things. `vooraf` may change what the closed
    nodes will read.
    """
    poort, vrij, *rest = vrije_poorten(2 + len(regios))
    hub_poort = hub_poort or vrij
    hub = Server(Knooppunt(HUB, poort, hub_poort, map_ / HUB, gesloten, tls))
    leaves = {
        regio: Server(Knooppunt(regio, eigen, (langs or {}).get(regio, hub_poort), map_ / regio, gesloten, tls))
        for regio, eigen in zip(regios, rest, strict=True)
    }
    if gesloten:
        bereid_toegang_voor(Instellingen(data=map_.absolute(), tls=tls), [HUB, *regios])
        vooraf(map_)
    try:
        hub.start()
        for leaf in leaves.values():
            leaf.start()
        yield Netwerk(hub, leaves)
    finally:
        for server in [*leaves.values(), hub]:
            server.stop()


@contextlib.asynccontextmanager
async def leeg_knooppunt(map_: Path, naam: str) -> AsyncGenerator[tuple[str, Client]]:
    """The URL of Gent's node, and a connection of that name, while nothing is on it. For one at a time.

    The node stays until this process ends, in that folder: to start one takes longer than most tests.
    """
    url = _blijvend_netwerk(map_).url("gent")
    nc = await verbind(url, naam)
    try:
        js = nc.jetstream()
        for stroom in await js.streams_info():
            await js.delete_stream(stroom.config.name or "")
        yield url, nc
    finally:
        await nc.close()


@cache
def _blijvend_netwerk(map_: Path) -> Netwerk:
    stapel = contextlib.ExitStack()
    atexit.register(stapel.close)
    return stapel.enter_context(netwerk(map_ / "nats dat blijft", ["gent"]))
