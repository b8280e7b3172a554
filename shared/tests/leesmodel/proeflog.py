"""A log to test with, and what is in a read model."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from nats.aio.client import Client
from sqlalchemy import Table, select

from leerwinkel.eventsourcing import JetStreamLog, NewEvent
from leerwinkel.eventsourcing.streams import delete_stream, ensure_stream
from leerwinkel.gebeurtenissen.correctie import CORRECTIES
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.leesmodel import Runner, Store
from leerwinkel.leesmodel.folding import Arrived
from leerwinkel.runtime.taken import beeindig, in_draad
from leerwinkel.testing.streams import Stream
from leerwinkel.testing.voorbeelden import gebeurtenis, microcontact, sessie

from .voorbeeld import AANKOMST, CONTACT, DOSSIER

Rijen = dict[str, list[tuple[Any, ...]]]
LANG = 30
"""Seconds: who waits so long waits in vain."""
GECORRIGEERD, INGETROKKEN = CORRECTIES["trajecten"]


@dataclass(frozen=True)
class Proeflog:
    """The log of one test."""

    nc: Client
    node_url: str
    stream: Stream

    async def append(self, *events: AnyGebeurtenis | bytes) -> int:
        """Put them on the log; gives the position of the last."""
        log = JetStreamLog(self.nc, self.stream.name)
        at = await log.last()
        for begin in range(0, len(events), 1000):
            new = [self._new(event) for event in events[begin : begin + 1000]]
            at = await log.append(f"{self.stream.prefix}.>", at, new)
        return at

    def _new(self, event: AnyGebeurtenis | bytes) -> NewEvent:
        if isinstance(event, bytes):
            return NewEvent(f"{self.stream.prefix}.gent.trajecten.d1.iets", f"onleesbaar {hash(event)}", event)
        subject = event.onderwerp().replace("leerwinkel", self.stream.prefix, 1)
        return NewEvent(subject, event.bericht_id(), event.ruw())

    async def leeg(self) -> None:
        """As if the node had lost it: the same stream, made anew."""
        await delete_stream(self.nc, self.stream.name)
        await ensure_stream(self.nc, self.stream.config())

    async def arrived(self) -> list[Arrived]:
        """Everything on it."""
        log = JetStreamLog(self.nc, self.stream.name)
        return [Arrived(e.position, e.subject, e.payload) async for batch in log.read_all() for e in batch]

    def runner(self, store: Store) -> Runner:
        return Runner(self.nc, self.stream.name, store)


@contextlib.asynccontextmanager
async def draait(runner: Runner) -> AsyncGenerator[asyncio.Task[None]]:
    """It runs inside this block, and nothing went wrong there."""
    taak = asyncio.create_task(runner.run())
    try:
        yield taak
    finally:
        if taak.done():
            taak.result()
        await beeindig(taak)


def arrived(*events: AnyGebeurtenis | bytes, begin: int = 1) -> list[Arrived]:
    """As they come from the log, at these positions."""
    return [
        Arrived(n, "leerwinkel.gent.trajecten.d1.iets", event)
        if isinstance(event, bytes)
        else Arrived(n, event.onderwerp(), event.ruw())
        for n, event in enumerate(events, begin)
    ]


def rijen(store: Store, tabellen: Sequence[Table] = (DOSSIER, CONTACT, AANKOMST)) -> Rijen:
    """What a reader sees, in order."""
    with store.reader() as connection:
        return {
            tabel.name: [tuple(rij) for rij in connection.execute(select(tabel).order_by(*tabel.primary_key))]
            for tabel in tabellen
        }


async def zoals_in_een_keer(proeflog: Proeflog, store: Store) -> Rijen:
    """What a reader sees when the whole log is taken in at once, in a new generation."""
    generation = await in_draad(store.new)
    await in_draad(generation.take, await proeflog.arrived())
    store.switch(generation)
    return await in_draad(rijen, store)


async def tot(waar: Callable[[], bool], hoogstens: float = LANG) -> None:
    """Wait until it is so."""
    async with asyncio.timeout(hoogstens):
        while True:
            if await in_draad(waar):
                return
            await asyncio.sleep(0.002)


def zonder_posities(gezien: Rijen) -> Rijen:
    """What may not depend on the order of arrival."""
    return {"dossier": [rij[:-1] for rij in gezien["dossier"]], "contact": gezien["contact"]}


def ingetrokken(event: AnyGebeurtenis) -> AnyGebeurtenis:
    doel = {"source": event.source, "id": event.id}
    return gebeurtenis(INGETROKKEN.model_validate({"doel": doel, "reden": "invoerfout"}), event.subject)


def gecorrigeerd(event: AnyGebeurtenis, **anders: Any) -> AnyGebeurtenis:
    gegevens = event.data.model_dump(exclude_none=True) | anders
    nieuw = {"doel": {"source": event.source, "id": event.id}, "reden": "invoerfout", "gegevens": gegevens}
    return gebeurtenis(GECORRIGEERD.model_validate(nieuw), event.subject)


def verhaal(dossiers: Iterable[str]) -> list[AnyGebeurtenis]:
    """Of each dossier sessions, contacts, a correction, a retraction, and a retraction that is itself retracted."""
    events: list[AnyGebeurtenis] = []
    for dossier in dossiers:
        lang, kort, sms, chat = sessie(dossier, 60), sessie(dossier, 15), microcontact(dossier), microcontact(dossier)
        terug = ingetrokken(chat)
        events += [lang, sms, chat, kort, gecorrigeerd(lang, duur_minuten=45), ingetrokken(kort), terug]
        events += [ingetrokken(terug), microcontact(dossier, "chat")]
    return events
