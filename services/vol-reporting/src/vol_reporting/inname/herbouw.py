"""Building the storage anew from the hub's log, without a moment in which it is empty for who reads."""

import asyncio
from collections.abc import Callable

from leerwinkel.eventsourcing import JetStreamLog
from nats.aio.client import Client

from vol_reporting.inname.lus import STROMEN, neem_in_tot
from vol_reporting.inname.verwerking import Verwerking


async def herbouw(nc: Client, verwerking: Verwerking, voortgang: Callable[[int], None]) -> int:
    """Read both streams from the start to their present end; gives the number of messages read.

    The caller sees to it that nobody else writes. On an error everything stays as it was. Raises Gap, Unavailable.
    """
    einden = {stroom: await JetStreamLog(nc, stroom).last() for stroom in STROMEN}
    gelezen = 0
    with verwerking.opnieuw():
        for stroom, einde in einden.items():
            async for aantal in neem_in_tot(nc, stroom, einde, verwerking):
                gelezen += aantal
                await asyncio.to_thread(voortgang, gelezen)
    return gelezen
