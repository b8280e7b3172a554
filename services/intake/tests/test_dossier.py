"""The course of a dossier: a new question is a new dossier, every dossier ends, nazorg reopens (blueprint 3.3)."""

from datetime import datetime

import pytest

from intake.domain.dossier import (
    DOSSIER,
    AanmeldingOpenen,
    AanmeldingRegistreren,
    DossierAfsluiten,
    DossierHeropenen,
    Heropend,
)
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.intake import DossierAfgesloten, DossierHeropend
from leerwinkel.gebeurtenissen.partners import DoorverwijzingOntvangen
from leerwinkel.testing.scenario import Scenario, nothing, refused

from .bouw import LATER, SESSIE, aanmelding, besluit, moment, om

given = Scenario(DOSSIER).given
AANMELDING = aanmelding()
BEANTWOORD = DossierAfgesloten(reden="beantwoord")
NAZORG = DossierHeropend(aanleiding="nazorg")
ONTVANGEN = DoorverwijzingOntvangen(doorverwijzing="w1", partnersoort="ocmw", warm=True)
AANMELDEN = AanmeldingRegistreren(aanmelding=AANMELDING)
OPENEN = AanmeldingOpenen(aanmelding=aanmelding(kanaal="andere"))


def afsluiten(tijdstip: datetime = LATER, reden: str = "beantwoord") -> DossierAfsluiten:
    return DossierAfsluiten(afsluiting=DossierAfgesloten(reden=reden), tijdstip=tijdstip)


def heropenen(tijdstip: datetime = LATER) -> DossierHeropenen:
    return DossierHeropenen(heropening=NAZORG, tijdstip=tijdstip)


def test_an_aanmelding_opens_the_dossier() -> None:
    given().when(AANMELDEN).then(AANMELDING)


def test_who_was_sent_by_a_partner_can_be_aangemeld() -> None:
    given(ONTVANGEN).when(AANMELDEN).then(AANMELDING)


@pytest.mark.parametrize("verder", [(), (BEANTWOORD,), (BEANTWOORD, NAZORG)])
def test_a_new_question_is_a_new_dossier(verder: tuple[Gegevens, ...]) -> None:
    """Catalogue of events: dossier-heropend."""
    given(AANMELDING, *verder).when(AanmeldingRegistreren(aanmelding=aanmelding(themas=("nt2",)))).then(
        refused("al-aangemeld")
    )


@pytest.mark.parametrize("verder", [(), (BEANTWOORD,), (BEANTWOORD, NAZORG)])
def test_the_same_aanmelding_again_is_nothing_new(verder: tuple[Gegevens, ...]) -> None:
    given(AANMELDING, *verder).when(AANMELDEN).then(nothing)


def test_nobody_is_aangemeld_in_a_dossier_that_was_closed_before() -> None:
    given(ONTVANGEN, BEANTWOORD).when(AANMELDEN).then(refused("zonder-aanmelding-afgesloten"))


def test_a_received_doorverwijzing_opens_an_aanmelding() -> None:
    """Blueprint 3.3, toeleiding: a service that sees a leervraag or leernood sends its cliënt to the leerwinkel."""
    given(ONTVANGEN).when(OPENEN).then(OPENEN.aanmelding)


@pytest.mark.parametrize(
    "feiten", [(), (ONTVANGEN, AANMELDING), (ONTVANGEN, BEANTWOORD), (AANMELDING, BEANTWOORD, NAZORG)]
)
def test_it_opens_nothing_where_somebody_was_first_or_it_was_retracted(feiten: tuple[Gegevens, ...]) -> None:
    given(*feiten).when(OPENEN).then(nothing)


@pytest.mark.parametrize(
    "feiten",
    [
        (AANMELDING,),
        (AANMELDING, besluit("informatiebemiddeling"), SESSIE),
        (ONTVANGEN,),
        (AANMELDING, BEANTWOORD, NAZORG),
    ],
)
def test_every_dossier_can_end_at_any_step(feiten: tuple[Gegevens, ...]) -> None:
    """Catalogue of events: dossier-afgesloten."""
    given(*feiten).when(afsluiten()).then(BEANTWOORD)


def test_what_never_began_does_not_end() -> None:
    given().when(afsluiten()).then(refused("nog-geen-aanmelding"))


def test_a_dossier_is_closed_once() -> None:
    given(AANMELDING, BEANTWOORD).when(afsluiten()).then(nothing)
    given(AANMELDING, BEANTWOORD).when(afsluiten(reden="afgehaakt")).then(refused("al-afgesloten"))


def test_of_two_closings_by_others_the_last_counts() -> None:
    given(AANMELDING, BEANTWOORD, DossierAfgesloten(reden="afgehaakt")).when(afsluiten(reden="afgehaakt")).then(nothing)


def test_a_dossier_is_not_closed_before_it_began() -> None:
    given(om(5, AANMELDING)).when(afsluiten(moment(4))).then(refused("voor-de-aanmelding"))


def test_a_closing_from_before_the_reopening_is_too_late() -> None:
    feiten = om(1, AANMELDING), om(2, BEANTWOORD), om(5, NAZORG)
    given(*feiten).when(afsluiten(moment(4))).then(refused("al-later-beslist"))
    given(*feiten).when(afsluiten(moment(6))).then(BEANTWOORD)


def test_nazorg_reopens_a_closed_dossier() -> None:
    """Blueprint 3.3, nazorg: the begeleider remains available."""
    given(AANMELDING, BEANTWOORD).when(heropenen()).then(NAZORG)
    given(AANMELDING, BEANTWOORD, NAZORG).when(heropenen()).then(nothing)
    given(AANMELDING, NAZORG).when(heropenen()).then(nothing)
    given(AANMELDING, BEANTWOORD, NAZORG, BEANTWOORD).when(heropenen()).then(NAZORG)


@pytest.mark.parametrize("feiten", [(AANMELDING,), (ONTVANGEN,), (NAZORG,)])
def test_what_is_open_is_not_reopened(feiten: tuple[Gegevens, ...]) -> None:
    given(*feiten).when(heropenen()).then(refused("niet-afgesloten"))


def test_what_is_not_known_is_not_reopened() -> None:
    given().when(heropenen()).then(refused("nog-geen-aanmelding"))


def test_there_is_no_nazorg_for_who_was_never_aangemeld() -> None:
    given(ONTVANGEN, BEANTWOORD).when(heropenen()).then(refused("zonder-aanmelding-afgesloten"))


def test_a_reopening_from_before_the_closing_is_too_late() -> None:
    feiten = om(1, AANMELDING), om(5, BEANTWOORD)
    given(*feiten).when(heropenen(moment(4))).then(refused("al-later-beslist"))


def test_facts_that_come_in_another_order_still_tell_a_dossier() -> None:
    """Catalogue of events: rules bind commands, not facts."""
    feiten = [om(4, AANMELDING), om(1, NAZORG), om(2, BEANTWOORD), om(3, NAZORG)]
    assert DOSSIER.fold(feiten) == Heropend(AANMELDING, moment(4), moment(3))
    assert DOSSIER.fold([*feiten, om(5, aanmelding(client="c2"))]) == Heropend(AANMELDING, moment(4), moment(3))
    given(*feiten[1:]).when(afsluiten(moment(2))).then(refused("al-later-beslist"))
    given(*feiten[:3]).when(AANMELDEN).then(nothing)
