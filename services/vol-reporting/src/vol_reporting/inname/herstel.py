"""Healing the hub's copy: the damaged stream aside, a new one in its place, filled again from the regions' logs."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path

import nats.errors
import structlog
from nats.aio.client import Client

from leerwinkel.eventsourcing import Unavailable
from leerwinkel.eventsourcing.streams import ensure_consumer
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.opzij import zet_opzij
from leerwinkel.runtime.stromen import AANVULLING, HUB_CONSUMER, hub_consumer, naam_van, zorg_voor_hub
from leerwinkel.runtime.verbinding import verbind
from vol_reporting.inname.bewaking import Bewaking
from vol_reporting.inname.tafel import Tafel
from vol_reporting.inname.vergelijking import Bevinding, RegioKapot, Soort, vergelijk

log = structlog.get_logger()

_WACHT_S = 0.2
_STIL_S = 30.0
_BRON_KAPOT = {Soort.WEG, Soort.ONTBREEKT_IN_REGIO, Soort.ANDERS}


@contextlib.asynccontextmanager
async def _hub(instellingen: Instellingen) -> AsyncGenerator[Client]:
    nc = await verbind(instellingen.ingang(HUB, Wie.BEHEER), "herstel", geduldig=False)
    try:
        yield nc
    finally:
        await nc.close()


async def leg_naast(instellingen: Instellingen, regio: str, tafel: Tafel | None = None) -> list[Bevinding]:
    """Compare one region, or all where none is named. Raises ValueError for an unknown region, Unavailable."""
    if regio and regio not in instellingen.regios:
        raise ValueError(f"De regio ‘{regio}’ bestaat niet. Mogelijk is: {', '.join(instellingen.regios)}.")
    async with _hub(instellingen) as nc:
        return await vergelijk(nc, [regio] if regio else instellingen.regios, tafel)


async def herstel_hub(instellingen: Instellingen, knooppunt: Path | None, *, verlies: bool = False) -> Path | None:
    """Make the hub's stream anew; gives where the old one lies. The VOL's storage must be built anew afterwards.

    Raises RegioKapot where the regions could not fill it whole (unless `verlies`), GeenOpslag, Unavailable.
    """
    async with _hub(instellingen) as nc:
        bevindingen = await vergelijk(nc, instellingen.regios)
        kapot = [bevinding for bevinding in bevindingen if _BRON_KAPOT & bevinding.eerste.keys()]
        if kapot and not verlies:
            raise RegioKapot(kapot)
        map_, nu = knooppunt or instellingen.knooppunt(HUB).map, datetime.now(UTC)
        opzij = await zet_opzij(nc, "VOL", map_, nu)
        # what was fetched before comes again with all the rest
        await zet_opzij(nc, AANVULLING, map_, nu)
        for regio in instellingen.regios:
            await _van_voren_af_aan(nc, regio)
        await zorg_voor_hub(nc, instellingen.regios)
        await _gevuld(nc, instellingen.regios)
        return opzij


async def _van_voren_af_aan(nc: Client, regio: str) -> None:
    """Make the consumer of the hub's source anew: else it can stay where the old stream was, and nothing comes."""
    api, stroom = f"$JS.{regio}.API", naam_van(regio)
    try:
        await nc.request(f"{api}.CONSUMER.DELETE.{stroom}.{HUB_CONSUMER}", timeout=5)
        await ensure_consumer(nc, stroom, hub_consumer(regio), api=api)
    except (nats.errors.Error, TimeoutError, OSError, Unavailable):
        log.warning("regio_weg", regio=regio)


async def _gevuld(nc: Client, regios: list[str]) -> None:
    """Wait until the hub has what every region has that can be reached. Raises Unavailable where it stops coming."""
    bewaking = Bewaking(nc, regios)
    klok = asyncio.get_running_loop()
    stand, sinds = -1, klok.time()
    while True:
        await bewaking.meet()
        achter = [lijn.regio for lijn in bewaking.lijnen.values() if lijn.achterstand]
        if not achter:
            return
        if (nu := sum(lijn.hub for lijn in bewaking.lijnen.values())) != stand:
            stand, sinds = nu, klok.time()
        if klok.time() - sinds > _STIL_S:
            raise Unavailable(f"de hub krijgt niets meer van {', '.join(achter)}; probeer het opnieuw")
        await asyncio.sleep(_WACHT_S)
