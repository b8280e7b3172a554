"""Consent: per purpose, refused to nobody, taken back at any time (design: privacy and access)."""

from datetime import datetime

import pytest

from intake.domain.toestemming import TOESTEMMING, ToestemmingGeven, ToestemmingIntrekken
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.intake import (
    DossierAfgesloten,
    DossierHeropend,
    ToestemmingGegeven,
    ToestemmingIngetrokken,
)
from leerwinkel.testing.scenario import Scenario, nothing, refused

from .bouw import LATER, SESSIE, aanmelding, moment, om

given = Scenario(TOESTEMMING).given
AANMELDING = aanmelding()
JA = ToestemmingGegeven(doel="warme-overdracht", wijze="mondeling", tekstversie="t1")
NEE = ToestemmingIngetrokken(doel="warme-overdracht")
GESLOTEN = DossierAfgesloten(reden="keuze")
NAZORG = DossierHeropend(aanleiding="nazorg")


def geven(tijdstip: datetime = LATER, toestemming: ToestemmingGegeven = JA) -> ToestemmingGeven:
    return ToestemmingGeven(toestemming=toestemming, tijdstip=tijdstip)


def intrekken(tijdstip: datetime = LATER) -> ToestemmingIntrekken:
    return ToestemmingIntrekken(intrekking=NEE, tijdstip=tijdstip)


@pytest.mark.parametrize("verder", [(), (GESLOTEN,), (GESLOTEN, NAZORG)])
def test_consent_is_given_and_taken_back_also_on_a_closed_dossier(verder: tuple[Gegevens, ...]) -> None:
    given(AANMELDING, *verder).when(geven()).then(JA)
    given(AANMELDING, *verder, JA).when(intrekken()).then(NEE)


@pytest.mark.parametrize("feiten", [(), (SESSIE,), (SESSIE, GESLOTEN)])
def test_consent_needs_somebody_who_was_aangemeld(feiten: tuple[Gegevens, ...]) -> None:
    given(*feiten).when(geven()).then(refused("nog-geen-aanmelding"))


def test_taking_back_needs_a_dossier_and_no_more() -> None:
    given().when(intrekken()).then(refused("nog-geen-aanmelding"))
    given(JA).when(intrekken()).then(NEE)
    given(JA, GESLOTEN).when(intrekken()).then(NEE)


def test_consent_for_one_purpose_says_nothing_of_another() -> None:
    given(AANMELDING, ToestemmingGegeven(doel="terugkoppeling"), ToestemmingIngetrokken(doel="bevraging")).when(
        geven()
    ).then(JA)


def test_who_says_the_same_again_says_nothing_new() -> None:
    given(AANMELDING, JA).when(geven()).then(nothing)
    given(AANMELDING, JA, NEE).when(intrekken()).then(nothing)


def test_a_no_beforehand_is_recorded_once() -> None:
    given(AANMELDING).when(intrekken()).then(NEE)
    given(AANMELDING, NEE).when(intrekken()).then(nothing)


def test_consent_on_a_newer_text_is_a_new_consent() -> None:
    nieuw = ToestemmingGegeven(doel="warme-overdracht", wijze="schriftelijk", tekstversie="t2")
    given(om(1, AANMELDING), om(3, JA)).when(geven(moment(4), nieuw)).then(nieuw)
    given(om(1, AANMELDING), om(3, JA)).when(geven(moment(2), nieuw)).then(refused("toestemming-later-gegeven"))


def test_who_took_it_back_can_give_it_again_later() -> None:
    given(AANMELDING, JA, NEE).when(geven()).then(JA)


@pytest.mark.parametrize("minuut", [4, 5])
def test_a_withdrawal_wins_from_a_consent_of_that_moment_or_before(minuut: int) -> None:
    """Issue, domain: also when the withdrawal happens at the same moment."""
    given(om(1, AANMELDING), om(3, JA), om(5, NEE)).when(geven(moment(minuut))).then(
        refused("toestemming-later-ingetrokken")
    )
    given(om(1, AANMELDING), om(5, NEE), om(5, JA)).when(intrekken()).then(nothing)


def test_what_was_given_later_cannot_be_taken_back_before() -> None:
    given(om(1, AANMELDING), om(3, JA)).when(intrekken(moment(2))).then(refused("toestemming-later-gegeven"))
    given(om(1, AANMELDING), om(3, JA)).when(intrekken(moment(3))).then(NEE)
