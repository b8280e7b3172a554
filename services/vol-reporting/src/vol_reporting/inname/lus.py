"""The intake's loops: follow the hub's three streams, for as long as the service lives."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import NamedTuple, TypeVar

import structlog
from nats.aio.client import Client

from leerwinkel.eventsourcing import Gap
from leerwinkel.eventsourcing.pull import Delivery, Pull
from leerwinkel.runtime.stromen import AANVULLING
from leerwinkel.runtime.taken import beeindig, in_draad, samen
from vol_reporting.inname.bericht import Binnengekomen, van_aanvulling, van_regio, van_vol
from vol_reporting.inname.lezing import Gelezen, lees_alle
from vol_reporting.inname.verwerking import Telling, Verwerking

log = structlog.get_logger()
T = TypeVar("T")

_HOOGSTENS = 20_000
_VOL_GENOEG = 1000
_SNEDE = 250
_ADEM_S = 0.02
"""A write costs some 35 ms however small it is: after a small batch, let a larger one gather."""

STROMEN: dict[str, Callable[[Delivery], Binnengekomen]] = {
    "VOL": van_regio,
    AANVULLING: van_aanvulling,
    "VOL_EIGEN": van_vol,
}


class Inname:
    """Follows the streams into one storage.

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
        await samen(*map(self._volg, STROMEN), self._herbouwd.wait())
        self._herbouwd.clear()

    async def _volg(self, stroom: str) -> None:
        async with self._schrijft:
            na = await in_draad(self._verwerking.stroompositie, stroom)
        try:
            async with contextlib.aclosing(_gelezen(self._nc, stroom, na)) as delen:
                async for deel in delen:
                    await self._neem_in(stroom, deel)
        except Gap as gat:
            log.critical("gat_in_hub", stroom=stroom, na=gat.after, gevonden=gat.found)
            raise

    async def _neem_in(self, stroom: str, deel: "_Deel") -> None:
        async with self._schrijft:
            if self._herbouwd.is_set():
                return
            telling = await in_draad(self._verwerking.schrijf, stroom, *deel)
        self._na_elke(telling)


class _Deel(NamedTuple):
    """A batch, and what became of each of its messages when it was read."""

    berichten: list[Binnengekomen]
    gelezen: list[Gelezen]


async def _gelezen(nc: Client, stroom: str, na: int) -> AsyncGenerator[_Deel]:
    """The stream from there on. Where much comes, the next batch is read while the caller writes one. Raises Gap."""
    async with contextlib.aclosing(Pull(nc, stroom, after=na, most=_HOOGSTENS).batches()) as delen:
        volgende = asyncio.create_task(_lees_volgende(stroom, delen))
        try:
            while True:
                deel = await volgende
                if len(deel.berichten) >= _VOL_GENOEG:
                    volgende = asyncio.create_task(_lees_volgende(stroom, delen))
                    yield deel
                else:
                    yield deel
                    await asyncio.sleep(_ADEM_S)
                    volgende = asyncio.create_task(_lees_volgende(stroom, delen))
        finally:
            await beeindig(volgende)


async def _lees_volgende(stroom: str, delen: AsyncGenerator[list[Delivery]]) -> _Deel:
    """In slices, so that the loop goes on; a thread would only contend with it for the interpreter."""
    binnen = [STROMEN[stroom](bericht) for bericht in await anext(delen)]
    gelezen: list[Gelezen] = []
    for begin in range(0, len(binnen), _SNEDE):
        gelezen += lees_alle(binnen[begin : begin + _SNEDE])
        await asyncio.sleep(0)
    return _Deel(binnen, gelezen)


async def neem_in_tot(nc: Client, stroom: str, einde: int, verwerking: Verwerking) -> AsyncIterator[int]:
    """Take in a stream up to that position; gives the size of each batch. Raises Gap."""
    na = await in_draad(verwerking.stroompositie, stroom)
    if na >= einde:
        return
    async with contextlib.aclosing(_gelezen(nc, stroom, na)) as delen:
        async for deel in delen:
            await in_draad(verwerking.schrijf, stroom, *deel)
            yield len(deel.berichten)
            if deel.berichten[-1].vol_positie >= einde:
                return
