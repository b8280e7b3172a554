"""What holds for every story: no crash, nothing twice, no rule broken by our own decisions, and a total fold."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import reduce
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from leerwinkel.eventsourcing import Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.geldig import geldig
from leerwinkel.gebeurtenissen.register import DIENSTEN, soorten_van
from leerwinkel.gebeurtenissen.trajecten import (
    DrempelVastgesteld,
    GetuigschriftBehaald,
    InschrijvingVastgesteld,
    KeuzeGemaakt,
    KeuzeHerzien,
    MicrocontactGeregistreerd,
    OpleidingStopgezet,
)
from leerwinkel.testing.gebeurtenissen import gebeurtenissen
from trajecten.domain.beslissing import DOSSIER, Command
from trajecten.domain.bevraging import BEVRAGING
from trajecten.domain.keuze import KeuzeAanpassen, KeuzeRegistreren
from trajecten.domain.sessies import (
    NietVerschenenRegistreren,
    SessieAnnuleren,
    SessiePlannen,
    SessieRegistreren,
    SessieVerplaatsen,
)
from trajecten.domain.traject import BegeleiderWijzigen, DrempelVaststellen, MicrocontactRegistreren, TrajectStarten
from trajecten.domain.uitkomst import (
    BevragingVersturen,
    GetuigschriftVaststellen,
    InschrijvingVaststellen,
    OpleidingStopzetten,
)

from .gegeven import (
    AANMELDING,
    AFGESLOTEN,
    BEMIDDELING,
    GEDISPATCHT,
    GEKOZEN,
    HEROPEND,
    LOPEND,
    NU,
    afgesloten,
    gehouden,
    gepland,
    ingetrokken,
    op,
    toestemming,
)
from .regels import gebroken

UUR = timedelta(hours=1)
Stap = Gegevens | Callable[[datetime], Command]
"""A fact of intake, or a command given what time it is."""

sessies = st.sampled_from(["s1", "s2", "s3", "s4"])
begeleiders = st.sampled_from(["b1", "b1", "b2"])
soorten = st.sampled_from(["intake", "informatiebemiddeling", "begeleiding", "opvolging", "nazorg"])
bronnen = st.sampled_from(["client", "davinci", "aanbieder"])
aanbieders = st.sampled_from(["cvo", "cbe"])
ja = st.sampled_from([True, True, True, False])
doelen = st.sampled_from(["bevraging", "opvolging-inschrijving", "begeleiding"])
plannen = st.builds(gepland, sessies, soorten, begeleiders, st.integers(-5, 60))
uren_terug = st.sampled_from([0, 0, 1, 2, 5, -1])


def met_nu(maak: Callable[..., Command], **velden: st.SearchStrategy[Any]) -> st.SearchStrategy[Stap]:
    """A command that carries the clock."""
    return st.fixed_dictionaries(velden).map(lambda gekozen: lambda nu: maak(nu=nu, **gekozen))


def zonder_nu(maak: Callable[..., Command], **velden: st.SearchStrategy[Any]) -> st.SearchStrategy[Stap]:
    return st.fixed_dictionaries(velden).map(lambda gekozen: lambda _: maak(**gekozen))


def _registreren(nu: datetime, terug: int, sessie: str, soort: str, begeleider: str) -> Command:
    """Late on a half hour, so that no moment is that of another step."""
    tijdstip = nu - terug * UUR + (UUR / 2 if terug else timedelta())
    return SessieRegistreren(gehouden=gehouden(sessie, soort, begeleider), tijdstip=tijdstip, nu=nu)


feiten = st.one_of(
    st.sampled_from([AANMELDING, BEMIDDELING, afgesloten(), HEROPEND]),
    st.builds(toestemming, doelen),
    st.builds(ingetrokken, doelen),
)
commands = st.one_of(
    zonder_nu(TrajectStarten, begeleider=begeleiders, instemming=ja),
    zonder_nu(BegeleiderWijzigen, naar=begeleiders, reden=st.sampled_from(["afwezigheid", "andere", None])),
    zonder_nu(MicrocontactRegistreren, contact=st.just(MicrocontactGeregistreerd(medium="sms", richting="in"))),
    zonder_nu(
        DrempelVaststellen,
        drempel=st.builds(DrempelVastgesteld, drempelsoort=st.just("taal"), ernst=st.integers(1, 3)),
    ),
    met_nu(SessiePlannen, plan=plannen),
    met_nu(SessieVerplaatsen, sessie=sessies, door=st.just("client"), plan=plannen),
    zonder_nu(SessieAnnuleren, sessie=sessies, door=st.just("leerwinkel")),
    met_nu(NietVerschenenRegistreren, sessie=sessies),
    met_nu(_registreren, terug=uren_terug, sessie=sessies, soort=soorten, begeleider=begeleiders),
    met_nu(_registreren, terug=uren_terug, sessie=sessies, soort=st.just("intake"), begeleider=st.just("b1")),
    zonder_nu(KeuzeRegistreren, keuze=st.builds(KeuzeGemaakt, aanbieder_soort=aanbieders), van_client=ja),
    zonder_nu(KeuzeAanpassen, keuze=st.builds(KeuzeHerzien, aanbieder_soort=aanbieders), van_client=ja),
    zonder_nu(
        InschrijvingVaststellen,
        inschrijving=st.builds(InschrijvingVastgesteld, bron=bronnen, aanbieder_soort=aanbieders),
    ),
    zonder_nu(OpleidingStopzetten, stopzetting=st.builds(OpleidingStopgezet, bron=bronnen)),
    zonder_nu(GetuigschriftVaststellen, getuigschrift=st.builds(GetuigschriftBehaald, bron=bronnen)),
    zonder_nu(BevragingVersturen),
)
MAG = (toestemming("bevraging"), toestemming("opvolging-inschrijving"))
AGENDA = (*LOPEND, gepland("s2", "begeleiding", uren=7), gepland("s3", uren=40))
stappen = st.one_of(commands, commands, feiten)
verhalen = st.tuples(
    st.sampled_from([(), GEDISPATCHT, AGENDA, (*MAG, *GEKOZEN), (*MAG, *AFGESLOTEN), (*MAG, *AFGESLOTEN, HEROPEND)]),
    st.lists(stappen, min_size=5, max_size=25),
).map(lambda delen: [*delen[0], *delen[1]])


def besloten(command: Command, log: list[AnyGebeurtenis], nu: datetime) -> list[AnyGebeurtenis]:
    """The events of a command that is accepted, in their envelopes; nothing of one that is refused."""
    moment = command.tijdstip if isinstance(command, SessieRegistreren) else nu
    try:
        return [op(moment, data) for data in DOSSIER.decide(command, DOSSIER.fold(log))]
    except Refusal:
        return []


@given(verhalen)
def test_no_story_of_commands_breaks_a_rule_or_says_a_thing_twice(verhaal: list[Stap]) -> None:
    log: list[AnyGebeurtenis] = []
    for nummer, stap in enumerate(verhaal):
        nu = NU + nummer * UUR
        if isinstance(stap, Gegevens):
            log.append(op(nu, stap))
            continue
        command = stap(nu)
        nieuw = besloten(command, log, nu)
        log += nieuw
        if nieuw and not isinstance(command, MicrocontactRegistreren):
            assert list(DOSSIER.decide(command, DOSSIER.fold(log))) == []
    assert gebroken(geldig(log)) == []


alle_soorten = [soort for dienst in DIENSTEN for soort in soorten_van(dienst)]
willekeurig = st.lists(
    st.sampled_from(alle_soorten).flatmap(gebeurtenissen), max_size=15, unique_by=lambda event: (event.source, event.id)
)


@given(willekeurig, commands)
def test_any_events_of_the_contract_give_a_state_that_any_command_can_be_decided_on(
    events: list[AnyGebeurtenis], stap: Callable[[datetime], Command]
) -> None:
    besloten(stap(NU), events, NU)
    BEVRAGING.fold(events)


@given(willekeurig, st.integers(0, 15), st.randoms(use_true_random=False))
def test_folding_in_parts_and_in_any_order_of_arrival_is_folding_at_once(
    events: list[AnyGebeurtenis], knip: int, toeval: Any
) -> None:
    heel = DOSSIER.fold(events)
    tellen = geldig(events)
    assert reduce(DOSSIER.evolve, tellen[knip:], reduce(DOSSIER.evolve, tellen[:knip], DOSSIER.initial)) == heel
    geschud = list(events)
    toeval.shuffle(geschud)
    assert DOSSIER.fold(geschud) == heel
