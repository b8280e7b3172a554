"""Corrections and retractions: what may be said about what was said."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from leerwinkel.dossier import correctie
from leerwinkel.dossier.correctie import CORRECTIE, Correctieopdracht, GebeurtenisCorrigeren, GebeurtenisIntrekken
from leerwinkel.dossier.weigeringen import ZINNEN
from leerwinkel.eventsourcing import Refusal
from leerwinkel.gebeurtenissen.basis import Doel, Gegevens
from leerwinkel.gebeurtenissen.correctie import CORRECTIES
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis, gegevens_als_json
from leerwinkel.gebeurtenissen.geldig import geldig
from leerwinkel.gebeurtenissen.intake import ToestemmingGegeven
from leerwinkel.gebeurtenissen.register import DIENSTEN, soorten_van
from leerwinkel.testing.gebeurtenissen import gebeurtenissen
from leerwinkel.testing.scenario import Scenario, nothing, refused
from leerwinkel.testing.voorbeelden import BEGIN, gebeurtenis, microcontact, sessie

given = Scenario(CORRECTIE).given

NU = datetime(2030, 1, 1, tzinfo=UTC)
GEHOUDEN = sessie("d1", minuten=60)
OUDER = sessie("d1", minuten=60, time=BEGIN - timedelta(days=2))
LANGER = gegevens_als_json(GEHOUDEN.data) | {"duur_minuten": 90}
Gecorrigeerd, Ingetrokken = CORRECTIES["trajecten"]


def corrigeren(event: AnyGebeurtenis, **anders: Any) -> GebeurtenisCorrigeren:
    command = GebeurtenisCorrigeren(service="trajecten", doel=event.sleutel, gegevens=LANGER, reden="invoerfout", nu=NU)
    return replace(command, **anders)


def intrekken(event: AnyGebeurtenis, **anders: Any) -> GebeurtenisIntrekken:
    return replace(GebeurtenisIntrekken(service="trajecten", doel=event.sleutel, reden="dubbel"), **anders)


def gecorrigeerd(event: AnyGebeurtenis, tijdstip: datetime | None = None, **velden: Any) -> AnyGebeurtenis:
    data = Gecorrigeerd(doel=event.sleutel, gegevens=LANGER | velden, tijdstip=tijdstip, reden="invoerfout")
    return gebeurtenis(data, "d1")


def ingetrokken(event: AnyGebeurtenis) -> AnyGebeurtenis:
    return gebeurtenis(Ingetrokken(doel=event.sleutel, reden="dubbel"), "d1")


def test_an_event_is_corrected_with_a_reason() -> None:
    given(GEHOUDEN).when(corrigeren(GEHOUDEN)).then(
        Gecorrigeerd(doel=GEHOUDEN.sleutel, gegevens=LANGER, reden="invoerfout")
    )


def test_an_event_is_retracted_with_a_reason() -> None:
    given(GEHOUDEN).when(intrekken(GEHOUDEN)).then(Ingetrokken(doel=GEHOUDEN.sleutel, reden="dubbel"))


@pytest.mark.parametrize("reden", ["", "omdat het moet"])
def test_without_a_reason_from_the_list_nothing_is_corrected_or_retracted(reden: str) -> None:
    """Issue, step 3: corrections only with a reason; event catalogue: reasons are codes."""
    given(GEHOUDEN).when(corrigeren(GEHOUDEN, reden=reden)).then(refused("correctiereden-ontbreekt"))
    given(GEHOUDEN).when(intrekken(GEHOUDEN, reden=reden)).then(refused("correctiereden-ontbreekt"))


def test_what_nobody_said_in_the_dossier_cannot_be_corrected_or_retracted() -> None:
    given(microcontact("d1")).when(corrigeren(GEHOUDEN)).then(refused("gebeurtenis-onbekend"))
    given(microcontact("d1")).when(intrekken(GEHOUDEN)).then(refused("gebeurtenis-onbekend"))


def test_a_service_corrects_only_its_own_events() -> None:
    """Event catalogue: a correction carries the service of the original."""
    toestemming = gebeurtenis(ToestemmingGegeven(doel="begeleiding"), "d1")
    given(toestemming).when(intrekken(toestemming)).then(refused("gebeurtenis-van-andere-dienst"))
    given(toestemming).when(corrigeren(toestemming)).then(refused("gebeurtenis-van-andere-dienst"))
    given(toestemming).when(intrekken(toestemming, service="intake")).then(
        CORRECTIES["intake"][1](doel=toestemming.sleutel, reden="dubbel")
    )


@pytest.mark.parametrize(
    "gegevens",
    [{}, {"medium": "sms", "richting": "in"}, LANGER | {"kleur": "rood"}, LANGER | {"duur_minuten": 900}],
)
def test_data_that_do_not_fit_the_original_are_refused(gegevens: dict[str, Any]) -> None:
    given(GEHOUDEN).when(corrigeren(GEHOUDEN, gegevens=gegevens)).then(refused("gegevens-passen-niet"))


def test_a_correction_to_what_it_is_already_is_nothing() -> None:
    gelijk = gegevens_als_json(GEHOUDEN.data)
    given(GEHOUDEN).when(corrigeren(GEHOUDEN, gegevens=gelijk)).then(nothing)
    given(GEHOUDEN).when(corrigeren(GEHOUDEN, gegevens=dict(reversed(gelijk.items())))).then(nothing)
    given(GEHOUDEN, gecorrigeerd(GEHOUDEN)).when(corrigeren(GEHOUDEN)).then(nothing)


def test_a_correction_can_be_corrected_back() -> None:
    gelijk = gegevens_als_json(GEHOUDEN.data)
    given(GEHOUDEN, gecorrigeerd(GEHOUDEN)).when(corrigeren(GEHOUDEN, gegevens=gelijk)).then(
        Gecorrigeerd(doel=GEHOUDEN.sleutel, gegevens=gelijk, reden="invoerfout")
    )


def test_a_moment_that_was_corrected_stays_when_only_the_data_are_corrected_again() -> None:
    """Event catalogue: the greatest correction replaces the earlier ones whole, its moment too."""
    eerder = OUDER.time - timedelta(days=1)
    given(OUDER, gecorrigeerd(OUDER, tijdstip=eerder)).when(
        corrigeren(OUDER, gegevens=LANGER | {"duur_minuten": 45})
    ).then(
        Gecorrigeerd(doel=OUDER.sleutel, tijdstip=eerder, gegevens=LANGER | {"duur_minuten": 45}, reden="invoerfout")
    )


def test_a_moment_alone_is_corrected_and_put_back() -> None:
    eerder = OUDER.time - timedelta(days=1)
    verplaatst = gecorrigeerd(OUDER, tijdstip=eerder)
    given(OUDER, verplaatst).when(corrigeren(OUDER, tijdstip=eerder)).then(nothing)
    given(OUDER, verplaatst).when(corrigeren(OUDER, tijdstip=OUDER.time)).then(
        Gecorrigeerd(doel=OUDER.sleutel, gegevens=LANGER, reden="invoerfout")
    )


def test_what_happened_is_never_moved_to_the_future() -> None:
    """Issue, step 3: no session in the future marked as held."""
    morgen = NU + timedelta(days=1)
    given(GEHOUDEN).when(corrigeren(GEHOUDEN, tijdstip=morgen)).then(refused("tijdstip-in-de-toekomst"))


def test_a_correction_is_not_corrected_but_retracted() -> None:
    """Event catalogue: the target of a correction is always the original; a retraction also names corrections."""
    verbeterd = gecorrigeerd(GEHOUDEN)
    given(GEHOUDEN, verbeterd).when(corrigeren(verbeterd)).then(refused("correctie-niet-te-corrigeren"))
    given(GEHOUDEN, verbeterd).when(intrekken(verbeterd)).then(Ingetrokken(doel=verbeterd.sleutel, reden="dubbel"))


def test_after_a_correction_was_retracted_the_same_correction_can_be_made_again() -> None:
    verbeterd = gecorrigeerd(GEHOUDEN)
    given(GEHOUDEN, verbeterd, ingetrokken(verbeterd)).when(corrigeren(GEHOUDEN)).then(
        Gecorrigeerd(doel=GEHOUDEN.sleutel, gegevens=LANGER, reden="invoerfout")
    )


def test_a_retraction_is_in_effect_until_it_is_retracted_itself() -> None:
    weg = ingetrokken(GEHOUDEN)
    terug = ingetrokken(weg)
    given(GEHOUDEN, weg).when(intrekken(GEHOUDEN)).then(nothing)
    given(GEHOUDEN, weg).when(intrekken(weg)).then(Ingetrokken(doel=weg.sleutel, reden="dubbel"))
    given(GEHOUDEN, weg, terug).when(intrekken(weg)).then(nothing)
    given(GEHOUDEN, weg, terug).when(intrekken(GEHOUDEN)).then(Ingetrokken(doel=GEHOUDEN.sleutel, reden="dubbel"))


def test_a_retraction_can_be_retracted_once_before_what_it_names_has_arrived() -> None:
    weg = ingetrokken(GEHOUDEN)
    given(weg).when(intrekken(weg)).then(Ingetrokken(doel=weg.sleutel, reden="dubbel"))
    given(weg, ingetrokken(weg)).when(intrekken(weg)).then(nothing)


def test_a_retraction_that_names_itself_is_retracted_already() -> None:
    zichzelf = Doel(source=OUDER.source, id=OUDER.id)
    kring = gebeurtenis(Ingetrokken(doel=zichzelf, reden="dubbel"), "d1", source=OUDER.source, id=OUDER.id)
    given(kring).when(intrekken(kring)).then(nothing)


def test_of_two_events_under_one_source_and_id_the_first_is_corrected() -> None:
    """As for who counts: see `geldig`."""
    later = sessie("d1", minuten=90, id=GEHOUDEN.id)
    given(GEHOUDEN, later).when(corrigeren(GEHOUDEN, gegevens=gegevens_als_json(GEHOUDEN.data))).then(nothing)


def test_what_was_retracted_is_not_corrected() -> None:
    weg = ingetrokken(GEHOUDEN)
    given(GEHOUDEN, weg).when(corrigeren(GEHOUDEN)).then(refused("gebeurtenis-ingetrokken"))


def test_every_refusal_has_a_sentence_and_every_sentence_a_refusal() -> None:
    bron = Path(correctie.__file__).read_text(encoding="utf-8")
    assert set(re.findall(r'Refusal\("([a-z-]+)"\)', bron)) == set(ZINNEN)


EVENTS = st.lists(
    st.sampled_from([soort for dienst in DIENSTEN for soort in soorten_van(dienst)]).flatmap(gebeurtenissen),
    min_size=1,
    max_size=4,
)


def _opdracht(kans: Random, history: list[AnyGebeurtenis]) -> Correctieopdracht:
    """About something that was said, mostly with data that fit."""
    event = kans.choice(history)
    doel = Doel(source=event.source, id=event.id)
    zelfde_soort = [each for each in history if each.type == event.type]
    nieuw = kans.choice(history if kans.random() < 0.1 else zelfde_soort)
    reden, service = kans.choice(("invoerfout", "invoerfout", "")), kans.choice((event.service, "intake"))
    if kans.random() < 0.5:
        return GebeurtenisIntrekken(service=service, doel=doel, reden=reden)
    gegevens: dict[str, Any] = json.loads(nieuw.ruw())["data"]
    tijdstip = kans.choice((None, nieuw.time))
    return GebeurtenisCorrigeren(service=service, doel=doel, gegevens=gegevens, tijdstip=tijdstip, reden=reden, nu=NU)


def _decide(command: Correctieopdracht, history: list[AnyGebeurtenis]) -> list[Gegevens] | None:
    try:
        return list(CORRECTIE.decide(command, CORRECTIE.fold(history)))
    except Refusal:
        return None


@any_of(EVENTS, st.randoms(use_true_random=False))
def test_any_story_of_corrections_is_accepted_or_refused_and_in_effect_once_accepted(
    history: list[AnyGebeurtenis], kans: Random
) -> None:
    for nummer in range(12):
        command = _opdracht(kans, history)
        decided = _decide(command, history)
        if decided is None:
            continue
        later = NU + timedelta(seconds=nummer)
        history = [*history, *(gebeurtenis(each, "d1", time=later, recordedtime=later) for each in decided)]
        assert _decide(command, history) == []
        _holds(command, history)


def _holds(command: Correctieopdracht, history: list[AnyGebeurtenis]) -> None:
    """What was accepted is what counts from now on."""
    over = [event for event in geldig(history) if event.sleutel == command.doel]
    if isinstance(command, GebeurtenisIntrekken):
        assert over == []
    else:
        [event] = over
        assert event.data == type(event.data).model_validate_json(json.dumps(dict(command.gegevens)))
        assert command.tijdstip in (None, event.time)
