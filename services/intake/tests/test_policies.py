"""What intake does by itself: a received doorverwijzing opens an aanmelding with its referrer (blueprint 3.3)."""

from typing import Any

import pytest

from intake.domain.dossier import DOSSIER
from intake.domain.voorstel import voorstel
from intake.policies import Reactie, reacties
from leerwinkel.eventsourcing import MemoryLog, NewEvent, Occasion, execute
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd, Toeleiding
from leerwinkel.gebeurtenissen.partners import DoorverwijzingGemaakt, DoorverwijzingOntvangen
from leerwinkel.testing.voorbeelden import gebeurtenis, microcontact

from .bouw import aanmelding

PARTNERS = "urn:leerwinkel:gent:partners"
ONTVANGEN = DoorverwijzingOntvangen(doorverwijzing="w1", partner="p1", partnersoort="ocmw", warm=True)


def ontvangen(source: str = PARTNERS, **anders: Any) -> AnyGebeurtenis:
    return gebeurtenis(ONTVANGEN.model_copy(update=anders), "d1", source=source)


def geopend(event: AnyGebeurtenis) -> AanmeldingGeregistreerd:
    [reactie] = reacties(event, "gent")
    return reactie.command.aanmelding


def test_a_received_doorverwijzing_opens_an_aanmelding_in_its_dossier_with_its_referrer() -> None:
    event = ontvangen()
    [reactie] = reacties(event, "gent")
    assert (reactie.dossier, reactie.aanleiding) == ("d1", event)
    toeleiding = reactie.command.aanmelding.toeleiding
    assert toeleiding == Toeleiding(wijze="doorverwijzer", partnersoort="ocmw", partner="p1")


def test_the_question_of_somebody_sent_is_still_to_be_made_clear_in_a_talk() -> None:
    assert voorstel(geopend(ontvangen())).besluit == "informatiebemiddeling"


@pytest.mark.parametrize(
    ("reden", "themas"),
    [("evc", ("evc",)), ("erkenning-diploma", ("gelijkschakeling",)), ("taal", ("nt2",)), ("werk", ()), (None, ())],
)
def test_the_theme_is_what_the_referrer_said_and_no_more(reden: str | None, themas: tuple[str, ...]) -> None:
    assert geopend(ontvangen(reden=reden)).themas == themas


def test_who_is_still_in_secondary_school_is_known_as_such() -> None:
    assert geopend(ontvangen(reden="leerplicht")).in_secundair is True
    assert geopend(ontvangen()).in_secundair is None


def test_the_same_event_gives_the_same_command_and_another_event_another_client() -> None:
    event = ontvangen()
    assert reacties(event, "gent") == reacties(event, "gent")
    assert geopend(event).client != geopend(ontvangen()).client


@pytest.mark.parametrize(
    "source",
    [
        "urn:leerwinkel:gent:import",
        "urn:leerwinkel:gent:registratie-x",
        "urn:leerwinkel:limburg:partners",
        "urn:leerwinkel:gent:partners-x",
    ],
)
def test_only_the_own_services_of_the_region_are_reacted_to(source: str) -> None:
    """Catalogue of events: policies never react to imports or other systems."""
    assert reacties(ontvangen(source), "gent") == []


def test_other_events_open_nothing() -> None:
    gemaakt = DoorverwijzingGemaakt(doorverwijzing="w2", partnersoort="cvo", warm=False)
    assert reacties(gebeurtenis(gemaakt, "d1", source=PARTNERS), "gent") == []
    assert reacties(microcontact("d1", source=PARTNERS), "gent") == []


def _kans(reactie: Reactie) -> Occasion:
    event = reactie.aanleiding
    return Occasion(
        command_id=reactie.command_id,
        source="urn:leerwinkel:gent:intake",
        dossier=reactie.dossier,
        time=event.time,
        recordedtime=event.recordedtime,
        causationid=event.id,
    )


async def _log(*events: AnyGebeurtenis) -> MemoryLog:
    log = MemoryLog()
    for plaats, event in enumerate(events):
        nieuw = NewEvent(event.onderwerp(), event.bericht_id(), event.ruw())
        await log.append("leerwinkel.gent.*.d1.>", plaats, [nieuw])
    return log


async def test_a_redelivery_opens_nothing_twice() -> None:
    event = ontvangen()
    [reactie] = reacties(event, "gent")
    log = await _log(event)
    eerst = await execute(log, DOSSIER, reactie.command, _kans(reactie))
    assert [each.data for each in eerst.events] == [reactie.command.aanmelding]
    assert await execute(log, DOSSIER, reactie.command, _kans(reactie)) == eerst
    assert await log.last() == 2


async def test_who_was_aangemeld_by_hand_first_stays_so() -> None:
    event = ontvangen()
    [reactie] = reacties(event, "gent")
    log = await _log(event, gebeurtenis(aanmelding(), "d1"))
    besluit = await execute(log, DOSSIER, reactie.command, _kans(reactie))
    assert besluit.events == ()
    assert await log.last() == 2
