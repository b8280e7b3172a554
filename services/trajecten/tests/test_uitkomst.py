"""What came of it: inschrijving, stopzetting, getuigschrift, and the satisfaction question, by consent."""

import pytest

from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.intake import InformatieVerstrekt
from leerwinkel.gebeurtenissen.trajecten import (
    BevragingVerstuurd,
    GetuigschriftBehaald,
    InschrijvingVastgesteld,
    OpleidingStopgezet,
)
from leerwinkel.testing.scenario import nothing, refused
from trajecten.domain.uitkomst import (
    BevragingVersturen,
    GetuigschriftVaststellen,
    InschrijvingVaststellen,
    OpleidingStopzetten,
)

from .gegeven import (
    AANMELDING,
    AFGESLOTEN,
    GEKOZEN,
    GESPROKEN,
    HEROPEND,
    INGESCHREVEN,
    LOPEND,
    NU,
    afgesloten,
    given,
    ingetrokken,
    op,
    toestemming,
)

KOPPELING = "opvolging-inschrijving"
GESTOPT = OpleidingStopgezet(bron="client", reden="werk")
GETUIGSCHRIFT = GetuigschriftBehaald(bron="client", niveau=4)
VERSTUREN = BevragingVersturen()
MAG = toestemming("bevraging")


def inschrijven(bron: str) -> InschrijvingVaststellen:
    return InschrijvingVaststellen(inschrijving=InschrijvingVastgesteld(bron=bron, aanbieder_soort="cvo"))


def test_what_the_client_tells_needs_no_consent() -> None:
    given(*GEKOZEN).when(inschrijven("client")).then(INGESCHREVEN)
    given(*GEKOZEN, INGESCHREVEN).when(inschrijven("client")).then(nothing)


@pytest.mark.parametrize("bron", ["davinci", "aanbieder"])
def test_linking_with_enrolment_data_needs_consent_for_exactly_that(bron: str) -> None:
    """Issue 4 and design page privacy-security."""
    command = inschrijven(bron)
    anders = [toestemming(doel) for doel in ("begeleiding", "warme-overdracht", "terugkoppeling", "bevraging")]
    given(*GEKOZEN, *anders).when(command).then(refused("toestemming-inschrijving-ontbreekt"))
    mag = toestemming(KOPPELING)
    given(*GEKOZEN, mag).when(command).then(command.inschrijving)
    given(*GEKOZEN, mag, ingetrokken(KOPPELING)).when(command).then(refused("toestemming-inschrijving-ontbreekt"))
    given(*GEKOZEN, mag, ingetrokken(KOPPELING), mag).when(command).then(command.inschrijving)


@pytest.mark.parametrize("volgorde", [1, -1])
def test_a_withdrawal_at_the_same_moment_wins(volgorde: int) -> None:
    """Issue 4: also when the withdrawal happens at the same moment; the order of the ids does not matter."""
    ids = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"][::volgorde]
    gegeven, weg = (op(NU, data) for data in (toestemming(KOPPELING), ingetrokken(KOPPELING)))
    tegelijk = [gegeven.model_copy(update={"id": ids[0]}), weg.model_copy(update={"id": ids[1]})]
    given(*GEKOZEN, *tegelijk).when(inschrijven("davinci")).then(refused("toestemming-inschrijving-ontbreekt"))


@pytest.mark.parametrize("bron", ["davinci", "aanbieder"])
def test_leaving_a_course_and_a_certificate_are_enrolment_data_too(bron: str) -> None:
    """Design page privacy-security."""
    gestopt, behaald = OpleidingStopgezet(bron=bron), GetuigschriftBehaald(bron=bron)
    for command, feit in (
        (OpleidingStopzetten(stopzetting=gestopt), gestopt),
        (GetuigschriftVaststellen(getuigschrift=behaald), behaald),
    ):
        verhaal = (*GEKOZEN, INGESCHREVEN)
        given(*verhaal).when(command).then(refused("toestemming-inschrijving-ontbreekt"))
        given(*verhaal, toestemming(KOPPELING)).when(command).then(feit)


def test_who_left_a_course_was_enrolled_and_can_enrol_again() -> None:
    stoppen = OpleidingStopzetten(stopzetting=GESTOPT)
    given(*GEKOZEN).when(stoppen).then(refused("inschrijving-ontbreekt"))
    given(*GEKOZEN, INGESCHREVEN).when(stoppen).then(GESTOPT)
    given(*GEKOZEN, INGESCHREVEN, GESTOPT).when(stoppen).then(nothing)
    given(*GEKOZEN, INGESCHREVEN, GESTOPT).when(inschrijven("client")).then(INGESCHREVEN)
    given(*GEKOZEN, INGESCHREVEN, GESTOPT, INGESCHREVEN).when(stoppen).then(GESTOPT)


def test_a_certificate_is_said_once_and_another_is_another() -> None:
    behalen = GetuigschriftVaststellen(getuigschrift=GETUIGSCHRIFT)
    hoger = GETUIGSCHRIFT.model_copy(update={"niveau": 5})
    given(*GEKOZEN).when(behalen).then(GETUIGSCHRIFT)
    given(*GEKOZEN, GETUIGSCHRIFT).when(behalen).then(nothing)
    given(*GEKOZEN, GETUIGSCHRIFT).when(GetuigschriftVaststellen(getuigschrift=hoger)).then(hoger)


def test_what_came_of_it_may_become_known_after_the_closing() -> None:
    """Blueprint 3.3: after enrolment the provider takes over; nothing is taken up again by knowing it."""
    given(*AFGESLOTEN).when(inschrijven("client")).then(INGESCHREVEN)
    given(*AFGESLOTEN, INGESCHREVEN).when(OpleidingStopzetten(stopzetting=GESTOPT)).then(GESTOPT)
    given(*AFGESLOTEN).when(GetuigschriftVaststellen(getuigschrift=GETUIGSCHRIFT)).then(GETUIGSCHRIFT)


def test_the_question_goes_out_only_with_consent_for_it() -> None:
    """Issue 4 and design page privacy-security."""
    given(*AFGESLOTEN, toestemming("onderzoek")).when(VERSTUREN).then(refused("toestemming-bevraging-ontbreekt"))
    given(MAG, *AFGESLOTEN).when(VERSTUREN).then(BevragingVerstuurd(trap="begeleidingstraject"))
    weg = ingetrokken("bevraging")
    given(MAG, *AFGESLOTEN, weg).when(VERSTUREN).then(refused("toestemming-bevraging-ontbreekt"))


@pytest.mark.parametrize(
    ("verhaal", "trap"),
    [
        (
            (AANMELDING, InformatieVerstrekt(medium="telefoon", duur_minuten=5, beantwoord=True)),
            "informatieverstrekking",
        ),
        (GESPROKEN, "informatiebemiddeling"),
        (LOPEND, "begeleidingstraject"),
    ],
)
def test_the_question_is_about_the_highest_step_that_was_given(verhaal: tuple[Gegevens, ...], trap: str) -> None:
    """Design page indicators, trap."""
    given(*verhaal, MAG, afgesloten()).when(VERSTUREN).then(BevragingVerstuurd(trap=trap))


def test_who_got_no_service_is_not_asked_how_it_was() -> None:
    given(AANMELDING, MAG, afgesloten("niet-bereikbaar")).when(VERSTUREN).then(refused("geen-dienstverlening"))


def test_the_question_is_asked_once_and_not_before_the_end() -> None:
    """Issue 4: a closed dossier schedules it."""
    verstuurd = BevragingVerstuurd(trap="begeleidingstraject")
    given(*GEKOZEN, MAG).when(VERSTUREN).then(refused("dossier-nog-open"))
    given(*AFGESLOTEN, MAG, verstuurd).when(VERSTUREN).then(nothing)
    given(*AFGESLOTEN, MAG, verstuurd, HEROPEND, afgesloten()).when(VERSTUREN).then(nothing)


def test_nobody_writes_to_who_died() -> None:
    given(*GEKOZEN, MAG, afgesloten("overleden")).when(VERSTUREN).then(refused("client-overleden"))


def test_without_an_aanmelding_there_is_no_dossier() -> None:
    given(MAG).when(VERSTUREN).then(refused("dossier-onbekend"))
    given().when(inschrijven("client")).then(refused("dossier-onbekend"))
