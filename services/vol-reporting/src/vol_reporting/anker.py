"""An anchor: an event that the VOL took in, to see whether the hub's log is still the one that was read."""

from hashlib import sha256
from typing import NamedTuple

from nats.aio.client import Client

from leerwinkel.runtime.stromen import herkomst
from vol_reporting.opslag import EIGEN


class Anker(NamedTuple):
    """`vol_positie` counts in the hub's stream, `positie` in the region's log. For `vol` both are of its own log."""

    regio: str
    positie: int
    vol_positie: int
    digest: bytes


async def los(nc: Client, anker: Anker) -> str | None:
    """What is wrong with it (Dutch); None where the event still stands where it stood.

    Raises what nats-py raises where the hub does not answer.
    """
    stroom = "VOL_EIGEN" if anker.regio == EIGEN else "VOL"
    vraag = b'{"seq": %d}' % anker.vol_positie
    antwoord = await nc.request(f"$JS.API.DIRECT.GET.{stroom}", vraag, timeout=1)
    koppen = antwoord.headers or {}
    if koppen.get("Status") == "404":
        return f"Positie {anker.vol_positie} van de hub is niet meer te lezen."
    plaats = (EIGEN, anker.vol_positie)
    if stroom == "VOL":
        van = herkomst(koppen["Nats-Stream-Source"])
        plaats = (van.regio, van.positie)
    if (*plaats, sha256(antwoord.data).digest()) != (anker.regio, anker.positie, bytes(anker.digest)):
        return f"Positie {anker.vol_positie} van de hub is niet meer wat de VOL daar las."
    return None
