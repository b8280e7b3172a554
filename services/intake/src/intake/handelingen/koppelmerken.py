"""Letting the linking service know by which marks the cliënten of this region can be recognised elsewhere."""

from leerwinkel.dienst import Kader
from leerwinkel.inname.sleutels import sleutel
from leerwinkel.koppelmerk.bezorging import houd_bij
from leerwinkel.koppelmerk.post import Merkenpost
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.taken import in_draad
from leerwinkel.runtime.verbinding import database


def open_post(instellingen: Instellingen, kader: Kader) -> Merkenpost:
    """The marks of everybody who can be found here, under the key of the regions. Blocking."""
    gedeeld = sleutel(instellingen.regiosleutelmap, "koppelmerken")
    return Merkenpost(database(instellingen.database_url(kader.regio)), kader.kluis, gedeeld)


async def breng_koppelmerken(instellingen: Instellingen, kader: Kader) -> None:
    """Send what changes, and who is to be forgotten, until cancelled."""
    await houd_bij(kader.nc, kader.regio, await in_draad(open_post, instellingen, kader))
