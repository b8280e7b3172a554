"""Reading the VOL's copy of every log into the trees: what the hub sourced, what was fetched, and the VOL's own log.

The subject of an event is that of its region, which the hub wrote down beside it when it took the event over.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from nats.aio.client import Client

from leerwinkel.audit import entry, leaf_hash
from leerwinkel.eventsourcing import Gap, Unavailable
from leerwinkel.eventsourcing.direct import COPY_OF
from leerwinkel.eventsourcing.pull import Delivery, Pull
from leerwinkel.eventsourcing.streams import stream_info
from leerwinkel.runtime.stromen import AANVULLING, herkomst
from leerwinkel.runtime.taken import samen
from vol_reporting.eigenlog import STROOM as EIGEN_STROOM
from vol_reporting.getuige.houder import VOL, Houder, TegelsKapot
from vol_reporting.getuige.leesplaats import Leesplaats

log = structlog.get_logger()

STROMEN = ("VOL", AANVULLING, EIGEN_STROOM)
_BEWAAR_S = 5.0
KIJK_S = 2.0
_OPNIEUW_S = 1.0


class Kopie:
    """Follows the three streams of the hub for as long as it lives.

    A stream that was made anew, or lost its end, is read from its begin: what it has then is laid beside the trees.
    """

    def __init__(
        self, nc: Client, houders: Mapping[str, Houder], plaats: Leesplaats, *, kijk_s: float = KIJK_S
    ) -> None:
        self._nc, self._houders, self._plaats, self._kijk_s = nc, houders, plaats, kijk_s

    async def volg(self, *erbij: Callable[[], Awaitable[None]]) -> None:
        """Run until cancelled; `erbij` runs along, and begins anew whenever reading does."""
        while True:
            try:
                stromen = {stroom: await self._stroom(stroom) for stroom in STROMEN}
                lezen = [self._lees(stroom, self._plaats.na(stroom, *gezegd)) for stroom, gezegd in stromen.items()]
                await samen(*lezen, self._waak(stromen), self._bewaar(), *(_blijf(werk) for werk in erbij))
            except TegelsKapot as kapot:
                self._houders[str(kapot)].begin_opnieuw()
                self._plaats.vergeet()
            except Unavailable as weg:
                log.warning("getuige_wacht_op_hub", reden=str(weg))
            await asyncio.sleep(_OPNIEUW_S)

    async def _stroom(self, stroom: str) -> tuple[str, int]:
        """When it was made, and how far it goes. Raises Unavailable, also where it is not there."""
        info: dict[str, Any] | None = await stream_info(self._nc, stroom)
        if info is None:
            raise Unavailable(f"{stroom} is er niet")
        return str(info["created"]), int(info["state"]["last_seq"])

    async def _waak(self, stromen: Mapping[str, tuple[str, int]]) -> None:
        """Return when a stream is another than it was."""
        while True:
            await asyncio.sleep(self._kijk_s)
            for stroom, (gemaakt, einde) in stromen.items():
                gelezen = max(einde, self._plaats.tot(stroom))  # before the question: reading goes on meanwhile
                try:
                    nu = await self._stroom(stroom)
                except Unavailable:
                    continue
                if nu[0] != gemaakt or nu[1] < gelezen:
                    log.warning("getuige_leest_opnieuw", stroom=stroom)
                    self._plaats.vergeet()
                    return
            if any(houder.boom.overgelopen and not houder.boom.mist for houder in self._houders.values()):
                for houder in self._houders.values():
                    houder.boom.overgelopen = False
                return

    async def _lees(self, stroom: str, na: int) -> None:
        while True:
            try:
                async with contextlib.aclosing(Pull(self._nc, stroom, after=na).batches()) as delen:
                    async for deel in delen:
                        await self._neem(stroom, deel)
            except Gap as gat:
                log.error("getuige_gat_bij_hub", stroom=stroom, na=gat.after, gevonden=gat.found)  # noqa: TRY400
                na = (gat.found or gat.after + 2) - 1

    async def _neem(self, stroom: str, deel: list[Delivery]) -> None:
        for bericht in deel:
            van, positie, blad = _blad(stroom, bericht)
            if (houder := self._houders.get(van)) is not None:
                houder.neem(positie, blad)
        self._plaats.gelezen(stroom, deel[-1].position)
        for houder in self._houders.values():
            await houder.tel()

    async def _bewaar(self) -> None:
        """Note how far all is in the trees, now and then: a hole that may still be filled is read again."""
        while True:
            await asyncio.sleep(_BEWAAR_S)
            self.bewaar()

    def bewaar(self) -> None:
        """Note how far all is in the trees, which are then on disk."""
        if not any(houder.boom.mist for houder in self._houders.values()):
            for houder in self._houders.values():
                houder.boom.lezer()
            self._plaats.bewaar({log: houder.boom.omvang for log, houder in self._houders.items()})


def _blad(stroom: str, bericht: Delivery) -> tuple[str, int, bytes]:
    """Of which log it is, at which position, and its leaf."""
    message = bericht.message
    if stroom == EIGEN_STROOM:
        return VOL, bericht.position, leaf_hash(entry(message.subject.decode(), message.payload))
    van = herkomst(message.header("Nats-Stream-Source" if stroom == "VOL" else COPY_OF))
    return van.regio, van.positie, leaf_hash(entry(van.onderwerp, message.payload))


async def _blijf(werk: Callable[[], Awaitable[None]]) -> None:
    """Do it, and then do not end before the others."""
    await werk()
    await asyncio.Event().wait()
