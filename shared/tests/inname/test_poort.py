"""The door takes every event in once, tells a repeat from a conflict, and never forgets after a fault."""

import asyncio
import uuid
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from leerwinkel.eventsourcing import Gap, JetStreamLog
from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.basis import Doel
from leerwinkel.gebeurtenissen.correctie import CORRECTIES
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.inname.logindex import Logindex
from leerwinkel.inname.poort import Antwoord, Poort, Uitkomst
from leerwinkel.testing.voorbeelden import gebeurtenis, microcontact, sessie


def _uitkomsten(antwoorden: list[Antwoord]) -> list[Uitkomst]:
    return [antwoord.uitkomst for antwoord in antwoorden]


async def _op_log(log: JetStreamLog) -> list[AnyGebeurtenis]:
    return [lees(event.payload) async for deel in log.read_all() for event in deel]


async def test_new_events_are_on_the_log_at_the_answered_positions(poort: Poort, log: JetStreamLog) -> None:
    aangeboden = [microcontact(f"d{i % 7}") for i in range(40)]
    antwoorden = await poort.neem_in(aangeboden)
    assert set(_uitkomsten(antwoorden)) == {Uitkomst.AANVAARD}
    op_log = await _op_log(log)
    assert [op_log[(a.positie or 0) - 1].id for a in antwoorden] == [g.id for g in aangeboden]


async def test_the_order_within_a_dossier_is_kept(poort: Poort, log: JetStreamLog) -> None:
    aangeboden = [microcontact("d1") for _ in range(2500)]
    await poort.neem_in(aangeboden)
    assert [g.id for g in await _op_log(log)] == [g.id for g in aangeboden]


async def test_the_same_event_again_is_a_repeat_with_its_first_position(poort: Poort, log: JetStreamLog) -> None:
    eerste = microcontact("d1")
    [antwoord] = await poort.neem_in([eerste])
    [nogmaals] = await poort.neem_in([eerste])
    assert (nogmaals.uitkomst, nogmaals.positie) == (Uitkomst.HERHALING, antwoord.positie)
    assert await log.last() == 1


async def test_a_repeat_within_one_offer_is_taken_in_once(poort: Poort, log: JetStreamLog) -> None:
    eerste = microcontact("d1")
    antwoorden = await poort.neem_in([eerste, microcontact("d2"), eerste])
    assert _uitkomsten(antwoorden) == [Uitkomst.AANVAARD, Uitkomst.AANVAARD, Uitkomst.HERHALING]
    assert await log.last() == 2


async def test_another_content_under_a_known_id_is_a_conflict_and_leaves_the_rest(
    poort: Poort, log: JetStreamLog
) -> None:
    eerste = microcontact("d1")
    await poort.neem_in([eerste])
    anders = microcontact("d1", medium="chat", id=eerste.id)
    antwoorden = await poort.neem_in([anders, microcontact("d2")])
    assert _uitkomsten(antwoorden) == [Uitkomst.CONFLICT, Uitkomst.AANVAARD]
    assert antwoorden[0].reden
    assert await log.last() == 2


async def test_a_known_id_under_another_dossier_is_a_conflict(poort: Poort) -> None:
    eerste = microcontact("d1")
    await poort.neem_in([eerste])
    [antwoord] = await poort.neem_in([eerste.model_copy(update={"subject": "d2"})])
    assert antwoord.uitkomst is Uitkomst.CONFLICT


async def test_a_repeat_with_another_trace_context_is_still_a_repeat(poort: Poort) -> None:
    eerste = microcontact("d1")
    await poort.neem_in([eerste])
    spoor = f"00-{'a' * 32}-{'b' * 16}-01"
    [antwoord] = await poort.neem_in([eerste.model_copy(update={"traceparent": spoor})])
    assert antwoord.uitkomst is Uitkomst.HERHALING


async def test_a_new_door_on_an_empty_index_knows_what_is_on_the_log(
    poort: Poort, log: JetStreamLog, engine: Engine
) -> None:
    aangeboden = [microcontact(f"d{i}") for i in range(20)]
    await poort.neem_in(aangeboden)
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("DELETE FROM logindex")
        verbinding.exec_driver_sql("DELETE FROM logindex_stand")
    nieuwe = Poort(log, Logindex(engine, "gent"), "gent")
    assert set(_uitkomsten(await nieuwe.neem_in(aangeboden))) == {Uitkomst.HERHALING}
    assert await log.last() == 20


async def test_two_doors_at_once_take_every_event_in_once(poort: Poort, log: JetStreamLog, engine: Engine) -> None:
    andere = Poort(log, Logindex(engine, "gent"), "gent")
    aangeboden = [microcontact(f"d{i % 5}") for i in range(60)]
    antwoorden = await asyncio.gather(poort.neem_in(aangeboden), andere.neem_in(aangeboden[::-1]))
    aanvaard = sum(a.uitkomst is Uitkomst.AANVAARD for beide in antwoorden for a in beide)
    assert (aanvaard, await log.last()) == (60, 60)
    assert sorted(g.id for g in await _op_log(log)) == sorted(g.id for g in aangeboden)


async def test_a_correction_that_does_not_fit_its_original_is_refused(poort: Poort) -> None:
    origineel = sessie("d1")
    await poort.neem_in([origineel])
    gecorrigeerd, _ = CORRECTIES["trajecten"]
    doel = Doel(source=origineel.source, id=origineel.id)
    past = {"sessie": "s1", "soort": "intake", "vorm": "online", "duur_minuten": 30, "begeleider": "b1"}
    past_niet = {"medium": "sms", "richting": "in"}
    antwoorden = await poort.neem_in(
        [
            gebeurtenis(gecorrigeerd(doel=doel, gegevens=past, reden="invoerfout"), "d1"),
            gebeurtenis(gecorrigeerd(doel=doel, gegevens=past_niet, reden="invoerfout"), "d1"),
            gebeurtenis(gecorrigeerd(doel=doel, gegevens=past, reden="invoerfout"), "d2"),
        ]
    )
    assert _uitkomsten(antwoorden) == [Uitkomst.AANVAARD, Uitkomst.GEWEIGERD, Uitkomst.GEWEIGERD]


async def test_a_correction_may_come_before_its_original(poort: Poort) -> None:
    _, ingetrokken = CORRECTIES["trajecten"]
    doel = Doel(source="urn:leerwinkel:gent:test", id=str(uuid.uuid4()))
    [antwoord] = await poort.neem_in([gebeurtenis(ingetrokken(doel=doel, reden="dubbel"), "d1")])
    assert antwoord.uitkomst is Uitkomst.AANVAARD


async def test_the_door_tells_which_ids_of_a_source_it_knows(poort: Poort) -> None:
    eerste, tweede = microcontact("d1"), sessie("d1")
    await poort.neem_in([eerste, tweede])
    assert await poort.bekende_ids("urn:leerwinkel:gent:test", "sessie-gehouden") == {tweede.id}
    assert await poort.bekende_ids("urn:leerwinkel:gent:ander", "sessie-gehouden") == set()


async def test_the_door_counts_those_that_it_is_asked_about(poort: Poort) -> None:
    eerste, tweede = microcontact("d1"), sessie("d1")
    await poort.neem_in([eerste, tweede, sessie("d2")])
    geteld = await poort.tel_bekende("urn:leerwinkel:gent:test", lambda soort, id_: id_ != eerste.id and "-" in soort)
    assert geteld == {"sessie-gehouden": 2}
    assert await poort.tel_bekende("urn:leerwinkel:gent:ander", lambda _soort, _id: True) == {}


async def test_the_history_of_a_dossier_is_what_was_taken_in(poort: Poort) -> None:
    aangeboden = [microcontact("d1"), microcontact("d2"), sessie("d1")]
    await poort.neem_in(aangeboden)
    assert await poort.geschiedenis("d1") == [aangeboden[0], aangeboden[2]]


@pytest.mark.parametrize("aantal", [0, 1])
async def test_nothing_or_one_event_is_a_small_thing(poort: Poort, aantal: int) -> None:
    assert len(await poort.neem_in([microcontact("d1")] * aantal)) == aantal


async def test_the_same_moment_written_otherwise_is_a_repeat(poort: Poort) -> None:
    eerste = microcontact("d1")
    await poort.neem_in([eerste])
    brussel = ZoneInfo("Europe/Brussels")
    anders = {"time": eerste.time.astimezone(brussel), "recordedtime": eerste.recordedtime.astimezone(brussel)}
    [antwoord] = await poort.neem_in([eerste.model_copy(update=anders)])
    assert antwoord.uitkomst is Uitkomst.HERHALING


async def test_a_log_that_lost_its_end_gets_nothing_more(poort: Poort, log: JetStreamLog, engine: Engine) -> None:
    await poort.neem_in([microcontact("d1")])
    Logindex(engine, "gent").schrijf_in([], 5)
    with pytest.raises(Gap):
        await poort.neem_in([microcontact("d1")])
    assert await log.last() == 1
