"""The process of the VOL: the service, its connection to the hub and its web server, in one event loop."""

import asyncio
import time
from typing import Any

import duckdb
import structlog
import uvicorn
from fastapi import FastAPI

from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.taken import samen
from leerwinkel.runtime.verbinding import verbind
from vol_reporting.app import create_app
from vol_reporting.bestand import Bestand
from vol_reporting.dienst import Dienst
from vol_reporting.inname.lezing import ruim_minder_op
from vol_reporting.vraagbaak import Bezet

log = structlog.get_logger()

_GEDULD_S = 15.0


async def draai(instellingen: Instellingen, bestand: Bestand) -> None:
    """Serve until cancelled. NATS may be away: figures are answered, and the intake goes on when it is back."""
    dienst = _open(instellingen, bestand)
    ruim_minder_op()
    server = _webserver(create_app(dienst, voorbeeld=instellingen.voorbeeld), instellingen.web_poort)
    try:
        await samen(_volg(instellingen, dienst), _serveer(server, bestand, instellingen.web_poort))
    finally:
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


def _webserver(app: FastAPI, poort: int) -> uvicorn.Server:
    instelling: dict[str, Any] = {"log_config": None, "access_log": False, "lifespan": "off"}
    return uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=poort, **instelling))


async def _serveer(server: uvicorn.Server, bestand: Bestand, poort: int) -> None:
    bezig = asyncio.create_task(server.serve())
    try:
        while not server.started and not bezig.done():  # noqa: ASYNC110 - uvicorn tells it by an attribute
            await asyncio.sleep(0.01)
        bestand.meld_aan(f"http://127.0.0.1:{poort}")
        log.info("dienst_open", poort=poort)
        await asyncio.shield(bezig)
    except asyncio.CancelledError:
        server.should_exit = True
        await bezig
        raise
