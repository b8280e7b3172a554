"""The runner: follows a region's log into its read model, and builds it anew beside while it is read."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass

import structlog
from nats.aio.client import Client
from sqlalchemy.exc import OperationalError

from leerwinkel.eventsourcing import Gap, JetStreamLog, Unavailable
from leerwinkel.eventsourcing.pull import Delivery, Pull
from leerwinkel.leesmodel.folding import Arrived
from leerwinkel.leesmodel.generation import Behind, Generation
from leerwinkel.leesmodel.store import Store
from leerwinkel.runtime.taken import in_draad, samen
from leerwinkel.runtime.waarneming import fase

log = structlog.get_logger()

_MOST = 1000
_MOST_AT_ONCE = 5000
_AGAIN_S = 1.0


@dataclass(frozen=True, slots=True)
class Status:
    """How a read model is. `generation` is None while the first one is being built."""

    generation: int | None
    position: int
    unreadable: int
    building: bool


class Runner:
    """Keeps one read model with the log of its region. The only one in its process that writes to it.

    `stream` is the region's log, on the node that `nc` is connected to or, by `api`, of another domain.
    """

    def __init__(self, nc: Client, stream: str, store: Store, *, api: str = "$JS.API") -> None:
        self.store = store
        self._nc, self._stream, self._api = nc, stream, api
        self._log = JetStreamLog(nc, stream, api=api)
        self._writing, self._building = asyncio.Lock(), asyncio.Lock()
        self._at, self._moved = 0, asyncio.Event()

    async def run(self) -> None:
        """Run until cancelled. A database or node that is away is waited for. Raises Gap: the log must be healed."""
        while True:
            try:
                await in_draad(self.store.open)
                await samen(self._follow(), self._renew())
            except Gap as gap:
                log.critical("leesmodel_gat", model=self.store.model.name, na=gap.after, gevonden=gap.found)
                raise
            except (OperationalError, Unavailable) as error:
                if self._nc.is_closed:
                    raise
                log.warning("leesmodel_wacht", model=self.store.model.name, fout=type(error).__name__)
                await asyncio.sleep(_AGAIN_S)

    async def reached(self, position: int, patience: float = 2.0) -> bool:
        """Whether the model has the log up to that position: waited for, so many seconds at most.

        Once it is True every new reader sees it, also after a rebuild.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while self._at < position:
                    await self._moved.wait()
        return self._at >= position

    async def status(self) -> Status:
        """How it is now."""
        current = await in_draad(self.store.current)
        unreadable = await in_draad(current.count_unreadable) if current else 0
        return Status(current.number if current else None, self._at, unreadable, self._building.locked())

    async def rebuild(self) -> None:
        """Build a generation beside the one that is read, from the log, and read that one from then on.

        Until then the old one stays as it is, and is kept up. Raises Gap.
        """
        async with self._building, self._alone():
            await self._build()

    async def _renew(self) -> None:
        """Build once if the rules have changed, or nothing is there; then wait for ever."""
        if await in_draad(self.store.outdated):
            async with self._building, self._alone():
                if await in_draad(self.store.outdated):
                    await self._build()
        await asyncio.Event().wait()

    @contextlib.asynccontextmanager
    async def _alone(self) -> AsyncGenerator[None]:
        """Wait until no other process builds."""
        while True:
            with self.store.place.builder() as mine:
                if mine:
                    yield
                    return
            await asyncio.sleep(_AGAIN_S)

    async def _build(self) -> None:
        made = await in_draad(self.store.new)
        await self._take_until(made, await self._log.last(), deriving=False)
        with fase("leesmodel_afleiden"):
            await in_draad(made.derive_all)
        await self._take_until(made, await self._log.last())
        async with self._writing:
            current = await in_draad(self.store.current)
            await self._take_until(made, (await in_draad(current.reached)).position if current else 0)
            await in_draad(self.store.switch, made)
            self._tell((await in_draad(made.reached)).position)
        log.info("leesmodel_gebouwd", model=self.store.model.name, generatie=made.number, positie=self._at)

    async def _follow(self) -> None:
        while True:
            moved = self._moved
            current = await in_draad(self.store.current)
            if current is None:
                await moved.wait()
                continue
            await self._recognise(current)
            after = (await in_draad(current.reached)).position
            self._tell(after)
            async with contextlib.aclosing(self._deliveries(after, _MOST)) as batches:
                await self._take_each(batches)

    async def _take_each(self, batches: AsyncGenerator[list[Delivery]]) -> None:
        """Into whichever generation is read at that moment, until what comes does not follow on what that one has."""
        async for batch in batches:
            async with self._writing:
                current = await in_draad(self.store.current)
                if current is None:
                    return
                try:
                    self._tell(await in_draad(current.take, map(_arrived, batch)))
                except Behind:
                    return

    async def _recognise(self, generation: Generation) -> None:
        """Whether the log is the one that was read: it goes as far, and has the same event there. Raises Gap."""
        position, anchor, *_ = await in_draad(generation.reached)
        if await self._log.last() < position:
            raise Gap(self._stream, await self._log.last(), position + 1)
        if position:
            async with contextlib.aclosing(self._deliveries(position - 1, 1)) as batches:
                there = _arrived((await anext(batches))[0])
            if there.digest != anchor:
                raise Gap(self._stream, position, None)

    async def _take_until(self, generation: Generation, end: int, *, deriving: bool = True) -> None:
        """Up to that position at least; more where more has come."""
        after = (await in_draad(generation.reached)).position
        if after >= end:
            return
        async with contextlib.aclosing(self._deliveries(after, _MOST_AT_ONCE)) as batches:
            async for batch in batches:
                if await in_draad(generation.take, map(_arrived, batch), deriving=deriving) >= end:
                    return

    def _deliveries(self, after: int, most: int) -> AsyncGenerator[list[Delivery]]:
        return Pull(self._nc, self._stream, after=after, api=self._api, most=most).batches()

    def _tell(self, position: int) -> None:
        self._at = position
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()


def _arrived(delivery: Delivery) -> Arrived:
    return Arrived(delivery.position, delivery.message.subject.decode("utf-8", "replace"), delivery.message.payload)
