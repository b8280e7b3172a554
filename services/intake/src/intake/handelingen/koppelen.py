"""Linking the cliënt of a dossier with somebody who was here before, and the way back: a step of the dossier."""

from typing import Any

from intake.domain.client import CLIENT, DossiersKoppelen, DossiersOntkoppelen, hoofdclient
from intake.handelingen.dossierbeeld import Dossierbeeld
from intake.handelingen.koppeling import personen_van
from intake.handelingen.opgave import Opgave
from intake.handelingen.opzoeken import gekoppelden, is_client, zoek_client
from intake.handelingen.velden import Velden
from leerwinkel.dienst import Kader
from leerwinkel.eventsourcing import Refusal
from leerwinkel.gebeurtenissen.intake import DossiersGekoppeld, DossiersOntkoppeld


def lees_koppeling(kader: Kader, velden: Velden, beeld: Dossierbeeld) -> Opgave:
    """Blocking. Raises Onvolledig, and Refusal where the dossier has no cliënt yet."""
    if beeld.client is None:
        raise Refusal("nog-geen-aanmelding")
    if velden.waarde("ontkoppel"):
        een, ander = hoofdclient(beeld.client, _ander(kader, velden, "ontkoppel"))
        velden.keur()
        ontkoppeling = DossiersOntkoppeld(client=een, met_client=ander, grond="vergissing")
        return Opgave(CLIENT, DossiersOntkoppelen(ontkoppeling=ontkoppeling, tijdstip=velden.nu), velden.nu, een)
    een, ander = hoofdclient(beeld.client, _ander(kader, velden, "client"))
    grond = velden.code("grond", "koppelgrond", "Kies hoe je weet dat het dezelfde persoon is.")
    velden.keur()
    koppeling = DossiersGekoppeld(client=een, met_client=ander, grond=grond)
    return Opgave(CLIENT, DossiersKoppelen(koppeling=koppeling, tijdstip=velden.nu), velden.nu, een)


def _ander(kader: Kader, velden: Velden, naam: str) -> str:
    ander = velden.waarde(naam)
    if not ander or not is_client(kader, ander):
        velden.fouten["client"] = "Zoek eerst, en kies wie het is."
    return ander


def koppelbaar(kader: Kader, velden: Velden, beeld: Dossierbeeld) -> dict[str, Any]:
    """For the page: who is linked already, and who was found besides. Blocking."""
    if beeld.client is None:
        return {"gekoppeld": [], "gevonden": [], "gezocht": False}
    zoek = velden.waarde("zoek")
    zelf = personen_van(kader, [beeld.client])[beeld.client]
    gevonden = [wie for wie in zoek_client(kader, zoek) if wie.client not in zelf] if zoek else []
    return {"gekoppeld": gekoppelden(kader, beeld.client), "gevonden": gevonden, "gezocht": bool(zoek)}
