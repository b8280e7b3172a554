"""Healing a region on the nodes that the settings name, told in sentences."""

from collections.abc import Generator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.inname.herstel import Herstel, Herstelverslag
from leerwinkel.inname.logindex import Logindex
from leerwinkel.inname.onderzoek import Kopie, eerst, van_hub
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.stromen import naam_van
from leerwinkel.runtime.verbinding import databank_zegbaar, database, verbind
from leerwinkel.waarmerk.heling import toets_herstel
from leerwinkel.waarmerk.uitgave import Uitgave


async def herstel_regio(
    instellingen: Instellingen, regio: str, knooppunt: Path | None, *, erbij: Kopie | None = None, verlies: bool = False
) -> list[str]:
    """Heal one region and tell what was done (Dutch). `erbij` is a copy for what the hub does not have.

    Raises ValueError, DatabankFout, NietBewezen, and as Herstel.
    """
    if regio not in instellingen.regios:
        raise ValueError(f"De regio ‘{regio}’ bestaat niet. Mogelijk is: {', '.join(instellingen.regios)}.")
    async with AsyncExitStack() as stapel:
        stapel.enter_context(databank_zegbaar())
        nc = await verbind(instellingen.ingang(regio, Wie.BEHEER), "herstel", geduldig=False)
        stapel.push_async_callback(nc.close)
        hub = await verbind(instellingen.ingang(HUB, Wie.HERSTEL), "herstel", geduldig=False)
        stapel.push_async_callback(hub.close)
        engine = database(instellingen.database_url(regio))
        stapel.callback(engine.dispose)
        map_ = knooppunt or instellingen.knooppunt(regio).map
        nu = datetime.now(UTC)
        bij_hub = partial(van_hub, hub, regio)
        kopie = partial(eerst, bij_hub, erbij) if erbij else bij_hub
        verslag = await Herstel(regio, nc, kopie, Logindex(engine, regio), map_).voer_uit(nu, verlies=verlies)
        uitgave = Uitgave(instellingen.waarmerkmap(regio))
        bewezen = await toets_herstel(JetStreamLog(nc, naam_van(regio)), uitgave, nu, verlies=verlies)
    return [*_zinnen(regio, verslag), bewezen]


def _zinnen(regio: str, verslag: Herstelverslag) -> Generator[str]:
    yield f"Het log van {regio} is opnieuw gemaakt: {verslag.bij_hub} gebeurtenissen uit de kopie."
    if verslag.alleen_hier:
        yield f"{verslag.alleen_hier} stonden alleen hier, en konden nog gelezen worden."
    if verslag.verplaatst:
        yield f"{verslag.verplaatst} stonden hier op een positie die al in gebruik was; ze staan nu achteraan."
    if verslag.verloren:
        yield f"{len(verslag.verloren)} zijn verloren. Op hun plaats staat een teken, voor de quarantaine van de VOL."
    if verslag.alleen_hier or verslag.verplaatst or verslag.verloren:
        yield "Kijk met `vol vergelijk` of de hub nu alles heeft; zo niet, geef dan `vol herstel`."
    if verslag.opzij:
        yield f"De oude bestanden staan in {verslag.opzij}."
