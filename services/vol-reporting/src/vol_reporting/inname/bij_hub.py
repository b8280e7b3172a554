"""Whether an archive is of this hub: only then can the intake go on where the archive ends."""

from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.runtime.taken import in_draad
from vol_reporting.anker import los
from vol_reporting.archief.inhoud import Archieffout
from vol_reporting.archief.laden import Archief
from vol_reporting.inname.lus import STROMEN

_RAAD = (
    "Het archief is van een andere hub, of de hub is sindsdien opnieuw gemaakt. "
    "Bouw op uit het log met `vol herbouw`, en maak daarna een nieuw archief."
)


async def keur_bij_hub(nc: Client, archief: Archief) -> None:
    """Checks that every stream reaches as far, and that the last event of each region stands where it stood.

    Raises Archieffout; Unavailable, and what nats-py raises, where the hub does not answer.
    """
    for stroom in STROMEN:
        laatste, positie = await JetStreamLog(nc, stroom).last(), archief.inhoud.stromen.get(stroom, 0)
        if laatste < positie:
            raise Archieffout(f"Het log {stroom} gaat tot {laatste}, en het archief tot {positie}. {_RAAD}")
    for anker in await in_draad(archief.ankers):
        if zin := await los(nc, anker):
            raise Archieffout(f"{zin} {_RAAD}")
