"""What is remembered is what would have been read: of the log, and of the state of a dossier."""

from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwinkel.dossier.correctie import CORRECTIE
from leerwinkel.eventsourcing import Decider, MemoryLog, NewEvent, Refusal
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.partners import KlachtOntvangen
from leerwinkel.gebeurtenissen.register import DIENSTEN, soorten_van
from leerwinkel.testing.gebeurtenissen import gebeurtenissen
from leerwinkel.testing.voorbeelden import BEGIN, microcontact
from partners.domain.klacht import KLACHT, KlachtBehandelen, KlachtRegistreren
from simulator.onthouden import GoingOn, Remembering
from simulator.speler import Speler
from simulator.stap import Stap
from trajecten.domain.beslissing import DOSSIER

GRENS = "leerwinkel.gent.*.d1.>"
SOORTEN = [soort for dienst in DIENSTEN for soort in soorten_van(dienst)]
VERHALEN = st.lists(st.sampled_from(SOORTEN).flatmap(lambda soort: gebeurtenissen(soort, regio="gent")), max_size=8)


@given(events=VERHALEN, op_volgorde=st.booleans(), zaad=st.integers(0, 99))
def test_going_on_gives_the_state_of_the_whole(events: list[AnyGebeurtenis], zaad: int, *, op_volgorde: bool) -> None:
    if op_volgorde:
        events.sort(key=lambda event: (event.time, event.recordedtime, event.source, event.id))
    kans = Random(zaad)
    deciders: list[Decider[Any, Any]] = [DOSSIER, CORRECTIE]
    for decider in deciders:
        verder = GoingOn(decider.initial, decider.decide, decider.evolve, decider.reading)
        tot = 0
        while tot < len(events):
            tot += kans.randrange(1, 4)
            assert verder.fold(events[:tot]) == decider.fold(events[:tot])


def _nieuw(event: AnyGebeurtenis) -> NewEvent:
    return NewEvent(event.onderwerp(), event.bericht_id(), event.ruw())


async def test_what_it_wrote_is_known_and_who_was_first_is_seen_after_the_conflict() -> None:
    echt = MemoryLog()
    onthoudend = Remembering(echt)
    assert await onthoudend.read(GRENS) == []
    laatste = await onthoudend.append(GRENS, 0, [_nieuw(microcontact("d1")), _nieuw(microcontact("d1"))])
    assert [e.position for e in await onthoudend.read(GRENS)] == [e.position for e in await echt.read(GRENS)] == [1, 2]
    await echt.append(GRENS, laatste, [_nieuw(microcontact("d1"))])
    assert len(await onthoudend.read(GRENS)) == 2
    with pytest.raises(Exception, match="no longer at position 2"):
        await onthoudend.append(GRENS, laatste, [_nieuw(microcontact("d1"))])
    assert await onthoudend.read(GRENS) == await echt.read(GRENS)
    assert onthoudend.appended == 2


def _klacht(command: object, nummer: int, *, mag_geweigerd: bool = False) -> Stap:
    moment = BEGIN + timedelta(minutes=nummer)
    return Stap(
        service="partners",
        decider=KLACHT,
        command=command,
        regio="gent",
        entiteit="k1",
        opdracht=UUID(int=nummer),
        tijdstip=moment,
        geregistreerd=moment,
        mag_geweigerd=mag_geweigerd,
    )


async def test_a_story_ends_at_an_unexpected_no_and_goes_on_after_an_expected_one() -> None:
    speler = Speler("gent", MemoryLog())
    nee = KlachtRegistreren("privacy")
    begin = _klacht(KlachtRegistreren("wachttijd"), 1)
    einde = _klacht(KlachtBehandelen("gegrond"), 3)
    events = await speler.speel([begin, _klacht(nee, 2, mag_geweigerd=True), einde])
    assert (len(events), speler.erbij, speler.geweigerd) == (2, 2, {})
    assert isinstance(events[0].data, KlachtOntvangen)
    await speler.speel([begin, _klacht(nee, 2), _klacht(KlachtBehandelen("ongegrond"), 4)])
    assert (speler.erbij, speler.geweigerd) == (2, {"klacht-bestaat-al": 1})
    with pytest.raises(Refusal):
        KLACHT.decide(nee, KLACHT.fold(events))
