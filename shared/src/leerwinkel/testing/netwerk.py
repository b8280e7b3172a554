"""A real hub with real leaves for tests: own ports, own folder, gone afterwards. And a line that can be cut."""

import asyncio
import atexit
import contextlib
import socket
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Self

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


@dataclass(slots=True)
class Lijn:
    """A TCP line between two ports that can be cut (connections refused) or go silent (nothing comes through).

    What is sent on a silent line comes when it is good again, if somebody still listens: TCP sends again, and leaves
    nothing out. With `verlies` it is lost, as by a box in between that is broken: what lives on then misses a piece.
    """

    naar: int
    poort: int
    _verlies: bool = False
    _spreekt: asyncio.Event = field(default_factory=asyncio.Event)
    _server: asyncio.Server | None = None
    _open: set[asyncio.StreamWriter] = field(default_factory=set[asyncio.StreamWriter])
    _bezig: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])

    async def __aenter__(self) -> Self:
        await self.herstel()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.knip()

    async def herstel(self) -> None:
        """The line is good again."""
        self._verlies = False
        self._spreekt.set()
        if self._server is None:
            self._server = await asyncio.start_server(self._kom_binnen, "127.0.0.1", self.poort)

    def zwijg(self, *, verlies: bool = False) -> None:
        """Go silent."""
        self._verlies = verlies
        if not verlies:
            self._spreekt.clear()

    async def knip(self) -> None:
        """Cut the line: what is open breaks, what is new is refused. Nothing of it is left when this is done."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for schrijver in self._open:
            schrijver.transport.abort()
        self._spreekt.set()  # who held something back ends
        if self._bezig:
            await asyncio.wait(self._bezig)

    def _kom_binnen(self, lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter) -> None:
        if self._server is None:  # cut meanwhile
            schrijver.transport.abort()
            return
        self._open.add(schrijver)
        taak = asyncio.create_task(self._verbind(lezer, schrijver))
        self._bezig.add(taak)
        taak.add_done_callback(lambda taak: self._ga_weg(taak, schrijver))

    def _ga_weg(self, taak: asyncio.Task[None], schrijver: asyncio.StreamWriter) -> None:
        """Also of what was ended before it began."""
        self._bezig.discard(taak)
        self._open.discard(schrijver)
        schrijver.transport.abort() if taak.cancelled() else schrijver.close()

    async def _verbind(self, lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            andere_lezer, andere_schrijver = await asyncio.open_connection("127.0.0.1", self.naar)
            self._open.add(andere_schrijver)
            try:
                if self._server is not None:  # else it was cut meanwhile
                    await asyncio.gather(self._pomp(lezer, andere_schrijver), self._pomp(andere_lezer, schrijver))
            except asyncio.CancelledError:
                andere_schrijver.transport.abort()
                raise
            finally:
                self._open.discard(andere_schrijver)
                andere_schrijver.close()

    async def _pomp(self, lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while stuk := await lezer.read(65536):
                await self._spreekt.wait()
                if not self._verlies:
                    schrijver.write(stuk)
                    await schrijver.drain()
        schrijver.close()
