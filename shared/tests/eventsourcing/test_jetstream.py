"""What is particular to JetStream: lost acknowledgements, holes, wrong settings."""

import asyncio
import json
import time
from typing import Any

import pytest
from nats.aio.client import Client
from nats.errors import TimeoutError as NatsTimeoutError

from leerwinkel.eventsourcing import Conflict, Gap, JetStreamLog, NewEvent, Unavailable
from leerwinkel.eventsourcing.pull import Pull
from leerwinkel.eventsourcing.streams import Mismatch, ensure_consumer, ensure_stream
from leerwinkel.testing.streams import Stream


class _Deaf:
    """A connection on which answers to appends get lost, although the server did its work."""

    def __init__(self, nc: Client, subjects: str) -> None:
        self._nc, self._subjects = nc, subjects

    def __getattr__(self, name: str) -> Any:
        return getattr(self._nc, name)

    async def request(self, subject: str, *args: Any, **kwargs: Any) -> Any:
        answer = await self._nc.request(subject, *args, **kwargs)
        if subject.startswith(self._subjects):
            raise NatsTimeoutError
        return answer


def _event(stream: Stream, number: int) -> NewEvent:
    return NewEvent(f"{stream.prefix}.intake.d1.a", f"id-{number}", b"{}")


async def test_an_append_whose_acknowledgement_got_lost_is_found_on_the_log(nc: Client, stream: Stream) -> None:
    deaf = JetStreamLog(_Deaf(nc, stream.prefix), stream.name)  # type: ignore[arg-type]
    assert await deaf.append(f"{stream.prefix}.*.d1.>", 0, [_event(stream, 1)]) == 1
    assert await JetStreamLog(nc, stream.name).last() == 1


async def test_an_append_that_never_arrived_is_not_called_appended(nc: Client, stream: Stream) -> None:
    class Lost(_Deaf):
        async def request(self, subject: str, *args: Any, **kwargs: Any) -> Any:
            if subject.startswith(self._subjects):
                raise NatsTimeoutError
            return await self._nc.request(subject, *args, **kwargs)

    lost = JetStreamLog(Lost(nc, stream.prefix), stream.name, patience=0.2)  # type: ignore[arg-type]
    with pytest.raises(Unavailable):
        await lost.append(f"{stream.prefix}.*.d1.>", 0, [_event(stream, 1)])
    assert await JetStreamLog(nc, stream.name).last() == 0


async def test_an_id_that_is_on_the_log_for_another_dossier_is_a_conflict(nc: Client, stream: Stream) -> None:
    log = JetStreamLog(nc, stream.name)
    await log.append(f"{stream.prefix}.*.d1.>", 0, [_event(stream, 1)])
    with pytest.raises(Conflict):
        await log.append(f"{stream.prefix}.*.d2.>", 0, [NewEvent(f"{stream.prefix}.intake.d2.a", "id-1", b"{}")])
    assert await log.last() == 1


async def test_a_hole_in_the_log_is_refused(nc: Client) -> None:
    config = {"name": "HOLED", "subjects": ["holed.>"], "storage": "file", "allow_direct": True}
    await ensure_stream(nc, config)
    for number in range(5):
        await nc.request(f"holed.{number}", b"{}")
    await nc.request("$JS.API.STREAM.MSG.DELETE.HOLED", json.dumps({"seq": 3, "no_erase": True}).encode())
    with pytest.raises(Gap) as gap:
        _ = [batch async for batch in JetStreamLog(nc, "HOLED").read_all()]
    assert (gap.value.after, gap.value.found) == (2, 4)


async def test_a_stream_that_is_not_there_is_unavailable(nc: Client) -> None:
    with pytest.raises(Unavailable):
        await JetStreamLog(nc, "NOWHERE").last()


async def test_reading_goes_on_when_its_consumer_is_gone(nc: Client, stream: Stream) -> None:
    log = JetStreamLog(nc, stream.name)
    await log.append(f"{stream.prefix}.*.d1.>", 0, [_event(stream, n) for n in range(3)])
    reading = Pull(nc, stream.name).batches()
    assert len(await anext(reading)) == 3
    answer = await nc.request(f"$JS.API.CONSUMER.NAMES.{stream.name}", b"{}")
    [consumer] = json.loads(answer.data)["consumers"]
    await nc.request(f"$JS.API.CONSUMER.DELETE.{stream.name}.{consumer}")
    await log.append(f"{stream.prefix}.*.d1.>", 3, [_event(stream, 3)])
    assert len(await asyncio.wait_for(anext(reading), 20)) == 1
    await reading.aclose()


async def test_making_a_stream_twice_is_harmless(nc: Client, stream: Stream) -> None:
    await ensure_stream(nc, stream.config())


async def test_a_stream_with_another_setting_is_refused_and_left_alone(nc: Client, stream: Stream) -> None:
    with pytest.raises(Mismatch, match="deny_delete"):
        await ensure_stream(nc, stream.config() | {"deny_delete": False})
    answer = json.loads((await nc.request(f"$JS.API.STREAM.INFO.{stream.name}")).data)
    assert answer["config"]["deny_delete"] is True


async def test_a_consumer_with_another_setting_is_refused(nc: Client, stream: Stream) -> None:
    config = {"durable_name": "c", "name": "c", "deliver_policy": "all", "ack_policy": "explicit", "max_deliver": -1}
    await ensure_consumer(nc, stream.name, config)
    await ensure_consumer(nc, stream.name, config)
    with pytest.raises(Mismatch, match="ack_policy"):
        await ensure_consumer(nc, stream.name, config | {"ack_policy": "none"})


async def test_a_question_that_got_lost_is_asked_again(nc: Client, stream: Stream) -> None:
    class Forgetful(_Deaf):
        lost = 0

        async def request(self, subject: str, *args: Any, **kwargs: Any) -> Any:
            if self.lost < 2:
                self.lost += 1
                raise NatsTimeoutError
            return await self._nc.request(subject, *args, **kwargs)

    log = JetStreamLog(Forgetful(nc, ""), stream.name)  # type: ignore[arg-type]
    assert await log.last() == 0


async def test_a_log_answers_after_its_client_was_too_busy_to_answer_the_server(nc: Client, stream: Stream) -> None:
    log = JetStreamLog(nc, stream.name)
    await log.last()
    time.sleep(4)  # noqa: ASYNC251 - longer than the server waits for a pong
    assert await log.last() == 0
