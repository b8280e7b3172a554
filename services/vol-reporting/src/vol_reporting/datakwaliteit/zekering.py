"""The circuit breaker at work: measures after the intake, and holds apart what the rule says."""

import asyncio
import time
from collections.abc import Callable, Mapping

import duckdb
import structlog

from leerwinkel.eventsourcing import Conflict, Log, Unavailable
from leerwinkel.gebeurtenissen.basis import VolGegevens
from leerwinkel.gebeurtenissen.vol import StroomAangehouden
from leerwinkel.runtime.taken import in_draad
from vol_reporting.datakwaliteit.meting import meet
from vol_reporting.datakwaliteit.opdracht import leg_vast
from vol_reporting.datakwaliteit.toevloed import Oordeel, beoordeel
from vol_reporting.registratie.besluiten import Besluiten, besluiten

log = structlog.get_logger()

_PAUZE_S, _RUST = 1.0, 20.0
"""Between two measurements there is a second, and so many times what the last one took."""


def oordelen(con: duckdb.DuckDBPyConnection) -> dict[str, Oordeel]:
    """Region → what the rule says of it, where something is unusual and is not held apart yet."""
    genomen = besluiten(con)
    gevonden = ((regio, beoordeel(toevloed)) for regio, toevloed in meet(con, genomen.beoordeeld).items())
    return {regio: oordeel for regio, oordeel in gevonden if oordeel and regio not in genomen.vanaf}


class Zekering:
    """`cursor` gives a connection to the VOL's storage. `nodig` is set by who took something in."""

    def __init__(self, eigen_log: Log, cursor: Callable[[], duckdb.DuckDBPyConnection], nodig: asyncio.Event) -> None:
        self._log, self._cursor, self._nodig = eigen_log, cursor, nodig
        self._bezig = asyncio.Lock()

    async def waak(self) -> None:
        """Judge whatever comes in, until cancelled."""
        while True:
            await self._nodig.wait()
            begin = time.monotonic()
            await self.keur()
            await asyncio.sleep(_PAUZE_S + _RUST * (time.monotonic() - begin))

    async def keur(self) -> bool:
        """Judge now; whether something is to be held apart that still counts here."""
        async with self._bezig:
            self._nodig.clear()
            try:
                gevonden: Mapping[str, Oordeel] = await in_draad(lambda: oordelen(self._cursor()))
            except duckdb.Error as fout:
                log.warning("zekering_hapert", reden=str(fout))
                self._nodig.set()
                return False
            for regio, oordeel in gevonden.items():
                await self._houd_aan(regio, oordeel)
            return bool(gevonden)

    async def _houd_aan(self, regio: str, oordeel: Oordeel) -> None:
        def kies(genomen: Besluiten) -> VolGegevens | None:
            if regio in genomen.vanaf or oordeel.vanaf <= genomen.beoordeeld.get(regio, 0):
                return None
            return StroomAangehouden(regio=regio, vanaf_positie=oordeel.vanaf, reden=oordeel.reden)

        try:
            besloten = await leg_vast(self._log, regio, StroomAangehouden.entiteit, kies)
        except (Conflict, Unavailable) as weg:
            log.warning("aanhouden_mislukt", regio=regio, reden=str(weg))
            self._nodig.set()
            return
        if besloten:
            log.critical("stroom_aangehouden", regio=regio, vanaf=oordeel.vanaf, reden=oordeel.reden)
