"""The process of the gateways: one FastStream broker per region, each on the node of its own region."""

import asyncio
from collections.abc import Sequence

import structlog
from faststream.nats import NatsBroker
from sqlalchemy.exc import DBAPIError

from leerwinkel.eventsourcing.streams import Mismatch
from leerwinkel.inname.gateway import luister
from leerwinkel.inname.regio import Regio, open_regio
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.makelaar import maak_broker
from leerwinkel.runtime.taken import samen
from leerwinkel.runtime.verbinding import KNOOPPUNT_WEG

log = structlog.get_logger()

_OPNIEUW_S = 2.0
_KAN_OVERGAAN = (*KNOOPPUNT_WEG, DBAPIError)
"""A node that is away, a disk that is full: tried again until it works."""


def create_broker(instellingen: Instellingen, regio: Regio) -> NatsBroker:
    """The broker of one region with its subscriber, not started."""
    ingang = instellingen.ingang(regio.naam, Wie.KERN)
    broker = maak_broker(ingang, f"gateway-{regio.naam}")
    luister(broker, regio.naam, regio.poort, regio.quarantaine, postvak=ingang.postvak)
    return broker


async def bedien(instellingen: Instellingen, regios: Sequence[str]) -> None:
    """Serve the doors of these regions until cancelled. What is wrong in one region does not touch another's door."""
    await samen(*(_bedien(instellingen, regio) for regio in regios))


async def _bedien(instellingen: Instellingen, naam: str) -> None:
    while True:
        try:
            await _bedien_tot_het_misgaat(instellingen, naam)
        except Mismatch as anders:  # also while a log is being healed; else until somebody mends the settings
            log.critical("stroom_anders_ingesteld", regio=naam, reden=str(anders))
        except _KAN_OVERGAAN as weg:
            log.warning("regio_weg", regio=naam, reden=str(getattr(weg, "orig", weg)))
        await asyncio.sleep(_OPNIEUW_S)


async def _bedien_tot_het_misgaat(instellingen: Instellingen, naam: str) -> None:
    regio = await open_regio(instellingen, naam)
    broker = create_broker(instellingen, regio)
    try:
        await broker.start()
        log.info("gateway_open", regio=naam)
        await asyncio.Event().wait()
    finally:
        await broker.stop()
        await regio.sluit()
