"""What of a dossier is to mend: what is not known of who is guided, and facts that break a rule."""

from datetime import timedelta
from typing import Any

import pytest

from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.intake import ProfielAangevuld, ToestemmingGegeven, ToestemmingIngetrokken
from leerwinkel.gebeurtenissen.partners import DoorverwijzingGemaakt
from leerwinkel.gebeurtenissen.trajecten import BevragingVerstuurd, InschrijvingVastgesteld
from leerwinkel.testing.voorbeelden import gebeurtenis
from trajecten.leesmodel.bevindingen import ONTBREEKT, PROFIELVELDEN, bevindingen
from trajecten.web.bevindingen import BEVINDINGEN, REGELS, VELDEN

from .gegeven import (
    AANMELDING,
    BEMIDDELING,
    GEDISPATCHT,
    GESTART,
    HEROPEND,
    KEUZE,
    NU,
    afgesloten,
    gehouden,
    toestemming,
)

JA = toestemming("begeleiding")
WARM = DoorverwijzingGemaakt(doorverwijzing="r1", partnersoort="cvo", warm=True)
DAVINCI = InschrijvingVastgesteld(bron="davinci", aanbieder_soort="cvo")


def gevonden(*data: Gegevens, regels: bool = True) -> set[str]:
    """One hour after the other."""
    uren = [NU + timedelta(hours=n) for n in range(len(data))]
    events = [gebeurtenis(elk, "d1", time=uur, recordedtime=uur) for elk, uur in zip(data, uren, strict=True)]
    return {soort for soort in bevindingen(events) if soort.startswith(ONTBREEKT) != regels}


@pytest.mark.parametrize(
    ("data", "verwacht"),
    [
        ((), set[str]()),
        ((*GEDISPATCHT, JA, gehouden(), GESTART, KEUZE, afgesloten(), HEROPEND, gehouden("s2", "nazorg")), set[str]()),
        ((BEMIDDELING,), {"dossier-zonder-aanmelding"}),
        ((AANMELDING, gehouden()), {"sessie-voor-dispatching"}),
        ((AANMELDING, gehouden(), BEMIDDELING), {"sessie-voor-dispatching"}),
        ((*GEDISPATCHT, afgesloten(), gehouden()), {"sessie-op-afgesloten-dossier"}),
        ((*GEDISPATCHT, gehouden(), KEUZE), {"keuze-zonder-traject"}),
        ((*GEDISPATCHT, JA, KEUZE, GESTART), {"keuze-zonder-traject"}),
        ((*GEDISPATCHT, GESTART), {"traject-zonder-toestemming"}),
        ((*GEDISPATCHT, JA, ToestemmingIngetrokken(doel="begeleiding"), GESTART), {"traject-zonder-toestemming"}),
        ((*GEDISPATCHT, WARM), {"warme-overdracht-zonder-toestemming"}),
        ((*GEDISPATCHT, ToestemmingGegeven(doel="warme-overdracht"), WARM), set[str]()),
        ((*GEDISPATCHT, BevragingVerstuurd(trap="informatiebemiddeling")), {"bevraging-zonder-toestemming"}),
        ((*GEDISPATCHT, DAVINCI), {"koppeling-zonder-toestemming"}),
        ((*GEDISPATCHT, DAVINCI.model_copy(update={"bron": "client"})), set[str]()),
    ],
)
def test_facts_that_break_a_rule_are_found(data: tuple[Gegevens, ...], verwacht: set[str]) -> None:
    assert gevonden(*data) == verwacht


def test_a_talk_that_was_still_to_come_is_found_and_one_at_the_very_closing_is_not() -> None:
    vroeg = NU - timedelta(days=1)
    uren: list[tuple[Gegevens, dict[str, Any]]] = [
        (AANMELDING, {"time": vroeg, "recordedtime": vroeg}),
        (BEMIDDELING, {"time": vroeg, "recordedtime": vroeg}),
        (afgesloten(), {"time": NU, "recordedtime": vroeg}),
        (gehouden(), {"time": NU, "recordedtime": NU - timedelta(hours=1)}),
    ]
    events = [gebeurtenis(data, "d1", **anders) for data, anders in uren]
    assert [soort for soort in bevindingen(events) if soort in REGELS] == ["sessie-in-de-toekomst"]


def test_what_is_not_known_is_asked_of_who_had_a_talk_only() -> None:
    profiel = ProfielAangevuld(geboortejaar=1990, geslacht="wil-niet-zeggen", statuut="onbekend")
    later = ProfielAangevuld(statuut="niet-gevraagd", gemeente="44021")
    assert gevonden(*GEDISPATCHT, profiel, regels=False) == set()
    verwacht = {ONTBREEKT + veld for veld in PROFIELVELDEN} - {
        ONTBREEKT + veld for veld in ("geboortejaar", "geslacht", "gemeente")
    }
    assert gevonden(*GEDISPATCHT, profiel, gehouden(), later, regels=False) == verwacht


def test_every_kind_has_words_and_a_page_where_it_is_mended() -> None:
    assert {*VELDEN} == {ONTBREEKT + veld for veld in PROFIELVELDEN}
    buren = {"intake": "http://intake"}
    adressen = {bevinding.adres(buren, "d1") for bevinding in BEVINDINGEN.values()}
    assert adressen == {
        "/dossiers/d1",
        *(f"http://intake/dossiers/d1/{pad}" for pad in ("dispatching", "toestemming", "profiel")),
    }
