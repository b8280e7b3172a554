"""An answer to the satisfaction question: once, and not to be led back."""

import json
import uuid
from datetime import date, datetime

from leerwinkel.eventsourcing import MemoryLog, execute
from leerwinkel.gebeurtenissen.trajecten import TevredenheidBeantwoord
from leerwinkel.testing.scenario import Scenario, nothing, refused
from trajecten.domain.bevraging import BEVRAGING, TevredenheidBeantwoorden, gelegenheid

given = Scenario(BEVRAGING).given

JA = TevredenheidBeantwoord(trap="informatiebemiddeling", waardevol="ja", score=5)
NEE = TevredenheidBeantwoord(trap="informatiebemiddeling", waardevol="nee")
ANTWOORDEN = TevredenheidBeantwoorden(antwoord=JA)
DAG = date(2026, 7, 1)


def test_a_question_is_answered_once() -> None:
    given().when(ANTWOORDEN).then(JA)
    given(JA).when(ANTWOORDEN).then(nothing)
    given(NEE).when(ANTWOORDEN).then(refused("al-beantwoord"))
    given(JA, NEE).when(ANTWOORDEN).then(nothing)


async def test_nothing_in_an_answer_leads_back_to_anybody() -> None:
    """Design pages events and privacy-security: a random id, the time cut to the day, nobody and nothing named."""
    bevraging = uuid.uuid4()
    log = MemoryLog()
    [event] = (await execute(log, BEVRAGING, ANTWOORDEN, gelegenheid("gent", bevraging, DAG))).events
    ruw = json.loads(event.ruw())
    assert ruw["time"] == ruw["recordedtime"] == "2026-07-01T00:00:00+02:00"
    assert {"specversion", "id", "source", "type", "subject", "time", "recordedtime"} < ruw.keys()
    assert not {"medewerker", "correlationid", "causationid", "traceparent"} & ruw.keys()
    assert event.subject == str(bevraging)
    assert event.source == "urn:leerwinkel:gent:trajecten"


async def test_a_form_sent_twice_is_one_answer() -> None:
    log = MemoryLog()
    gelegen = gelegenheid("gent", uuid.uuid4(), DAG)
    eerst = await execute(log, BEVRAGING, ANTWOORDEN, gelegen)
    assert await execute(log, BEVRAGING, ANTWOORDEN, gelegen) == eerst
    assert await log.last() == 1


def test_the_day_is_that_of_brussels_in_summer_and_in_winter() -> None:
    winter = gelegenheid("gent", uuid.uuid4(), date(2026, 1, 15)).time
    assert winter == datetime.fromisoformat("2026-01-15T00:00:00+01:00")
