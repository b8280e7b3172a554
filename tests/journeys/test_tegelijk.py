"""People decide on one dossier at once, in several services: no rule is broken on the log, no accepted work is lost.

1,000 interleavings. Judged by the order of the log alone, apart from the deciders.
"""

import asyncio
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from intake.domain.dossier import DOSSIER as AANMELDEN
from intake.domain.dossier import DossierAfsluiten
from intake.domain.toestemming import TOESTEMMING, ToestemmingGeven, ToestemmingIntrekken
from leerwinkel.eventsourcing import Conflict, Decided, Decider, MemoryLog, NewEvent, Occasion, Refusal, execute
from leerwinkel.eventsourcing.log import StoredEvent
from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.basis import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import (
    DispatchingBeslist,
    DossierAfgesloten,
    ToestemmingGegeven,
    ToestemmingIngetrokken,
)
from leerwinkel.gebeurtenissen.trajecten import KeuzeGemaakt, SessieGehouden, SessieGepland
from leerwinkel.testing.voorbeelden import aanmelding, gebeurtenis
from partners.domain.doorverwijzing import DOORVERWIJZING, DoorverwijzingMaken
from trajecten.domain.beslissing import DOSSIER as BEGELEIDEN
from trajecten.domain.keuze import KeuzeRegistreren
from trajecten.domain.sessies import SessiePlannen

WARM = "warme-overdracht"
NU = datetime(2026, 3, 2, 12, tzinfo=UTC)
INTERLEAVINGS = 1000

Gebod = tuple[str, Decider[Any, Any], Any]
"""The service, who decides, and the command."""


class Traag(MemoryLog):
    """A log that lets others go first, by chance, before it reads and before it appends."""

    def __init__(self, kans: Random) -> None:
        super().__init__()
        self._kans = kans

    async def read(self, boundary: str) -> list[StoredEvent]:
        await self._wacht()
        return await super().read(boundary)

    async def append(self, boundary: str, expected: int, events: Sequence[NewEvent]) -> int:
        await self._wacht()
        return await super().append(boundary, expected, events)

    async def _wacht(self) -> None:
        for _ in range(self._kans.randrange(4)):
            await asyncio.sleep(0)


def begin() -> list[AnyGebeurtenis]:
    """A dossier with a talk behind it, and consent for a warm handover."""
    feiten: list[Gegevens] = [
        aanmelding(kanaal="loket"),
        DispatchingBeslist(besluit="informatiebemiddeling"),
        SessieGehouden(sessie="s1", soort="intake", vorm="fysiek", duur_minuten=60, begeleider="b1"),
        ToestemmingGegeven(doel=WARM),
    ]
    momenten = (NU - timedelta(hours=9 - n) for n in range(len(feiten)))
    return [gebeurtenis(feit, "d1", time=toen, recordedtime=toen) for feit, toen in zip(feiten, momenten, strict=False)]


def geboden(kans: Random) -> list[Gebod]:
    """What two to four people want, all at the same moment."""
    morgen = NU + timedelta(days=1)
    sessie = SessieGepland(sessie="s2", soort="informatiebemiddeling", moment=morgen, begeleider="b1", vorm="fysiek")
    intrekken = ToestemmingIntrekken(intrekking=ToestemmingIngetrokken(doel=WARM), tijdstip=NU)
    geven = ToestemmingGeven(toestemming=ToestemmingGegeven(doel=WARM), tijdstip=NU + timedelta(minutes=1))
    sluiten = DossierAfsluiten(afsluiting=DossierAfgesloten(reden="afgehaakt"), tijdstip=NU)
    keuze = KeuzeRegistreren(keuze=KeuzeGemaakt(aanbieder_soort="cvo"), van_client=True)
    verwijzen = DoorverwijzingMaken(doorverwijzing=f"v{kans.randrange(9)}", partnersoort="cvo", warm=True)
    alle: list[Gebod] = [
        ("intake", TOESTEMMING, intrekken),
        ("intake", TOESTEMMING, geven),
        ("intake", AANMELDEN, sluiten),
        ("trajecten", BEGELEIDEN, keuze),
        ("trajecten", BEGELEIDEN, SessiePlannen(plan=sessie, nu=NU)),
        ("partners", DOORVERWIJZING, verwijzen),
        ("partners", DOORVERWIJZING, verwijzen),
    ]
    return kans.sample(alle, kans.randrange(2, 5))


async def doe(log: MemoryLog, gebod: Gebod, nummer: int) -> Decided | None:
    service, decider, command = gebod
    occasion = Occasion(
        command_id=uuid.uuid5(uuid.NAMESPACE_OID, str(nummer)),
        source=f"urn:leerwinkel:gent:{service}",
        dossier="d1",
        time=getattr(command, "tijdstip", NU),
        recordedtime=NU + timedelta(hours=1),
    )
    try:
        return await execute(log, decider, command, occasion)
    except (Refusal, Conflict):
        return None


def gebroken(events: list[AnyGebeurtenis]) -> list[str]:
    """The rules that the log breaks, read event by event as it stands there."""
    gegeven = ingetrokken = datetime.min.replace(tzinfo=UTC)
    gesloten, fouten = False, list[str]()
    for event in events:
        if gesloten and event.soort in ("keuze-gemaakt", "sessie-gepland", "doorverwijzing-gemaakt"):
            fouten.append(f"{event.soort} op een gesloten dossier")
        if event.soort == "doorverwijzing-gemaakt" and ingetrokken >= gegeven:
            fouten.append("warm doorverwezen zonder toestemming")
        if event.soort == "toestemming-gegeven":
            gegeven = max(gegeven, event.time)
        if event.soort == "toestemming-ingetrokken":
            ingetrokken = max(ingetrokken, event.time)
        gesloten = gesloten or event.soort == "dossier-afgesloten"
    return fouten


@pytest.mark.parametrize("deel", range(4))
async def test_no_rule_is_broken_and_no_accepted_work_is_lost(deel: int) -> None:
    gelukt = botsingen = 0
    for zaad in range(deel, INTERLEAVINGS, 4):
        kans = Random(zaad)
        log = Traag(kans)
        verleden = [NewEvent(event.onderwerp(), event.bericht_id(), event.ruw()) for event in begin()]
        await log.append("leerwinkel.gent.*.d1.>", 0, verleden)
        alle = geboden(kans)
        uitkomsten = await asyncio.gather(*(doe(log, gebod, n) for n, gebod in enumerate(alle)))
        events = [lees(event.payload) for event in await log.read("leerwinkel.gent.*.d1.>")]
        assert gebroken(events) == [], (zaad, [event.soort for event in events])
        aanvaard = [event.id for uitkomst in uitkomsten if uitkomst for event in uitkomst.events]
        assert sorted(aanvaard) == sorted(event.id for event in events[len(verleden) :]), zaad
        gelukt, botsingen = gelukt + len(aanvaard), botsingen + uitkomsten.count(None)
    assert gelukt > 300
    assert botsingen > 10
