"""The process of the VOL: the service, its connection to the hub and its web server, in one event loop."""

import asyncio
import time
from functools import partial

import duckdb

from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.taken import beeindig, in_draad, samen
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.runtime.web.grafiek import warm_op
from leerwinkel.runtime.web.serveren import serveer
from vol_reporting.app import create_app
from vol_reporting.bestand import Bestand
from vol_reporting.dienst import Dienst
from vol_reporting.inname.lezing import ruim_minder_op
from vol_reporting.vraagbaak import Bezet

_GEDULD_S = 15.0


async def draai(instellingen: Instellingen, bestand: Bestand) -> None:
    """Serve until cancelled. NATS may be away: figures are answered, and the intake goes on when it is back."""
    dienst = _open(instellingen, bestand)
    ruim_minder_op()
    app = create_app(dienst, voorbeeld=instellingen.voorbeeld)
    eerste_grafiek = asyncio.create_task(in_draad(warm_op))
    try:
        open_ = partial(bestand.meld_aan, instellingen.buren["vol"])
        await samen(_volg(instellingen, dienst), serveer(app, instellingen.web_poort, open_))
    finally:
        await beeindig(eerste_grafiek)
        bestand.meld_af()
        dienst.sluit()


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
    nc = await verbind(instellingen.nats_url(HUB), "vol-reporting")
    try:
        await dienst.volg(nc)
    finally:
        await nc.close()
