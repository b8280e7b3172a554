"""What a region may read of the VOL's own log, asked for by the region and answered by the server, straight to it.

A direct get says in its body what it wants, and the server looks at the subject only: who may ask for one part of a
stream may ask for all of it. So a region asks here, under a subject of its own, and the VOL asks for the part.
"""

import asyncio
import json
import re

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg

from leerwinkel.eventsourcing.direct import PAGE

log = structlog.get_logger()

_HOORT = "volpost.*.*"
_POSTVAK = re.compile(r"_INBOX(\.[A-Za-z0-9_-]+)+")
"""An answer goes to who waits for one, and never into a stream."""


def vraag_om(regio: str, bereik: str) -> str:
    """Where a region asks for what is for all (`alle`), or for itself (`regio`): with a position, from which on."""
    return f"volpost.{regio}.{bereik}"


async def open_loket(nc: Client) -> None:
    """Answer until cancelled."""

    async def op(bericht: Msg) -> None:
        if (vraag := _vraag(bericht)) is None:
            log.warning("volpost_vraag_geweigerd", onderwerp=bericht.subject)
            return
        await nc.publish("$JS.API.DIRECT.GET.VOL_EIGEN", json.dumps(vraag).encode(), reply=bericht.reply)

    hoort = await nc.subscribe(_HOORT, cb=op)
    try:
        await asyncio.Event().wait()
    finally:
        if nc.is_connected:
            await hoort.unsubscribe()


def _vraag(bericht: Msg) -> dict[str, object] | None:
    _, regio, bereik = bericht.subject.split(".")
    if not _POSTVAK.fullmatch(bericht.reply) or len(bericht.data) > PAGE:
        return None
    try:
        vanaf = json.loads(bericht.data)["seq"]
    except (ValueError, TypeError, KeyError):
        return None
    onderwerp = {"alle": "vol.alle.>", "regio": f"vol.regio.{regio}.>"}.get(bereik)
    if onderwerp is None or not isinstance(vanaf, int) or vanaf < 1:
        return None
    return {"batch": PAGE, "seq": vanaf, "next_by_subj": onderwerp}
