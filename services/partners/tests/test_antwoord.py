"""Referrals end: an answer once, what came of it, and feedback that closes the loop."""

from typing import Any

import pytest

from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.intake import DossierAfgesloten, ToestemmingGegeven, ToestemmingIngetrokken
from leerwinkel.gebeurtenissen.partners import (
    DoorverwijzingAanvaard,
    DoorverwijzingAfgerond,
    DoorverwijzingGemaakt,
    DoorverwijzingGeweigerd,
    DoorverwijzingOntvangen,
    TerugkoppelingGegeven,
)
from leerwinkel.testing.scenario import Scenario, nothing, refused
from leerwinkel.testing.voorbeelden import BEGIN, gebeurtenis
from partners.domain.antwoord import (
    ANTWOORD,
    AntwoordOpdracht,
    DoorverwijzingAanvaarden,
    DoorverwijzingAfronden,
    DoorverwijzingWeigeren,
    TerugkoppelingGeven,
)

given = Scenario(ANTWOORD).given

NAAR = DoorverwijzingGemaakt(doorverwijzing="r1", partnersoort="cvo", warm=False)
VAN = DoorverwijzingOntvangen(doorverwijzing="r1", partnersoort="ocmw", warm=False)
DICHT = DossierAfgesloten(reden="doorverwezen")
JA = ToestemmingGegeven(doel="terugkoppeling")
NEE = ToestemmingIngetrokken(doel="terugkoppeling")

AANVAARDEN = DoorverwijzingAanvaarden(doorverwijzing="r1")
WEIGEREN = DoorverwijzingWeigeren(doorverwijzing="r1", reden="volzet")
AFRONDEN = DoorverwijzingAfronden(doorverwijzing="r1", resultaat="ingeschreven")
TERUGKOPPELEN = TerugkoppelingGeven(doorverwijzing="r1")

AANVAARD = DoorverwijzingAanvaard(doorverwijzing="r1")
GEWEIGERD = DoorverwijzingGeweigerd(doorverwijzing="r1", reden="volzet")
AFGEROND = DoorverwijzingAfgerond(doorverwijzing="r1", resultaat="ingeschreven")

AL_BEANTWOORD = refused("doorverwijzing-al-beantwoord")


@pytest.mark.parametrize("begin", [NAAR, VAN])
@pytest.mark.parametrize("verder", [(), (DICHT,)])
def test_the_receiver_answers_also_when_the_dossier_was_closed_meanwhile(
    begin: Gegevens, verder: tuple[Gegevens, ...]
) -> None:
    """Blueprint 4.2: referrals both ways. An open referral must be answerable, or it stays open for ever."""
    given(begin, *verder).when(AANVAARDEN).then(AANVAARD)
    given(begin, *verder).when(WEIGEREN).then(GEWEIGERD)
    given(begin, AANVAARD, *verder).when(AFRONDEN).then(AFGEROND)


def test_the_answer_comes_once() -> None:
    """Issue, step 3; indicator K04 counts one answer to a referral."""
    given(NAAR, AANVAARD).when(AANVAARDEN).then(nothing)
    given(NAAR, AANVAARD).when(WEIGEREN).then(AL_BEANTWOORD)
    given(NAAR, GEWEIGERD).when(WEIGEREN).then(nothing)
    given(NAAR, GEWEIGERD).when(AANVAARDEN).then(AL_BEANTWOORD)
    given(NAAR, GEWEIGERD).when(DoorverwijzingWeigeren(doorverwijzing="r1", reden="andere")).then(AL_BEANTWOORD)
    given(NAAR, AANVAARD, AFGEROND).when(AANVAARDEN).then(nothing)
    given(NAAR, AANVAARD, AFGEROND).when(WEIGEREN).then(AL_BEANTWOORD)


def test_only_what_was_taken_on_leads_to_something_and_once() -> None:
    anders = DoorverwijzingAfronden(doorverwijzing="r1", resultaat="afgehaakt")
    given(NAAR).when(AFRONDEN).then(refused("doorverwijzing-onbeantwoord"))
    given(NAAR, GEWEIGERD).when(AFRONDEN).then(refused("doorverwijzing-geweigerd"))
    given(NAAR, AANVAARD, AFGEROND).when(AFRONDEN).then(nothing)
    given(NAAR, AANVAARD, AFGEROND).when(anders).then(refused("doorverwijzing-al-afgerond"))


@pytest.mark.parametrize("command", [AANVAARDEN, WEIGEREN, AFRONDEN, TERUGKOPPELEN])
def test_there_is_no_answer_to_a_referral_that_is_not_there(command: AntwoordOpdracht) -> None:
    ander = NAAR.model_copy(update={"doorverwijzing": "r2"})
    given(JA, ander).when(command).then(refused("doorverwijzing-onbekend"))
    given(JA, AFGEROND).when(command).then(refused("doorverwijzing-onbekend"))


def test_an_answer_of_the_same_day_counts_whatever_its_id() -> None:
    """An import knows days only: the answer may be ordered before the referral."""
    ids = [f"00000000-0000-4000-8000-00000000000{nummer}" for nummer in range(2)]
    for een, twee in (ids, reversed(ids)):
        zelfde: dict[str, Any] = {"time": BEGIN, "recordedtime": BEGIN}
        naar, antwoord = gebeurtenis(NAAR, "d1", id=een, **zelfde), gebeurtenis(GEWEIGERD, "d1", id=twee, **zelfde)
        given(naar, antwoord).when(AANVAARDEN).then(AL_BEANTWOORD)


def test_of_two_answers_from_elsewhere_the_latest_is_current() -> None:
    """Event catalogue: rules bind commands, not facts; the latest is the current one."""
    given(NAAR, GEWEIGERD, AANVAARD).when(AFRONDEN).then(AFGEROND)
    given(NAAR, AANVAARD, GEWEIGERD).when(AFRONDEN).then(refused("doorverwijzing-geweigerd"))


@pytest.mark.parametrize("laat", [AANVAARD, GEWEIGERD])
def test_what_came_of_a_referral_stays_known_when_its_answer_is_told_after_that(laat: Gegevens) -> None:
    given(NAAR, AFGEROND, laat).when(AFRONDEN).then(nothing)


@pytest.mark.parametrize("verder", [(), (DICHT,)])
def test_feedback_goes_to_the_referrer(verder: tuple[Gegevens, ...]) -> None:
    """Event catalogue: closes the loop; often when the dossier is closed already."""
    uit = TerugkoppelingGegeven(doorverwijzing="r1", richting="uit")
    binnen = TerugkoppelingGegeven(doorverwijzing="r1", richting="in")
    given(VAN, JA, AANVAARD, *verder).when(TERUGKOPPELEN).then(uit)
    given(NAAR, JA, AANVAARD, AFGEROND, *verder).when(TERUGKOPPELEN).then(binnen)
    given(NAAR, JA, GEWEIGERD, *verder).when(TERUGKOPPELEN).then(binnen)


@pytest.mark.parametrize("begin", [NAAR, VAN])
@pytest.mark.parametrize(
    "toestemmingen",
    [(), (JA, NEE), (ToestemmingGegeven(doel="warme-overdracht"), ToestemmingGegeven(doel="begeleiding"))],
)
def test_feedback_needs_consent_for_exactly_that(begin: Gegevens, toestemmingen: tuple[Gegevens, ...]) -> None:
    """Privacy and access: feedback to the referrer is refused without consent, and after its withdrawal."""
    given(begin, AANVAARD, *toestemmingen).when(TERUGKOPPELEN).then(refused("toestemming-terugkoppeling-ontbreekt"))


def test_there_is_nothing_to_tell_of_a_referral_without_an_answer() -> None:
    given(VAN, JA).when(TERUGKOPPELEN).then(refused("doorverwijzing-onbeantwoord"))


def test_the_loop_is_closed_once_also_after_the_withdrawal_of_consent() -> None:
    gegeven = TerugkoppelingGegeven(doorverwijzing="r1", richting="uit")
    given(VAN, AANVAARD, JA, gegeven).when(TERUGKOPPELEN).then(nothing)
    given(VAN, AANVAARD, JA, gegeven, NEE).when(TERUGKOPPELEN).then(nothing)
