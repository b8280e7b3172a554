"""A decision: read a dossier of 30 events, fold it, decide, append one event, and only then the next."""

import asyncio
import time
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from statistics import median

from bench.append import REGIO, regionaal
from bench.blokken import Blok, om_beurten, verhouding
from bench.meting import Meting, Opzet
from bench.partij import partijen
from leerwinkel.eventsourcing import Decider, JetStreamLog, NewEvent, Occasion, execute
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.trajecten import MicrocontactGeregistreerd, SessieGehouden, TrajectGestart
from leerwinkel.testing.netwerk import netwerk

EVENTS = 30
_NU = datetime(2026, 3, 2, 9, tzinfo=UTC)
_START = TrajectGestart(begeleider="b1", instemming=True)
_CONTACT = MicrocontactGeregistreerd(medium="sms", richting="in")
_GRENS = 3.0


def meet(opzet: Opzet) -> list[Meting]:
    """Decisions a second, one at a time, each on another dossier of 30 events that was not read before."""
    with netwerk(opzet.map / "nats", [REGIO]) as net:
        return asyncio.run(_meet(net.url(REGIO), opzet))


async def _meet(url: str, opzet: Opzet) -> list[Meting]:
    async with regionaal(url) as (_, log):
        if opzet.klein:
            tempo = await om_beurten({"ons": _beslis(log)}, rondes=2, keer=3)
            return [Meting(naam="decision", waarde=median(tempo["ons"]), eenheid="decisions/s")]
        with partijen(opzet.map / "partijen") as anderen:
            werken = {"ons": _beslis(log)} | {naam: partij.beslis for naam, partij in anderen.items()}
            tempo = await om_beurten(werken, rondes=40, keer=30)
            return [_naast(naam, partij.over, tempo) for naam, partij in anderen.items()]


def _naast(naam: str, over: str, tempo: dict[str, list[float]]) -> Meting:
    """The bar is against the faster of a peer's two stores; the other is only good to know."""
    partij = naam.split(",", maxsplit=1)[0]
    snelste = max((n for n in tempo if n.startswith(f"{partij},")), key=lambda n: median(tempo[n]))
    return Meting(
        naam=f"decision beside {naam}",
        waarde=median(tempo["ons"]),
        eenheid="decisions/s",
        basis=median(tempo[naam]),
        tegenover=naam,
        verhouding=verhouding(tempo["ons"], tempo[naam]),
        grens_verhouding=_GRENS if naam == snelste else None,
        noot=over,
    )


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the decision needs to know."""

    gestart: bool = False
    sessies: frozenset[str] = frozenset()
    contacten: int = 0


@dataclass(frozen=True, slots=True)
class MicrocontactRegistreren:
    """The command."""


def _decide(_: MicrocontactRegistreren, dossier: Dossier) -> list[Gegevens]:
    return [_CONTACT] if dossier.gestart else []


def _evolve(dossier: Dossier, event: AnyGebeurtenis) -> Dossier:
    match event.data:
        case TrajectGestart():
            return replace(dossier, gestart=True)
        case SessieGehouden(sessie=sessie):
            return replace(dossier, sessies=dossier.sessies | {sessie})
        case MicrocontactGeregistreerd():
            return replace(dossier, contacten=dossier.contacten + 1)
        case _:
            return dossier


_DECIDER = Decider(Dossier(), _decide, _evolve)


def _aanleiding() -> Occasion:
    return Occasion(
        command_id=uuid.uuid4(),
        source=f"urn:leerwinkel:{REGIO}:trajecten",
        dossier=uuid.uuid4().hex,
        time=_NU,
        recordedtime=_NU,
        medewerker="m7",
        correlationid="formulier-12",
    )


def _beslis(log: JetStreamLog) -> Blok:
    async def blok(keer: int) -> float:
        dossiers = [await _vol_dossier(log) for _ in range(keer)]
        begin = time.perf_counter()
        for dossier in dossiers:
            await execute(log, _DECIDER, MicrocontactRegistreren(), replace(_aanleiding(), dossier=dossier))
        return time.perf_counter() - begin

    return blok


async def _vol_dossier(log: JetStreamLog) -> str:
    """A dossier with a start, three sessions and contacts."""
    aanleiding = _aanleiding()
    gebeurd: list[Gegevens] = [_START, *(_sessie(f"s{nummer}") for nummer in range(3))]
    gebeurd += [_CONTACT] * (EVENTS - len(gebeurd))
    events = [aanleiding.event(*each) for each in enumerate(gebeurd)]
    nieuw = [NewEvent(event.onderwerp(), event.bericht_id(), event.ruw()) for event in events]
    await log.append(aanleiding.boundary, 0, nieuw)
    return aanleiding.dossier


def _sessie(sessie: str) -> SessieGehouden:
    return SessieGehouden(sessie=sessie, soort="intake", vorm="fysiek", duur_minuten=60, begeleider="b1")
