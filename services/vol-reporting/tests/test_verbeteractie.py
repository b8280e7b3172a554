"""Improvement actions and self-assessments: specifications, and what became of a figure, counted by hand."""

from datetime import date, datetime, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given as voor_alle
from hypothesis import strategies as st

from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.kwaliteit import (
    VerbeteractieAfgerond,
    VerbeteractieBijgestuurd,
    VerbeteractieGestart,
    ZelfevaluatieVastgelegd,
)
from leerwinkel.testing.scenario import Scenario, nothing, refused
from leerwinkel.testing.voorbeelden import gebeurtenis
from vol_reporting.kwaliteit.verbeteractie import (
    VERBETERACTIE,
    Lopend,
    VerbeteractieAfronden,
    VerbeteractieBijsturen,
    VerbeteractieOpdracht,
    VerbeteractieStarten,
    richting_van,
)
from vol_reporting.kwaliteit.weigeringen import ZINNEN
from vol_reporting.kwaliteit.zelfevaluatie import ZELFEVALUATIE, ZelfevaluatieVastleggen, gemiddelde

SCENARIO = Scenario(VERBETERACTIE)
given = SCENARIO.given
scoor = Scenario(ZELFEVALUATIE).given


def actie(**anders: Any) -> VerbeteractieGestart:
    velden: dict[str, Any] = {
        "regio": "gent",
        "indicatoren": ("K02",),
        "caf": "5",
        "aanleiding": "cijfer-valt-op",
        "aanpak": "vorming",
        "actiehouder": "vol-analist-1",
        "aanvang": date(2026, 1, 1),
        "einde": date(2026, 3, 1),
    }
    return VerbeteractieGestart(**{**velden, **anders})


PLAN, ANDER = actie(), actie(aanpak="werkwijze")
CHECK = VerbeteractieBijgestuurd(bevinding="op-koers", bekeken_op=date(2026, 2, 1))
LANGER = VerbeteractieBijgestuurd(bevinding="bijsturing-nodig", aanpak="planning", einde=date(2026, 6, 1))
BEREIKT, GESTOPT = VerbeteractieAfgerond(uitkomst="doel-bereikt"), VerbeteractieAfgerond(uitkomst="stopgezet")


def test_an_action_starts_once_with_figures_that_it_should_move():
    """Blueprint 8.1: improving all the time; screens: improvement actions as PDCA, tied to figures."""
    given().when(VerbeteractieStarten(PLAN)).then(PLAN)
    given(PLAN, CHECK).when(VerbeteractieStarten(PLAN)).then(nothing)
    given(PLAN).when(VerbeteractieStarten(ANDER)).then(refused("verbeteractie-bestaat-al"))


@pytest.mark.parametrize(
    ("anders", "waarom"),
    [
        ({"indicatoren": ()}, "verbeteractie-zonder-cijfer"),
        ({"indicatoren": ("Z99",)}, "verbeteractie-onbekend-cijfer"),
        ({"indicatoren": ("K02", "N02")}, "verbeteractie-zonder-richting"),
        ({"einde": None}, "verbeteractie-zonder-dagen"),
        ({"einde": date(2026, 1, 1)}, "verbeteractie-eindigt-voor-ze-begint"),
    ],
)
def test_a_plan_that_cannot_be_measured_is_refused(anders: dict[str, Any], waarom: str):
    given().when(VerbeteractieStarten(actie(**anders))).then(refused(waarom))


def test_a_figure_moves_as_it_means_or_as_the_plan_says():
    plan = actie(indicatoren=("K02", "R06", "N02"), verwacht={"N02": "hoger"})
    given().when(VerbeteractieStarten(plan)).then(plan)
    assert [richting_van(plan, code) for code in plan.indicatoren] == ["hoger", "lager", "hoger"]


def test_a_check_can_change_how_long_and_how():
    given(PLAN).when(VerbeteractieBijsturen(LANGER)).then(LANGER)
    given(PLAN, LANGER).when(VerbeteractieBijsturen(LANGER)).then(nothing)
    te_vroeg = VerbeteractieBijgestuurd(bevinding="op-koers", einde=date(2025, 12, 1))
    given(PLAN).when(VerbeteractieBijsturen(te_vroeg)).then(refused("verbeteractie-eindigt-voor-ze-begint"))
    stand = VERBETERACTIE.fold(gebeurtenis(each, "a1") for each in (PLAN, CHECK, LANGER))
    assert isinstance(stand, Lopend)
    assert (stand.eerst, stand.plan.einde, stand.plan.aanpak) == (PLAN, date(2026, 6, 1), "planning")


def test_a_conclusion_rests_on_a_check_unless_the_action_is_stopped():
    """PDCA: no act without a check."""
    given(PLAN).when(VerbeteractieAfronden(BEREIKT)).then(refused("verbeteractie-zonder-check"))
    given(PLAN, CHECK).when(VerbeteractieAfronden(BEREIKT)).then(BEREIKT)
    given(PLAN).when(VerbeteractieAfronden(GESTOPT)).then(GESTOPT)


def test_what_ended_stays_so():
    given(PLAN, CHECK, BEREIKT).when(VerbeteractieAfronden(BEREIKT)).then(nothing)
    given(PLAN, CHECK, BEREIKT).when(VerbeteractieAfronden(GESTOPT)).then(refused("verbeteractie-afgerond"))
    given(PLAN, CHECK, BEREIKT).when(VerbeteractieBijsturen(LANGER)).then(refused("verbeteractie-afgerond"))


def test_what_never_started_has_no_check_and_no_end():
    given().when(VerbeteractieBijsturen(CHECK)).then(refused("verbeteractie-onbekend"))
    given().when(VerbeteractieAfronden(GESTOPT)).then(refused("verbeteractie-onbekend"))


_OPDRACHTEN: list[VerbeteractieOpdracht] = [
    VerbeteractieStarten(PLAN),
    VerbeteractieStarten(ANDER),
    VerbeteractieBijsturen(CHECK),
    VerbeteractieBijsturen(LANGER),
    VerbeteractieAfronden(BEREIKT),
    VerbeteractieAfronden(GESTOPT),
]
_FEITEN: list[Gegevens] = [PLAN, ANDER, CHECK, LANGER, BEREIKT, GESTOPT, actie(indicatoren=("Z99",), einde=None)]


def test_all_commands_are_tried():
    assert {type(opdracht) for opdracht in _OPDRACHTEN} == set(get_args(VerbeteractieOpdracht))


@voor_alle(st.lists(st.sampled_from(_OPDRACHTEN), max_size=8))
def test_any_story_is_accepted_or_refused_and_accepted_again_gives_nothing(opdrachten: list[VerbeteractieOpdracht]):
    SCENARIO.repeats(opdrachten)


@voor_alle(st.lists(st.sampled_from(_FEITEN), max_size=8))
def test_any_facts_in_any_order_give_a_state_on_which_every_command_has_an_outcome(feiten: list[Gegevens]):
    SCENARIO.decides(feiten, _OPDRACHTEN, ZINNEN)


def vastleggen(caf: str, *deelscores: int, stukken: tuple[str, ...] = ()) -> ZelfevaluatieVastleggen:
    return ZelfevaluatieVastleggen(regio="gent", jaar=2026, caf=caf, deelscores=deelscores, bewijsstukken=stukken)


def test_an_enabler_is_scored_by_plan_do_check_act_and_rests_on_a_document():
    """CAF 2020, scoring panels."""
    gescoord = ZelfevaluatieVastgelegd(
        regio="gent", jaar=2026, caf="1", score=43, deelscores=(60, 50, 40, 20), bewijsstukken=("beleidsplan",)
    )
    command = vastleggen("1", 60, 50, 40, 20, stukken=("beleidsplan",))
    scoor().when(command).then(gescoord)
    scoor(gescoord).when(command).then(nothing)
    scoor().when(vastleggen("1", 60, 50, 40, 20)).then(refused("zelfevaluatie-zonder-bewijs"))
    scoor().when(vastleggen("1", 60, 50)).then(refused("zelfevaluatie-onvolledig"))
    assert isinstance(scoor().when(vastleggen("1", 10, 10, 10, 10)).events[0], ZelfevaluatieVastgelegd)


def test_a_result_is_scored_by_trend_and_targets_and_rests_on_its_figures_where_there_are_any():
    scoor().when(vastleggen("9", 50, 41)).then(
        ZelfevaluatieVastgelegd(regio="gent", jaar=2026, caf="9", score=46, deelscores=(50, 41))
    )
    scoor().when(vastleggen("7", 50, 41)).then(refused("zelfevaluatie-zonder-bewijs"))
    scoor().when(vastleggen("9.1", 50, 41)).then(refused("zelfevaluatie-onbekend-criterium"))


def test_a_half_is_rounded_upwards():
    assert [gemiddelde(scores) for scores in ((50, 41), (1, 1, 1, 0), (0, 0, 1, 1), (100, 100))] == [46, 1, 1, 100]


@voor_alle(st.lists(st.sampled_from([*_FEITEN, ZelfevaluatieVastgelegd(regio="gent", jaar=2026, caf="9", score=5)])))
def test_any_facts_leave_a_criterion_that_can_be_scored(feiten: list[Gegevens]):
    [gescoord] = scoor(*feiten).when(vastleggen("9", 50, 41)).events
    assert isinstance(gescoord, ZelfevaluatieVastgelegd)
    begin = datetime(2030, 1, 1).astimezone()
    later = gebeurtenis(gescoord, "z", time=begin, recordedtime=begin + timedelta(seconds=1))
    stand = ZELFEVALUATIE.fold([*(gebeurtenis(feit, "z") for feit in feiten), later])
    assert list(ZELFEVALUATIE.decide(vastleggen("9", 50, 41), stand)) == []
