"""Information sessions and making the leerwinkel known (blueprint 3.2 a, 5.1)."""

from datetime import datetime

from intake.domain.regio import REGIO, BekendmakingRegistreren, InfosessieRegistreren
from leerwinkel.gebeurtenissen.intake import BekendmakingUitgevoerd, InfosessieGehouden
from leerwinkel.testing.scenario import Scenario, nothing, refused

from .bouw import moment, om

given = Scenario(REGIO).given
SESSIE = InfosessieGehouden(doelgroep="professionals", deelnemers=12, duur_minuten=90)
BEKEND = BekendmakingUitgevoerd(doelgroep="laaggeschoold", partner="p1", kanaal="straathoek", bereik=40)


def infosessie(tijdstip: datetime) -> InfosessieRegistreren:
    return InfosessieRegistreren(infosessie=SESSIE, tijdstip=tijdstip, nu=moment(10))


def bekendmaking(tijdstip: datetime) -> BekendmakingRegistreren:
    return BekendmakingRegistreren(bekendmaking=BEKEND, tijdstip=tijdstip, nu=moment(10))


def test_what_was_done_is_registered() -> None:
    given().when(infosessie(moment(1))).then(SESSIE)
    given(om(1, SESSIE)).when(bekendmaking(moment(1))).then(BEKEND)


def test_the_same_at_the_same_moment_is_registered_once() -> None:
    given(om(1, SESSIE)).when(infosessie(moment(1))).then(nothing)
    given(om(1, BEKEND)).when(bekendmaking(moment(1))).then(nothing)
    given(om(1, SESSIE)).when(infosessie(moment(2))).then(SESSIE)


def test_what_is_still_to_come_was_not_done() -> None:
    """Issue, domain: nothing in the future is marked as held."""
    given().when(infosessie(moment(11))).then(refused("nog-niet-gebeurd"))
    given().when(bekendmaking(moment(11))).then(refused("nog-niet-gebeurd"))
