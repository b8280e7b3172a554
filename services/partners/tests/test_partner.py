"""Partners and loketten of a region: they begin, change and end."""

from datetime import timedelta
from typing import Any

import pytest

from leerwinkel.gebeurtenissen.partners import (
    LoketGeopend,
    LoketGesloten,
    PartnerBeeindigd,
    PartnerGeregistreerd,
    PartnerGewijzigd,
    ZitdagGehouden,
)
from leerwinkel.testing.scenario import Scenario, nothing, refused
from leerwinkel.testing.voorbeelden import BEGIN, gebeurtenis
from partners.domain.loket import LOKET, LoketOpenen, LoketSluiten, ZitdagRegistreren
from partners.domain.partner import PARTNER, PartnerBeeindigen, PartnerRegistreren, PartnerWijzigen

partner = Scenario(PARTNER).given
loket = Scenario(LOKET).given

CVO: dict[str, str] = {"naam": "CVO Lethas", "partnersoort": "cvo", "gemeente": "44021"}
CBE = CVO | {"partnersoort": "cbe"}
EINDE = PartnerBeeindigd(**CVO)


def test_a_partnership_begins_changes_and_ends() -> None:
    """Blueprint 4.2: partnerships are built, and kept."""
    partner().when(PartnerRegistreren(**CVO)).then(PartnerGeregistreerd(**CVO))
    partner(PartnerGeregistreerd(**CVO)).when(PartnerWijzigen(**CBE)).then(PartnerGewijzigd(**CBE))
    partner(PartnerGeregistreerd(**CBE), PartnerGewijzigd(**CVO)).when(PartnerBeeindigen()).then(EINDE)


def test_what_is_known_of_a_partner_is_not_said_again() -> None:
    partner(PartnerGeregistreerd(**CVO)).when(PartnerRegistreren(**CVO)).then(nothing)
    partner(PartnerGeregistreerd(**CBE), PartnerGewijzigd(**CVO)).when(PartnerWijzigen(**CVO)).then(nothing)
    partner(PartnerGeregistreerd(**CVO), EINDE).when(PartnerBeeindigen()).then(nothing)


def test_one_id_is_one_partner() -> None:
    partner(PartnerGeregistreerd(**CVO)).when(PartnerRegistreren(**CBE)).then(refused("partner-bestaat-al"))


def test_an_unknown_partner_does_not_change_or_end() -> None:
    partner().when(PartnerWijzigen(**CVO)).then(refused("partner-onbekend"))
    partner().when(PartnerBeeindigen()).then(refused("partner-onbekend"))


def test_a_partnership_that_ended_stays_ended() -> None:
    partner(PartnerGeregistreerd(**CVO), EINDE).when(PartnerRegistreren(**CVO)).then(refused("partner-beeindigd"))
    partner(PartnerGeregistreerd(**CVO), EINDE).when(PartnerWijzigen(**CBE)).then(refused("partner-beeindigd"))
    elders = PartnerGewijzigd(**CBE)
    partner(PartnerGeregistreerd(**CVO), EINDE, elders).when(PartnerBeeindigen()).then(nothing)


def test_a_partner_that_another_system_registers_anew_is_back() -> None:
    partner(PartnerGeregistreerd(**CVO), EINDE, PartnerGeregistreerd(**CBE)).when(PartnerWijzigen(**CVO)).then(
        PartnerGewijzigd(**CVO)
    )


OPEN = LoketGeopend(partner="p1", gemeente="44021")
DICHT = LoketGesloten(partner="p1", gemeente="44021")
VORIGE_WEEK = BEGIN - timedelta(days=7)


def zitdag(**anders: Any) -> ZitdagRegistreren:
    velden: dict[str, Any] = {"bezoekers": 9, "duur_minuten": 180, "tijdstip": VORIGE_WEEK, "nu": BEGIN}
    return ZitdagRegistreren(**velden | anders)


def gehouden(bezoekers: int = 9) -> ZitdagGehouden:
    return ZitdagGehouden(partner="p1", gemeente="44021", bezoekers=bezoekers, duur_minuten=180)


def test_a_loket_opens_in_the_house_of_a_partner_and_closes() -> None:
    """Blueprint 4.1: integrated loketten."""
    loket().when(LoketOpenen(partner="p1", gemeente="44021")).then(OPEN)
    loket(OPEN).when(LoketOpenen(partner="p1", gemeente="44021")).then(nothing)
    loket(OPEN).when(LoketSluiten()).then(DICHT)
    loket(OPEN, DICHT).when(LoketSluiten()).then(nothing)


def test_one_id_is_one_loket() -> None:
    loket(OPEN).when(LoketOpenen(gemeente="44021")).then(refused("loket-bestaat-al"))


def test_a_loket_closes_for_good() -> None:
    loket(OPEN, DICHT).when(LoketOpenen(partner="p1", gemeente="44021")).then(refused("loket-gesloten"))


def test_an_unknown_loket_does_not_close_and_has_no_zitdagen() -> None:
    loket().when(LoketSluiten()).then(refused("loket-onbekend"))
    loket().when(zitdag()).then(refused("loket-onbekend"))
    loket(DICHT).when(zitdag()).then(refused("loket-onbekend"))


def test_a_zitdag_takes_place_where_the_loket_is() -> None:
    """Blueprint 4.1: zitdagen at partners and in public places."""
    loket(OPEN).when(zitdag()).then(gehouden())
    loket(gebeurtenis(gehouden(), "l1", time=VORIGE_WEEK), OPEN).when(zitdag()).then(nothing)


def test_a_zitdag_in_the_future_was_not_held() -> None:
    """Issue, step 3: no session in the future marked as held."""
    loket(OPEN).when(zitdag(tijdstip=BEGIN + timedelta(minutes=1))).then(refused("zitdag-in-de-toekomst"))
    loket(OPEN).when(zitdag(tijdstip=BEGIN)).then(gehouden())


def test_a_loket_has_one_zitdag_at_a_time() -> None:
    eerder = gebeurtenis(gehouden(bezoekers=4), "l1", time=VORIGE_WEEK)
    loket(eerder, OPEN).when(zitdag()).then(refused("zitdag-al-geregistreerd"))
    loket(eerder, OPEN).when(zitdag(tijdstip=VORIGE_WEEK + timedelta(days=1))).then(gehouden())


@pytest.mark.parametrize(("dagen", "verwacht"), [(-8, gehouden()), (-6, refused("loket-gesloten"))])
def test_a_zitdag_of_before_the_closing_can_still_be_registered(dagen: int, verwacht: Any) -> None:
    begin = gebeurtenis(OPEN, "l1", time=BEGIN - timedelta(days=30))
    einde = gebeurtenis(DICHT, "l1", time=VORIGE_WEEK)
    loket(begin, einde).when(zitdag(tijdstip=BEGIN + timedelta(days=dagen))).then(verwacht)


def test_a_zitdag_that_was_registered_stays_so_after_the_closing() -> None:
    begin = gebeurtenis(OPEN, "l1", time=BEGIN - timedelta(days=30))
    einde = gebeurtenis(DICHT, "l1", time=VORIGE_WEEK - timedelta(days=1))
    laat = gebeurtenis(gehouden(), "l1", time=VORIGE_WEEK)
    loket(begin, einde, laat).when(zitdag()).then(nothing)
