"""What holds for every decider of partners, whatever happens: properties, on random stories and random facts."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwinkel.eventsourcing import Decider, Occasion, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.geldig import geldig
from leerwinkel.gebeurtenissen.intake import (
    DossierAfgesloten,
    DossierHeropend,
    ToestemmingGegeven,
    ToestemmingIngetrokken,
)
from leerwinkel.gebeurtenissen.partners import (
    DoorverwijzingAanvaard,
    DoorverwijzingAfgerond,
    DoorverwijzingGemaakt,
    DoorverwijzingGeweigerd,
    DoorverwijzingOntvangen,
    KlachtBehandeld,
    KlachtOntvangen,
    LoketGeopend,
    LoketGesloten,
    PartnerBeeindigd,
    PartnerGeregistreerd,
    PartnerGewijzigd,
    SignaalGemeld,
    SignaalOpgevolgd,
    TerugkoppelingGegeven,
    TweedelijnsvraagBeantwoord,
    ZitdagGehouden,
)
from leerwinkel.gebeurtenissen.register import DIENSTEN, soorten_van
from leerwinkel.testing.gebeurtenissen import gebeurtenissen
from leerwinkel.testing.voorbeelden import BEGIN
from partners.domain import antwoord, doorverwijzing, klacht, loket, partner, regio, signaal

GISTEREN, MORGEN = BEGIN - timedelta(days=1), BEGIN + timedelta(days=1)
CVO: dict[str, str] = {"naam": "CVO Lethas", "partnersoort": "cvo", "gemeente": "44021"}
CBE = CVO | {"partnersoort": "cbe"}
KOUD: dict[str, Any] = {"doorverwijzing": "r1", "partnersoort": "cvo", "warm": False}
WARM: dict[str, Any] = {"doorverwijzing": "r2", "partnersoort": "cbe", "warm": True}
KOUD_ANDERS: dict[str, Any] = {**KOUD, "warm": True}
WARM_ANDERS: dict[str, Any] = {**WARM, "partner": "p2"}
LICHT = SignaalGemeld(soort="drempel", thema="nt2", bestuursniveau="lokaal", ernst=1)
ZWAAR = LICHT.model_copy(update={"ernst": 3})
VRAAG = TweedelijnsvraagBeantwoord(partnersoort="caw", thema="nt2", duur_minuten=10)
DOELEN = ("warme-overdracht", "terugkoppeling")
VERLOOP: list[Gegevens] = [
    *(ToestemmingGegeven(doel=doel) for doel in DOELEN),
    *(ToestemmingIngetrokken(doel=doel) for doel in DOELEN),
    DossierAfgesloten(reden="keuze"),
    DossierHeropend(aanleiding="nazorg"),
    DoorverwijzingOntvangen(**KOUD),
    DoorverwijzingGemaakt(**WARM),
    *(
        model(doorverwijzing=welke)
        for welke in ("r1", "r2")
        for model in (DoorverwijzingAanvaard, DoorverwijzingGeweigerd, DoorverwijzingAfgerond)
    ),
    TerugkoppelingGegeven(doorverwijzing="r1", richting="uit"),
]


@dataclass(frozen=True)
class Geval:
    """A decider, the commands that it takes, and facts that others tell about the same."""

    decider: Decider[Any, Any]
    commands: Sequence[Any]
    facts: Sequence[Gegevens]


def _zitdag(tijdstip: datetime, bezoekers: int) -> loket.ZitdagRegistreren:
    return loket.ZitdagRegistreren(tijdstip=tijdstip, bezoekers=bezoekers, duur_minuten=60, nu=BEGIN)


def _vraag(tijdstip: datetime, medewerker: str | None) -> regio.TweedelijnsvraagBeantwoorden:
    return regio.TweedelijnsvraagBeantwoorden(vraag=VRAAG, tijdstip=tijdstip, medewerker=medewerker, nu=BEGIN)


GEVALLEN = {
    "partner": Geval(
        partner.PARTNER,
        [
            *(
                maak(**velden)
                for maak in (partner.PartnerRegistreren, partner.PartnerWijzigen)
                for velden in (CVO, CBE)
            ),
            partner.PartnerBeeindigen(),
        ],
        [PartnerGeregistreerd(**CBE), PartnerGewijzigd(**CVO), PartnerBeeindigd()],
    ),
    "loket": Geval(
        loket.LOKET,
        [
            *(loket.LoketOpenen(partner=wie, gemeente="44021") for wie in ("p1", None)),
            loket.LoketSluiten(),
            *(_zitdag(moment, aantal) for moment in (GISTEREN, BEGIN, MORGEN) for aantal in (3, 5)),
        ],
        [
            LoketGeopend(gemeente="44021"),
            LoketGesloten(),
            ZitdagGehouden(gemeente="44021", bezoekers=3, duur_minuten=60),
        ],
    ),
    "doorverwijzing": Geval(
        doorverwijzing.DOORVERWIJZING,
        [
            maak(**velden)
            for maak in (doorverwijzing.DoorverwijzingRegistreren, doorverwijzing.DoorverwijzingMaken)
            for velden in (KOUD, WARM, KOUD_ANDERS, WARM_ANDERS)
        ],
        VERLOOP,
    ),
    "antwoord": Geval(
        antwoord.ANTWOORD,
        [
            command
            for welke in ("r1", "r2")
            for command in (
                antwoord.DoorverwijzingAanvaarden(doorverwijzing=welke),
                antwoord.DoorverwijzingWeigeren(doorverwijzing=welke, reden="volzet"),
                antwoord.DoorverwijzingWeigeren(doorverwijzing=welke),
                antwoord.DoorverwijzingAfronden(doorverwijzing=welke, resultaat="geholpen"),
                antwoord.DoorverwijzingAfronden(doorverwijzing=welke),
                antwoord.TerugkoppelingGeven(doorverwijzing=welke),
            )
        ],
        VERLOOP,
    ),
    "signaal": Geval(
        signaal.SIGNAAL,
        [
            *map(signaal.SignaalMelden, (LICHT, ZWAAR)),
            *(signaal.SignaalOpvolgen(door=door, gevolg="doorgegeven") for door in ("vol", "partner")),
        ],
        [LICHT, SignaalOpgevolgd(door="partner", gevolg="opgelost")],
    ),
    "klacht": Geval(
        klacht.KLACHT,
        [
            *map(klacht.KlachtRegistreren, ("privacy", "wachttijd")),
            *map(klacht.KlachtBehandelen, ("gegrond", "ongegrond")),
        ],
        [KlachtOntvangen(thema="privacy"), KlachtBehandeld(uitkomst="gegrond")],
    ),
    "regio": Geval(
        regio.REGIO,
        [_vraag(moment, wie) for moment in (GISTEREN, BEGIN, MORGEN) for wie in ("m1", None)],
        [VRAAG],
    ),
}


def _occasion(nummer: int, command: object = None) -> Occasion:
    """One a minute; a command that says its own moment or medewerker has it on the envelope."""
    nu = BEGIN + timedelta(minutes=nummer)
    return Occasion(
        command_id=uuid.uuid5(uuid.NAMESPACE_OID, str(nummer)),
        source="urn:leerwinkel:gent:partners",
        dossier="d1",
        time=getattr(command, "tijdstip", nu),
        recordedtime=nu,
        medewerker=getattr(command, "medewerker", None),
    )


def _decided(geval: Geval, command: object, history: list[AnyGebeurtenis]) -> list[Gegevens] | None:
    try:
        return list(geval.decider.decide(command, geval.decider.fold(history)))
    except Refusal:
        return None


@pytest.mark.parametrize("geval", GEVALLEN.values(), ids=GEVALLEN)
@given(data=st.data())
def test_any_story_is_accepted_or_refused_and_what_was_accepted_gives_nothing_again(
    geval: Geval, data: st.DataObject
) -> None:
    history: list[AnyGebeurtenis] = []
    stappen = st.lists(st.sampled_from([*geval.commands, *geval.facts]), max_size=14)
    for nummer, stap in enumerate(data.draw(stappen)):
        if isinstance(stap, Gegevens):
            history.append(_occasion(nummer).event(0, stap))
            continue
        events = _decided(geval, stap, history)
        if events is not None:
            history += [_occasion(nummer, stap).event(*each) for each in enumerate(events)]
            assert _decided(geval, stap, history) == []


def test_every_kind_of_command_is_accepted_after_some_story() -> None:
    """The stories above have something to tell: of each kind of command, one that writes."""
    for geval in GEVALLEN.values():
        facts = [_occasion(nummer).event(0, fact) for nummer, fact in enumerate([*geval.facts, *geval.facts])]
        stories = [facts[van:tot] for van in range(len(geval.facts)) for tot in range(van, van + len(geval.facts))]
        accepted = {type(each) for each in geval.commands for story in stories if _decided(geval, each, story)}
        assert accepted == {type(each) for each in geval.commands}


EVENTS = st.lists(
    st.sampled_from([soort for dienst in DIENSTEN for soort in soorten_van(dienst)]).flatmap(gebeurtenissen),
    max_size=8,
)


@pytest.mark.parametrize("geval", GEVALLEN.values(), ids=GEVALLEN)
@given(events=EVENTS)
def test_any_events_of_the_contract_fold_in_parts_as_at_once(geval: Geval, events: list[AnyGebeurtenis]) -> None:
    _in_parts(geval, events)


@pytest.mark.parametrize("geval", GEVALLEN.values(), ids=GEVALLEN)
@given(data=st.data())
def test_facts_in_any_order_fold_in_parts_as_at_once(geval: Geval, data: st.DataObject) -> None:
    facts = data.draw(st.lists(st.sampled_from(geval.facts), max_size=10))
    history = [_occasion(nummer).event(0, fact) for nummer, fact in enumerate(facts)]
    _in_parts(geval, history)
    assert geval.decider.fold(reversed(history)) == geval.decider.fold(history)


def _in_parts(geval: Geval, events: list[AnyGebeurtenis]) -> None:
    valid, decider = geldig(events), geval.decider
    whole = decider.fold(events)
    for at in range(len(valid) + 1):
        begin = reduce(decider.evolve, valid[:at], decider.initial)
        assert reduce(decider.evolve, valid[at:], begin) == whole
