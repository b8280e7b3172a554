"""Carrying out a command on a dubbel: decide on the VOL's own log, and append at the expected position."""

from leerwinkel.eventsourcing import Decided, Log
from vol_reporting.eigenlog import Aanleiding, besluit
from vol_reporting.koppeling.dubbel import DUBBEL, DubbelOpdracht


async def leg_vast(log: Log, command: DubbelOpdracht, nummer: str, waarom: Aanleiding) -> Decided:
    """Decide and append. Raises Refusal, Conflict, Unavailable."""
    return await besluit(log, DUBBEL, command, nummer, waarom)
