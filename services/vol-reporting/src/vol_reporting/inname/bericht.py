"""A message of the hub's stream, with its place in the log that it came from."""

from datetime import datetime
from typing import NamedTuple

from leerwinkel.eventsourcing.direct import COPY_OF
from leerwinkel.eventsourcing.pull import Delivery
from leerwinkel.runtime.stromen import plaats
from vol_reporting.opslag import EIGEN


class Binnengekomen(NamedTuple):
    """`positie` counts in the region's own log, `vol_positie` in the stream of the hub. `ontvangen` is the hub's clock.

    `gehaald` says that the VOL fetched it from the region itself: it stands in another stream than what is sourced.
    """

    regio: str
    positie: int
    vol_positie: int
    ontvangen: datetime
    ruw: bytes
    gehaald: bool = False

    @property
    def gebrond(self) -> int:
        """The position among what is sourced; 0 for what was fetched."""
        return 0 if self.gehaald else self.vol_positie


def van_regio(bericht: Delivery) -> Binnengekomen:
    """A sourced message; the server wrote down where it comes from."""
    message = bericht.message
    return Binnengekomen(
        *plaats(message.header("Nats-Stream-Source")), bericht.position, bericht.stored_at, message.payload
    )


def van_aanvulling(bericht: Delivery) -> Binnengekomen:
    """A message that the VOL fetched from its region; it wrote down itself where it comes from."""
    message = bericht.message
    return Binnengekomen(
        *plaats(message.header(COPY_OF)), bericht.position, bericht.stored_at, message.payload, gehaald=True
    )


def van_vol(bericht: Delivery) -> Binnengekomen:
    """A message of the VOL's own log."""
    positie = bericht.position
    return Binnengekomen(EIGEN, positie, positie, bericht.stored_at, bericht.message.payload)
