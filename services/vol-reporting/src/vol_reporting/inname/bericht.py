"""A message of the hub's stream, with its place in the log that it came from."""

from dataclasses import dataclass
from datetime import datetime

from nats.aio.msg import Msg

from leerwinkel.eventsourcing.pull import position_of, stored_at
from leerwinkel.runtime.stromen import herkomst

EIGEN = "vol"


@dataclass(frozen=True, slots=True)
class Binnengekomen:
    """`positie` counts in the region's own log, `vol_positie` in the hub's stream. `ontvangen` is the hub's clock."""

    regio: str
    positie: int
    vol_positie: int
    ontvangen: datetime
    ruw: bytes


def van_regio(bericht: Msg) -> Binnengekomen:
    """A sourced message; the server wrote down where it comes from."""
    van = herkomst((bericht.headers or {})["Nats-Stream-Source"])
    return Binnengekomen(van.regio, van.positie, position_of(bericht), stored_at(bericht), bericht.data)


def van_vol(bericht: Msg) -> Binnengekomen:
    """A message of the VOL's own log."""
    positie = position_of(bericht)
    return Binnengekomen(EIGEN, positie, positie, stored_at(bericht), bericht.data)
