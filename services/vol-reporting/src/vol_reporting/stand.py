"""Recording stands: how far the VOL had every log, as an event of its own, so that it cannot be claimed afterwards."""

import uuid
from datetime import UTC, datetime, timedelta

import structlog
from nats.aio.client import Client

from leerwinkel.eventsourcing import Conflict, JetStreamLog, NewEvent, Unavailable
from leerwinkel.gebeurtenissen import Gebeurtenis
from leerwinkel.gebeurtenissen.basis import VolGegevens
from leerwinkel.gebeurtenissen.vol import StandVastgelegd

log = structlog.get_logger()

BRON = "urn:leerwinkel:vol:vol-reporting"
ELK = timedelta(hours=1)


class Standen:
    """Records a stand every hour, and when the intake has come to rest after something new."""

    def __init__(self, nc: Client) -> None:
        self._log = JetStreamLog(nc, "VOL_EIGEN")
        self._laatste: StandVastgelegd | None = None
        self._op = datetime.min.replace(tzinfo=UTC)

    async def leg_vast(self, posities: dict[str, int], *, nu: datetime) -> bool:
        """Append the stand if something changed since the last one, or an hour went by. Whether it did."""
        regios = {regio: positie for regio, positie in sorted(posities.items()) if regio != "vol"}
        stand = StandVastgelegd(posities=regios, eigen=posities.get("vol", 0))
        veranderd = self._laatste is None or stand.posities != self._laatste.posities
        if not veranderd and nu - self._op < ELK:
            return False
        try:
            await self._voeg_toe(stand, nu)
        except (Unavailable, Conflict) as weg:
            log.warning("stand_niet_vastgelegd", reden=str(weg))
            return False
        self._laatste, self._op = stand, nu
        return True

    async def _voeg_toe(self, stand: StandVastgelegd, nu: datetime) -> None:
        """Every stand is an entity of its own, so nothing needs to be read first."""
        gebeurtenis = vol_gebeurtenis(stand, str(uuid.uuid4()), nu)
        nieuw = NewEvent(gebeurtenis.onderwerp(), gebeurtenis.bericht_id(), gebeurtenis.ruw())
        await self._log.append(f"vol.intern.{gebeurtenis.subject}.>", 0, [nieuw])


def vol_gebeurtenis(data: VolGegevens, entiteit: str, nu: datetime) -> Gebeurtenis[VolGegevens]:
    """An event of the VOL about that entity, recorded now."""
    return Gebeurtenis[VolGegevens](
        specversion="1.0",
        id=str(uuid.uuid4()),
        source=BRON,
        type=data.gebeurtenistype(),
        subject=entiteit,
        time=nu,
        recordedtime=nu,
        data=data,
    )
