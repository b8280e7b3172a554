"""Referrals begin: received, and made with or without a warm handover."""

from datetime import timedelta
from typing import Any

import pytest

from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.correctie import CORRECTIES
from leerwinkel.gebeurtenissen.intake import (
    DossierAfgesloten,
    DossierHeropend,
    ToestemmingGegeven,
    ToestemmingIngetrokken,
)
from leerwinkel.gebeurtenissen.partners import DoorverwijzingAanvaard, DoorverwijzingGemaakt, DoorverwijzingOntvangen
from leerwinkel.gebeurtenissen.trajecten import MicrocontactGeregistreerd
from leerwinkel.testing.scenario import Scenario, nothing, refused
from leerwinkel.testing.voorbeelden import BEGIN, gebeurtenis
from partners.domain.doorverwijzing import DOORVERWIJZING, DoorverwijzingMaken, DoorverwijzingRegistreren

given = Scenario(DOORVERWIJZING).given


def velden(**anders: Any) -> dict[str, Any]:
    gewoon = {"doorverwijzing": "r1", "partner": "p1", "partnersoort": "cvo", "reden": "opleiding", "warm": False}
    return gewoon | anders


VELDEN = velden()
WARM = velden(warm=True)
CONTACT = MicrocontactGeregistreerd(medium="sms", richting="in")
JA = ToestemmingGegeven(doel="warme-overdracht")
NEE = ToestemmingIngetrokken(doel="warme-overdracht")
DICHT = DossierAfgesloten(reden="keuze")
ZONDER = refused("toestemming-warme-overdracht-ontbreekt")


def test_a_referral_that_is_received_creates_the_dossier() -> None:
    """Blueprint 3.3, toeleiding; event catalogue, entities: a received referral creates the dossier id."""
    given().when(DoorverwijzingRegistreren(**VELDEN)).then(DoorverwijzingOntvangen(**VELDEN))
    given(DoorverwijzingOntvangen(**VELDEN)).when(DoorverwijzingMaken(**velden(doorverwijzing="r2"))).then(
        DoorverwijzingGemaakt(**velden(doorverwijzing="r2"))
    )


def test_a_second_partner_can_refer_a_client_who_is_being_helped() -> None:
    given(CONTACT).when(DoorverwijzingRegistreren(**VELDEN)).then(DoorverwijzingOntvangen(**VELDEN))


def test_the_leerwinkel_refers_a_client_to_a_partner() -> None:
    """Blueprint 3.1: partnerships, also to refer clients on purpose."""
    given(CONTACT).when(DoorverwijzingMaken(**VELDEN)).then(DoorverwijzingGemaakt(**VELDEN))


def test_nobody_is_referred_who_is_not_there() -> None:
    given().when(DoorverwijzingMaken(**VELDEN)).then(refused("doorverwijzing-dossier-onbekend"))


@pytest.mark.parametrize("maken", [DoorverwijzingMaken, DoorverwijzingRegistreren])
def test_a_closed_dossier_is_reopened_before_a_referral(
    maken: type[DoorverwijzingMaken] | type[DoorverwijzingRegistreren],
) -> None:
    """Issue, step 3: no session, keuze or referral on a closed dossier (reopen first)."""
    given(CONTACT, DICHT).when(maken(**VELDEN)).then(refused("doorverwijzing-dossier-afgesloten"))
    heropend = given(CONTACT, DICHT, DossierHeropend(aanleiding="nazorg")).when(maken(**VELDEN))
    assert [type(event).__name__ for event in heropend.events] in (
        ["DoorverwijzingGemaakt"],
        ["DoorverwijzingOntvangen"],
    )


def test_facts_from_elsewhere_do_not_reopen_a_dossier() -> None:
    given(CONTACT, DICHT, CONTACT).when(DoorverwijzingMaken(**VELDEN)).then(
        refused("doorverwijzing-dossier-afgesloten")
    )


def test_a_referral_is_made_once() -> None:
    gemaakt = DoorverwijzingGemaakt(**VELDEN)
    given(gemaakt).when(DoorverwijzingMaken(**VELDEN)).then(nothing)
    given(gemaakt, DICHT).when(DoorverwijzingMaken(**VELDEN)).then(nothing)
    given(gemaakt).when(DoorverwijzingMaken(**velden(partner="p2"))).then(refused("doorverwijzing-bestaat-al"))
    given(gemaakt).when(DoorverwijzingRegistreren(**VELDEN)).then(refused("doorverwijzing-bestaat-al"))
    ontvangen = DoorverwijzingOntvangen(**VELDEN)
    given(ontvangen).when(DoorverwijzingRegistreren(**VELDEN)).then(nothing)


def test_an_answer_that_was_told_before_its_referral_does_not_stand_in_its_way() -> None:
    given(DoorverwijzingAanvaard(doorverwijzing="r1")).when(DoorverwijzingMaken(**VELDEN)).then(
        DoorverwijzingGemaakt(**VELDEN)
    )


@pytest.mark.parametrize(
    "history",
    [
        [CONTACT],
        [ToestemmingGegeven(doel="begeleiding")],
        [ToestemmingGegeven(doel="terugkoppeling")],
        [JA, NEE],
        [JA, NEE, ToestemmingGegeven(doel="terugkoppeling")],
    ],
)
def test_a_warm_handover_needs_consent_for_exactly_that(history: list[Gegevens]) -> None:
    """Blueprint 3.1 and 3.3: "mits toestemming van de cliënt"; privacy and access: consent per purpose."""
    given(*history).when(DoorverwijzingMaken(**WARM)).then(ZONDER)
    given(*history).when(DoorverwijzingMaken(**VELDEN)).then(DoorverwijzingGemaakt(**VELDEN))


def test_with_consent_the_handover_is_warm() -> None:
    given(JA).when(DoorverwijzingMaken(**WARM)).then(DoorverwijzingGemaakt(**WARM))
    given(JA, NEE, JA).when(DoorverwijzingMaken(**WARM)).then(DoorverwijzingGemaakt(**WARM))


@pytest.mark.parametrize("ids", [(1, 2), (2, 1)])
def test_consent_that_is_withdrawn_at_the_same_moment_is_no_consent(ids: tuple[int, int]) -> None:
    """Issue, step 3: refused after its withdrawal, also when the withdrawal happens at the same moment."""
    ja, nee = (
        gebeurtenis(data, "d1", time=BEGIN, recordedtime=BEGIN, id=f"00000000-0000-4000-8000-00000000000{nummer}")
        for data, nummer in zip((JA, NEE), ids, strict=True)
    )
    given(ja, nee).when(DoorverwijzingMaken(**WARM)).then(ZONDER)


def test_a_consent_that_was_registered_by_mistake_and_retracted_is_none() -> None:
    ja = gebeurtenis(JA, "d1")
    _, ingetrokken = CORRECTIES["intake"]
    given(CONTACT, ja, ingetrokken(doel=ja.sleutel, reden="invoerfout")).when(DoorverwijzingMaken(**WARM)).then(ZONDER)


def test_what_was_handed_over_with_consent_stays_so_after_the_withdrawal() -> None:
    given(JA, DoorverwijzingGemaakt(**WARM), NEE).when(DoorverwijzingMaken(**WARM)).then(nothing)


def test_a_partner_that_hands_over_warmly_asked_consent_itself() -> None:
    """The dossier does not exist yet: the cliënt can have consented to it only with the partner."""
    given().when(DoorverwijzingRegistreren(**WARM)).then(DoorverwijzingOntvangen(**WARM))


def test_a_withdrawal_that_is_backdated_before_the_consent_leaves_that_as_it_is() -> None:
    """Catalogue, order: what happened last counts, not what was recorded last."""
    ja = gebeurtenis(JA, "d1", time=BEGIN)
    nee = gebeurtenis(NEE, "d1", time=BEGIN - timedelta(days=1))
    given(ja, nee).when(DoorverwijzingMaken(**WARM)).then(DoorverwijzingGemaakt(**WARM))
