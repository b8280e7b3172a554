"""What trajecten does by itself, on events of the own region's services only."""

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from leerwinkel.eventsourcing import MemoryLog, NewEvent, Refusal, execute
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import Afspraak, DispatchingBeslist
from leerwinkel.gebeurtenissen.trajecten import BevragingVerstuurd, SessieGepland
from leerwinkel.testing.voorbeelden import gebeurtenis
from trajecten.domain.beslissing import DOSSIER
from trajecten.domain.sessies import SessieAnnuleren, SessiePlannen
from trajecten.domain.uitkomst import BevragingVersturen
from trajecten.policies import opdrachten

from .gegeven import AANMELDING, GESPROKEN, NU, afgesloten, ingetrokken, toestemming

MORGEN = NU + timedelta(days=1)
AFSPRAAK = Afspraak(loket="l1", moment=MORGEN, begeleider="b1")
BESLIST = DispatchingBeslist(besluit="informatiebemiddeling", afspraak=AFSPRAAK)
EIGEN = "urn:leerwinkel:gent:intake"


def van_intake(data: Gegevens, **anders: Any) -> AnyGebeurtenis:
    return gebeurtenis(data, "d1", **({"source": EIGEN, "time": NU, "recordedtime": NU} | anders))


async def _log(*feiten: AnyGebeurtenis) -> MemoryLog:
    log = MemoryLog()
    for nummer, feit in enumerate(feiten):
        await log.append("leerwinkel.gent.*.d1.>", nummer, [NewEvent(feit.onderwerp(), feit.bericht_id(), feit.ruw())])
    return log


def test_dispatching_to_a_talk_with_an_appointment_prepares_the_first_sessie() -> None:
    """Issue 4; blueprint 3.3: the first talk starts from an intake."""
    event = van_intake(BESLIST, recordedtime=NU + timedelta(minutes=3))
    [opdracht] = opdrachten(event, "gent")
    assert isinstance(opdracht.command, SessiePlannen)
    plan = opdracht.command.plan
    assert plan == SessieGepland(
        sessie=plan.sessie, soort="intake", moment=MORGEN, loket="l1", begeleider="b1", vorm="fysiek"
    )
    assert opdracht.command.nu == event.recordedtime
    assert (opdracht.occasion.dossier, opdracht.occasion.causationid) == ("d1", event.id)
    assert opdracht.occasion.source == "urn:leerwinkel:gent:trajecten"
    assert opdracht.occasion.time == opdracht.occasion.recordedtime == event.recordedtime


def test_without_an_appointment_or_a_begeleider_the_sessie_remains_to_be_planned() -> None:
    zonder = BESLIST.model_copy(update={"afspraak": None})
    niemand = BESLIST.model_copy(update={"afspraak": Afspraak(moment=MORGEN)})
    assert opdrachten(van_intake(zonder), "gent") == []
    assert opdrachten(van_intake(niemand), "gent") == []


@pytest.mark.parametrize("besluit", ["informatieverstrekking", "doorverwezen", "buiten-doelgroep"])
def test_another_decision_prepares_no_sessie(besluit: str) -> None:
    assert opdrachten(van_intake(BESLIST.model_copy(update={"besluit": besluit})), "gent") == []


@pytest.mark.parametrize("bron", ["gent:import", "gent:registratie-x", "limburg:intake"])
def test_facts_from_elsewhere_set_nothing_going(bron: str) -> None:
    """Design page events: never on imports, other systems or another region."""
    for data in (BESLIST, afgesloten()):
        assert opdrachten(van_intake(data, source=f"urn:leerwinkel:{bron}"), "gent") == []
        assert len(opdrachten(van_intake(data), "gent")) == 1


def test_a_closed_dossier_asks_how_it_was_but_not_of_who_died() -> None:
    [opdracht] = opdrachten(van_intake(afgesloten()), "gent")
    assert opdracht.command == BevragingVersturen()
    assert opdrachten(van_intake(afgesloten("overleden")), "gent") == []


async def test_an_event_that_is_delivered_again_changes_nothing() -> None:
    event = van_intake(BESLIST)
    log = await _log(van_intake(AANMELDING), event)
    for _ in range(2):
        [opdracht] = opdrachten(event, "gent")
        decided = await execute(log, DOSSIER, opdracht.command, opdracht.occasion)
        assert [type(each.data) for each in decided.events] == [SessieGepland]
    assert await log.last() == 3


async def test_an_appointment_that_was_cancelled_since_is_not_planned_anew() -> None:
    """The command id follows from the event, whatever became of the sessie."""
    event = van_intake(BESLIST)
    [opdracht], [opnieuw] = opdrachten(event, "gent"), opdrachten(event, "gent")
    log = await _log(van_intake(AANMELDING), event)
    [gepland] = (await execute(log, DOSSIER, opdracht.command, opdracht.occasion)).events
    assert isinstance(gepland.data, SessieGepland)
    annuleren = SessieAnnuleren(sessie=gepland.data.sessie, door="client")
    later = replace(opdracht.occasion, command_id=uuid.uuid4(), time=MORGEN, recordedtime=MORGEN)
    await execute(log, DOSSIER, annuleren, later)
    assert (await execute(log, DOSSIER, opnieuw.command, opnieuw.occasion)).events == (gepland,)
    assert await log.last() == 4


def test_two_decisions_are_two_commands() -> None:
    [een], [ander] = opdrachten(van_intake(BESLIST), "gent"), opdrachten(van_intake(BESLIST), "gent")
    assert een.occasion.command_id != ander.occasion.command_id


async def test_the_question_goes_out_with_consent_and_not_after_its_withdrawal() -> None:
    sluiting = van_intake(afgesloten(), time=NU + timedelta(hours=1), recordedtime=NU + timedelta(hours=1))
    [opdracht] = opdrachten(sluiting, "gent")
    verhaal = [van_intake(data) for data in (*GESPROKEN[:2], toestemming("bevraging"))]
    gesprek = van_intake(GESPROKEN[2])
    met = await _log(*verhaal, gesprek, sluiting)
    [event] = (await execute(met, DOSSIER, opdracht.command, opdracht.occasion)).events
    assert event.data == BevragingVerstuurd(trap="informatiebemiddeling")
    zonder = await _log(*verhaal, gesprek, sluiting, van_intake(ingetrokken("bevraging"), time=sluiting.time))
    with pytest.raises(Refusal, match="toestemming-bevraging-ontbreekt"):
        await execute(zonder, DOSSIER, opdracht.command, opdracht.occasion)
