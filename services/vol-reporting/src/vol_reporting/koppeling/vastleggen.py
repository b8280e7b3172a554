"""Carrying out a command on a dubbel: decide on the VOL's own log, and append at the expected position."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from leerwinkel.eventsourcing import Decided, Log, Occasion, execute
from vol_reporting.koppeling.dubbel import DUBBEL, DubbelOpdracht


@dataclass(frozen=True, slots=True, kw_only=True)
class Intern(Occasion):
    """Where the VOL decides on a pair: no region reads it."""

    @property
    def boundary(self) -> str:
        """The events about the pair on the VOL's own log."""
        return f"vol.intern.{self.dossier}.>"


async def leg_vast(
    log: Log, command: DubbelOpdracht, nummer: str, *, source: str, opdracht: uuid.UUID, medewerker: str, nu: datetime
) -> Decided:
    """Decide and append. `opdracht` is given once per intention: given again it is answered as the first time.

    Raises Refusal, Conflict, Unavailable.
    """
    aanleiding = Intern(
        command_id=uuid.uuid5(opdracht, f"{medewerker}:{type(command).__name__}:{nummer}"),
        source=source,
        dossier=nummer,
        time=nu,
        recordedtime=nu,
        medewerker=medewerker,
    )
    return await execute(log, DUBBEL, command, aanleiding)
