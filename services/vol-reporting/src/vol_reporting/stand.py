"""Recording stands: how far the VOL had every log, as an event of its own, so that it cannot be claimed afterwards."""

import uuid
from datetime import UTC, datetime, timedelta

import structlog
from nats.aio.client import Client

from leerwinkel.eventsourcing import Conflict, JetStreamLog, Unavailable
from leerwinkel.gebeurtenissen.vol import StandVastgelegd
from vol_reporting.eigenlog import STROOM, zeg

log = structlog.get_logger()

ELK = timedelta(hours=1)


class Standen:
    """Records a stand every hour, and when the intake has come to rest after something new."""

    def __init__(self, nc: Client) -> None:
        self._log = JetStreamLog(nc, STROOM)
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
        await zeg(self._log, stand, str(uuid.uuid4()), nu=nu)
