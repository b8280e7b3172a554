"""eventsource-py doing the same work, on SQLite or on PostgreSQL, in its decider style."""

import asyncio
import json
import logging
import sys
from datetime import datetime
from importlib.metadata import version
from typing import Any
from uuid import UUID, uuid4

from eventsource import AggregateRepository, DeciderAggregate, DomainCommand, DomainEvent, register_event
from eventsource.adapters.postgresql import PostgreSQLEventStore
from eventsource.adapters.sqlite.store import SQLiteEventStore
from gesprek import CONTACT, ENVELOPE, EVENTS, SESSIE, START, converse
from pydantic import BaseModel
from sqlalchemy import URL, text
from sqlalchemy.ext.asyncio import create_async_engine


class Fact(DomainEvent):
    aggregate_type: str = "Dossier"
    source: str
    happened_at: datetime
    recorded_at: datetime
    medewerker: str
    correlatie: str


@register_event
class TrajectGestart(Fact):
    event_type: str = "TrajectGestart"
    begeleider: str
    instemming: bool


@register_event
class SessieGehouden(Fact):
    event_type: str = "SessieGehouden"
    sessie: str
    soort: str
    vorm: str
    duur_minuten: int
    begeleider: str


@register_event
class MicrocontactGeregistreerd(Fact):
    event_type: str = "MicrocontactGeregistreerd"
    medium: str
    richting: str


class Stand(BaseModel):
    """The same state as ours."""

    dossier: UUID
    gestart: bool = False
    sessies: frozenset[str] = frozenset()
    contacten: int = 0


class TrajectStarten(DomainCommand):
    pass


class SessieRegistreren(DomainCommand):
    sessie: str


class MicrocontactRegistreren(DomainCommand):
    pass


class Dossier(DeciderAggregate[Stand]):
    aggregate_type = "Dossier"

    @staticmethod
    def initial_state(aggregate_id: UUID) -> Stand:
        return Stand(dossier=aggregate_id)

    @staticmethod
    def decide(command: DomainCommand, state: Stand) -> list[DomainEvent]:
        match command:
            case TrajectStarten() if not state.gestart:
                return [TrajectGestart(aggregate_id=state.dossier, **ENVELOPE, **START)]
            case SessieRegistreren(sessie=sessie) if sessie not in state.sessies:
                return [SessieGehouden(aggregate_id=state.dossier, **ENVELOPE, **SESSIE, sessie=sessie)]
            case MicrocontactRegistreren() if state.gestart:
                return [MicrocontactGeregistreerd(aggregate_id=state.dossier, **ENVELOPE, **CONTACT)]
            case _:
                return []

    @staticmethod
    def evolve(state: Stand, event: DomainEvent) -> Stand:
        match event:
            case TrajectGestart():
                return state.model_copy(update={"gestart": True})
            case SessieGehouden(sessie=sessie):
                return state.model_copy(update={"sessies": state.sessies | {sessie}})
            case MicrocontactGeregistreerd():
                return state.model_copy(update={"contacten": state.contacten + 1})
            case _:
                return state


class Peer:
    def __init__(self, repository: Any) -> None:
        self.repository = repository
        self.new: list[Dossier] = []
        self.full: list[UUID] = []

    async def prepare_append(self, times: int) -> None:
        self.new = [self.repository.create_new(uuid4()) for _ in range(times)]
        for dossier in self.new:
            dossier.execute(TrajectStarten())

    async def append(self, _: int) -> None:
        for dossier in self.new:
            await self.repository.save(dossier)

    async def prepare_decide(self, times: int) -> None:
        self.full = []
        for _ in range(times):
            dossier = self.repository.create_new(uuid4())
            dossier.execute(TrajectStarten())
            for number in range(3):
                dossier.execute(SessieRegistreren(sessie=f"s{number}"))
            while dossier.version < EVENTS:
                dossier.execute(MicrocontactRegistreren())
            await self.repository.save(dossier)
            self.full.append(dossier.aggregate_id)

    async def decide(self, _: int) -> None:
        for name in self.full:
            dossier = await self.repository.load(name)
            dossier.execute(MicrocontactRegistreren())
            await self.repository.save(dossier)


async def main() -> None:
    logging.disable(logging.CRITICAL)
    where = json.loads(sys.argv[1])
    if "sqlite" in where:
        store: Any = SQLiteEventStore(where["sqlite"])
        connection = await store._conn()  # noqa: SLF001 - to hear how durable it is
        [durable] = await (await connection.execute("PRAGMA synchronous")).fetchone()
        about = f"SQLite, WAL, synchronous={durable}"
    else:
        url = URL.create(
            "postgresql+asyncpg",
            where["user"],
            where["password"] or None,
            database=where["database"],
            query={"host": where["host"], "port": where["port"]},
        )
        engine = create_async_engine(url)
        store = PostgreSQLEventStore(engine, create_schema=True, owns_engine=True)
        async with engine.connect() as connection:
            durable = (await connection.execute(text("SHOW synchronous_commit"))).scalar_one()
        about = f"PostgreSQL, synchronous_commit={durable}"
    peer = Peer(AggregateRepository(store, Dossier, enable_tracing=False))
    await converse(
        f"eventsource-py {version('eventsource-py')} on {about}",
        {"append": peer.append, "decide": peer.decide},
        {"append": peer.prepare_append, "decide": peer.prepare_decide},
    )
    await store.close()


asyncio.run(main())
