"""The profile: filled in as more becomes known, the latest value counts (catalogue of events: profiel)."""

from datetime import datetime
from typing import Any

import pytest

from intake.domain.profiel import PROFIEL, ProfielAanvullen
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.intake import DossierAfgesloten, DossierHeropend, ProfielAangevuld
from leerwinkel.gebeurtenissen.profiel import Profiel
from leerwinkel.testing.scenario import Scenario, nothing, refused

from .bouw import LATER, SESSIE, aanmelding, moment, om

given = Scenario(PROFIEL).given
AANMELDING = aanmelding()
GESLOTEN = DossierAfgesloten(reden="beantwoord")
EEN, ANDER = "e30..aXY.YWJj.dGFn", "e30..aXY.ZGVm.dGFn"


def aanvullen(tijdstip: datetime = LATER, **velden: Any) -> ProfielAanvullen:
    return ProfielAanvullen(aanvulling=ProfielAangevuld(**velden), tijdstip=tijdstip)


def test_what_becomes_known_is_added() -> None:
    given(AANMELDING).when(aanvullen(statuut="leefloon", kansengroepen=("armoede",))).then(
        ProfielAangevuld(statuut="leefloon", kansengroepen=("armoede",))
    )


def test_what_is_known_already_is_left_out() -> None:
    given(AANMELDING).when(aanvullen(geslacht="v")).then(nothing)
    given(AANMELDING).when(aanvullen(geslacht="v", nederlands="B1")).then(ProfielAangevuld(nederlands="B1"))
    given(AANMELDING, ProfielAangevuld(nederlands="B1")).when(aanvullen(nederlands="B1")).then(nothing)


def test_the_three_ways_not_to_know_are_kept_apart() -> None:
    """Catalogue of events: profiel."""
    given(AANMELDING, ProfielAangevuld(statuut="niet-gevraagd")).when(aanvullen(statuut="wil-niet-zeggen")).then(
        ProfielAangevuld(statuut="wil-niet-zeggen")
    )


def test_new_persoonsgegevens_are_added() -> None:
    given(aanmelding(persoonsgegevens=EEN)).when(aanvullen(persoonsgegevens=EEN)).then(nothing)
    given(aanmelding(persoonsgegevens=EEN)).when(aanvullen(persoonsgegevens=ANDER)).then(
        ProfielAangevuld(persoonsgegevens=ANDER)
    )


def test_a_value_from_before_the_one_that_counts_is_too_late() -> None:
    feiten = om(1, AANMELDING), om(5, ProfielAangevuld(statuut="leefloon"))
    given(*feiten).when(aanvullen(moment(4), statuut="werkend")).then(refused("al-later-beslist"))
    given(*feiten).when(aanvullen(moment(4), nederlands="A2")).then(ProfielAangevuld(nederlands="A2"))


def test_of_two_aanmeldingen_the_first_counts() -> None:
    given(AANMELDING, aanmelding(profiel=Profiel(geslacht="x"))).when(aanvullen(geslacht="v")).then(nothing)


@pytest.mark.parametrize(
    ("feiten", "code"),
    [
        ((), "nog-geen-aanmelding"),
        ((SESSIE,), "nog-geen-aanmelding"),
        ((AANMELDING, GESLOTEN), "dossier-afgesloten"),
        ((SESSIE, GESLOTEN), "dossier-afgesloten"),
    ],
)
def test_a_profile_belongs_to_an_open_dossier(feiten: tuple[Gegevens, ...], code: str) -> None:
    given(*feiten).when(aanvullen(statuut="werkend")).then(refused(code))


def test_and_to_a_reopened_one() -> None:
    given(AANMELDING, GESLOTEN, DossierHeropend(aanleiding="nazorg")).when(aanvullen(statuut="werkend")).then(
        ProfielAangevuld(statuut="werkend")
    )
