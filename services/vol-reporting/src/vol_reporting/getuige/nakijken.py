"""Going through the whole copy of the hub again, beside the trees: is everything that was cosigned still there?"""

import asyncio
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing

import structlog
from nats.aio.client import Client

from leerwinkel.audit import entry, leaf_hash
from leerwinkel.eventsourcing import JetStreamLog, Unavailable
from leerwinkel.runtime.hubkopie import lees_hubkopie
from vol_reporting.eigenlog import STROOM as EIGEN_STROOM
from vol_reporting.getuige.houder import VOL, Houder

log = structlog.get_logger()

_DAG_S = 24 * 3600.0
_NOG_EENS_S = 10.0
_KEER_DUUR = 10
_SNEDE = 250


class Nakijken:
    """Reads the copy when it begins, each day, and more often while something is wrong."""

    def __init__(self, nc: Client, houders: Mapping[str, Houder], *, nog_eens_s: float = _NOG_EENS_S) -> None:
        self._nc, self._houders, self._nog_eens_s = nc, houders, nog_eens_s

    async def blijf(self) -> None:
        """Until cancelled. Raises TegelsKapot."""
        ontbrak: dict[str, int] = {}
        while True:
            begin = time.monotonic()
            try:
                ontbreekt = await self.kijk(ontbrak)
            except Unavailable as weg:
                log.warning("getuige_kijkt_later_na", reden=str(weg))
                ontbreekt = dict(ontbrak)
            kapot = ontbreekt or any(houder.kopie_kapot for houder in self._houders.values())
            duurde = time.monotonic() - begin
            await asyncio.sleep(max(self._nog_eens_s, _KEER_DUUR * duurde) if kapot else _DAG_S)
            ontbrak = ontbreekt

    async def kijk(self, ontbrak: Mapping[str, int]) -> dict[str, int]:
        """Once; gives per log the first position that misses. What missed in vain before too, is a finding.

        A copy that is being filled again misses other positions each time. Raises Unavailable, TegelsKapot.
        """
        doel = {naam: houder.boom.omvang for naam, houder in self._houders.items()}
        ontbreekt, anders = await self._lees(doel)
        for naam, houder in self._houders.items():
            if (positie := ontbreekt.get(naam)) is None and naam not in anders:
                houder.kopie_is_heel()
            elif positie is not None and ontbrak.get(naam) == positie:
                houder.meld_mist(positie)
        return ontbreekt

    async def _lees(self, doel: Mapping[str, int]) -> tuple[dict[str, int], set[str]]:
        """Per log the first position up to its goal that misses; and the logs that have one that is another."""
        volgend, ontbreekt, anders = dict.fromkeys(doel, 1), dict[str, int](), set[str]()
        async with aclosing(self._bladen()) as bladen:
            async for naam, positie, blad in bladen:
                if naam not in doel or positie > doel[naam]:
                    continue
                if positie > volgend[naam]:
                    ontbreekt.setdefault(naam, volgend[naam])
                volgend[naam] = max(volgend[naam], positie + 1)
                if not self._houders[naam].neem(positie, blad):
                    anders.add(naam)
        for naam, omvang in doel.items():
            if volgend[naam] <= omvang:
                ontbreekt.setdefault(naam, volgend[naam])
        return ontbreekt, anders

    async def _bladen(self) -> AsyncGenerator[tuple[str, int, bytes]]:
        async with aclosing(lees_hubkopie(self._nc)) as delen:
            async for deel in delen:
                for nummer, (van, event) in enumerate(deel):
                    yield van.regio, van.positie, leaf_hash(entry(van.onderwerp, event.payload))
                    if nummer % _SNEDE == 0:
                        await asyncio.sleep(0)
        async with aclosing(JetStreamLog(self._nc, EIGEN_STROOM).salvage()) as eigen:
            async for events in eigen:
                for event in events:
                    yield VOL, event.position, leaf_hash(entry(event.subject, event.payload))
