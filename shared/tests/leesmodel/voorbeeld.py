"""A small read model to test with. As a program it follows a log until it is killed."""

import asyncio
import sys
from pathlib import Path

from sqlalchemy import BigInteger, Column, Integer, String, Table

from leerwinkel.gebeurtenissen.trajecten import MicrocontactGeregistreerd, SessieGehouden
from leerwinkel.leesmodel import (
    Entity,
    Placed,
    ReadModel,
    Rows,
    Runner,
    Store,
    data_tables,
    entity_column,
    new_tables,
    place,
)
from leerwinkel.runtime.verbinding import verbind

HIER = Path(__file__).parent / "revisies"

TABLES = new_tables()
DOSSIER = Table(
    "dossier",
    TABLES,
    entity_column("dossier"),
    Column("minuten", Integer, nullable=False),
    Column("laatste", String(40)),
    Column("onleesbaar", Integer, nullable=False),
    Column("positie", BigInteger, nullable=False),
)
CONTACT = Table(
    "contact",
    TABLES,
    entity_column("dossier"),
    Column("nummer", Integer, primary_key=True, autoincrement=False),
    Column("medium", String(20), nullable=False),
)
AANKOMST = Table(
    "aankomst",
    TABLES,
    Column("positie", BigInteger, primary_key=True, autoincrement=False),
    Column("soort", String(60), nullable=False),
)

DATA = data_tables()
RAADPLEGING = Table(
    "raadpleging",
    DATA,
    Column("nummer", Integer, primary_key=True),
    Column("wie", String(64), nullable=False),
)


def derive(entity: Entity) -> Rows:
    valid = entity.valid()
    dossier = {
        "minuten": sum(event.data.duur_minuten for event in valid if isinstance(event.data, SessieGehouden)),
        "laatste": valid[-1].soort if valid else None,
        "onleesbaar": entity.unreadable,
        "positie": entity.position,
    }
    media = [event.data.medium for event in valid if isinstance(event.data, MicrocontactGeregistreerd)]
    there = [dossier] if valid or entity.unreadable else []
    return {DOSSIER: there, CONTACT: [{"nummer": n, "medium": medium} for n, medium in enumerate(media)]}


def per_event(placed: Placed) -> Rows:
    return {AANKOMST: [{"positie": placed.position, "soort": placed.event.soort}]}


VOORBEELD = ReadModel(
    name="voorbeeld",
    version=1,
    tables=TABLES,
    migrations=HIER / "tabellen",
    data=DATA,
    data_migrations=HIER / "eigen",
    derive=derive,
    per_event=per_event,
)


async def _volg(nats_url: str, stream: str, url: str) -> None:
    nc = await verbind(nats_url, "voorbeeld")
    await Runner(nc, stream, Store(VOORBEELD, place(url, "proef"))).run()


if __name__ == "__main__":
    asyncio.run(_volg(*sys.argv[1:]))
