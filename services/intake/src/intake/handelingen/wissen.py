"""Erasing a person: what is decided, what follows from it, and the new master key that makes older copies worthless."""

from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import Connection, select

from intake.domain.client import CLIENT, PersoonsgegevensVernietigen
from intake.handelingen.opdracht import Opdracht
from intake.handelingen.persoonsbeeld import Persoonsbeeld
from intake.tabellen import GEWIST, TABELLEN
from leerwinkel.dienst import Kader
from leerwinkel.eventsourcing import Refusal
from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import PersoonsgegevensVernietigd
from leerwinkel.kluis.sleutel import Eigenaar, KluisBeschadigd
from leerwinkel.kluis.vernieuwing import Vernieuwd, vernieuw, wis
from leerwinkel.leesmodel import NotBuilt
from leerwinkel.leesmodel.tables import LOG_EVENT
from leerwinkel.runtime.taken import in_draad

log = structlog.get_logger()

VERNIEUW_NA: Final = timedelta(hours=12)
"""The promise is 24 hours; a night without anybody at the leerwinkel must not break it."""


async def wis_persoon(opdracht: Opdracht, beeld: Persoonsbeeld, grond: str) -> int:
    """Erase all client ids of this person; the position after it. Given again it ends what was begun.

    The event comes first: whatever breaks after it, `ruim_op` ends the work. Raises Refusal where there is no cliënt.
    """
    if not beeld.clients:
        raise Refusal("nog-geen-aanmelding")
    nu, positie = datetime.now(UTC), 0
    for client in beeld.clients:
        command = PersoonsgegevensVernietigen(vernietiging=PersoonsgegevensVernietigd(client=client, grond=grond))
        klaar = await opdracht.geef(CLIENT, command, client, nu)
        await in_draad(wis, opdracht.kader.kluis, opdracht.kader.zoekindex, client, nu=nu)
        positie = max(positie, klaar.position)
    return positie


async def ruim_op(kader: Kader, event: AnyGebeurtenis) -> None:
    """After the event: destroy the key and what leads to the client, if that was not done yet."""
    if isinstance(event.data, PersoonsgegevensVernietigd) and _vernietigd_hier(kader, event):
        await in_draad(wis, kader.kluis, kader.zoekindex, event.data.client, nu=datetime.now(UTC))


def hou_belofte(kader: Kader, nu: datetime) -> None:
    """What has to be done for the erased even if nobody works here: blocking, and people go on working.

    Erasures of which the key is there (again: an older copy of the kluis was put back) are applied first.
    """
    for client in _te_wissen(kader):
        log.warning("wissing_opnieuw")
        wis(kader.kluis, kader.zoekindex, client, nu=nu)
    vernieuw_zo_nodig(kader, nu)


def _te_wissen(kader: Kader) -> list[str]:
    """Only by what our own intake decided: what another system says of its cliënt destroys no key here."""
    try:
        with kader.leesmodel.store.reader() as lezer:
            clients = set(lezer.scalars(select(GEWIST.c.client)))
            weg = kader.kluis.vernietigd(Eigenaar("client", client) for client in clients)
            return sorted(c for c in clients - {eigenaar.id for eigenaar in weg} if _is_van_hier(kader, lezer, c))
    except NotBuilt:
        return []


def _is_van_hier(kader: Kader, lezer: Connection, client: str) -> bool:
    c = TABELLEN.tables[LOG_EVENT].c
    gezegd = map(lees, lezer.scalars(select(c.raw).where(c.entity == client)))
    return any(_vernietigd_hier(kader, event) for event in gezegd)


def _vernietigd_hier(kader: Kader, event: AnyGebeurtenis) -> bool:
    van_hier = (event.regio, event.systeem) == (kader.regio, kader.service)
    return van_hier and isinstance(event.data, PersoonsgegevensVernietigd)


def vernieuw_zo_nodig(kader: Kader, nu: datetime) -> Vernieuwd | None:
    """Move to a new master key when an erasure waits for it for so long. Blocking; people go on working."""
    sinds = kader.kluis.vernieuwen_sinds()
    if sinds is None or nu - sinds < VERNIEUW_NA:
        return None
    try:
        gedaan = vernieuw(kader.kluis, kader.zoekindex)
    except KluisBeschadigd as stuk:
        log.critical("kluis_niet_vernieuwd", sinds=sinds.isoformat(), reden=str(stuk))
        raise
    log.info("kluis_vernieuwd", sleutels=gedaan.sleutels, personen=gedaan.personen)
    return gedaan
