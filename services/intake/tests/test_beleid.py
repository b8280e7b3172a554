"""What intake does by itself, connected: over a real node, with redelivery."""

import asyncio

import pytest

from intake.app import reageer
from leerwinkel.dienst import reacties
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd, Toeleiding
from leerwinkel.gebeurtenissen.partners import DoorverwijzingOntvangen
from leerwinkel.runtime.stromen import beleid_consumer, naam_van
from leerwinkel.testing.dienst import Proefdienst
from leerwinkel.testing.voorbeelden import gebeurtenis, microcontact

ONTVANGEN = DoorverwijzingOntvangen(doorverwijzing="w1", partner="p1", partnersoort="ocmw", warm=True)
PARTNERS = "urn:leerwinkel:gent:partners"


def ontvangen(dossier: str = "d1", source: str = PARTNERS) -> AnyGebeurtenis:
    return gebeurtenis(ONTVANGEN, dossier, source=source)


async def eigen(proef: Proefdienst, positie: int) -> list[AnyGebeurtenis]:
    """What intake itself said, once the log goes as far as that."""
    assert await proef.kader.leesmodel.reached(positie, patience=10)
    return [event for event in await proef.log() if event.systeem == "intake"]


async def test_a_received_doorverwijzing_opens_an_aanmelding_that_waits_for_the_dispatching(proef: Proefdienst) -> None:
    event = ontvangen()
    await proef.gebeur(event)
    [opening] = await eigen(proef, 2)
    assert isinstance(opening.data, AanmeldingGeregistreerd)
    assert opening.data.toeleiding == Toeleiding(wijze="doorverwijzer", partnersoort="ocmw", partner="p1")
    assert (opening.subject, opening.time, opening.causationid) == ("d1", event.time, event.id)
    assert "Er is nog niet met de cliënt gesproken" in (await proef.http.get("/dossiers/d1/dispatching")).text


async def test_a_redelivery_opens_nothing_twice_and_what_others_say_opens_nothing(proef: Proefdienst) -> None:
    event = ontvangen()
    await proef.gebeur(event)
    await eigen(proef, 2)
    for opnieuw in (event, ontvangen("d2", "urn:leerwinkel:gent:import"), microcontact("d1", source=PARTNERS)):
        await reageer(proef.kader, opnieuw)
    assert len(await proef.log()) == 2


@pytest.fixture
def kijkt_vaak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reacties, "_KIJK_S", 0.05)


@pytest.mark.usefixtures("kijkt_vaak")
async def test_on_a_log_that_was_made_anew_it_goes_on_and_does_nothing_twice(proef: Proefdienst) -> None:
    await proef.gebeur(ontvangen("d1"))
    await eigen(proef, 2)
    await proef.kader.nc.request(f"$JS.API.CONSUMER.DELETE.{naam_van('gent')}.{beleid_consumer('intake')}")
    await proef.gebeur(ontvangen("d2"))
    assert [event.subject for event in await eigen(proef, 4)] == ["d1", "d2"]


async def test_two_deliveries_at_once_open_one_aanmelding(proef: Proefdienst) -> None:
    events = [ontvangen(f"e{n}") for n in range(3)]
    await proef.gebeur(*events)
    await asyncio.gather(*(reageer(proef.kader, event) for event in events * 3))
    assert sorted(event.subject for event in await eigen(proef, 6)) == ["e0", "e1", "e2"]
