"""A simulation on real nodes: accepted, valid, repeatable, with the numbers of the blueprint; and the VOL counts it."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from nats.js import JetStreamContext
from nats.js.errors import NotFoundError

from intake.app import DIENST as INTAKE
from intake.domain.dispatching import InformatieVerstrekken
from intake.domain.dossier import AanmeldingRegistreren
from leerwinkel.dienst import Dienst
from leerwinkel.dienst.proces import maak_kader
from leerwinkel.dienst.reacties import reageer_op_alles
from leerwinkel.dossier.correctie import GebeurtenisCorrigeren, GebeurtenisIntrekken
from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.correctie import GebeurtenisGecorrigeerd
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd, ProfielAangevuld
from leerwinkel.gebeurtenissen.register import passende_soorten
from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import naam_van
from leerwinkel.runtime.taken import beeindig, in_draad
from leerwinkel.runtime.taken import samen as samen_bezig
from leerwinkel.runtime.verbinding import database, verbind
from leerwinkel.testing.dienst import draaiend
from leerwinkel.testing.netwerk import netwerk
from partners.domain.doorverwijzing import DoorverwijzingRegistreren
from simulator.dossier import Dossierplan, dossierplan
from simulator.simulatie import NietHier, Regiospel, simuleer
from simulator.trappen import AANDEEL, BEMIDDELING, CONTACTEN, GESPREKKEN, INFORMATIE, MINUTEN, TRAJECT
from simulator.verslag import regiotabel, samen, vergelijking
from simulator.wereld import Wereld
from trajecten.app import DIENST as TRAJECTEN
from trajecten.domain.bevraging import TevredenheidBeantwoorden
from trajecten.domain.sessies import SessieRegistreren
from trajecten.domain.traject import MicrocontactRegistreren, TrajectStarten
from vol_reporting.cijfers import Vraag, bereken, ververs
from vol_reporting.opslag import Rij, open_opslag, voeg_toe

pytestmark = [pytest.mark.lang, pytest.mark.timeout(300)]

WERELD = Wereld(1, date(2026, 11, 1), 240)
DOSSIERS = {"gent": 400, "brussel": 10}


@dataclass(frozen=True, slots=True)
class Gespeeld:
    """A simulation that was played."""

    instellingen: Instellingen
    spelen: dict[str, Regiospel]
    log: dict[str, list[AnyGebeurtenis]]
    plannen: list[Dossierplan]


async def op_het_log(instellingen: Instellingen, regio: str) -> list[AnyGebeurtenis]:
    nc = await verbind(instellingen.nats_url(regio), "proef")
    try:
        log = JetStreamLog(nc, naam_van(regio))
        return [lees(event.payload, streng=True) async for deel in log.read_all() for event in deel]
    finally:
        await nc.close()


def niets(_regio: str, _erbij: int) -> None:
    """No progress to show."""


async def _speel(instellingen: Instellingen) -> Gespeeld:
    spelen = await simuleer(instellingen, WERELD, DOSSIERS, niets)
    log = {regio: await op_het_log(instellingen, regio) for regio in DOSSIERS}
    return Gespeeld(instellingen, spelen, log, [dossierplan(WERELD, "gent", n) for n in range(DOSSIERS["gent"])])


@pytest.fixture(scope="module")
def gespeeld(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gespeeld]:
    map_ = tmp_path_factory.mktemp("simulatie")
    with netwerk(map_ / "nats", list(DOSSIERS)) as net:
        nats = {regio: net.url(regio) for regio in DOSSIERS}
        yield asyncio.run(_speel(Instellingen(data=map_ / "data", nats=nats, regio="gent")))


def test_every_command_is_accepted_and_everything_is_counted_once(gespeeld: Gespeeld) -> None:
    for regio, spel in gespeeld.spelen.items():
        assert spel.speler.geweigerd == {}
        assert spel.speler.erbij == spel.telling.gebeurtenissen == len(gespeeld.log[regio])
        sleutels = {(event.source, event.id) for event in gespeeld.log[regio]}
        assert len(sleutels) == len(gespeeld.log[regio])
        assert all(event.regio == regio for event in gespeeld.log[regio])


def test_the_shares_and_means_are_those_of_the_blueprint(gespeeld: Gespeeld) -> None:
    telling = gespeeld.spelen["gent"].telling
    gesloten = telling.trap.total()
    assert gesloten > 300
    for trap, deel in AANDEEL.items():
        marge = 3 * (deel * (1 - deel) / gesloten) ** 0.5
        assert telling.aandeel(trap) == pytest.approx(deel, abs=marge), trap
    for trap, minuten in MINUTEN.items():
        assert telling.duur(trap) == pytest.approx(minuten, rel=0.15), trap
    assert telling.gesprekken == pytest.approx(GESPREKKEN, rel=0.1)
    assert telling.contacten == pytest.approx(CONTACTEN, rel=0.15)
    assert 0.08 < (telling.niet_verschenen or 0) < 0.2
    assert telling.dossiers - telling.gesloten > 10


def test_all_that_happens_at_a_leerwinkel_happens_here(gespeeld: Gespeeld) -> None:
    soorten = Counter(event.soort for log in gespeeld.log.values() for event in log)
    gezocht = (
        "sessie-niet-verschenen sessie-geannuleerd gebeurtenis-gecorrigeerd gebeurtenis-ingetrokken dossiers-gekoppeld "
        "doorverwijzing-ontvangen doorverwijzing-gemaakt doorverwijzing-aanvaard doorverwijzing-geweigerd "
        "terugkoppeling-gegeven toestemming-ingetrokken signaal-gemeld signaal-opgevolgd klacht-ontvangen "
        "tevredenheid-beantwoord begeleider-gewijzigd keuze-herzien dossier-heropend drempel-vastgesteld "
        "getuigschrift-behaald zitdag-gehouden infosessie-gehouden bekendmaking-uitgevoerd tweedelijnsvraag-beantwoord"
    )
    assert [soort for soort in gezocht.split() if not soorten[soort]] == []
    laat = [(event.recordedtime - event.time).days for event in gespeeld.log["gent"]]
    assert sum(dagen >= 1 for dagen in laat) > 100
    assert 7 < max(laat) <= 14


async def test_again_it_adds_nothing_and_fewer_dossiers_are_the_first_of_them(gespeeld: Gespeeld) -> None:
    opnieuw = await simuleer(gespeeld.instellingen, WERELD, {"gent": 30, "brussel": 10}, niets)
    assert [spel.speler.erbij for spel in opnieuw.values()] == [0, 0]
    assert opnieuw["brussel"].telling == gespeeld.spelen["brussel"].telling
    assert await op_het_log(gespeeld.instellingen, "gent") == gespeeld.log["gent"]


def test_who_it_is_can_be_read_where_the_services_run_and_stands_nowhere_else(gespeeld: Gespeeld) -> None:
    i = gespeeld.instellingen
    versleuteling = Versleuteling(Kluis(database(i.database_url("gent")), "gent", i.sleutelmap("gent")))
    plannen = {plan.dossier: plan for plan in gespeeld.plannen}
    gesloten = [
        (plannen[event.subject], event.data.persoonsgegevens)
        for event in gespeeld.log["gent"]
        if isinstance(event.data, AanmeldingGeregistreerd | ProfielAangevuld) and event.data.persoonsgegevens
    ]
    assert len(gesloten) > 300
    gelezen = versleuteling.open_alle([(plan.client, jwe) for plan, jwe in gesloten])
    verwacht = [plan.persoon.gegevens if plan.persoon else None for plan, _ in gesloten]
    assert gelezen == verwacht
    assert isinstance(gelezen[0], Persoonsgegevens)
    ruw = b"".join(event.ruw() for log in gespeeld.log.values() for event in log)
    assert gelezen[0].naam.encode() not in ruw
    assert not any(b'"persoonsgegevens"' in event.ruw() for event in gespeeld.log["brussel"])


def test_the_report_says_what_stands_there(gespeeld: Gespeeld) -> None:
    alle = samen(gespeeld.spelen)
    assert alle.gebeurtenissen == sum(map(len, gespeeld.log.values()))
    assert regiotabel(gespeeld.spelen).row_count == len(DOSSIERS)
    assert list(vergelijking(alle).columns[2].cells)[:3] == ["28%", "37%", "35%"]


def test_the_figures_of_the_vol_are_those_that_were_planned(gespeeld: Gespeeld) -> None:
    con = open_opslag(None)
    voeg_toe(con, list(_rijen(gespeeld.log["gent"])))
    ververs(con)
    cijfers = {
        (c.code, c.waarde_dimensie if c.dimensie == "trap" else None): (c.teller, c.noemer)
        for c in bereken(con, Vraag(regio="gent"))
        if c.dimensie in (None, "trap")
    }
    verwacht = Nageteld(gespeeld.plannen).cijfers()
    assert {welk: cijfers[welk] for welk in verwacht} == verwacht


def _rijen(log: list[AnyGebeurtenis]) -> Iterator[Rij]:
    for positie, event in enumerate(log, start=1):
        past = passende_soorten(event.data) if isinstance(event.data, GebeurtenisGecorrigeerd) else None
        yield Rij("gent", positie, positie, datetime.now(UTC), event.ruw().decode(), event.digest(), past)


class Nageteld:
    """The figures as they follow from what was planned, without any event."""

    def __init__(self, plannen: list[Dossierplan]) -> None:
        self.plannen = [plan for plan in plannen if plan.stappen]

    def commands(self, plan: Dossierplan, soort: type) -> list[object]:
        return [stap.command for stap in plan.stappen if isinstance(stap.command, soort)]

    def trap(self, plan: Dossierplan) -> str | None:
        if self.commands(plan, TrajectStarten):
            return TRAJECT
        if self.commands(plan, SessieRegistreren):
            return BEMIDDELING
        return INFORMATIE if self.commands(plan, InformatieVerstrekken) else None

    def gesprekken(self, plan: Dossierplan) -> list[int]:
        """How long each talk took, as it was said last."""
        verbeterd = {
            stap.command.doel.id: stap.command.gegevens["duur_minuten"]
            for stap in plan.stappen
            if isinstance(stap.command, GebeurtenisCorrigeren)
        }
        return [
            verbeterd.get(stap.doel.id, stap.command.gehouden.duur_minuten)
            for stap in plan.stappen
            if isinstance(stap.command, SessieRegistreren)
        ]

    def contacten(self, plan: Dossierplan) -> int:
        micro = len(self.commands(plan, MicrocontactRegistreren)) - len(self.commands(plan, GebeurtenisIntrekken))
        return micro + len(self.gesprekken(plan))

    def minuten(self, plan: Dossierplan) -> int:
        if self.trap(plan) != INFORMATIE:
            return sum(self.gesprekken(plan))
        kort = [stap.command for stap in plan.stappen if isinstance(stap.command, InformatieVerstrekken)]
        return sum(command.informatie.duur_minuten for command in kort)

    def cijfers(self) -> dict[tuple[str, str | None], tuple[int, int | None]]:
        begin = (AanmeldingRegistreren, DoorverwijzingRegistreren)
        aangemeld = [plan for plan in self.plannen if any(self.commands(plan, soort) for soort in begin)]
        per_trap = {trap: [plan for plan in self.plannen if self.trap(plan) == trap] for trap in AANDEEL}
        met_trap = sum(map(len, per_trap.values()))
        duren = [minuten for plan in self.plannen for minuten in self.gesprekken(plan)]
        trajecten = per_trap[TRAJECT]
        antwoorden = [
            stap.command.antwoord.waardevol
            for plan in self.plannen
            for stap in plan.stappen
            if isinstance(stap.command, TevredenheidBeantwoorden)
        ]
        return {
            ("B01", None): (len(aangemeld), None),
            **{("D01", trap): (len(plannen), met_trap) for trap, plannen in per_trap.items()},
            **{("D03", trap): (sum(map(self.minuten, p)), len(p)) for trap, p in per_trap.items()},
            ("D05", None): (sum(duren), len(duren)),
            ("D06", None): (sum(map(self.contacten, trajecten)), len(trajecten)),
            ("R05", None): (antwoorden.count("ja"), len(antwoorden)),
        }


async def test_beside_running_services_the_same_comes_of_it(gespeeld: Gespeeld, tmp_path: Path) -> None:
    async with draaiend(TRAJECTEN, tmp_path) as proef:
        server = proef.nc.connected_url
        assert server
        instellingen = Instellingen(data=tmp_path / "data", nats={"gent": server.geturl()}, regio="gent")
        kader = await in_draad(maak_kader, instellingen, INTAKE, proef.nc)
        bezig = asyncio.create_task(
            samen_bezig(kader.leesmodel.run(), reageer_op_alles(instellingen, kader, INTAKE.reageer))
        )
        try:
            spel = (await simuleer(instellingen, WERELD, {"gent": 12}, niets))["gent"]
            for dienst in (INTAKE, TRAJECTEN):
                await _tot_alles_bekeken_is(proef.nc.jetstream(), dienst)
            log = await proef.log()
        finally:
            await beeindig(bezig)
            await in_draad(kader.leesmodel.store.place.close)
    assert spel.speler.geweigerd == {}
    dossiers = {dossierplan(WERELD, "gent", nummer).dossier for nummer in range(12)}
    eerder = _gezegd(event for event in gespeeld.log["gent"] if event.subject in dossiers)
    assert _gezegd(event for event in log if event.subject in dossiers) == eerder
    assert len(eerder) > 100


def _gezegd(events: Iterable[AnyGebeurtenis]) -> dict[tuple[str, str], dict[str, object]]:
    """What was said, by id; without what is encrypted, which differs each time."""
    return {(e.source, e.id): e.data.model_dump(exclude={"persoonsgegevens"}) for e in events}


async def _tot_alles_bekeken_is(js: JetStreamContext, dienst: Dienst) -> None:
    """Until its policies saw the whole log."""
    while True:
        with contextlib.suppress(NotFoundError):
            info = await js.consumer_info(naam_van("gent"), f"beleid-{dienst.naam}")
            if not (info.num_pending or info.num_ack_pending):
                return
        await asyncio.sleep(0.02)


async def test_a_log_elsewhere_is_left_alone() -> None:
    instellingen = Instellingen(nats={"gent": "nats://10.0.0.1:4222"})
    with pytest.raises(NietHier, match="proefopstelling"):
        await simuleer(instellingen, WERELD, {"gent": 1}, niets)
