"""The life of a dubbel: specifications, and what holds for any story."""

import inspect
import re
from datetime import timedelta
from random import Random
from typing import get_args

import pytest
from hypothesis import given as voor_alle
from hypothesis import strategies as st

from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.testing.scenario import Scenario, nothing, refused
from leerwinkel.testing.voorbeelden import gebeurtenis
from vol_reporting.koppeling import dubbel
from vol_reporting.koppeling.dubbel import (
    DUBBEL,
    AnderePersonen,
    Dubbel,
    DubbelBeoordelen,
    DubbelOpdracht,
    DubbelVoorstellen,
    NietVoorgesteld,
    OordeelTerugdraaien,
    Voorgesteld,
    ZelfdePersoon,
)
from vol_reporting.koppeling.dubbels import lees_dubbels
from vol_reporting.koppeling.paar import Kant, Paar
from vol_reporting.koppeling.weigeringen import ZINNEN

from .bouw import OORSPRONG, Verhaal, opgeslagen

SCENARIO = Scenario(DUBBEL)
given = SCENARIO.given

PAAR = Paar.van(Kant("limburg", "c2"), Kant("gent", "c1"))
KLANK = PAAR.voorgesteld(24.5, ["naam-klank", "voornaam-klank", "geboortedatum"])
NUMMER = PAAR.voorgesteld(44.0, ["rijksregisternummer", "naam", "voornaam", "geboortedatum"])
WEL, NIET = PAAR.beoordeeld("zelfde-persoon"), PAAR.beoordeeld("niet-zelfde-persoon")
TERUG = PAAR.beoordeeld("teruggedraaid")
ANDER = Paar.van(Kant("gent", "c1"), Kant("brussel", "c9")).beoordeeld("zelfde-persoon")
draai_terug = OordeelTerugdraaien()


def test_a_pair_has_one_number_in_whatever_order_it_is_named():
    """Events: client ids are unique within a region only."""
    assert Paar.van(Kant("gent", "c1"), Kant("limburg", "c2")) == PAAR
    assert PAAR.nummer != Paar.van(Kant("gent", "c2"), Kant("limburg", "c1")).nummer
    assert PAAR.een == Kant("gent", "c1")


def test_a_pair_is_proposed_once_and_again_when_more_agrees():
    """Privacy: the linking service appends only `dubbel-voorgesteld` with two client ids."""
    given().when(DubbelVoorstellen(KLANK)).then(KLANK)
    given(KLANK).when(DubbelVoorstellen(KLANK)).then(nothing)
    given(KLANK).when(DubbelVoorstellen(NUMMER)).then(NUMMER)


def test_what_was_judged_is_not_proposed_again():
    given(KLANK, NIET).when(DubbelVoorstellen(NUMMER)).then(nothing)
    given(KLANK, WEL).when(DubbelVoorstellen(NUMMER)).then(nothing)


def test_a_person_says_whether_it_is_one_person():
    """Privacy: a person reviews it; figures use only `dubbel-beoordeeld`, and that can be undone."""
    given(KLANK).when(DubbelBeoordelen("zelfde-persoon")).then(WEL)
    given(KLANK).when(DubbelBeoordelen("niet-zelfde-persoon")).then(NIET)
    given(KLANK, WEL).when(DubbelBeoordelen("zelfde-persoon")).then(nothing)
    given().when(DubbelBeoordelen("zelfde-persoon")).then(refused("dubbel-niet-voorgesteld"))


def test_another_judgement_comes_after_the_first_was_undone():
    given(KLANK, WEL).when(DubbelBeoordelen("niet-zelfde-persoon")).then(refused("dubbel-al-beoordeeld"))
    given(KLANK, WEL).when(draai_terug).then(TERUG)
    given(KLANK, NIET).when(draai_terug).then(TERUG)
    given(KLANK, WEL, TERUG).when(draai_terug).then(nothing)
    given(KLANK, WEL, TERUG).when(DubbelBeoordelen("niet-zelfde-persoon")).then(NIET)
    given(KLANK).when(draai_terug).then(nothing)


def test_a_judgement_without_a_proposal_can_be_undone_and_then_there_is_nothing():
    given(WEL).when(draai_terug).then(TERUG)
    given(WEL, TERUG).when(DubbelBeoordelen("zelfde-persoon")).then(refused("dubbel-niet-voorgesteld"))


def test_every_refusal_has_its_sentence():
    gevonden = set(re.findall(r'Refusal\("([a-z-]+)"\)', inspect.getsource(dubbel)))
    assert gevonden == {code for code in ZINNEN if code.startswith("dubbel-")} - {"dubbel-gewist"}


_OPDRACHTEN: list[DubbelOpdracht] = [
    DubbelVoorstellen(KLANK),
    DubbelVoorstellen(NUMMER),
    DubbelBeoordelen("zelfde-persoon"),
    DubbelBeoordelen("niet-zelfde-persoon"),
    draai_terug,
]
_FEITEN: list[Gegevens] = [KLANK, NUMMER, WEL, NIET, TERUG, ANDER]


@voor_alle(st.lists(st.sampled_from(_OPDRACHTEN), max_size=8))
def test_any_story_is_accepted_or_refused_and_accepted_again_gives_nothing(opdrachten: list[DubbelOpdracht]):
    SCENARIO.repeats(opdrachten)


@voor_alle(st.lists(st.sampled_from(_FEITEN), max_size=8))
def test_any_facts_in_any_order_give_a_state_on_which_every_command_has_an_outcome(feiten: list[Gegevens]):
    SCENARIO.decides(feiten, _OPDRACHTEN, ZINNEN)


@pytest.mark.parametrize("oordeel", [WEL, NIET])
@pytest.mark.parametrize("eerder", [(KLANK,), (KLANK, NUMMER), (KLANK, NIET, TERUG)])
def test_undoing_is_the_inverse_of_judging(eerder: tuple[Gegevens, ...], oordeel: Gegevens):
    stand = _na(DUBBEL.initial, *eerder)
    assert _na(stand, oordeel) != stand
    assert _na(stand, oordeel, TERUG) == stand


def test_all_commands_are_tried():
    assert {type(opdracht) for opdracht in _OPDRACHTEN} == set(get_args(DubbelOpdracht))


def _na(stand: Dubbel, *feiten: Gegevens) -> Dubbel:
    for data in feiten:
        stand = DUBBEL.evolve(stand, gebeurtenis(data, PAAR.nummer))
    return stand


_STANDEN = {Voorgesteld: "open", ZelfdePersoon: "zelfde-persoon", AnderePersonen: "niet-zelfde-persoon"}


@pytest.mark.parametrize("zaad", range(6))
def test_what_a_page_reads_is_what_the_decider_folds_in_whatever_order_it_came_in(zaad: int):
    kans, verhaal = Random(zaad), Verhaal()
    for _ in range(kans.randrange(1, 7)):
        data = kans.choice([KLANK, NUMMER, WEL, NIET, TERUG])
        moment = OORSPRONG + timedelta(days=kans.randrange(3))
        verhaal.feit(data.gebeurtenisnaam(), PAAR.nummer, moment, data.model_dump(mode="json"), regio="vol")
    stand = DUBBEL.fold([o.gebeurtenis for o in verhaal.ontvangsten])
    kans.shuffle(verhaal.ontvangsten)
    kaart = lees_dubbels(opgeslagen(verhaal.ontvangsten)).get(PAAR.nummer)
    assert (kaart is None) == isinstance(stand, NietVoorgesteld)
    if kaart is not None and not isinstance(stand, NietVoorgesteld):
        assert kaart.stand == _STANDEN[type(stand)]
        assert kaart.overeenkomst == (stand.voorstel.overeenkomst if stand.voorstel else ())
