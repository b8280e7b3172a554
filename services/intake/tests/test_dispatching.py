"""Dispatching: after the aanmelding; a traject only after a talk and only with the cliënt's consent (blueprint 3)."""

from datetime import datetime

import pytest

from intake.domain.dispatching import DISPATCHING, DispatchingBeslissen, InformatieVerstrekken
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.intake import (
    Afspraak,
    DispatchingBeslist,
    DossierAfgesloten,
    DossierHeropend,
    InformatieVerstrekt,
    ToestemmingGegeven,
    ToestemmingIngetrokken,
)
from leerwinkel.gebeurtenissen.trajecten import SessieGepland, SessieNietVerschenen
from leerwinkel.testing.scenario import Scenario, nothing, refused

from .bouw import LATER, SESSIE, aanmelding, besluit, moment, om

given = Scenario(DISPATCHING).given
AANMELDING = aanmelding()
INFORMATIE = besluit("informatieverstrekking", "concrete-leervraag")
BEMIDDELING = besluit("informatiebemiddeling", "leernood")
TRAJECT = besluit("begeleidingstraject", "na-gesprek")
JA = ToestemmingGegeven(doel="begeleiding")
NEE = ToestemmingIngetrokken(doel="begeleiding")
GESLOTEN = DossierAfgesloten(reden="beantwoord")
ANTWOORD = InformatieVerstrekt(medium="telefoon", duur_minuten=26, beantwoord=True)


def beslissen(beslissing: DispatchingBeslist, tijdstip: datetime = LATER) -> DispatchingBeslissen:
    return DispatchingBeslissen(beslissing=beslissing, tijdstip=tijdstip)


def verstrekken(tijdstip: datetime = LATER, nu: datetime = LATER) -> InformatieVerstrekken:
    return InformatieVerstrekken(informatie=ANTWOORD, tijdstip=tijdstip, nu=nu)


@pytest.mark.parametrize(
    "welk", ["informatieverstrekking", "informatiebemiddeling", "doorverwezen", "buiten-doelgroep"]
)
def test_the_dispatcher_decides_and_may_deviate_from_the_proposal(welk: str) -> None:
    """Issue, domain: the dispatcher gets a proposal and decides."""
    given(AANMELDING).when(beslissen(besluit(welk, "op-vraag-client"))).then(besluit(welk, "op-vraag-client"))


def test_a_more_complex_question_gets_an_appointment_at_a_loket() -> None:
    """Blueprint 5.1, dispatching."""
    met_afspraak = BEMIDDELING.model_copy(update={"afspraak": Afspraak(loket="l1", moment=LATER, begeleider="b1")})
    given(AANMELDING).when(beslissen(met_afspraak)).then(met_afspraak)
    given(AANMELDING, BEMIDDELING).when(beslissen(met_afspraak)).then(met_afspraak)


@pytest.mark.parametrize("feiten", [(), (SESSIE,), (SESSIE, JA)])
def test_there_is_no_dispatching_before_the_aanmelding(feiten: tuple[Gegevens, ...]) -> None:
    """Blueprint 3.3, aanmelding en dispatching."""
    given(*feiten).when(beslissen(INFORMATIE)).then(refused("nog-geen-aanmelding"))
    given(*feiten).when(verstrekken()).then(refused("nog-geen-aanmelding"))


def test_nor_at_a_moment_before_it() -> None:
    given(om(5, AANMELDING)).when(beslissen(INFORMATIE, moment(4))).then(refused("voor-de-aanmelding"))


def test_the_latest_decision_is_the_current_one() -> None:
    """Catalogue of events: dispatching-beslist."""
    given(AANMELDING, INFORMATIE).when(beslissen(INFORMATIE)).then(nothing)
    given(AANMELDING, INFORMATIE, BEMIDDELING).when(beslissen(INFORMATIE)).then(INFORMATIE)


def test_a_decision_from_before_the_current_one_is_too_late() -> None:
    feiten = om(1, AANMELDING), om(5, INFORMATIE)
    given(*feiten).when(beslissen(BEMIDDELING, moment(4))).then(refused("al-later-beslist"))
    given(*feiten).when(beslissen(BEMIDDELING, moment(6))).then(BEMIDDELING)


@pytest.mark.parametrize("feiten", [(AANMELDING, INFORMATIE, GESLOTEN), (SESSIE, GESLOTEN)])
def test_on_a_closed_dossier_nothing_is_decided_or_answered(feiten: tuple[Gegevens, ...]) -> None:
    """Issue, domain: reopen first."""
    given(*feiten).when(beslissen(BEMIDDELING)).then(refused("dossier-afgesloten"))
    given(*feiten).when(verstrekken()).then(refused("dossier-afgesloten"))


def test_nazorg_can_start_a_traject_again() -> None:
    """Blueprint 3.3, nazorg."""
    feiten = AANMELDING, BEMIDDELING, SESSIE, JA, GESLOTEN, DossierHeropend(aanleiding="nazorg")
    given(*feiten).when(beslissen(TRAJECT)).then(TRAJECT)


def test_a_traject_follows_on_a_talk_and_with_consent() -> None:
    """Blueprint 3.1: only with the adult's consent; 3.2: after the talk who needs more can choose a traject."""
    given(AANMELDING, BEMIDDELING, SESSIE, JA).when(beslissen(TRAJECT)).then(TRAJECT)


@pytest.mark.parametrize(
    "sessie",
    [
        (),
        (SessieGepland(sessie="s1", soort="intake", moment=LATER, begeleider="b1", vorm="fysiek"),),
        (SessieNietVerschenen(sessie="s1"),),
    ],
)
def test_without_a_held_talk_there_is_no_traject(sessie: tuple[Gegevens, ...]) -> None:
    """Blueprint 3.2 b, c."""
    given(AANMELDING, BEMIDDELING, JA, *sessie).when(beslissen(TRAJECT)).then(refused("nog-geen-gesprek"))


@pytest.mark.parametrize(
    "toestemming", [(), (NEE,), (JA, NEE), (ToestemmingGegeven(doel="onderzoek"), ToestemmingGegeven(doel="bevraging"))]
)
def test_without_consent_to_begeleiding_there_is_no_traject(toestemming: tuple[Gegevens, ...]) -> None:
    """Blueprint 3.1."""
    given(AANMELDING, BEMIDDELING, SESSIE, *toestemming).when(beslissen(TRAJECT)).then(refused("toestemming-ontbreekt"))


def test_nor_when_the_withdrawal_happens_at_the_same_moment() -> None:
    """Issue, domain: consent."""
    feiten = om(1, AANMELDING), om(2, SESSIE), om(3, JA), om(3, NEE)
    given(*feiten).when(beslissen(TRAJECT, moment(3))).then(refused("toestemming-ontbreekt"))


def test_the_talk_and_the_consent_come_before_the_decision() -> None:
    feiten = om(1, AANMELDING), om(3, SESSIE), om(5, JA), om(7, JA), om(8, SESSIE)
    given(*feiten).when(beslissen(TRAJECT, moment(2))).then(refused("nog-geen-gesprek"))
    given(*feiten).when(beslissen(TRAJECT, moment(4))).then(refused("toestemming-ontbreekt"))
    given(*feiten).when(beslissen(TRAJECT, moment(6))).then(TRAJECT)


def test_a_short_question_is_answered_on_the_spot() -> None:
    """Blueprint 3.2 a: one short contact of question and answer."""
    given(AANMELDING, INFORMATIE).when(verstrekken()).then(ANTWOORD)
    given(AANMELDING, besluit("doorverwezen")).when(verstrekken()).then(ANTWOORD)


def test_an_answer_follows_on_the_decision_what_to_do_with_the_question() -> None:
    """Blueprint 3.3: the medewerker first looks whether it can be answered by informatieverstrekking."""
    given(AANMELDING).when(verstrekken()).then(refused("nog-niet-gedispatcht"))


def test_the_same_answer_at_the_same_moment_is_one_answer() -> None:
    feiten = om(1, AANMELDING), om(2, INFORMATIE), om(3, ANTWOORD)
    given(*feiten).when(verstrekken(moment(3))).then(nothing)
    given(*feiten).when(verstrekken(moment(4))).then(ANTWOORD)


def test_what_is_still_to_come_is_no_answer() -> None:
    given(AANMELDING, INFORMATIE).when(verstrekken(LATER, moment(0))).then(refused("nog-niet-gebeurd"))
    given(om(5, AANMELDING), om(6, INFORMATIE)).when(verstrekken(moment(4))).then(refused("voor-de-aanmelding"))
