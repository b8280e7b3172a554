"""The traject: with a talk and with consent, one begeleider, and what accompanies it."""

from leerwinkel.gebeurtenissen.trajecten import (
    BegeleiderGewijzigd,
    DrempelVastgesteld,
    MicrocontactGeregistreerd,
    TrajectGestart,
)
from leerwinkel.testing.scenario import nothing, refused
from trajecten.domain.traject import BegeleiderWijzigen, DrempelVaststellen, MicrocontactRegistreren, TrajectStarten

from .gegeven import (
    AANMELDING,
    AFGESLOTEN,
    GEDISPATCHT,
    GESPROKEN,
    GESTART,
    HEROPEND,
    LOPEND,
    OVERGEDRAGEN,
    gehouden,
    given,
    ingetrokken,
    toestemming,
)

STARTEN = TrajectStarten(begeleider="b1", instemming=True)
OVERDRAGEN = BegeleiderWijzigen(naar="b2", reden="afwezigheid")
SMS = MicrocontactGeregistreerd(medium="sms", richting="uit")
TIJD = DrempelVastgesteld(drempelsoort="situationeel-tijd", ernst=2)


def test_a_traject_starts_after_a_talk_with_the_consent_of_the_client() -> None:
    """Blueprint 3.1 (laagdrempelig) and 3.2 b."""
    given(*GESPROKEN).when(STARTEN).then(GESTART)
    given(*GESPROKEN).when(TrajectStarten(begeleider="b1", instemming=False)).then(refused("instemming-ontbreekt"))


def test_a_traject_before_any_talk_is_refused() -> None:
    """Blueprint 3.2 b: who is not helped after the talk can choose a traject."""
    given(*GEDISPATCHT).when(STARTEN).then(refused("gesprek-ontbreekt"))
    given(AANMELDING).when(STARTEN).then(refused("gesprek-ontbreekt"))


def test_consent_for_guidance_that_was_withdrawn_stops_a_traject_from_starting() -> None:
    """Issue 4: refused after the withdrawal; given again it may."""
    weg = ingetrokken("begeleiding")
    given(*GESPROKEN, weg).when(STARTEN).then(refused("toestemming-begeleiding-ingetrokken"))
    given(*GESPROKEN, weg, toestemming("begeleiding")).when(STARTEN).then(GESTART)
    given(*GESPROKEN, ingetrokken("onderzoek")).when(STARTEN).then(GESTART)


def test_a_traject_that_runs_is_not_started_again() -> None:
    given(*LOPEND).when(STARTEN).then(nothing)
    given(*LOPEND).when(TrajectStarten(begeleider="b2", instemming=True)).then(refused("andere-begeleider"))


def test_who_held_the_intake_guides_the_traject() -> None:
    """Blueprint 3.1: one begeleider from intake to follow-up."""
    given(*GESPROKEN).when(TrajectStarten(begeleider="b2", instemming=True)).then(refused("andere-begeleider"))
    ander = TrajectGestart(begeleider="b2", instemming=True)
    given(*GESPROKEN, OVERGEDRAGEN).when(TrajectStarten(begeleider="b2", instemming=True)).then(ander)


def test_nazorg_can_start_a_traject_anew() -> None:
    """Blueprint 3.3, nazorg."""
    given(*AFGESLOTEN).when(STARTEN).then(refused("dossier-afgesloten"))
    given(*AFGESLOTEN, HEROPEND).when(STARTEN).then(GESTART)
    given(*AFGESLOTEN, HEROPEND, GESTART).when(STARTEN).then(nothing)


def test_handing_over_is_an_event_with_a_reason() -> None:
    """Issue 4 and blueprint 3.1."""
    given(*LOPEND).when(OVERDRAGEN).then(OVERGEDRAGEN)
    given(*LOPEND).when(BegeleiderWijzigen(naar="b2", reden=None)).then(refused("reden-ontbreekt"))
    given(*LOPEND, OVERGEDRAGEN).when(OVERDRAGEN).then(nothing)
    terug = BegeleiderWijzigen(naar="b1", reden="vraag-client")
    given(*LOPEND, OVERGEDRAGEN).when(terug).then(BegeleiderGewijzigd(van="b2", naar="b1", reden="vraag-client"))


def test_before_the_first_talk_there_is_nobody_to_hand_over_from() -> None:
    given(*GEDISPATCHT).when(OVERDRAGEN).then(refused("begeleider-ontbreekt"))


def test_who_only_gave_nazorg_is_not_the_begeleider() -> None:
    """Blueprint 3.1: from intake to follow-up; nazorg comes after it."""
    nazorg = gehouden("s9", "nazorg", "b9")
    given(*AFGESLOTEN, HEROPEND, nazorg).when(OVERDRAGEN).then(OVERGEDRAGEN)
    given(*GEDISPATCHT, nazorg).when(OVERDRAGEN).then(refused("begeleider-ontbreekt"))


def test_every_microcontact_counts() -> None:
    """Blueprint 3.4: also the second equal text message keeps somebody on board."""
    given(AANMELDING).when(MicrocontactRegistreren(contact=SMS)).then(SMS)
    given(*LOPEND, SMS).when(MicrocontactRegistreren(contact=SMS)).then(SMS)


def test_a_drempel_is_said_once_until_its_ernst_changes() -> None:
    """Blueprint 2.1."""
    zwaarder = TIJD.model_copy(update={"ernst": 3})
    elders = TIJD.model_copy(update={"thema": "nt2"})
    given(*LOPEND).when(DrempelVaststellen(drempel=TIJD)).then(TIJD)
    given(*LOPEND, TIJD).when(DrempelVaststellen(drempel=TIJD)).then(nothing)
    given(*LOPEND, TIJD).when(DrempelVaststellen(drempel=zwaarder)).then(zwaarder)
    given(*LOPEND, TIJD, zwaarder).when(DrempelVaststellen(drempel=TIJD)).then(TIJD)
    given(*LOPEND, TIJD).when(DrempelVaststellen(drempel=elders)).then(elders)


def test_on_a_closed_dossier_nothing_of_it_goes_on() -> None:
    """Issue 4: reopen first."""
    for command in (OVERDRAGEN, MicrocontactRegistreren(contact=SMS), DrempelVaststellen(drempel=TIJD)):
        given(*AFGESLOTEN).when(command).then(refused("dossier-afgesloten"))
    given(*AFGESLOTEN, HEROPEND).when(MicrocontactRegistreren(contact=SMS)).then(SMS)


def test_without_an_aanmelding_there_is_no_dossier() -> None:
    """Blueprint 3.3: the phases follow each other."""
    for command in (STARTEN, OVERDRAGEN, MicrocontactRegistreren(contact=SMS), DrempelVaststellen(drempel=TIJD)):
        given().when(command).then(refused("dossier-onbekend"))
