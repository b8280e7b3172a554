"""Carrying out a command on a beleidssignaal: decide on the VOL's own log, and append at the expected position."""

from collections.abc import Iterable

from leerwinkel.eventsourcing import Decided, Log, Refusal
from vol_reporting.eigenlog import Aanleiding, besluit
from vol_reporting.signalen.beleidssignaal import BELEIDSSIGNAAL, BeleidssignaalOpdracht
from vol_reporting.signalen.voorstel import Voorstel


async def leg_vast(log: Log, command: BeleidssignaalOpdracht, nummer: str, waarom: Aanleiding) -> Decided:
    """Decide and append. Raises Refusal, Conflict, Unavailable."""
    return await besluit(log, BELEIDSSIGNAAL, command, nummer, waarom)


def kies(voorstellen: Iterable[Voorstel], nummer: str) -> Voorstel:
    """The proposal with that number. Raises Refusal where it is no longer there: its signals changed."""
    for voorstel in voorstellen:
        if voorstel.nummer == nummer:
            return voorstel
    raise Refusal("voorstel-veranderd")
