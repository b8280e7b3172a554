"""Carrying out a command on a beleidssignaal: decide on the VOL's own log, and append at the expected position."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from leerwinkel.eventsourcing import Decided, Log, Occasion, Refusal, execute
from vol_reporting.eigenlog import BRON
from vol_reporting.signalen.beleidssignaal import BELEIDSSIGNAAL, BeleidssignaalOpdracht
from vol_reporting.signalen.voorstel import Voorstel


@dataclass(frozen=True, slots=True, kw_only=True)
class VanDeVol(Occasion):
    """Where the VOL decides: the events of one beleidssignaal, which all regions read."""

    @property
    def boundary(self) -> str:
        """The events about it on the VOL's own log."""
        return f"vol.alle.{self.dossier}.>"


async def leg_vast(
    log: Log, command: BeleidssignaalOpdracht, nummer: str, *, opdracht: uuid.UUID, medewerker: str, nu: datetime
) -> Decided:
    """Decide and append. `opdracht` is given once per intention: given again it is answered as the first time.

    Raises Refusal, Conflict, Unavailable.
    """
    aanleiding = VanDeVol(
        command_id=uuid.uuid5(opdracht, f"{medewerker}:{type(command).__name__}:{nummer}"),
        source=BRON,
        dossier=nummer,
        time=nu,
        recordedtime=nu,
        medewerker=medewerker,
    )
    return await execute(log, BELEIDSSIGNAAL, command, aanleiding)


def kies(voorstellen: Iterable[Voorstel], nummer: str) -> Voorstel:
    """The proposal with that number. Raises Refusal where it is no longer there: its signals changed."""
    for voorstel in voorstellen:
        if voorstel.nummer == nummer:
            return voorstel
    raise Refusal("voorstel-veranderd")
