"""The life of a beleidssignaal: specifications, and what holds for any story."""

import inspect
import re
from typing import get_args

from hypothesis import given as voor_alle
from hypothesis import strategies as st

from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.basis import Doel
from leerwinkel.gebeurtenissen.vol import (
    BeleidssignaalBeantwoord,
    BeleidssignaalInBehandeling,
    BeleidssignaalVastgesteld,
)
from leerwinkel.testing.scenario import Scenario, nothing, refused
from vol_reporting.signalen import beleidssignaal, vastleggen
from vol_reporting.signalen.beleidssignaal import (
    BELEIDSSIGNAAL,
    BeleidssignaalBeantwoorden,
    BeleidssignaalBehandelen,
    BeleidssignaalOpdracht,
    BeleidssignaalVaststellen,
)
from vol_reporting.signalen.weigeringen import ZINNEN

SCENARIO = Scenario(BELEIDSSIGNAAL)
given = SCENARIO.given

BEWIJS = (Doel(source="urn:leerwinkel:gent:partners", id="00000000-0000-4000-8000-000000000001"),)
NT2 = BeleidssignaalVastgesteld(herkomst="gebundeld", thema="nt2", regios=("gent",), bewijs=BEWIJS)
EVC = BeleidssignaalVastgesteld(herkomst="cluster", thema="evc", regios=("gent",), bewijs=BEWIJS)
ANNA = BeleidssignaalInBehandeling(eigenaar="vol-beleid-1", bestuursniveau="vlaams")
BERT = BeleidssignaalInBehandeling(eigenaar="vol-beleid-2", bestuursniveau="vlaams")
DOORGEGEVEN, OPGELOST = BeleidssignaalBeantwoord(gevolg="doorgegeven"), BeleidssignaalBeantwoord(gevolg="opgelost")
door_anna = BeleidssignaalBehandelen(eigenaar="vol-beleid-1", bestuursniveau="vlaams")
door_bert = BeleidssignaalBehandelen(eigenaar="vol-beleid-2", bestuursniveau="vlaams")


def test_a_proposal_is_established_once():
    """Indicators, signals of policy: a record with a status."""
    given().when(BeleidssignaalVaststellen(NT2)).then(NT2)
    given(NT2).when(BeleidssignaalVaststellen(NT2)).then(nothing)
    given(NT2, ANNA, DOORGEGEVEN).when(BeleidssignaalVaststellen(NT2)).then(nothing)
    given(NT2).when(BeleidssignaalVaststellen(EVC)).then(refused("beleidssignaal-bestaat-al"))


def test_somebody_takes_it_in_hand_and_somebody_else_may_take_it_over():
    given(NT2).when(door_anna).then(ANNA)
    given(NT2, ANNA).when(door_anna).then(nothing)
    given(NT2, ANNA).when(door_bert).then(BERT)


def test_what_was_answered_changes_owner_no_more():
    given(NT2, ANNA, OPGELOST).when(door_anna).then(nothing)
    given(NT2, ANNA, OPGELOST).when(door_bert).then(refused("beleidssignaal-beantwoord"))


def test_who_owns_it_answers_and_may_answer_again():
    given(NT2, ANNA).when(BeleidssignaalBeantwoorden("doorgegeven")).then(DOORGEGEVEN)
    given(NT2, ANNA, DOORGEGEVEN).when(BeleidssignaalBeantwoorden("doorgegeven")).then(nothing)
    given(NT2, ANNA, DOORGEGEVEN).when(BeleidssignaalBeantwoorden("opgelost")).then(OPGELOST)


def test_no_answer_without_an_owner():
    given(NT2).when(BeleidssignaalBeantwoorden("opgelost")).then(refused("beleidssignaal-zonder-eigenaar"))


def test_what_was_not_established_has_no_owner_and_no_answer():
    given().when(door_anna).then(refused("beleidssignaal-onbekend"))
    given().when(BeleidssignaalBeantwoorden("opgelost")).then(refused("beleidssignaal-onbekend"))


def test_every_refusal_has_its_sentence():
    tekst = inspect.getsource(beleidssignaal) + inspect.getsource(vastleggen)
    assert set(re.findall(r'Refusal\("([a-z-]+)"\)', tekst)) == set(ZINNEN)


_OPDRACHTEN: list[BeleidssignaalOpdracht] = [
    BeleidssignaalVaststellen(NT2),
    BeleidssignaalVaststellen(EVC),
    door_anna,
    door_bert,
    BeleidssignaalBeantwoorden("doorgegeven"),
    BeleidssignaalBeantwoorden("opgelost"),
]
_FEITEN: list[Gegevens] = [NT2, EVC, ANNA, BERT, DOORGEGEVEN, OPGELOST]


@voor_alle(st.lists(st.sampled_from(_OPDRACHTEN), max_size=8))
def test_any_story_is_accepted_or_refused_and_accepted_again_gives_nothing(opdrachten: list[BeleidssignaalOpdracht]):
    SCENARIO.repeats(opdrachten)


@voor_alle(st.lists(st.sampled_from(_FEITEN), max_size=8))
def test_any_facts_in_any_order_give_a_state_on_which_every_command_has_an_outcome(feiten: list[Gegevens]):
    SCENARIO.decides(feiten, _OPDRACHTEN, ZINNEN)


def test_all_commands_are_tried():
    assert {type(opdracht) for opdracht in _OPDRACHTEN} == set(get_args(BeleidssignaalOpdracht))
