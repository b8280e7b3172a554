"""Signalen, klachten and second-line support."""

from datetime import timedelta
from typing import Any

from leerwinkel.gebeurtenissen.partners import (
    KlachtBehandeld,
    KlachtOntvangen,
    SignaalGemeld,
    SignaalOpgevolgd,
    TweedelijnsvraagBeantwoord,
)
from leerwinkel.testing.scenario import Scenario, nothing, refused
from leerwinkel.testing.voorbeelden import BEGIN, gebeurtenis
from partners.domain.klacht import KLACHT, KlachtBehandelen, KlachtRegistreren
from partners.domain.regio import REGIO, TweedelijnsvraagBeantwoorden
from partners.domain.signaal import SIGNAAL, SignaalMelden, SignaalOpvolgen

signaal = Scenario(SIGNAAL).given
klacht = Scenario(KLACHT).given
regio = Scenario(REGIO).given

GEMELD = SignaalGemeld(soort="drempel", drempelsoort="kinderopvang", thema="nt2", bestuursniveau="lokaal", ernst=2)
DOOR = SignaalOpgevolgd(door="leerwinkel", gevolg="doorgegeven")
OPGELOST = SignaalOpgevolgd(door="lokaal-bestuur", gevolg="opgelost")


def test_a_signaal_is_reported_once() -> None:
    """Blueprint 5.1: signalling, to influence policy."""
    signaal().when(SignaalMelden(GEMELD)).then(GEMELD)
    signaal(GEMELD).when(SignaalMelden(GEMELD)).then(nothing)
    signaal(GEMELD, DOOR).when(SignaalMelden(GEMELD)).then(nothing)
    erger = GEMELD.model_copy(update={"ernst": 3})
    signaal(GEMELD).when(SignaalMelden(erger)).then(refused("signaal-bestaat-al"))


def test_a_signaal_is_followed_up_until_it_is_solved() -> None:
    doorgeven = SignaalOpvolgen(door="leerwinkel", gevolg="doorgegeven")
    signaal(GEMELD).when(doorgeven).then(DOOR)
    signaal(GEMELD, DOOR).when(doorgeven).then(nothing)
    signaal(GEMELD, DOOR).when(SignaalOpvolgen(door="lokaal-bestuur", gevolg="opgelost")).then(OPGELOST)
    signaal(GEMELD, DOOR, OPGELOST).when(doorgeven).then(DOOR)


def test_what_was_not_reported_is_not_followed_up() -> None:
    signaal().when(SignaalOpvolgen(door="vol", gevolg="in-onderzoek")).then(refused("signaal-onbekend"))


def test_a_follow_up_that_was_told_first_counts_once_the_signaal_is_there() -> None:
    signaal(DOOR, GEMELD).when(SignaalOpvolgen(door="leerwinkel", gevolg="doorgegeven")).then(nothing)


def test_a_klacht_comes_in_and_is_dealt_with() -> None:
    binnen, klaar = KlachtOntvangen(thema="wachttijd"), KlachtBehandeld(thema="wachttijd", uitkomst="gegrond")
    klacht().when(KlachtRegistreren("wachttijd")).then(binnen)
    klacht(binnen).when(KlachtRegistreren("wachttijd")).then(nothing)
    klacht(binnen).when(KlachtBehandelen("gegrond")).then(klaar)
    klacht(binnen, klaar).when(KlachtBehandelen("gegrond")).then(nothing)
    klacht(binnen, klaar).when(KlachtRegistreren("wachttijd")).then(nothing)


def test_a_klacht_has_one_theme_and_one_outcome() -> None:
    binnen, klaar = KlachtOntvangen(thema="wachttijd"), KlachtBehandeld(uitkomst="gegrond")
    klacht(binnen).when(KlachtRegistreren("privacy")).then(refused("klacht-bestaat-al"))
    klacht(binnen, klaar).when(KlachtBehandelen("ongegrond")).then(refused("klacht-al-behandeld"))


def test_a_klacht_that_did_not_come_in_is_not_dealt_with() -> None:
    klacht().when(KlachtBehandelen("gegrond")).then(refused("klacht-onbekend"))


VRAAG = TweedelijnsvraagBeantwoord(partnersoort="caw", thema="nt2", duur_minuten=10)


def beantwoorden(**anders: Any) -> TweedelijnsvraagBeantwoorden:
    velden: dict[str, Any] = {"vraag": VRAAG, "medewerker": "m1", "tijdstip": BEGIN, "nu": BEGIN}
    return TweedelijnsvraagBeantwoorden(**velden | anders)


def test_second_line_support_is_registered() -> None:
    """Blueprint 3.2 and 4: advice to counsellors of other services."""
    regio().when(beantwoorden()).then(VRAAG)


def test_the_same_question_at_the_same_moment_counts_once_per_medewerker() -> None:
    eerder = gebeurtenis(VRAAG, "gent", time=BEGIN, medewerker="m1")
    regio(eerder).when(beantwoorden()).then(nothing)
    regio(eerder).when(beantwoorden(medewerker="m2")).then(VRAAG)
    regio(eerder).when(beantwoorden(tijdstip=BEGIN - timedelta(hours=1))).then(VRAAG)


def test_what_will_be_answered_was_not_answered() -> None:
    """Issue, step 3: nothing in the future marked as held."""
    later = beantwoorden(tijdstip=BEGIN + timedelta(seconds=1))
    regio().when(later).then(refused("tweedelijnsvraag-in-de-toekomst"))
