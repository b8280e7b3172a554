"""Closing a period and freezing its reports: specifications, and what holds for any story."""

import inspect
import re
from datetime import UTC, datetime, timedelta
from typing import get_args

from hypothesis import given as voor_alle
from hypothesis import strategies as st

from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.rapporten import AfsluitingVoorgesteld, Bevinding, PeriodeAfgesloten, RapportBevroren
from leerwinkel.testing.scenario import Scenario, nothing, refused
from vol_reporting.rapporten import afsluiting
from vol_reporting.rapporten.afsluiting import (
    AFSLUITING,
    AfsluitingGoedkeuren,
    AfsluitingOpdracht,
    AfsluitingVoorstellen,
    RapportBevriezen,
)
from vol_reporting.rapporten.weigeringen import ZINNEN
from vol_reporting.web import rapportscherm

SCENARIO = Scenario(AFSLUITING)
given = SCENARIO.given

EINDE = datetime(2026, 9, 30, 22, tzinfo=UTC)
STAND = EINDE + timedelta(days=9)
NU = EINDE + timedelta(days=10)
APART = Bevinding(soort="aangehouden", regio="gent", aantal=12)
HASH = "a" * 64

HANNE = AfsluitingVoorgesteld(
    periode="2026-Q3", voorgesteld_door="vol-analist-1", posities={"gent": 40}, eigen=7, stand_van=STAND
)
KARIM = HANNE.model_copy(update={"voorgesteld_door": "vol-analist-2", "eigen": 8})
MET_BEVINDING = HANNE.model_copy(update={"bevindingen": (APART,)})
MET_GROND = MET_BEVINDING.model_copy(update={"gronden": ("niet-tijdig",)})


def gesloten(voorstel: AfsluitingVoorgesteld, wie: str) -> PeriodeAfgesloten:
    return PeriodeAfgesloten(**dict(voorstel), goedgekeurd_door=wie)


DICHT = gesloten(HANNE, "vol-beheerder-1")
GENT = RapportBevroren(
    periode="2026-Q3",
    regio="gent",
    bestemming="intern",
    opzet=1,
    posities={"gent": 40},
    eigen=7,
    stand_van=STAND,
    definities={},
    codelijsten={},
    registratie_sha256=HASH,
    programma="0.1.0",
    inhoud_sha256=HASH,
    manifest_sha256=HASH,
)
VLAANDEREN = GENT.model_copy(update={"regio": None})
ANDERS = GENT.model_copy(update={"inhoud_sha256": "b" * 64})
ANDERE_STAND = GENT.model_copy(update={"eigen": 8})


def stel_voor(voorstel: AfsluitingVoorgesteld, nu: datetime = NU) -> AfsluitingVoorstellen:
    return AfsluitingVoorstellen(voorstel, EINDE, nu)


def keur_goed(wie: str, voorstel: AfsluitingVoorgesteld = HANNE) -> AfsluitingGoedkeuren:
    return AfsluitingGoedkeuren(wie, voorstel)


def test_a_period_that_is_over_is_proposed_at_a_stand_after_its_end():
    """Screens, Rapporten: close a period. Indicators: the VOL records a stand at each close."""
    given().when(stel_voor(HANNE)).then(HANNE)
    given(HANNE).when(stel_voor(HANNE)).then(nothing)
    given().when(stel_voor(HANNE, EINDE - timedelta(seconds=1))).then(refused("periode-niet-voorbij"))
    te_vroeg = HANNE.model_copy(update={"stand_van": EINDE - timedelta(seconds=1)})
    given().when(stel_voor(te_vroeg)).then(refused("stand-voor-einde"))


def test_who_closes_in_spite_of_a_warning_says_why():
    given().when(stel_voor(MET_BEVINDING)).then(refused("grond-ontbreekt"))
    given().when(stel_voor(MET_GROND)).then(MET_GROND)


def test_until_it_is_approved_another_proposal_takes_its_place():
    given(HANNE).when(stel_voor(KARIM)).then(KARIM)
    given(HANNE, KARIM).when(keur_goed("vol-beheerder-1")).then(refused("voorstel-vervangen"))


def test_another_person_approves_what_was_proposed():
    """Audit: `periode-afgesloten` names the approver."""
    given(HANNE).when(keur_goed("vol-beheerder-1")).then(DICHT)
    given(HANNE).when(keur_goed("vol-analist-1")).then(refused("goedkeurder-stelde-voor"))
    given(MET_GROND).when(keur_goed("vol-analist-2", MET_GROND)).then(gesloten(MET_GROND, "vol-analist-2"))
    given().when(keur_goed("vol-beheerder-1")).then(refused("afsluiting-niet-voorgesteld"))


def test_a_period_is_closed_once():
    given(HANNE, DICHT).when(keur_goed("vol-beheerder-1")).then(nothing)
    given(HANNE, DICHT).when(keur_goed("vol-analist-2")).then(refused("periode-al-afgesloten"))
    given(HANNE, DICHT).when(stel_voor(KARIM)).then(refused("periode-al-afgesloten"))
    given(HANNE, DICHT).when(stel_voor(HANNE)).then(nothing)


def test_reports_of_a_closed_period_are_frozen_each_once_at_its_stand():
    """Audit: a report that was frozen is never changed."""
    given(HANNE, DICHT).when(RapportBevriezen(GENT)).then(GENT)
    given(HANNE, DICHT, GENT).when(RapportBevriezen(GENT)).then(nothing)
    given(HANNE, DICHT, GENT).when(RapportBevriezen(VLAANDEREN)).then(VLAANDEREN)
    given(HANNE, DICHT, GENT).when(RapportBevriezen(ANDERS)).then(refused("rapport-al-bevroren"))
    given(HANNE, DICHT).when(RapportBevriezen(ANDERE_STAND)).then(refused("rapport-andere-stand"))
    given(HANNE).when(RapportBevriezen(GENT)).then(refused("periode-niet-afgesloten"))
    given().when(RapportBevriezen(GENT)).then(refused("afsluiting-niet-voorgesteld"))


def test_of_facts_from_elsewhere_the_first_closing_and_freezing_count():
    given(DICHT, gesloten(KARIM, "x")).when(RapportBevriezen(GENT)).then(GENT)
    given(DICHT, GENT, ANDERS).when(RapportBevriezen(GENT)).then(nothing)


def test_every_refusal_has_its_sentence():
    tekst = inspect.getsource(afsluiting) + inspect.getsource(rapportscherm)
    assert set(re.findall(r'Refusal\("([a-z-]+)"\)', tekst)) == set(ZINNEN)


_OPDRACHTEN: list[AfsluitingOpdracht] = [
    *(stel_voor(voorstel) for voorstel in (HANNE, KARIM, MET_BEVINDING, MET_GROND)),
    *(keur_goed(wie, voorstel) for wie in ("vol-analist-1", "vol-beheerder-1") for voorstel in (HANNE, MET_GROND)),
    *(RapportBevriezen(rapport) for rapport in (GENT, VLAANDEREN, ANDERS, ANDERE_STAND)),
]
_FEITEN: list[Gegevens] = [HANNE, KARIM, MET_GROND, DICHT, GENT, VLAANDEREN, ANDERS]


@voor_alle(st.lists(st.sampled_from(_OPDRACHTEN), max_size=8))
def test_any_story_is_accepted_or_refused_and_accepted_again_gives_nothing(opdrachten: list[AfsluitingOpdracht]):
    SCENARIO.repeats(opdrachten)


@voor_alle(st.lists(st.sampled_from(_FEITEN), max_size=8))
def test_any_facts_in_any_order_give_a_state_on_which_every_command_has_an_outcome(feiten: list[Gegevens]):
    SCENARIO.decides(feiten, _OPDRACHTEN, ZINNEN)


def test_all_commands_are_tried():
    assert {type(opdracht) for opdracht in _OPDRACHTEN} == set(get_args(AfsluitingOpdracht))
