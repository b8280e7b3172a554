"""The process of the linking service: it hears the regions over their lines, and appends to the VOL's own log."""

import asyncio
from typing import Final

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg

from leerwinkel.eventsourcing import Conflict, JetStreamLog, Unavailable
from leerwinkel.inname.sleutels import sleutel
from leerwinkel.koppelmerk.bericht import onderwerp
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.taken import in_draad
from leerwinkel.runtime.verbinding import database, verbind
from vol_reporting.eigenlog import STROOM
from vol_reporting.koppeldienst.koppelaar import Koppelaar
from vol_reporting.koppeldienst.merkenkast import Merkenkast

log = structlog.get_logger()

NAAM: Final = "koppeldienst"
_WACHTRIJ: Final = 100


def open_kast(instellingen: Instellingen) -> Merkenkast:
    """The table and the key, in a folder of their own. Blocking."""
    map_ = instellingen.data.absolute() / NAAM
    map_.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Merkenkast(database(f"sqlite:///{map_ / 'merken.sqlite'}"), sleutel(map_ / "sleutels", NAAM))


async def draai(instellingen: Instellingen) -> None:
    """Serve until cancelled. The hub may be away."""
    kast = await in_draad(open_kast, instellingen)
    nc = await verbind(instellingen.ingang(HUB, Wie.KOPPELDIENST), NAAM)
    try:
        await luister(nc, Koppelaar(kast, JetStreamLog(nc, STROOM)))
    finally:
        await nc.close()


async def luister(nc: Client, koppelaar: Koppelaar) -> None:
    """Answer what the regions say, one after the other, until cancelled. Without an answer a region says it again."""
    wachtrij: asyncio.Queue[Msg] = asyncio.Queue(_WACHTRIJ)
    hoort = await nc.subscribe(onderwerp("*"), cb=wachtrij.put)
    try:
        while True:
            bericht = await wachtrij.get()
            try:
                antwoord = await koppelaar.behandel(bericht.subject.rpartition(".")[2], bericht.data)
            except (Unavailable, Conflict) as later:
                log.info("koppelen_later", fout=type(later).__name__)
                continue
            if bericht.reply:
                await nc.publish(bericht.reply, antwoord.model_dump_json().encode())
    finally:
        if nc.is_connected:
            await hoort.unsubscribe()
