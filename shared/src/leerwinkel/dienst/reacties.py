"""A service that does by itself what follows from what stands on the log, for as long as it lives."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog
from nats.errors import Error

from leerwinkel.dienst.beleid import luister
from leerwinkel.dienst.kader import Kader
from leerwinkel.eventsourcing import Unavailable
from leerwinkel.eventsourcing.streams import consumer_info
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.makelaar import maak_broker
from leerwinkel.runtime.stromen import beleid_consumer, naam_van
from leerwinkel.runtime.taken import ongestoord
from leerwinkel.runtime.verbinding import KNOOPPUNT_WEG

log = structlog.get_logger()

_OPNIEUW_S = 1.0
_KIJK_S = 5.0

Reactie = Callable[[Kader, AnyGebeurtenis], Awaitable[None]]
"""What a service does by itself after an event."""


async def reageer_op_alles(
    instellingen: Instellingen, kader: Kader, reageer: Reactie | None, begonnen: Callable[[], None] = lambda: None
) -> None:
    """Do what follows by itself from what stands on the log, until cancelled; `begonnen` is called when it listens."""
    if reageer is None:
        begonnen()
        await asyncio.Event().wait()
        return
    while True:
        try:
            await _reageer(instellingen, kader, reageer, begonnen)
        except KNOOPPUNT_WEG as weg:  # when it begins; later the broker comes back by itself
            log.warning("beleid_wacht", service=kader.service, fout=repr(weg))
            await asyncio.sleep(_OPNIEUW_S)


async def _reageer(instellingen: Instellingen, kader: Kader, reageer: Reactie, begonnen: Callable[[], None]) -> None:
    naam = kader.service
    ingang = instellingen.ingang(kader.regio, naam)
    broker = maak_broker(ingang, f"beleid-{naam}-{kader.regio}")

    async def op(event: AnyGebeurtenis) -> None:
        await reageer(kader, event)

    luister(broker, kader.regio, naam, op, postvak=ingang.postvak)
    try:
        await broker.start()
        begonnen()
        await _tot_het_weg_is(kader)
        log.warning("beleid_opnieuw", service=naam)
    finally:
        with contextlib.suppress(Error):  # the node is away: there is nothing to say goodbye to
            await ongestoord(broker.stop())


async def _tot_het_weg_is(kader: Kader) -> None:
    """Until nobody knows any more how far this service is, as the region's log was made anew (`leerwinkel herstel`).

    FastStream asks on for what does not come. Whoever begins again sees everything again, and does nothing twice.
    """
    while True:
        await asyncio.sleep(_KIJK_S)
        with contextlib.suppress(Unavailable):
            if await consumer_info(kader.nc, naam_van(kader.regio), beleid_consumer(kader.service)) is None:
                return
