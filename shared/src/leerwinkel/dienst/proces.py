"""The process of a service: its log, its read model, its policies and its web server, in one event loop."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import structlog
from fastapi import FastAPI
from nats.aio.client import Client
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from leerwinkel.dienst.aanmelden import aanmelding_van
from leerwinkel.dienst.collegas import COLLEGAS
from leerwinkel.dienst.inzage import Inzageboek
from leerwinkel.dienst.kader import Kader
from leerwinkel.dienst.reacties import Reactie, reageer_op_alles
from leerwinkel.dienst.uitvoeren import Uitvoerder
from leerwinkel.dienst.volpost import Volpost, bezorg
from leerwinkel.identiteit.afgemeld import Afgemeld
from leerwinkel.identiteit.begrenzing import Grenzen
from leerwinkel.identiteit.inrichting import aanmeldwijze
from leerwinkel.inname.sleutels import sleutel
from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.zoekindex import Zoekindex
from leerwinkel.leesmodel import ReadModel, Runner, Store, place
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import naam_van, zorg_voor_regio
from leerwinkel.runtime.taken import in_draad, samen
from leerwinkel.runtime.verbinding import KNOOPPUNT_WEG, database, verbind
from leerwinkel.runtime.web.serveren import serveer
from leerwinkel.runtime.zegbaar import Zegbaar
from leerwinkel.waarmerk.keuring import GekeurdLog
from leerwinkel.waarmerk.uitgave import Uitgave

log = structlog.get_logger()

_UUR_S, _OPNIEUW_S = 3600, 1.0


@dataclass(frozen=True, slots=True)
class Dienst:
    """What makes a service: its read model, its application, what it does by itself, and why it refuses (Dutch).

    `elk_uur` is called once an hour, and may block; what it could not do now is for the next hour. `hoort_vol`: it
    keeps what the VOL lets the region know up to date. `neemt_in`: it offers what other systems send. `ernaast` goes
    on beside it until cancelled.
    """

    naam: str
    model: ReadModel
    zinnen: Mapping[str, str]
    create_app: Callable[[Kader], FastAPI]
    reageer: Reactie | None = None
    elk_uur: Callable[[Kader, datetime], object] | None = None
    hoort_vol: bool = False
    neemt_in: bool = False
    ernaast: Callable[[Instellingen, Kader], Awaitable[None]] | None = None


async def draai(instellingen: Instellingen, dienst: Dienst) -> None:
    """Serve until cancelled. The region's node and its database may be away for a while."""
    regio = instellingen.regio
    COLLEGAS.open(instellingen.data / regio / "collegas", proef=instellingen.oidc_uitgever is None)
    nc = await verbind(instellingen.ingang(regio, dienst.naam), f"{dienst.naam}-{regio}")
    deur = await verbind(instellingen.ingang(regio, Wie.PUBLICEER), f"deur-{regio}") if dienst.neemt_in else nc
    try:
        await zorg_zodra_het_kan(nc, dienst, regio)
        kader = replace(await open_zodra_het_kan(instellingen, dienst, nc), aan_de_deur=deur)
        await samen(
            kader.leesmodel.run(),
            reageer_op_alles(instellingen, kader, dienst.reageer),
            _elk_uur(dienst, kader),
            hoor_vol(dienst, kader),
            COLLEGAS.houd_bij(),
            _ernaast(instellingen, dienst, kader),
            serveer(dienst.create_app(kader), instellingen.dienst_poort(dienst.naam)),
        )
    finally:
        await deur.close()
        await nc.close()


async def zorg_zodra_het_kan(nc: Client, dienst: Dienst, regio: str) -> None:
    """A node that is away is waited for, without end."""
    while True:
        try:
            return await zorg_voor_regio(nc, regio)
        except KNOOPPUNT_WEG as weg:
            log.warning("knooppunt_weg", service=dienst.naam, fout=repr(weg))
            await asyncio.sleep(_OPNIEUW_S)


async def open_zodra_het_kan(instellingen: Instellingen, dienst: Dienst, nc: Client) -> Kader:
    """A database that is away is waited for, without end."""
    while True:
        try:
            return await in_draad(maak_kader, instellingen, dienst, nc)
        except OperationalError as weg:
            log.warning("databank_weg", service=dienst.naam, fout=str(weg.orig))
            await asyncio.sleep(_OPNIEUW_S)


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
    regio = instellingen.regio
    (instellingen.data / regio).mkdir(parents=True, exist_ok=True)
    engine = database(instellingen.database_url(regio))
    kluis = Kluis(engine, regio, instellingen.sleutelmap(regio))
    store = Store(dienst.model, place(instellingen.database_url(regio), f"{dienst.naam}_{regio.replace('-', '_')}"))
    store.open()
    inzage = Inzageboek(place(instellingen.database_url(regio), f"inzage_{regio.replace('-', '_')}"))
    inzage.open()
    volpost = Volpost(place(instellingen.database_url(regio), f"volpost_{regio.replace('-', '_')}"))
    volpost.open()
    wijze = aanmeldwijze(instellingen, regio, dienst.naam)
    runner = Runner(nc, naam_van(regio), store)
    return Kader(
        regio,
        dienst.naam,
        Uitvoerder(regio, dienst.naam, GekeurdLog(nc, regio, Uitgave(instellingen.waarmerkmap(regio))), runner),
        runner,
        kluis,
        Zoekindex(engine, kluis),
        aanmelding_van(
            regio,
            sleutel(instellingen.sleutelmap(regio), "sessie"),
            veilig=wijze.veilig,
            afgemeld=Afgemeld(instellingen.afgemeldmap(regio)),
        ),
        wijze,
        instellingen.buren,
        nc,
        inzage,
        volpost,
        dienst.zinnen,
        instellingen.voorbeeld,
        instellingen.bewaartermijn,
        Grenzen(instellingen.aanmeldingen_per_minuut, instellingen.api_per_minuut),
    )
