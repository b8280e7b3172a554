"""The intake's loops: follow the hub's two streams, for as long as the service lives."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg

from leerwinkel.eventsourcing import Gap
from leerwinkel.eventsourcing.pull import Pull
from vol_reporting.inname.bericht import Binnengekomen, van_regio, van_vol
from vol_reporting.inname.verwerking import Telling, Verwerking

log = structlog.get_logger()

_VOL_GENOEG = 1000
_ADEM_S = 0.05
"""A write costs some 35 ms however small it is: after a small batch, let a larger one gather."""

STROMEN: dict[str, Callable[[Msg], Binnengekomen]] = {"VOL": van_regio, "VOL_EIGEN": van_vol}


class Inname:
    """Follows both streams into one storage.

    `na_elke` is called after every batch that was taken in; `schrijft` is held while one is. `herbouwd` is set, while
    `schrijft` is held, when the storage was built anew.
    """

    def __init__(
        self,
        nc: Client,
        verwerking: Verwerking,
        na_elke: Callable[[Telling], None],
        schrijft: asyncio.Lock,
        herbouwd: asyncio.Event,
    ) -> None:
        self._nc, self._verwerking, self._na_elke, self._schrijft = nc, verwerking, na_elke, schrijft
        self._herbouwd = herbouwd

    async def volg(self) -> None:
        """Run until the storage was built anew, or cancelled. A hole in the hub's own stream stops it, loudly: Gap.

        After a rebuild the positions that were being followed mean nothing any more: follow from those stored then.
        """
        async with asyncio.TaskGroup() as taken:
            volgt = [taken.create_task(self._volg(stroom)) for stroom in STROMEN]
            taken.create_task(self._tot_herbouwd(volgt))

    async def _tot_herbouwd(self, volgt: list[asyncio.Task[None]]) -> None:
        await self._herbouwd.wait()
        self._herbouwd.clear()
        for taak in volgt:
            taak.cancel()

    async def _volg(self, stroom: str) -> None:
        async with self._schrijft:
            na = await asyncio.to_thread(self._verwerking.stroompositie, stroom)
        try:
            async for berichten in Pull(self._nc, stroom, after=na).batches():
                await self._neem_in(stroom, berichten)
                if len(berichten) < _VOL_GENOEG:
                    await asyncio.sleep(_ADEM_S)
        except Gap as gat:
            log.critical("gat_in_hub", stroom=stroom, na=gat.after, gevonden=gat.found)
            raise

    async def _neem_in(self, stroom: str, berichten: list[Msg]) -> None:
        binnen = [STROMEN[stroom](bericht) for bericht in berichten]
        async with self._schrijft:
            if self._herbouwd.is_set():
                return
            telling = await _tot_het_eind(asyncio.to_thread(self._verwerking.verwerk, stroom, binnen))
        self._na_elke(telling)


async def _tot_het_eind(werk: Coroutine[Any, Any, Telling]) -> Telling:
    """Let a thread finish also when its task is cancelled: nobody may touch the connection before."""
    taak = asyncio.ensure_future(werk)
    try:
        return await asyncio.shield(taak)
    except asyncio.CancelledError:
        await taak
        raise


async def neem_in_tot(nc: Client, stroom: str, einde: int, verwerking: Verwerking) -> AsyncIterator[int]:
    """Take in a stream up to that position; gives the size of each batch. Raises Gap."""
    na = await asyncio.to_thread(verwerking.stroompositie, stroom)
    if na >= einde:
        return
    async with contextlib.aclosing(Pull(nc, stroom, after=na).batches()) as delen:
        async for berichten in delen:
            binnen = [STROMEN[stroom](bericht) for bericht in berichten]
            await asyncio.to_thread(verwerking.verwerk, stroom, binnen)
            yield len(binnen)
            if binnen[-1].vol_positie >= einde:
                return
