"""The next steps of a dossier: what the decider allows now, and what usually comes first."""

from datetime import timedelta

import pytest

from leerwinkel.gebeurtenissen import Gegevens
from trajecten.leesmodel import stand
from trajecten.stappen import contact_mag, stappen

from .gegeven import (
    AANMELDING,
    AFGESLOTEN,
    GEDISPATCHT,
    GEKOZEN,
    GESPROKEN,
    HEROPEND,
    INGESCHREVEN,
    LOPEND,
    NU,
    op,
)

ALTIJD = {"inschrijving", "getuigschrift"}
OPEN = ALTIJD | {"drempel"}


@pytest.mark.parametrize(
    ("verleden", "eigen", "voorop"),
    [
        ((), set[str](), set[str]()),
        ((AANMELDING,), OPEN, {"dispatching"}),
        (GEDISPATCHT, OPEN | {"sessie", "gesprek"}, {"sessie", "gesprek"}),
        (GESPROKEN, OPEN | {"sessie", "gesprek", "traject", "keuze", "begeleider"}, {"traject", "keuze"}),
        (LOPEND, OPEN | {"sessie", "gesprek", "keuze", "begeleider"}, {"sessie", "keuze"}),
        (GEKOZEN, OPEN | {"sessie", "gesprek", "keuze", "begeleider"}, {"inschrijving"}),
        (
            (*GEKOZEN, INGESCHREVEN),
            OPEN | {"sessie", "gesprek", "keuze", "begeleider", "stopzetting"},
            {"afsluiten"},
        ),
        (AFGESLOTEN, ALTIJD, set[str]()),
        (
            (*AFGESLOTEN, HEROPEND),
            OPEN | {"sessie", "gesprek", "traject", "keuze", "begeleider"},
            {"sessie"},
        ),
    ],
)
def test_each_state_has_its_steps(verleden: tuple[Gegevens, ...], eigen: set[str], voorop: set[str]) -> None:
    gevonden = stappen(stand([op(NU, data) for data in verleden]), NU + timedelta(hours=1))
    assert {stap.pad for stap in gevonden if stap.service == "trajecten"} == eigen
    assert {stap.pad for stap in gevonden if stap.voorop} == voorop


def test_of_the_other_services_a_closed_dossier_only_can_be_reopened_and_ask_consent() -> None:
    anderen = [
        stap.pad for stap in stappen(stand([op(NU, data) for data in AFGESLOTEN]), NU) if stap.service != "trajecten"
    ]
    assert anderen == ["heropenen", "toestemming"]


def test_a_microcontact_is_for_an_open_dossier() -> None:
    assert contact_mag(stand([op(NU, AANMELDING)]))
    assert not contact_mag(stand([op(NU, data) for data in AFGESLOTEN]))
