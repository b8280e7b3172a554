"""Deciding on a dossier: what is written, when nothing is, and what becomes of two who decide at once."""

import asyncio
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from nats.aio.client import Client
from nats.errors import TimeoutError as NatsTimeoutError
from pydantic import ValidationError

from leerwinkel.eventsourcing import (
    Conflict,
    Decided,
    Decider,
    GroupCommit,
    JetStreamLog,
    Log,
    MemoryLog,
    NewEvent,
    Occasion,
    Refusal,
    StoredEvent,
    Unavailable,
    execute,
)
from leerwinkel.eventsourcing.streams import ensure_stream
from leerwinkel.gebeurtenissen import Gegevens, Onleesbaar, lees
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import ToestemmingGegeven
from leerwinkel.gebeurtenissen.trajecten import MicrocontactGeregistreerd, SessieGehouden, TrajectGestart
from leerwinkel.runtime.stromen import naam_van, regionaal_log
from leerwinkel.testing.voorbeelden import microcontact

NU = datetime(2026, 3, 2, 9, tzinfo=UTC)
TOESTEMMING = ToestemmingGegeven(doel="begeleiding")


@dataclass(frozen=True)
class Dossier:
    toestemming: bool = False
    gestart: bool = False
    sessies: frozenset[str] = frozenset()
    contacten: int = 0


@dataclass(frozen=True)
class TrajectStarten:
    begeleider: str = "b1"


@dataclass(frozen=True)
class SessiesRegistreren:
    sessies: tuple[str, ...]


Command = TrajectStarten | SessiesRegistreren


def decide(command: Command, dossier: Dossier) -> list[Gegevens]:
    match command:
        case TrajectStarten() if dossier.gestart:
            return []
        case TrajectStarten() if not dossier.toestemming:
            raise Refusal("toestemming-ontbreekt")
        case TrajectStarten(begeleider):
            return [TrajectGestart(begeleider=begeleider, instemming=True)]
        case SessiesRegistreren(sessies):
            return [_sessie(sessie) for sessie in sessies if sessie not in dossier.sessies]


def _sessie(sessie: str) -> SessieGehouden:
    return SessieGehouden(sessie=sessie, soort="intake", vorm="fysiek", duur_minuten=60, begeleider="b1")


def evolve(dossier: Dossier, event: AnyGebeurtenis) -> Dossier:
    match event.data:
        case ToestemmingGegeven(doel="begeleiding"):
            return replace(dossier, toestemming=True)
        case TrajectGestart():
            return replace(dossier, gestart=True)
        case SessieGehouden(sessie=sessie):
            return replace(dossier, sessies=dossier.sessies | {sessie})
        case MicrocontactGeregistreerd():
            return replace(dossier, contacten=dossier.contacten + 1)
        case _:
            return dossier


TRAJECT: Decider[Command, Dossier] = Decider(Dossier(), decide, evolve)


def _occasion(dossier: str, source: str = "urn:leerwinkel:gent:trajecten", **other: Any) -> Occasion:
    fields: dict[str, Any] = {"command_id": uuid.uuid4(), "time": NU, "recordedtime": NU} | other
    return Occasion(dossier=dossier, source=source, **fields)


@pytest.fixture(params=["memory", "jetstream", "group-commit"])
async def regional(request: pytest.FixtureRequest, nc: Client) -> Log:
    if request.param == "memory":
        return MemoryLog()
    await ensure_stream(nc, regionaal_log("gent"))
    log = JetStreamLog(nc, naam_van("gent"))
    return log if request.param == "jetstream" else GroupCommit(log)


@pytest.fixture
def dossier() -> str:
    return uuid.uuid4().hex


def _new(event: AnyGebeurtenis) -> NewEvent:
    return NewEvent(event.onderwerp(), event.bericht_id(), event.ruw())


async def _given(log: Log, dossier: str, *happened: Gegevens) -> int:
    """Facts of another system about the dossier."""
    told, position = _occasion(dossier, source="urn:leerwinkel:gent:import"), 0
    for number, each in enumerate(happened):
        position = await log.append(told.boundary, position, [_new(told.event(number, each))])
    return position


async def test_what_was_decided_is_on_the_log_as_whole_events(regional: Log, dossier: str) -> None:
    await _given(regional, dossier, TOESTEMMING)
    occasion = _occasion(dossier, medewerker="m7", correlationid="formulier-12")
    [event] = (decided := await execute(regional, TRAJECT, TrajectStarten("b3"), occasion)).events
    stored = (await regional.read(occasion.boundary))[-1]
    assert (stored.payload, stored.subject, stored.id) == (event.ruw(), event.onderwerp(), event.bericht_id())
    assert stored.position == decided.position
    assert event.data == TrajectGestart(begeleider="b3", instemming=True)
    assert (event.subject, event.time, event.medewerker, event.correlationid) == (dossier, NU, "m7", "formulier-12")


async def test_a_decision_counts_the_events_of_all_services(regional: Log, dossier: str) -> None:
    await _given(regional, dossier, TOESTEMMING, *[MicrocontactGeregistreerd(medium="sms", richting="in")] * 3)
    assert (await execute(regional, TRAJECT, TrajectStarten(), _occasion(dossier))).events


async def test_the_events_of_one_decision_stand_together(regional: Log, dossier: str) -> None:
    occasion = _occasion(dossier)
    decided = await execute(regional, TRAJECT, SessiesRegistreren(("s1", "s2", "s3")), occasion)
    stored = await regional.read(occasion.boundary)
    assert [event.id for event in stored] == [event.bericht_id() for event in decided.events]
    assert [event.position for event in stored] == [decided.position - 2, decided.position - 1, decided.position]


async def test_a_refusal_writes_nothing(regional: Log, dossier: str) -> None:
    last = await regional.last()
    with pytest.raises(Refusal, match="toestemming-ontbreekt") as refusal:
        await execute(regional, TRAJECT, TrajectStarten(), _occasion(dossier))
    assert refusal.value.code == "toestemming-ontbreekt"
    assert await regional.last() == last


async def test_what_is_in_effect_already_writes_nothing(regional: Log, dossier: str) -> None:
    await _given(regional, dossier, TOESTEMMING)
    first = await execute(regional, TRAJECT, TrajectStarten(), _occasion(dossier))
    again = await execute(regional, TRAJECT, TrajectStarten(), _occasion(dossier))
    assert again == Decided((), first.position)
    assert await regional.last() == first.position


async def test_a_command_given_again_is_answered_as_the_first_time(regional: Log, dossier: str) -> None:
    occasion = _occasion(dossier)
    first = await execute(regional, TRAJECT, SessiesRegistreren(("s1", "s2")), occasion)
    await execute(regional, TRAJECT, SessiesRegistreren(("s3",)), _occasion(dossier))
    assert await execute(regional, TRAJECT, SessiesRegistreren(("s1", "s2")), occasion) == first
    assert len(await regional.read(occasion.boundary)) == 3


async def test_a_command_given_again_meanwhile_is_answered_by_what_the_log_has(regional: Log, dossier: str) -> None:
    meeting, first = _Meeting(regional, 2), _occasion(dossier)
    both = (first, replace(first, recordedtime=NU + timedelta(seconds=5)))
    decided = await asyncio.gather(*(execute(meeting, TRAJECT, SessiesRegistreren(("s1", "s2")), o) for o in both))
    stored = tuple(lees(event.payload) for event in await regional.read(first.boundary))
    assert [each.events for each in decided] == [stored, stored]


async def test_of_two_who_decide_at_once_one_decides_again_on_the_new_state(regional: Log, dossier: str) -> None:
    await _given(regional, dossier, TOESTEMMING)
    meeting, commands = _Meeting(regional, 2), (TrajectStarten("b1"), TrajectStarten("b2"))
    decided = await asyncio.gather(*(execute(meeting, TRAJECT, command, _occasion(dossier)) for command in commands))
    assert sorted(len(each.events) for each in decided) == [0, 1]
    assert len({each.position for each in decided}) == 1
    assert len(await regional.read(_occasion(dossier).boundary)) == 2


async def test_many_who_decide_on_one_dossier_lose_nothing_that_was_accepted(regional: Log, dossier: str) -> None:
    async def register(number: int) -> str | None:
        try:
            await execute(regional, TRAJECT, SessiesRegistreren((f"s{number}",)), _occasion(dossier))
        except Conflict:
            return None
        return f"s{number}"

    accepted = await asyncio.gather(*(register(number) for number in range(8)))
    stored = TRAJECT.fold([lees(event.payload) for event in await regional.read(_occasion(dossier).boundary)])
    assert stored.sessies == set(accepted) - {None} != set()


async def test_who_loses_four_times_in_a_row_is_told_so(dossier: str) -> None:
    rival = _Rival(MemoryLog(), dossier, times=4)
    with pytest.raises(Conflict):
        await execute(rival, TRAJECT, SessiesRegistreren(("s1",)), _occasion(dossier))
    assert rival.reads == 4


async def test_who_loses_three_times_decides_on_what_the_others_did(dossier: str) -> None:
    log, occasion = MemoryLog(), _occasion(dossier)
    await execute(_Rival(log, dossier, times=3), TRAJECT, SessiesRegistreren(("s1",)), occasion)
    stored = TRAJECT.fold([lees(event.payload) for event in await log.read(occasion.boundary)])
    assert (stored.contacten, stored.sessies) == (3, {"s1"})


async def test_a_lost_acknowledgement_is_no_lost_decision_and_no_second_one(nc: Client, dossier: str) -> None:
    await ensure_stream(nc, regionaal_log("gent"))
    deaf, occasion = JetStreamLog(_Deaf(nc), naam_van("gent")), _occasion(dossier)  # type: ignore[arg-type]
    decided = await execute(deaf, TRAJECT, SessiesRegistreren(("s1",)), occasion)
    [stored] = await JetStreamLog(nc, naam_van("gent")).read(occasion.boundary)
    assert (stored.position, stored.id) == (decided.position, decided.events[0].bericht_id())


async def test_a_command_whose_fate_is_not_known_can_be_given_again(dossier: str) -> None:
    log, occasion = MemoryLog(), _occasion(dossier)
    with pytest.raises(Unavailable):
        await execute(_Silent(log), TRAJECT, SessiesRegistreren(("s1",)), occasion)
    decided = await execute(log, TRAJECT, SessiesRegistreren(("s1",)), occasion)
    assert [event.id for event in await log.read(occasion.boundary)] == [decided.events[0].bericht_id()]


async def test_nothing_is_decided_on_a_dossier_that_cannot_be_read_whole(dossier: str) -> None:
    log = MemoryLog()
    newer = NewEvent(f"leerwinkel.gent.intake.{dossier}.toestemming-ingetrokken", "later", b'{"type": "of later"}')
    await log.append(_occasion(dossier).boundary, 0, [newer])
    with pytest.raises(Onleesbaar):
        await execute(log, TRAJECT, SessiesRegistreren(("s1",)), _occasion(dossier))
    assert await log.last() == 1


async def test_an_envelope_that_breaks_the_contract_never_reaches_the_log(dossier: str) -> None:
    log = MemoryLog()
    with pytest.raises(ValidationError):
        await execute(log, TRAJECT, SessiesRegistreren(("s1",)), _occasion(dossier, medewerker="Jan Peeters"))
    assert await log.last() == 0


class _Meeting(GroupCommit):
    """Who reads first waits until all have read."""

    def __init__(self, log: Log, many: int) -> None:
        super().__init__(log)
        self._all, self._first = asyncio.Barrier(many), many

    async def read(self, boundary: str) -> list[StoredEvent]:
        stored = await super().read(boundary)
        if self._first:
            self._first -= 1
            await self._all.wait()
        return stored


class _Rival(GroupCommit):
    """Somebody who is first, so many times."""

    def __init__(self, log: Log, dossier: str, times: int) -> None:
        super().__init__(log)
        self._dossier, self._times, self.reads = dossier, times, 0

    async def read(self, boundary: str) -> list[StoredEvent]:
        stored = await super().read(boundary)
        self.reads += 1
        if self.reads <= self._times:
            await super().append(boundary, stored[-1].position if stored else 0, [_new(microcontact(self._dossier))])
        return stored


class _Silent(GroupCommit):
    """It appends, and then nobody hears of it."""

    async def append(self, boundary: str, expected: int, events: Sequence[NewEvent]) -> int:
        await super().append(boundary, expected, events)
        raise Unavailable


class _Deaf:
    """A connection on which the answers to appends get lost."""

    def __init__(self, nc: Client) -> None:
        self._nc = nc

    def __getattr__(self, name: str) -> Any:
        return getattr(self._nc, name)

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        await self._nc.request(*args, **kwargs)
        raise NatsTimeoutError
