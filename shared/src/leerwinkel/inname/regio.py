"""What a region's side consists of: its door with index and quarantine, on its own node and database."""

from dataclasses import dataclass

from nats.aio.client import Client
from sqlalchemy import Engine

from leerwinkel.inname.logindex import Logindex
from leerwinkel.inname.poort import Poort
from leerwinkel.inname.quarantaine import Quarantaine
from leerwinkel.inname.sleutels import sleutel
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import zorg_voor_regio
from leerwinkel.runtime.verbinding import database, verbind
from leerwinkel.waarmerk.keuring import GekeurdLog
from leerwinkel.waarmerk.uitgave import Uitgave


@dataclass(frozen=True, slots=True)
class Regio:
    """An open region. Close it when done."""

    naam: str
    nc: Client
    poort: Poort
    quarantaine: Quarantaine
    engine: Engine

    async def sluit(self) -> None:
        """Let go of the node and the database."""
        await self.nc.close()
        self.engine.dispose()


async def open_regio(instellingen: Instellingen, regio: str, *, geduldig: bool = True) -> Regio:
    """Connect to the region's node, make and check its streams, open its tables.

    Raises Mismatch for a stream with wrong settings; OSError, nats.errors.Error or Unavailable for a node that is away.
    """
    nc = await verbind(instellingen.ingang(regio, Wie.KERN), f"regio-{regio}", geduldig=geduldig)
    try:
        await zorg_voor_regio(nc, regio)
        (instellingen.data / regio).mkdir(parents=True, exist_ok=True)
        engine = database(instellingen.database_url(regio))
        geheim = sleutel(instellingen.sleutelmap(regio), "quarantaine")
        log = GekeurdLog(nc, regio, Uitgave(instellingen.waarmerkmap(regio)))
        poort = Poort(log, Logindex(engine, regio), regio)
        return Regio(regio, nc, poort, Quarantaine(engine, regio, geheim), engine)
    except BaseException:
        await nc.close()
        raise
