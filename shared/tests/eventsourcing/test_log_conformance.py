"""What every log promises: one suite, run on the log in memory, on JetStream, and on JetStream with group commit."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from leerwinkel.eventsourcing import Append, Conflict, Log, NewEvent
from leerwinkel.testing.streams import Stream


def _event(stream: Stream, dossier: str, kind: str, number: int, service: str = "intake") -> NewEvent:
    return NewEvent(f"{stream.prefix}.{service}.{dossier}.{kind}", f"{dossier}-{kind}-{number}", str(number).encode())


def _boundary(stream: Stream, dossier: str) -> str:
    return f"{stream.prefix}.*.{dossier}.>"


async def test_an_empty_log_has_no_events_and_last_position_zero(log: Log, stream: Stream) -> None:
    assert await log.last() == 0
    assert await log.read(_boundary(stream, "d1")) == []
    assert [batch async for batch in log.read_all()] == []


async def test_positions_count_from_one_without_holes(log: Log, stream: Stream) -> None:
    assert await log.append(_boundary(stream, "d1"), 0, [_event(stream, "d1", "a", 1)]) == 1
    assert await log.append(_boundary(stream, "d2"), 0, [_event(stream, "d2", "a", i) for i in range(3)]) == 4
    [batch] = [batch async for batch in log.read_all()]
    assert [event.position for event in batch] == [1, 2, 3, 4]


async def test_what_was_appended_is_read_back_as_it_was(log: Log, stream: Stream) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    event = NewEvent(f"{stream.prefix}.intake.d1.a", "urn:x:y:1", b"\x00\xff{}")
    await log.append(_boundary(stream, "d1"), 0, [event])
    [stored] = await log.read(_boundary(stream, "d1"))
    assert (stored.subject, stored.id, stored.payload, stored.position) == (event.subject, event.id, event.payload, 1)
    assert before < stored.stored_at < datetime.now(UTC) + timedelta(seconds=1)


async def test_a_boundary_spans_all_services_of_a_dossier_and_nothing_else(log: Log, stream: Stream) -> None:
    await log.append(_boundary(stream, "d1"), 0, [_event(stream, "d1", "a", 1, "intake")])
    await log.append(_boundary(stream, "d2"), 0, [_event(stream, "d2", "a", 1, "intake")])
    await log.append(_boundary(stream, "d1"), 1, [_event(stream, "d1", "b", 2, "trajecten")])
    assert [event.position for event in await log.read(_boundary(stream, "d1"))] == [1, 3]


async def test_who_expects_a_stale_position_meets_a_conflict_also_across_services(log: Log, stream: Stream) -> None:
    await log.append(_boundary(stream, "d1"), 0, [_event(stream, "d1", "a", 1, "intake")])
    with pytest.raises(Conflict):
        await log.append(_boundary(stream, "d1"), 0, [_event(stream, "d1", "b", 2, "trajecten")])
    assert await log.last() == 1


async def test_several_events_are_appended_together_or_not_at_all(log: Log, stream: Stream) -> None:
    await log.append(_boundary(stream, "d1"), 0, [_event(stream, "d1", "a", 1)])
    with pytest.raises(Conflict):
        await log.append(_boundary(stream, "d1"), 0, [_event(stream, "d1", "b", 2), _event(stream, "d1", "c", 3)])
    assert len(await log.read(_boundary(stream, "d1"))) == 1
    assert (
        await log.append(_boundary(stream, "d1"), 1, [_event(stream, "d1", "b", 2), _event(stream, "d1", "c", 3)]) == 3
    )


async def test_the_same_append_sent_again_counts_as_appended(log: Log, stream: Stream) -> None:
    events = [_event(stream, "d1", "a", 1), _event(stream, "d1", "b", 2)]
    assert await log.append(_boundary(stream, "d1"), 0, events) == 2
    assert await log.append(_boundary(stream, "d1"), 0, events) == 2
    assert await log.last() == 2


async def test_another_content_under_an_id_that_is_there_is_a_conflict(log: Log, stream: Stream) -> None:
    event = _event(stream, "d1", "a", 1)
    await log.append(_boundary(stream, "d1"), 0, [event])
    for expected in (0, 1):
        with pytest.raises(Conflict):
            await log.append(_boundary(stream, "d1"), expected, [replace(event, payload=b"something else")])
    [stored] = await log.read(_boundary(stream, "d1"))
    assert stored.payload == event.payload


async def test_nothing_to_append_is_nothing_to_do(log: Log, stream: Stream) -> None:
    assert await log.append(_boundary(stream, "d1"), 0, []) == 0
    assert await log.last() == 0


async def test_each_of_many_appends_has_its_own_outcome(log: Log, stream: Stream) -> None:
    await log.append(_boundary(stream, "d3"), 0, [_event(stream, "d3", "a", 1)])
    outcomes = await log.append_many(
        [Append(_boundary(stream, f"d{i}"), 0, (_event(stream, f"d{i}", "b", i),)) for i in range(7)]
    )
    assert [isinstance(outcome, Conflict) for outcome in outcomes] == [False, False, False, True, False, False, False]
    for i, outcome in enumerate(outcomes):
        if isinstance(outcome, int):
            [stored] = await log.read(_boundary(stream, f"d{i}"))
            assert stored.position == outcome


async def test_of_many_writers_on_one_dossier_exactly_one_succeeds_each_time(log: Log, stream: Stream) -> None:
    async def write(expected: int, writer: int) -> bool:
        try:
            await log.append(_boundary(stream, "d1"), expected, [_event(stream, "d1", "a", 100 * expected + writer)])
        except Conflict:
            return False
        return True

    for expected in range(5):
        won = await asyncio.gather(*(write(expected, writer) for writer in range(20)))
        assert sum(won) == 1
    assert len(await log.read(_boundary(stream, "d1"))) == 5


async def test_many_writers_on_many_dossiers_lose_nothing(log: Log, stream: Stream) -> None:
    async def write(dossier: str) -> list[int]:
        at = 0
        positions: list[int] = []
        for number in range(4):
            at = await log.append(_boundary(stream, dossier), at, [_event(stream, dossier, "a", number)] * 1)
            positions.append(at)
        return positions

    positions = await asyncio.gather(*(write(f"d{i}") for i in range(50)))
    assert sorted(p for each in positions for p in each) == list(range(1, 201))


async def test_reading_all_goes_on_after_a_position(log: Log, stream: Stream) -> None:
    for dossier in range(3):
        await log.append(
            _boundary(stream, f"d{dossier}"), 0, [_event(stream, f"d{dossier}", "a", i) for i in range(900)]
        )
    positions = [event.position async for batch in log.read_all(1234) for event in batch]
    assert positions == list(range(1235, 2701))


async def test_a_long_dossier_is_read_whole(log: Log, stream: Stream) -> None:
    at = 0
    for part in range(3):
        at = await log.append(
            _boundary(stream, "d1"), at, [_event(stream, "d1", "a", 900 * part + i) for i in range(900)]
        )
    assert [event.position for event in await log.read(_boundary(stream, "d1"))] == list(range(1, 2701))


async def test_who_waits_for_a_position_goes_on_when_it_is_there(log: Log, stream: Stream) -> None:
    waiting = asyncio.create_task(log.wait(2))
    await log.append(_boundary(stream, "d1"), 0, [_event(stream, "d1", "a", 1)])
    assert not waiting.done()
    await log.append(_boundary(stream, "d1"), 1, [_event(stream, "d1", "a", 2)])
    await asyncio.wait_for(waiting, 5)
    await log.wait(1)
