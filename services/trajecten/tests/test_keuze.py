"""The keuze is the cliënt's own, follows on a talk, and can be revised."""

from leerwinkel.gebeurtenissen.trajecten import KeuzeHerzien
from leerwinkel.testing.scenario import nothing, refused
from trajecten.domain.keuze import KeuzeAanpassen, KeuzeRegistreren

from .gegeven import AFGESLOTEN, GEDISPATCHT, GEKOZEN, GESPROKEN, HEROPEND, INGESCHREVEN, KEUZE, LOPEND, given

ANDERS = KeuzeHerzien(aanbieder_soort="cbe")
REGISTREREN = KeuzeRegistreren(keuze=KEUZE, van_client=True)
AANPASSEN = KeuzeAanpassen(keuze=ANDERS, van_client=True)


def test_the_keuze_is_the_clients() -> None:
    """Blueprint 3.1, de cliënt neemt het voortouw."""
    given(*LOPEND).when(REGISTREREN).then(KEUZE)
    given(*LOPEND).when(KeuzeRegistreren(keuze=KEUZE, van_client=False)).then(refused("keuze-niet-van-client"))
    given(*GEKOZEN).when(KeuzeAanpassen(keuze=ANDERS, van_client=False)).then(refused("keuze-niet-van-client"))


def test_one_talk_can_be_enough_for_a_keuze_and_none_is_not() -> None:
    """Blueprint 3.3: from options weighed with the begeleider; many choose after a single talk."""
    given(*GESPROKEN).when(REGISTREREN).then(KEUZE)
    given(*GEDISPATCHT).when(REGISTREREN).then(refused("keuze-zonder-gesprek"))


def test_a_keuze_is_made_once_and_revised_as_often_as_needed() -> None:
    """Issue 4."""
    given(*GEKOZEN).when(REGISTREREN).then(nothing)
    given(*GEKOZEN).when(AANPASSEN).then(ANDERS)
    given(*GEKOZEN, ANDERS).when(AANPASSEN).then(nothing)
    given(*GEKOZEN, ANDERS).when(REGISTREREN).then(refused("keuze-bestaat-al"))
    terug = KeuzeHerzien(**dict(KEUZE))
    given(*GEKOZEN, ANDERS).when(KeuzeAanpassen(keuze=terug, van_client=True)).then(terug)
    given(*GEKOZEN, INGESCHREVEN).when(AANPASSEN).then(ANDERS)


def test_what_was_not_chosen_cannot_be_revised() -> None:
    given(*LOPEND).when(AANPASSEN).then(refused("keuze-ontbreekt"))


def test_a_closed_dossier_takes_no_keuze() -> None:
    """Issue 4: reopen first."""
    given(*AFGESLOTEN).when(AANPASSEN).then(refused("dossier-afgesloten"))
    given(*AFGESLOTEN, HEROPEND).when(AANPASSEN).then(ANDERS)
    given().when(REGISTREREN).then(refused("dossier-onbekend"))
