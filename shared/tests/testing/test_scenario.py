"""The specification language of deciders says yes, and no, where it must."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.trajecten import TrajectGestart
from leerwinkel.testing.scenario import Scenario, nothing, refused
from leerwinkel.testing.voorbeelden import gebeurtenis

GESTART = TrajectGestart(begeleider="b1", instemming=True)
ZONDER = TrajectGestart(begeleider="b1", instemming=False)
LAAT = datetime(2026, 12, 31, tzinfo=UTC)


@dataclass(frozen=True)
class TrajectStarten:
    instemming: bool


def _decide(command: TrajectStarten, gestart: datetime | None) -> list[Gegevens]:
    match command, gestart:
        case TrajectStarten(instemming=False), _:
            raise Refusal("toestemming-ontbreekt")
        case TrajectStarten(), None:
            return [GESTART]
        case TrajectStarten(), datetime():
            return [] if gestart < LAAT else [ZONDER, GESTART]


def _evolve(_: datetime | None, event: AnyGebeurtenis) -> datetime | None:
    return event.time


given = Scenario(Decider[TrajectStarten, datetime | None](None, _decide, _evolve)).given


def test_events_nothing_and_a_refusal_are_recognised() -> None:
    given().when(TrajectStarten(instemming=True)).then(GESTART)
    given(GESTART).when(TrajectStarten(instemming=True)).then(nothing)
    given(GESTART).when(TrajectStarten(instemming=False)).then(refused("toestemming-ontbreekt"))


def test_an_event_may_be_given_with_its_envelope() -> None:
    given(gebeurtenis(GESTART, "d1", time=LAAT)).when(TrajectStarten(instemming=True)).then(ZONDER, GESTART)


@pytest.mark.parametrize("otherwise", [(nothing,), (ZONDER,), (GESTART, GESTART), (refused("geen-reden"),)])
def test_an_outcome_that_differs_in_anything_fails(otherwise: tuple[Gegevens | Refusal, ...]) -> None:
    with pytest.raises(AssertionError, match="what came of it is"):
        given().when(TrajectStarten(instemming=True)).then(*otherwise)


def test_the_order_of_events_counts() -> None:
    outcome = given(gebeurtenis(GESTART, "d1", time=LAAT)).when(TrajectStarten(instemming=True))
    with pytest.raises(AssertionError):
        outcome.then(GESTART, ZONDER)


def test_another_reason_is_another_refusal() -> None:
    with pytest.raises(AssertionError, match="toestemming-ontbreekt"):
        given().when(TrajectStarten(instemming=False)).then(refused("dossier-afgesloten"))


def test_expecting_nothing_in_particular_is_a_mistake() -> None:
    with pytest.raises(AssertionError, match="say what should come of it"):
        given().when(TrajectStarten(instemming=True)).then()
