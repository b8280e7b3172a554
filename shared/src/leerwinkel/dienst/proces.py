"""The process of a service: its log, its read model, its policies and its web server, in one event loop."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from fastapi import FastAPI
from faststream.nats import NatsBroker
from nats.aio.client import Client
from sqlalchemy.exc import SQLAlchemyError

from leerwinkel.dienst.aanmelden import Aanmelding
from leerwinkel.dienst.begrenzing import Grenzen
from leerwinkel.dienst.beleid import luister
from leerwinkel.dienst.inzage import Inzageboek
from leerwinkel.dienst.kader import Kader
from leerwinkel.dienst.uitvoeren import Uitvoerder
from leerwinkel.dienst.volpost import Volpost, bezorg
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.inname.sleutels import sleutel
from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.zoekindex import Zoekindex
from leerwinkel.leesmodel import ReadModel, Runner, Store, place
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import naam_van, zorg_voor_regio
from leerwinkel.runtime.taken import in_draad, ongestoord, samen
from leerwinkel.runtime.verbinding import database, verbind
from leerwinkel.runtime.web.serveren import serveer
from leerwinkel.runtime.zegbaar import Zegbaar
from leerwinkel.waarmerk.keuring import GekeurdLog
from leerwinkel.waarmerk.uitgave import Uitgave

log = structlog.get_logger()

_UUR_S = 3600


@dataclass(frozen=True, slots=True)
class Dienst:
    """What makes a service: its read model, its application, what it does by itself, and why it refuses (Dutch).

    `elk_uur` is called once an hour, and may block; what it could not do now is for the next hour. `hoort_vol`: it
    keeps what the VOL lets the region know up to date. `ernaast` goes on beside it until cancelled.
    """

    naam: str
    model: ReadModel
    zinnen: Mapping[str, str]
    create_app: Callable[[Kader], FastAPI]
    reageer: Callable[[Kader, AnyGebeurtenis], Awaitable[None]] | None = None
    elk_uur: Callable[[Kader, datetime], object] | None = None
    hoort_vol: bool = False
    ernaast: Callable[[Instellingen, Kader], Awaitable[None]] | None = None


async def draai(instellingen: Instellingen, dienst: Dienst) -> None:
    """Serve until cancelled. The region's node may be away for a while."""
    regio = instellingen.regio
    nc = await verbind(instellingen.nats_url(regio), f"{dienst.naam}-{regio}")
    try:
        await zorg_voor_regio(nc, regio)
        kader = await in_draad(maak_kader, instellingen, dienst, nc)
        await samen(
            kader.leesmodel.run(),
            reageer_op_alles(instellingen, dienst, kader),
            _elk_uur(dienst, kader),
            hoor_vol(dienst, kader),
            _ernaast(instellingen, dienst, kader),
            serveer(dienst.create_app(kader), instellingen.dienst_poort(dienst.naam)),
        )
    finally:
        await nc.close()


async def _elk_uur(dienst: Dienst, kader: Kader) -> None:
    while dienst.elk_uur is not None:
        try:
            await in_draad(dienst.elk_uur, kader, datetime.now(UTC))
        except (SQLAlchemyError, Zegbaar) as fout:
            log.warning("elk_uur_later", service=dienst.naam, fout=type(fout).__name__)
        await asyncio.sleep(_UUR_S)
    await asyncio.Event().wait()


async def hoor_vol(dienst: Dienst, kader: Kader) -> None:
    """Fetch what the VOL has for the region, until cancelled, for a service that shows it."""
    if dienst.hoort_vol:
        await bezorg(kader.nc, kader.regio, kader.volpost)
    await asyncio.Event().wait()


async def _ernaast(instellingen: Instellingen, dienst: Dienst, kader: Kader) -> None:
    if dienst.ernaast is not None:
        await dienst.ernaast(instellingen, kader)
    await asyncio.Event().wait()


def maak_kader(instellingen: Instellingen, dienst: Dienst, nc: Client) -> Kader:
    """Everything that the pages and policies of a service stand on, opened. Blocking."""
    regio, map_ = instellingen.regio, instellingen.data / instellingen.regio
    map_.mkdir(parents=True, exist_ok=True)
    engine = database(instellingen.database_url(regio))
    kluis = Kluis(engine, regio, instellingen.sleutelmap(regio))
    store = Store(dienst.model, place(instellingen.database_url(regio), f"{dienst.naam}_{regio.replace('-', '_')}"))
    store.open()
    inzage = Inzageboek(place(instellingen.database_url(regio), f"inzage_{regio.replace('-', '_')}"))
    inzage.open()
    volpost = Volpost(place(instellingen.database_url(regio), f"volpost_{regio.replace('-', '_')}"))
    volpost.open()
    runner = Runner(nc, naam_van(regio), store)
    return Kader(
        regio,
        dienst.naam,
        Uitvoerder(regio, dienst.naam, GekeurdLog(nc, regio, Uitgave(instellingen.waarmerkmap(regio))), runner),
        runner,
        kluis,
        Zoekindex(engine, kluis),
        Aanmelding(sleutel(instellingen.sleutelmap(regio), "sessie"), regio),
        instellingen.buren,
        nc,
        inzage,
        volpost,
        dienst.zinnen,
        instellingen.voorbeeld,
        instellingen.bewaartermijn,
        Grenzen(instellingen.aanmeldingen_per_minuut, instellingen.api_per_minuut),
    )


async def reageer_op_alles(
    instellingen: Instellingen, dienst: Dienst, kader: Kader, begonnen: Callable[[], None] = lambda: None
) -> None:
    """Do what follows by itself from what stands on the log, until cancelled; `begonnen` is called when it listens."""
    if dienst.reageer is None:
        begonnen()
        await asyncio.Event().wait()
        return
    reageer = dienst.reageer
    broker = NatsBroker(
        instellingen.nats_url(kader.regio),
        name=f"beleid-{dienst.naam}-{kader.regio}",
        max_reconnect_attempts=-1,
        reconnect_time_wait=1,
        ping_interval=5,
        logger=None,
    )

    async def op(event: AnyGebeurtenis) -> None:
        await reageer(kader, event)

    luister(broker, kader.regio, dienst.naam, op)
    try:
        await broker.start()
        begonnen()
        await asyncio.Event().wait()
    finally:
        await ongestoord(broker.stop())
