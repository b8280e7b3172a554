"""Carrying out a command on a period: decide on the VOL's own log, and append at the expected position."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from leerwinkel.eventsourcing import Decided, Log, Occasion, execute
from vol_reporting.eigenlog import BRON
from vol_reporting.rapporten.afsluiting import AFSLUITING, AfsluitingOpdracht
from vol_reporting.rapporten.bronnen import entiteit_van


@dataclass(frozen=True, slots=True, kw_only=True)
class VanPeriode(Occasion):
    """Where the VOL decides: the events of one period, those that all regions read and those that stay inside."""

    @property
    def boundary(self) -> str:
        """The events about it on the VOL's own log."""
        return f"vol.*.{self.dossier}.>"


async def leg_vast(
    log: Log, command: AfsluitingOpdracht, periode: str, *, opdracht: uuid.UUID, medewerker: str, nu: datetime
) -> Decided:
    """Decide and append. `opdracht` is given once per intention: given again it is answered as the first time.

    Raises Refusal, Conflict, Unavailable.
    """
    entiteit = entiteit_van(periode)
    aanleiding = VanPeriode(
        command_id=uuid.uuid5(opdracht, f"{medewerker}:{type(command).__name__}:{entiteit}"),
        source=BRON,
        dossier=entiteit,
        time=nu,
        recordedtime=nu,
        medewerker=medewerker,
    )
    return await execute(log, AFSLUITING, command, aanleiding)
