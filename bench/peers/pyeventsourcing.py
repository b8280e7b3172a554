"""pyeventsourcing (PyPI: eventsourcing) doing the same work, on SQLite or on PostgreSQL."""

import asyncio
import json
import sys
from datetime import datetime
from importlib.metadata import version
from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate
from gesprek import CONTACT, ENVELOPE, EVENTS, SESSIE, START, converse


class Dossier(Aggregate):
    """The same state as ours: whether it started, which sessions, how many contacts."""

    class Fact(Aggregate.Event):
        source: str
        happened_at: datetime
        recorded_at: datetime
        medewerker: str
        correlatie: str

    class TrajectGestart(Fact):
        begeleider: str
        instemming: bool

        def apply(self, aggregate: "Dossier") -> None:
            aggregate.gestart = True

    class SessieGehouden(Fact):
        sessie: str
        soort: str
        vorm: str
        duur_minuten: int
        begeleider: str

        def apply(self, aggregate: "Dossier") -> None:
            aggregate.sessies |= {self.sessie}

    class MicrocontactGeregistreerd(Fact):
        medium: str
        richting: str

        def apply(self, aggregate: "Dossier") -> None:
            aggregate.contacten += 1

    def __init__(self) -> None:
        self.gestart = False
        self.sessies: frozenset[str] = frozenset()
        self.contacten = 0

    def start(self) -> None:
        if not self.gestart:
            self.trigger_event(self.TrajectGestart, **ENVELOPE, **START)

    def sessie(self, sessie: str) -> None:
        if sessie not in self.sessies:
            self.trigger_event(self.SessieGehouden, **ENVELOPE, **SESSIE, sessie=sessie)

    def contact(self) -> None:
        if self.gestart:
            self.trigger_event(self.MicrocontactGeregistreerd, **ENVELOPE, **CONTACT)


class Peer:
    """Its event that creates an aggregate counts as one of the thirty."""

    def __init__(self, app: Application[UUID]) -> None:
        self.app = app
        self.new: list[Dossier] = []
        self.full: list[UUID] = []

    async def prepare_append(self, times: int) -> None:
        self.new = [Dossier() for _ in range(times)]

    async def append(self, _: int) -> None:
        for dossier in self.new:
            self.app.save(dossier)

    async def prepare_decide(self, times: int) -> None:
        self.full = []
        for _ in range(times):
            dossier = Dossier()
            dossier.start()
            for number in range(3):
                dossier.sessie(f"s{number}")
            while dossier.version < EVENTS:
                dossier.contact()
            self.app.save(dossier)
            self.full.append(dossier.id)

    async def decide(self, _: int) -> None:
        for name in self.full:
            dossier: Dossier = self.app.repository.get(name)
            dossier.contact()
            self.app.save(dossier)


def _settings(where: dict[str, Any]) -> dict[str, str]:
    if "sqlite" in where:
        return {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": where["sqlite"]}
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": where["database"],
        "POSTGRES_HOST": where["host"],
        "POSTGRES_PORT": where["port"],
        "POSTGRES_USER": where["user"],
        "POSTGRES_PASSWORD": where["password"],
    }


async def main() -> None:
    where = json.loads(sys.argv[1])
    app: Application[UUID] = Application(env=_settings(where))
    peer = Peer(app)
    with app.factory.datastore.transaction(commit=False) as cursor:
        cursor.execute("PRAGMA synchronous" if "sqlite" in where else "SHOW synchronous_commit")
        [durable] = tuple(cursor.fetchone().values() if "sqlite" not in where else cursor.fetchone())
    store = f"SQLite, WAL, synchronous={durable}" if "sqlite" in where else f"PostgreSQL, synchronous_commit={durable}"
    await converse(
        f"eventsourcing {version('eventsourcing')} on {store}",
        {"append": peer.append, "decide": peer.decide},
        {"append": peer.prepare_append, "decide": peer.prepare_decide},
    )
    app.close()


asyncio.run(main())
