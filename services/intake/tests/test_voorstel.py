"""The proposal for the dispatching, with its reason (blueprint 3.2, 3.3; issue, domain)."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.voorstel import Gesprek, Voorstel, voorstel
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd
from leerwinkel.testing.gebeurtenissen import ruwe_gegevens

from .bouw import aanmelding

GESPREKKEN = [Gesprek(keuze=keuze, instemming=ja) for keuze in (True, False) for ja in (True, False)]


def kort(van: Voorstel) -> tuple[str, str | None]:
    return van.besluit, van.reden


def test_a_concrete_leervraag_is_answered() -> None:
    """Blueprint 3.2 a, 3.3."""
    van = voorstel(aanmelding(themas=("nt2", "nt2")))
    assert kort(van) == ("informatieverstrekking", "concrete-leervraag")
    assert "Nederlands tweede taal" in van.uitleg


def test_a_leernood_asks_for_a_talk() -> None:
    """Blueprint 3.2, 5.1: a vaguer leernood gets an appointment."""
    assert kort(voorstel(aanmelding(vraagsoort="leernood"))) == ("informatiebemiddeling", "leernood")


@pytest.mark.parametrize("themas", [("nt2", "evc"), ("herorientering",), ("andere",)])
def test_a_more_complex_question_asks_for_a_talk(themas: tuple[str, ...]) -> None:
    """Blueprint 3.3, aanmelding en dispatching."""
    assert kort(voorstel(aanmelding(themas=themas))) == ("informatiebemiddeling", "complexe-leervraag")


def test_a_question_without_a_theme_is_not_yet_concrete_and_has_no_code_for_it() -> None:
    assert kort(voorstel(aanmelding(themas=()))) == ("informatiebemiddeling", None)


@pytest.mark.parametrize("gesprek", [None, *GESPREKKEN])
def test_who_is_still_in_secondary_school_belongs_with_the_clb(gesprek: Gesprek | None) -> None:
    """Issue, domain."""
    van = voorstel(aanmelding(in_secundair=True, traject_naar_werk=True, vraagsoort="leernood"), gesprek)
    assert kort(van) == ("buiten-doelgroep", "nog-secundair")
    assert "CLB" in van.uitleg


@pytest.mark.parametrize("gesprek", [None, *GESPREKKEN])
def test_a_question_within_a_way_to_work_belongs_with_vdab(gesprek: Gesprek | None) -> None:
    """Issue, domain."""
    van = voorstel(aanmelding(traject_naar_werk=True, vraagsoort="leernood"), gesprek)
    assert kort(van) == ("doorverwezen", "traject-naar-werk")
    assert "VDAB" in van.uitleg


def test_what_was_answered_with_no_changes_nothing() -> None:
    assert voorstel(aanmelding(in_secundair=False, traject_naar_werk=False)) == voorstel(aanmelding())


def test_who_has_no_keuze_after_the_talk_and_consents_gets_a_traject() -> None:
    """Blueprint 3.2 b."""
    van = voorstel(aanmelding(vraagsoort="leernood"), Gesprek(keuze=False, instemming=True))
    assert kort(van) == ("begeleidingstraject", "na-gesprek")


@pytest.mark.parametrize("gesprek", [each for each in GESPREKKEN if each.keuze or not each.instemming])
def test_who_made_a_keuze_or_does_not_consent_gets_none(gesprek: Gesprek) -> None:
    """Blueprint 3.1: never without the adult's consent; 3.3: many can choose after one talk."""
    assert kort(voorstel(aanmelding(), gesprek)) == ("informatiebemiddeling", "na-gesprek")


@given(ruwe_gegevens(AanmeldingGeregistreerd), st.sampled_from([None, *GESPREKKEN]))
def test_every_aanmelding_gets_a_proposal_in_known_codes(ruw: dict[str, Any], gesprek: Gesprek | None) -> None:
    van = voorstel(AanmeldingGeregistreerd.model_validate_json(json.dumps(ruw)), gesprek)
    assert van.besluit in codelijst("besluit")
    assert van.reden is None or van.reden in codelijst("dispatchreden")
    assert van.uitleg.endswith(".")
    assert van.besluit != "begeleidingstraject" or (gesprek is not None and gesprek.instemming)
