"""Carrying out a command on a period: decide on the VOL's own log, and append at the expected position."""

from leerwinkel.eventsourcing import Decided, Log
from vol_reporting.eigenlog import Aanleiding, besluit
from vol_reporting.rapporten.afsluiting import AFSLUITING, AfsluitingOpdracht
from vol_reporting.rapporten.bronnen import entiteit_van


async def leg_vast(log: Log, command: AfsluitingOpdracht, periode: str, waarom: Aanleiding) -> Decided:
    """Decide and append. Raises Refusal, Conflict, Unavailable."""
    return await besluit(log, AFSLUITING, command, entiteit_van(periode), waarom)
