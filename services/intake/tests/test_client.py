"""One person behind several client ids, the way back, and being forgotten (design: privacy and access)."""

from datetime import datetime

from intake.domain.client import (
    CLIENT,
    DossiersKoppelen,
    DossiersOntkoppelen,
    PersoonsgegevensVernietigen,
    hoofdclient,
)
from leerwinkel.gebeurtenissen.intake import DossiersGekoppeld, DossiersOntkoppeld, PersoonsgegevensVernietigd
from leerwinkel.testing.scenario import Scenario, nothing, refused

from .bouw import LATER, moment, om

given = Scenario(CLIENT).given
SAMEN = DossiersGekoppeld(client="c1", met_client="c2", grond="rijksnummer")
UITEEN = DossiersOntkoppeld(client="c1", met_client="c2", grond="vergissing")
WEG = PersoonsgegevensVernietigd(client="c1", grond="verzoek-client")
VERNIETIGEN = PersoonsgegevensVernietigen(vernietiging=WEG)


def koppelen(tijdstip: datetime = LATER, met: str = "c2") -> DossiersKoppelen:
    koppeling = DossiersGekoppeld(client="c1", met_client=met, grond="rijksnummer")
    return DossiersKoppelen(koppeling=koppeling, tijdstip=tijdstip)


def ontkoppelen(tijdstip: datetime = LATER) -> DossiersOntkoppelen:
    return DossiersOntkoppelen(ontkoppeling=UITEEN, tijdstip=tijdstip)


def test_duplicates_of_a_person_are_linked_once() -> None:
    given().when(koppelen()).then(SAMEN)
    given(SAMEN).when(koppelen()).then(nothing)
    given(SAMEN).when(koppelen(met="c3")).then(DossiersGekoppeld(client="c1", met_client="c3", grond="rijksnummer"))


def test_a_pair_has_one_order_whoever_comes_first() -> None:
    assert hoofdclient("c2", "c1") == hoofdclient("c1", "c2") == ("c1", "c2")


def test_nobody_is_linked_with_themselves() -> None:
    given().when(koppelen(met="c1")).then(refused("zelfde-client"))


def test_a_mistake_can_be_undone_and_done_again() -> None:
    given(SAMEN).when(ontkoppelen()).then(UITEEN)
    given(SAMEN, UITEEN).when(ontkoppelen()).then(nothing)
    given(SAMEN, UITEEN).when(koppelen()).then(SAMEN)


def test_what_was_never_linked_cannot_be_taken_apart() -> None:
    given().when(ontkoppelen()).then(refused("niet-gekoppeld"))


def test_linking_and_taking_apart_follow_on_each_other() -> None:
    given(om(5, SAMEN)).when(ontkoppelen(moment(4))).then(refused("al-later-beslist"))
    given(om(1, SAMEN), om(5, UITEEN)).when(koppelen(moment(4))).then(refused("al-later-beslist"))


def test_persoonsgegevens_are_destroyed_once() -> None:
    given(SAMEN).when(VERNIETIGEN).then(WEG)
    given(WEG).when(VERNIETIGEN).then(nothing)


def test_who_cannot_be_read_any_more_is_not_linked() -> None:
    given(WEG).when(koppelen()).then(refused("persoonsgegevens-vernietigd"))
    given(SAMEN, WEG).when(koppelen()).then(nothing)


def test_but_a_mistake_can_still_be_undone() -> None:
    given(SAMEN, WEG).when(ontkoppelen()).then(UITEEN)
