"""The VOL's own log: what it says itself, at a position that is as it was when it was decided."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypeVar

from leerwinkel.eventsourcing import Decided, Decider, Log, NewEvent, Occasion, StoredEvent, execute
from leerwinkel.gebeurtenissen import Gebeurtenis
from leerwinkel.gebeurtenissen.basis import VolGegevens

C = TypeVar("C")
S = TypeVar("S")

BRON: Final = "urn:leerwinkel:vol:vol-reporting"
STROOM: Final = "VOL_EIGEN"


def vol_gebeurtenis(
    data: VolGegevens, entiteit: str, nu: datetime, medewerker: str | None = None
) -> Gebeurtenis[VolGegevens]:
    """An event of the VOL about that entity, recorded now; without `medewerker` it says it by itself."""
    return Gebeurtenis[VolGegevens](
        specversion="1.0",
        id=str(uuid.uuid4()),
        source=BRON,
        type=data.gebeurtenistype(),
        subject=entiteit,
        time=nu,
        recordedtime=nu,
        medewerker=medewerker,
        data=data,
    )


async def zeg(
    log: Log,
    data: VolGegevens,
    entiteit: str,
    *,
    na: int = 0,
    nu: datetime | None = None,
    medewerker: str | None = None,
) -> int:
    """Append it, where the last that was said of the entity is at position `na`; its position.

    Raises Conflict where something else was said since, and Unavailable.
    """
    gebeurtenis = vol_gebeurtenis(data, entiteit, nu or datetime.now(UTC), medewerker)
    nieuw = NewEvent(gebeurtenis.onderwerp(), gebeurtenis.bericht_id(), gebeurtenis.ruw())
    return await log.append(_grens(data.bereik_token(), entiteit), na, [nieuw])


async def zeg_zo_nodig(
    log: Log,
    bereik: str,
    entiteit: str,
    kies: Callable[[Sequence[StoredEvent]], VolGegevens | None],
    medewerker: str | None = None,
) -> int | None:
    """Append what is chosen in view of all that was said of the entity; None where nothing was needed.

    `bereik`: who reads it, as the subject says (`intern`, `alle`, `regio.<regio>`). `medewerker`: who decides, where
    that is a person. Raises Conflict, Unavailable.
    """
    eerder = await log.read(_grens(bereik, entiteit))
    data = kies(eerder)
    na = eerder[-1].position if eerder else 0
    return None if data is None else await zeg(log, data, entiteit, na=na, medewerker=medewerker)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanleiding:
    """Who decides, and when. `opdracht` is given once per intention: given again it is answered as the first time."""

    opdracht: uuid.UUID
    medewerker: str
    nu: datetime
    bron: str = BRON


@dataclass(frozen=True, slots=True, kw_only=True)
class VanDeVol(Occasion):
    """Where the VOL decides."""

    @property
    def boundary(self) -> str:
        """All that it said of the entity, whoever reads it."""
        return _grens("*", self.dossier)


async def besluit(log: Log, decider: Decider[C, S], command: C, entiteit: str, waarom: Aanleiding) -> Decided:
    """Decide in view of what was said of the entity, and append. Raises Refusal, Conflict, Unavailable."""
    gelegenheid = VanDeVol(
        command_id=uuid.uuid5(waarom.opdracht, f"{waarom.medewerker}:{type(command).__name__}:{entiteit}"),
        source=waarom.bron,
        dossier=entiteit,
        time=waarom.nu,
        recordedtime=waarom.nu,
        medewerker=waarom.medewerker,
    )
    return await execute(log, decider, command, gelegenheid)


def _grens(bereik: str, entiteit: str) -> str:
    return f"vol.{bereik}.{entiteit}.>"
