"""Sessies: planned, moved, cancelled, missed and held, each where it fits."""

from datetime import timedelta

import pytest

from leerwinkel.gebeurtenissen.trajecten import SessieGeannuleerd, SessieNietVerschenen
from leerwinkel.testing.scenario import nothing, refused
from trajecten.domain.sessies import NietVerschenenRegistreren, SessieAnnuleren, SessieVerplaatsen

from .gegeven import (
    AANMELDING,
    AFGESLOTEN,
    BEMIDDELING,
    GEDISPATCHT,
    GEKOZEN,
    HEROPEND,
    INGESCHREVEN,
    JWE,
    KEUZE,
    LOPEND,
    NU,
    OVERGEDRAGEN,
    afgesloten,
    gehouden,
    gepland,
    given,
    op,
    plannen,
    registreren,
)

UUR = timedelta(hours=1)
PLAN, LATER = gepland("s1"), gepland("s2", uren=48)
GEANNULEERD = SessieGeannuleerd(
    sessie="s1", door="client", soort="intake", moment=PLAN.moment, begeleider="b1", vorm="fysiek"
)
GEMIST = SessieNietVerschenen(sessie="s1", soort="intake", moment=PLAN.moment, begeleider="b1", vorm="fysiek")
ANNULEREN = SessieAnnuleren(sessie="s1", door="client")
VERPLAATSEN = SessieVerplaatsen(sessie="s1", door="client", plan=LATER, nu=NU)
MISSEN = NietVerschenenRegistreren(sessie="s1", nu=PLAN.moment + UUR)


def test_a_talk_follows_on_dispatching_to_it() -> None:
    """Blueprint 3.3, aanmelding en dispatching."""
    given(AANMELDING).when(plannen(PLAN)).then(refused("gesprek-niet-beslist"))
    given(AANMELDING).when(registreren(gehouden())).then(refused("gesprek-niet-beslist"))
    given(*GEDISPATCHT).when(plannen(PLAN)).then(PLAN)
    given(*GEDISPATCHT).when(registreren(gehouden())).then(gehouden())


def test_the_latest_dispatching_is_the_current_one() -> None:
    """Design page events."""
    anders = BEMIDDELING.model_copy(update={"besluit": "doorverwezen"})
    given(*GEDISPATCHT, anders).when(plannen(PLAN)).then(refused("gesprek-niet-beslist"))
    given(AANMELDING, anders, BEMIDDELING).when(plannen(PLAN)).then(PLAN)
    given(*LOPEND, anders).when(registreren(gehouden("s2", "begeleiding"))).then(gehouden("s2", "begeleiding"))


def test_a_sessie_is_planned_once_and_ahead() -> None:
    given(*GEDISPATCHT, PLAN).when(plannen(PLAN)).then(nothing)
    given(*GEDISPATCHT, PLAN).when(plannen(gepland("s1", uren=30))).then(refused("sessie-bestaat-al"))
    given(*GEDISPATCHT, PLAN, GEANNULEERD).when(plannen(PLAN)).then(refused("sessie-bestaat-al"))
    given(*GEDISPATCHT).when(plannen(gepland(uren=0))).then(refused("moment-voorbij"))


def test_moving_is_cancelling_and_planning_in_one_decision() -> None:
    """Issue 4."""
    given(*GEDISPATCHT, PLAN).when(VERPLAATSEN).then(GEANNULEERD, LATER)
    given(*GEDISPATCHT, PLAN, GEANNULEERD, LATER).when(VERPLAATSEN).then(nothing)
    given(*GEDISPATCHT).when(VERPLAATSEN).then(refused("sessie-onbekend"))
    given(*GEDISPATCHT, PLAN, LATER).when(VERPLAATSEN).then(refused("sessie-bestaat-al"))
    zelfde = SessieVerplaatsen(sessie="s1", door="client", plan=gepland("s1", uren=48), nu=NU)
    given(*GEDISPATCHT, PLAN).when(zelfde).then(refused("sessie-bestaat-al"))


def test_what_cannot_be_planned_is_not_cancelled_either() -> None:
    voorbij = SessieVerplaatsen(sessie="s1", door="client", plan=gepland("s2", uren=-1), nu=NU)
    given(*GEDISPATCHT, PLAN).when(voorbij).then(refused("moment-voorbij"))


def test_a_planned_sessie_can_be_cancelled() -> None:
    given(*GEDISPATCHT, PLAN).when(ANNULEREN).then(GEANNULEERD)
    given(*GEDISPATCHT, PLAN, GEANNULEERD).when(ANNULEREN).then(nothing)
    given(*GEDISPATCHT).when(ANNULEREN).then(refused("sessie-onbekend"))
    given(*GEDISPATCHT, PLAN, GEMIST).when(ANNULEREN).then(refused("sessie-niet-verschenen"))
    given(*GEDISPATCHT, PLAN, gehouden()).when(ANNULEREN).then(refused("sessie-al-gehouden"))


def test_who_did_not_come_is_registered_after_the_moment() -> None:
    vroeg = NietVerschenenRegistreren(sessie="s1", nu=PLAN.moment - UUR)
    given(*GEDISPATCHT, PLAN).when(vroeg).then(refused("sessie-nog-niet-voorbij"))
    given(*GEDISPATCHT, PLAN).when(MISSEN).then(GEMIST)
    given(*GEDISPATCHT, PLAN, GEMIST).when(MISSEN).then(nothing)
    given(*GEDISPATCHT).when(MISSEN).then(refused("sessie-onbekend"))
    given(*GEDISPATCHT, PLAN, GEANNULEERD).when(MISSEN).then(refused("sessie-geannuleerd"))
    given(*GEDISPATCHT, PLAN, gehouden()).when(MISSEN).then(refused("sessie-al-gehouden"))


def test_a_sessie_in_the_future_was_not_held() -> None:
    """Issue 4."""
    given(*GEDISPATCHT).when(registreren(gehouden(), NU + UUR)).then(refused("sessie-in-toekomst"))
    given(*GEDISPATCHT).when(registreren(gehouden(), NU)).then(gehouden())


def test_a_sessie_is_held_once_planned_or_not() -> None:
    given(*GEDISPATCHT, PLAN).when(registreren(gehouden())).then(gehouden())
    given(*GEDISPATCHT, gehouden()).when(registreren(gehouden())).then(nothing)
    given(*GEDISPATCHT, gehouden()).when(registreren(gehouden(duur_minuten=90))).then(refused("sessie-al-gehouden"))
    given(*GEDISPATCHT, PLAN, GEANNULEERD).when(registreren(gehouden())).then(refused("sessie-geannuleerd"))
    given(*GEDISPATCHT, PLAN, GEMIST).when(registreren(gehouden())).then(refused("sessie-niet-verschenen"))


def test_a_note_encrypted_anew_is_no_other_sessie() -> None:
    eerst, opnieuw = gehouden(notitie=JWE), gehouden(notitie=JWE.replace("BBBB", "DDDD"))
    given(*GEDISPATCHT).when(registreren(eerst)).then(eerst)
    given(*GEDISPATCHT, eerst).when(registreren(opnieuw)).then(nothing)


def test_a_held_sessie_stays_held_whatever_is_said_of_it_later() -> None:
    """Facts from elsewhere may break the rules; every fold is total (design page events)."""
    given(*GEDISPATCHT, gehouden(), GEANNULEERD, PLAN).when(registreren(gehouden())).then(nothing)


@pytest.mark.parametrize("vorm", ["fysiek", "online", "telefonisch"])
def test_another_begeleider_first_takes_over(vorm: str) -> None:
    """Blueprint 3.1: another contact person feels like a rejection, also on the telephone."""
    ander = gehouden("s2", "begeleiding", "b2", vorm=vorm)
    given(*LOPEND).when(registreren(ander)).then(refused("andere-begeleider"))
    given(*LOPEND).when(plannen(gepland("s2", "begeleiding", "b2"))).then(refused("andere-begeleider"))
    given(*LOPEND, OVERGEDRAGEN).when(registreren(ander)).then(ander)
    zelf = gehouden("s2", "begeleiding", "b1", vorm=vorm)
    given(*LOPEND, OVERGEDRAGEN).when(registreren(zelf)).then(refused("andere-begeleider"))


def test_before_the_first_talk_a_colleague_may_take_the_appointment() -> None:
    """Blueprint 3.1: who held the intake stays, not who would have."""
    given(*GEDISPATCHT, PLAN).when(registreren(gehouden(begeleider="b2"))).then(gehouden(begeleider="b2"))


def test_a_sessie_registered_late_is_of_who_was_begeleider_then() -> None:
    verhaal = [op(NU - nr * UUR, e) for nr, e in ((9, AANMELDING), (8, BEMIDDELING), (7, gehouden()))]
    verhaal.append(op(NU - 3 * UUR, OVERGEDRAGEN))
    for_b1, for_b2 = gehouden("s2", begeleider="b1"), gehouden("s2", begeleider="b2")
    given(*verhaal).when(registreren(for_b1, NU - 5 * UUR)).then(for_b1)
    given(*verhaal).when(registreren(for_b2, NU - 5 * UUR)).then(refused("andere-begeleider"))
    given(*verhaal).when(registreren(for_b2, NU - 8 * UUR)).then(refused("andere-begeleider"))
    given(*verhaal).when(registreren(for_b2, NU - UUR)).then(for_b2)


def test_guidance_is_for_a_traject_that_runs() -> None:
    """Blueprint 3.2 c."""
    given(*GEDISPATCHT, gehouden()).when(registreren(gehouden("s2", "begeleiding"))).then(refused("traject-ontbreekt"))
    given(*LOPEND).when(plannen(gepland("s2", "begeleiding"))).then(gepland("s2", "begeleiding"))
    nog = registreren(gehouden("s2", "begeleiding"))
    given(*AFGESLOTEN, HEROPEND).when(nog).then(refused("traject-ontbreekt"))


def test_follow_up_begins_with_the_keuze_and_lasts_until_enrolment() -> None:
    """Blueprint 3.3, opvolging."""
    opvolging = gehouden("s2", "opvolging")
    given(*LOPEND).when(registreren(opvolging)).then(refused("keuze-ontbreekt"))
    given(*GEKOZEN).when(registreren(opvolging)).then(opvolging)
    given(*GEKOZEN, INGESCHREVEN).when(registreren(opvolging)).then(refused("opvolging-voorbij"))
    given(*GEKOZEN, INGESCHREVEN, KEUZE).when(registreren(opvolging)).then(opvolging)
    given(*LOPEND, op(NU, KEUZE), op(NU, INGESCHREVEN)).when(registreren(opvolging, NU)).then(opvolging)
    laat = registreren(opvolging, NU - UUR)
    given(*LOPEND, op(NU, KEUZE)).when(laat).then(refused("keuze-ontbreekt"))


@pytest.mark.parametrize("volgorde", [1, -1])
def test_a_keuze_and_an_enrolment_at_one_moment_end_the_follow_up(volgorde: int) -> None:
    """Whichever of the two stands first: the order of their ids says nothing."""
    ids = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"][::volgorde]
    samen = [op(NU - UUR, e).model_copy(update={"id": id_}) for e, id_ in zip((KEUZE, INGESCHREVEN), ids, strict=True)]
    given(*LOPEND, *samen).when(registreren(gehouden("s2", "opvolging"))).then(refused("opvolging-voorbij"))


def test_reopening_what_was_not_closed_changes_nothing() -> None:
    """Facts from elsewhere may break the rules (design page events)."""
    begeleiding = gehouden("s2", "begeleiding")
    given(*LOPEND, HEROPEND).when(registreren(begeleiding)).then(begeleiding)


def test_nazorg_comes_after_enrolment_or_reopening_and_from_anybody() -> None:
    """Blueprint 3.1 and 3.3: one begeleider until follow-up, nazorg comes after that."""
    nazorg = gehouden("s2", "nazorg", "b9")
    given(*GEKOZEN).when(registreren(nazorg)).then(refused("nazorg-te-vroeg"))
    given(*GEKOZEN, INGESCHREVEN).when(registreren(nazorg)).then(nazorg)
    given(*AFGESLOTEN, HEROPEND).when(registreren(nazorg)).then(nazorg)


def test_on_a_closed_dossier_no_talk_is_planned_or_held() -> None:
    """Issue 4: reopen first."""
    given(*AFGESLOTEN).when(plannen(gepland("s2"))).then(refused("dossier-afgesloten"))
    given(*AFGESLOTEN, PLAN).when(VERPLAATSEN).then(refused("dossier-afgesloten"))
    given(*AFGESLOTEN).when(registreren(gehouden("s2"))).then(refused("dossier-afgesloten"))
    given(*AFGESLOTEN, HEROPEND).when(plannen(gepland("s2"))).then(gepland("s2"))


def test_a_closed_dossier_still_takes_how_an_appointment_ended() -> None:
    """What was planned before must come to an end."""
    open_plan = (*GEDISPATCHT, PLAN, afgesloten("niet-bereikbaar"))
    given(*open_plan).when(ANNULEREN).then(GEANNULEERD)
    given(*open_plan).when(MISSEN).then(GEMIST)


def test_a_talk_of_before_the_closing_may_be_registered_late() -> None:
    """The dossier was open then; one of between closing and reopening stays refused."""
    verhaal = [op(NU - 9 * UUR, AANMELDING), op(NU - 8 * UUR, BEMIDDELING), op(NU - 4 * UUR, afgesloten())]
    given(*verhaal).when(registreren(gehouden(), NU - 5 * UUR)).then(gehouden())
    given(*verhaal).when(registreren(gehouden(), NU - 4 * UUR)).then(gehouden())
    given(*verhaal).when(registreren(gehouden(), NU - 3 * UUR)).then(refused("dossier-afgesloten"))
    heropend = [*verhaal, op(NU - 2 * UUR, HEROPEND)]
    given(*heropend).when(registreren(gehouden(), NU - 3 * UUR)).then(refused("dossier-afgesloten"))
    given(*heropend).when(registreren(gehouden(), NU - UUR)).then(gehouden())
    zonder_gesprek = [op(NU - 9 * UUR, AANMELDING), op(NU - 4 * UUR, afgesloten("beantwoord"))]
    given(*zonder_gesprek).when(registreren(gehouden(), NU - 5 * UUR)).then(refused("gesprek-niet-beslist"))


def test_without_an_aanmelding_there_is_no_dossier() -> None:
    for command in (plannen(PLAN), VERPLAATSEN, ANNULEREN, MISSEN, registreren(gehouden())):
        given().when(command).then(refused("dossier-onbekend"))
