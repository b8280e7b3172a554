"""The process of the VOL: the service, its connection to the hub and its web server, in one event loop."""

import asyncio
import secrets
import time
from functools import partial

import duckdb

from leerwinkel.identiteit.afgemeld import Afgemeld
from leerwinkel.identiteit.begrenzing import Grenzen
from leerwinkel.identiteit.inrichting import aanmeldwijze
from leerwinkel.inname.sleutels import sleutel
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.taken import beeindig, in_draad, samen
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.runtime.web.grafiek import warm_op
from leerwinkel.runtime.web.serveren import serveer
from vol_reporting.app import create_app
from vol_reporting.bestand import Bestand
from vol_reporting.collegas import Collegas
from vol_reporting.dienst import Dienst
from vol_reporting.gebruiker import VOL
from vol_reporting.inname.lezing import ruim_minder_op
from vol_reporting.signalen.eigenaars import EIGENAARS
from vol_reporting.toegang import Poort, aanmelding_van
from vol_reporting.vraagbaak import Bezet

_GEDULD_S = 15.0


async def draai(instellingen: Instellingen, bestand: Bestand) -> None:
    """Serve until cancelled. NATS may be away: figures are answered, and the intake goes on when it is back."""
    dienst = _open(instellingen, bestand)
    ruim_minder_op()
    poort = maak_poort(instellingen, bestand)
    app = create_app(dienst, poort, voorbeeld=instellingen.voorbeeld)
    eerste_grafiek = asyncio.create_task(in_draad(warm_op))
    try:
        open_ = partial(bestand.meld_aan, instellingen.lokaal["vol"], poort.sleutel)
        await samen(_volg(instellingen, dienst), serveer(app, instellingen.web_poort, open_))
    finally:
        await beeindig(eerste_grafiek)
        bestand.meld_af()
        dienst.sluit()


def maak_poort(instellingen: Instellingen, bestand: Bestand) -> Poort:
    """By what people and programs come in. The key of this machine is another every time. Raises GeenGeheim."""
    wijze = aanmeldwijze(instellingen, VOL, VOL)
    geheim = sleutel(instellingen.sleutelmap(VOL), "sessie")
    aanmelding = aanmelding_van(geheim, veilig=wijze.veilig, afgemeld=Afgemeld(instellingen.afgemeldmap(VOL)))
    collegas = Collegas(bestand.collegas, None if instellingen.oidc_uitgever else EIGENAARS)
    grenzen = Grenzen(instellingen.aanmeldingen_per_minuut, instellingen.api_per_minuut)
    return Poort(aanmelding, wijze, secrets.token_urlsafe(32), collegas, grenzen)


def _open(instellingen: Instellingen, bestand: Bestand) -> Dienst:
    bestand.map.mkdir(parents=True, exist_ok=True)
    einde = time.monotonic() + _GEDULD_S
    while True:
        try:
            return Dienst(bestand, instellingen.regios)
        except duckdb.IOException as bezet:
            if time.monotonic() > einde:
                raise Bezet(f"Een ander proces heeft {bestand.opslag} open. Stop dat eerst.") from bezet
            time.sleep(0.2)


async def _volg(instellingen: Instellingen, dienst: Dienst) -> None:
    nc = await verbind(instellingen.ingang(HUB, Wie.VOL), "vol-reporting")
    try:
        await dienst.volg(nc)
    finally:
        await nc.close()
