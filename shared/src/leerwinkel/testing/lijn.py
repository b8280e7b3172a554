"""A line between two nodes for tests, that can be cut or go silent."""

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import Self


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
        schrijver.transport.abort()

    async def _verbind(self, lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            andere_lezer, andere_schrijver = await asyncio.open_connection("127.0.0.1", self.naar)
            self._open.add(andere_schrijver)
            try:
                if self._server is not None:  # else it was cut meanwhile
                    await asyncio.gather(self._pomp(lezer, andere_schrijver), self._pomp(andere_lezer, schrijver))
                await asyncio.gather(*map(_gesloten, (schrijver, andere_schrijver)))
            finally:
                self._open.discard(andere_schrijver)
                andere_schrijver.transport.abort()

    async def _pomp(self, lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while stuk := await lezer.read(65536):
                await self._spreekt.wait()
                if not self._verlies:
                    schrijver.write(stuk)
                    await schrijver.drain()
        schrijver.close()


async def _gesloten(schrijver: asyncio.StreamWriter) -> None:
    """Until what was still to be sent is gone, or cut off."""
    schrijver.close()
    with contextlib.suppress(OSError):
        await schrijver.wait_closed()
