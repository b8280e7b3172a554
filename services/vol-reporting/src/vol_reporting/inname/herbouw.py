"""Building the storage anew from the hub's log, without a moment in which it is empty for who reads."""

from pathlib import Path

from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.taken import in_draad
from leerwinkel.runtime.verbinding import verbind
from vol_reporting.archief.laden import Archief, open_archief
from vol_reporting.bestand import Bestand
from vol_reporting.inname.bij_hub import keur_bij_hub
from vol_reporting.inname.lus import STROMEN, neem_in_tot
from vol_reporting.inname.verwerking import Verwerking
from vol_reporting.opslag import open_opslag


async def herbouw(nc: Client, verwerking: Verwerking, archief: Path | None = None) -> int:
    """Read every stream to its present end, from the start or from where the archive ends; gives how many were read.

    The caller sees to it that nobody else writes. On an error everything stays as it was. Raises Gap, Unavailable, and
    Archieffout where the archive is not to be used.
    """
    gekeurd = await _keur(nc, archief) if archief else None
    einden = {stroom: await JetStreamLog(nc, stroom).last() for stroom in STROMEN}
    with verwerking.opnieuw():
        if gekeurd:
            await in_draad(verwerking.vul, gekeurd.laad)
        return sum([n for s, einde in einden.items() async for n in neem_in_tot(nc, s, einde, verwerking)])


async def _keur(nc: Client, map_: Path) -> Archief:
    archief = await in_draad(open_archief, map_)
    await keur_bij_hub(nc, archief)
    return archief


async def herbouw_bestand(instellingen: Instellingen, bestand: Bestand, archief: Path | None = None) -> int:
    """The same while no service runs: a new file beside the old one, which it replaces when it is whole."""
    nieuw = bestand.opslag.with_suffix(".nieuw")
    nieuw.unlink(missing_ok=True)
    bestand.map.mkdir(parents=True, exist_ok=True)
    nc = await verbind(instellingen.ingang(HUB, Wie.VOL), "herbouw", geduldig=False)
    con = open_opslag(nieuw)
    try:
        gelezen = await herbouw(nc, Verwerking(con), archief)
    finally:
        con.close()
        await nc.close()
    bestand.opslag.with_name(bestand.opslag.name + ".wal").unlink(missing_ok=True)
    nieuw.replace(bestand.opslag)
    return gelezen
