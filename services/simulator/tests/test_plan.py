"""The stories before they are played: each follows from the seed and its own number, and stays within the days."""

from datetime import date

import pytest

from simulator.dossier import dossierplan
from simulator.netwerk import Netwerk
from simulator.persoon import persoon_van
from simulator.signalen import signaalverhalen
from simulator.vraag import lees_vraag
from simulator.wereld import KNELPUNT_REGIOS, STREKEN, Wereld, verdeel

WERELD = Wereld(7, date(2026, 11, 1), 120)


@pytest.mark.parametrize("nummer", range(12))
def test_a_dossier_is_the_same_each_time_and_another_seed_gives_another(nummer: int) -> None:
    eerste = dossierplan(WERELD, "gent", nummer)
    assert dossierplan(Wereld(7, date(2026, 11, 1), 120), "gent", nummer) == eerste
    assert dossierplan(Wereld(8, date(2026, 11, 1), 120), "gent", nummer).dossier != eerste.dossier
    assert dossierplan(WERELD, "limburg", nummer).dossier != eerste.dossier


def test_nothing_happens_or_is_registered_after_the_last_day_and_each_story_goes_forward() -> None:
    verhalen = [dossierplan(WERELD, "brussel", nummer).stappen for nummer in range(60)]
    anders = [*Netwerk(WERELD, "brussel").verhalen(), *signaalverhalen(WERELD, "brussel", 200)]
    for stappen in verhalen:
        assert all(max(stap.tijdstip, stap.geregistreerd) < WERELD.einde for stap in stappen)
        eigen = [stap.tijdstip for stap in stappen if stap.bijzonder is None]
        assert eigen == sorted(eigen)
        assert all(stap.tijdstip <= stap.geregistreerd for stap in stappen)
    assert sum(map(bool, verhalen)) > 50
    nummers = [stap.gelegenheid.command_id for stappen in [*verhalen, *anders] for stap in stappen]
    assert len(set(nummers)) == len(nummers)


def test_all_dossiers_are_divided_and_a_region_alone_gets_them_all() -> None:
    assert verdeel(7, ["gent"]) == {"gent": 7}
    over_alle = verdeel(1001, list(STREKEN))
    assert sum(over_alle.values()) == 1001
    assert over_alle["west-vlaanderen"] > over_alle["gent"] > over_alle["brussel"] > 0


def test_the_bottleneck_rises_in_its_regions_and_only_there() -> None:
    def signalen(regio: str, deel: int) -> int:
        """Of the theme, in that third of the days."""
        alle = [stappen[0] for stappen in signaalverhalen(WERELD, regio, 1500)]
        thema = [stap for stap in alle if stap.tijdstip and getattr(stap.command, "signaal", None)]
        raak = [stap for stap in thema if stap.command.signaal.thema == WERELD.knelpunt]
        derde = (WERELD.einde - WERELD.begin) / 3
        return sum(deel <= (stap.tijdstip - WERELD.begin) / derde < deel + 1 for stap in raak)

    for regio in KNELPUNT_REGIOS:
        assert signalen(regio, 2) > 5 * max(1, signalen(regio, 0))
    assert signalen("gent", 2) < 3 * max(1, signalen("gent", 0))


def test_some_come_back_some_are_known_elsewhere_and_each_region_has_ids_of_its_own() -> None:
    mensen = [persoon_van(WERELD, "gent", nummer) for nummer in range(600)]
    terug = [wie for wie in mensen if wie.bekend and wie.woont == "gent"]
    elders = [wie for wie in mensen if wie.woont != "gent"]
    assert 20 < len(terug) < 90
    assert 3 < len(elders) < 30
    assert {wie.gegevens.email for wie in terug} <= {wie.gegevens.email for wie in mensen if not wie.bekend}
    assert elders[0].client(WERELD, "gent") != elders[0].client(WERELD, elders[0].woont)


@pytest.mark.parametrize(
    ("regio", "tot", "knelpunt", "zin"),
    [
        ("atlantis", None, "nt2", "geen regio"),
        ("gent", date(2999, 1, 1), "nt2", "nog moet gebeuren"),
        ("alle", None, "onzin", "geen thema"),
    ],
)
def test_a_question_that_cannot_be_is_refused_in_one_sentence(
    regio: str, tot: date | None, knelpunt: str, zin: str
) -> None:
    with pytest.raises(ValueError, match=zin):
        lees_vraag(regio, 10, dagen=30, zaad=1, tot=tot, knelpunt=knelpunt)
