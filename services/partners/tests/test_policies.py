"""Proposals: what the events of the other services ask of partners, until it is done."""

from datetime import timedelta
from typing import Any

import pytest

from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.correctie import CORRECTIES
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import DispatchingBeslist, DossierAfgesloten
from leerwinkel.gebeurtenissen.partners import (
    DoorverwijzingAanvaard,
    DoorverwijzingAfgerond,
    DoorverwijzingGemaakt,
    DoorverwijzingGeweigerd,
)
from leerwinkel.gebeurtenissen.trajecten import InschrijvingVastgesteld, KeuzeGemaakt, KeuzeHerzien
from leerwinkel.testing.voorbeelden import BEGIN, gebeurtenis
from partners.domain.antwoord import DoorverwijzingAfronden
from partners.policies import afrondvoorstellen, verwijsvoorstellen

TRAJECTEN = "urn:leerwinkel:gent:trajecten"
KEUZE = KeuzeGemaakt(aanbieder_soort="cvo")


def eigen(data: Gegevens, source: str = TRAJECTEN, **anders: Any) -> AnyGebeurtenis:
    return gebeurtenis(data, "d1", source=source, **anders)


def naar(soort: str = "cvo", welke: str = "r1") -> AnyGebeurtenis:
    data = DoorverwijzingGemaakt(doorverwijzing=welke, partnersoort=soort, warm=False)
    return gebeurtenis(data, "d1")


def _voorgesteld(*events: AnyGebeurtenis) -> list[tuple[str, str, AnyGebeurtenis]]:
    return [(v.partnersoort, v.reden, v.oorzaak) for v in verwijsvoorstellen(events, "gent")]


def test_a_keuze_proposes_the_referral_to_its_provider() -> None:
    """Issue, step 3, policies; blueprint 3.3: follow-up, ideally a warm handover."""
    keuze = eigen(KEUZE)
    assert _voorgesteld(keuze) == [("cvo", "opleiding", keuze)]


def test_the_keuze_that_was_revised_proposes_nothing_any_more() -> None:
    """Blueprint 3.1: the cliënt chooses, and may choose again."""
    keuze, herzien = eigen(KEUZE), eigen(KeuzeHerzien(aanbieder_soort="syntra"))
    assert _voorgesteld(keuze, herzien) == [("syntra", "opleiding", herzien)]


@pytest.mark.parametrize(
    ("dispatching", "bestemming"),
    [
        (DispatchingBeslist(besluit="doorverwezen", reden="traject-naar-werk"), ("werkwinkel", "werk")),
        (DispatchingBeslist(besluit="buiten-doelgroep", reden="nog-secundair"), ("clb", "leerplicht")),
    ],
)
def test_a_dispatching_to_somebody_else_proposes_the_referral(
    dispatching: DispatchingBeslist, bestemming: tuple[str, str]
) -> None:
    """Blueprint 4.2: a question within a way to work goes to VDAB, a pupil to the CLB."""
    event = eigen(dispatching, "urn:leerwinkel:gent:intake")
    assert _voorgesteld(event) == [(*bestemming, event)]
    later = DispatchingBeslist(besluit="informatiebemiddeling", reden="complexe-leervraag")
    assert _voorgesteld(event, eigen(later)) == []


@pytest.mark.parametrize(
    "source", ["urn:leerwinkel:gent:import", "urn:leerwinkel:gent:registratie-x", "urn:leerwinkel:limburg:trajecten"]
)
def test_only_the_own_services_of_the_region_propose(source: str) -> None:
    """Event catalogue: policies react only to events of a service of the same region."""
    assert _voorgesteld(eigen(KEUZE, source)) == []
    assert _voorgesteld(eigen(KEUZE), eigen(KEUZE, source)) == []


def test_what_was_done_is_proposed_no_longer_by_whomever_it_was_done() -> None:
    keuze = eigen(KEUZE)
    open_voor_cbe = [("cvo", "opleiding", keuze)]
    assert _voorgesteld(keuze, naar()) == []
    assert _voorgesteld(keuze, naar(), gebeurtenis(DoorverwijzingAanvaard(doorverwijzing="r1"), "d1")) == []
    assert _voorgesteld(keuze, naar(), gebeurtenis(DoorverwijzingAfgerond(doorverwijzing="r1"), "d1")) == []
    assert _voorgesteld(keuze, naar("cbe")) == open_voor_cbe
    ingeschreven = InschrijvingVastgesteld(bron="client", aanbieder_soort="cvo")
    assert _voorgesteld(keuze, gebeurtenis(ingeschreven, "d1")) == []


def test_a_referral_of_an_earlier_question_does_not_count_for_a_later_keuze() -> None:
    eerder = [naar(), gebeurtenis(DoorverwijzingAfgerond(doorverwijzing="r1"), "d1")]
    keuze = eigen(KEUZE)
    assert _voorgesteld(*eerder, keuze) == [("cvo", "opleiding", keuze)]


def test_after_a_refusal_another_referral_is_proposed_under_another_id() -> None:
    keuze = eigen(KEUZE)
    [eerste] = verwijsvoorstellen([keuze], "gent")
    geweigerd = gebeurtenis(DoorverwijzingGeweigerd(doorverwijzing=eerste.doorverwijzing, reden="volzet"), "d1")
    [tweede] = verwijsvoorstellen([keuze, naar(welke=eerste.doorverwijzing), geweigerd], "gent")
    assert (tweede.partnersoort, tweede.oorzaak) == ("cvo", keuze)
    assert tweede.doorverwijzing != eerste.doorverwijzing


def test_a_proposal_has_the_same_id_every_time_it_is_made() -> None:
    keuze, andere = eigen(KEUZE), eigen(KEUZE)
    assert verwijsvoorstellen([keuze], "gent") == verwijsvoorstellen([keuze, keuze], "gent")
    ids = {v.doorverwijzing for each in (keuze, andere) for v in verwijsvoorstellen([each], "gent")}
    assert len(ids) == 2


def test_a_closed_dossier_and_a_retracted_keuze_propose_nothing() -> None:
    keuze = eigen(KEUZE)
    _, ingetrokken = CORRECTIES["trajecten"]
    assert _voorgesteld(keuze, gebeurtenis(DossierAfgesloten(reden="keuze"), "d1")) == []
    assert _voorgesteld(keuze, gebeurtenis(ingetrokken(doel=keuze.sleutel, reden="invoerfout"), "d1")) == []
    assert _voorgesteld() == []


AANVAARD = DoorverwijzingAanvaard(doorverwijzing="r1")
INGESCHREVEN = InschrijvingVastgesteld(bron="client", aanbieder_soort="cvo")


def test_an_enrolment_proposes_to_round_off_the_referral_to_its_provider() -> None:
    """Issue, step 3, policies: an enrolment appears in the dossier."""
    tot_dan = [naar(), gebeurtenis(AANVAARD, "d1")]
    voorstel = (DoorverwijzingAfronden(doorverwijzing="r1", resultaat="ingeschreven"),)
    assert afrondvoorstellen([*tot_dan, eigen(INGESCHREVEN)], "gent") == voorstel
    dicht = gebeurtenis(DossierAfgesloten(reden="ingeschreven"), "d1")
    assert afrondvoorstellen([*tot_dan, eigen(INGESCHREVEN), dicht], "gent") == voorstel


def test_an_enrolment_elsewhere_or_earlier_or_imported_rounds_off_nothing() -> None:
    tot_dan = [naar(), gebeurtenis(AANVAARD, "d1")]
    bij_cbe = InschrijvingVastgesteld(bron="client", aanbieder_soort="cbe")
    assert afrondvoorstellen([*tot_dan, eigen(bij_cbe)], "gent") == ()
    assert afrondvoorstellen([*tot_dan, eigen(INGESCHREVEN, time=BEGIN - timedelta(days=9))], "gent") == ()
    assert afrondvoorstellen([*tot_dan, gebeurtenis(INGESCHREVEN, "d1")], "gent") == ()
    assert afrondvoorstellen([naar(), eigen(INGESCHREVEN)], "gent") == ()
    afgerond = gebeurtenis(DoorverwijzingAfgerond(doorverwijzing="r1", resultaat="ingeschreven"), "d1")
    assert afrondvoorstellen([*tot_dan, eigen(INGESCHREVEN), afgerond], "gent") == ()
