"""A simulation on the regions' own nodes: region beside region, and in each many dossiers beside each other."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import urlsplit

from sqlalchemy import Engine

from intake.domain.dossier import AanmeldingRegistreren
from intake.domain.profiel import ProfielAanvullen
from leerwinkel.eventsourcing import GroupCommit
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.sleutel import SleutelVernietigd
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import zorg_voor_regio
from leerwinkel.runtime.taken import beeindig, in_draad
from leerwinkel.runtime.verbinding import databank_zegbaar, database, verbind
from leerwinkel.runtime.zegbaar import Zegbaar
from leerwinkel.waarmerk.keuring import GekeurdLog
from leerwinkel.waarmerk.uitgave import Uitgave
from simulator.dossier import Dossierplan, dossierplan
from simulator.netwerk import Netwerk
from simulator.signalen import signaalverhalen
from simulator.speler import Speler
from simulator.stap import Stap
from simulator.telling import Telling
from simulator.wereld import Wereld

_TEGELIJK, _REGIOS_TEGELIJK = 32, 2
"""Stories beside each other in a region, and regions: enough to share each wait for the disk, and no more."""
_GEDULD_S: Final = 60.0
_HIER: Final = {"127.0.0.1", "localhost", "::1"}
Voortgang = Callable[[str, int], None]
"""Told of each region how many events more stand there."""


class NietHier(Zegbaar):
    """A log that may be a real one: nothing on it can be removed (Dutch)."""


@dataclass(slots=True)
class Regiospel:
    """One region in a simulation. `versleuteling` is None where its services do not run: then nobody has a name."""

    wereld: Wereld
    regio: str
    dossiers: int
    speler: Speler
    versleuteling: Versleuteling | None
    voortgang: Voortgang
    telling: Telling = field(default_factory=Telling)
    _kluis_vrij: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def speel(self) -> None:
        """First the network, then every dossier, each once."""
        await self._speel_alle(iter(Netwerk(self.wereld, self.regio).verhalen()))
        await self._speel_alle(iter(signaalverhalen(self.wereld, self.regio, self.dossiers)))
        nummers = iter(range(self.dossiers))
        await _naast_elkaar(lambda: self._dossiers(nummers))

    async def _speel_alle(self, verhalen: Iterator[Sequence[Stap]]) -> None:
        async def werk() -> None:
            for stappen in verhalen:
                await self._speel(stappen)

        await _naast_elkaar(werk)

    async def _dossiers(self, nummers: Iterator[int]) -> None:
        for nummer in nummers:
            plan = dossierplan(self.wereld, self.regio, nummer)
            self.telling.dossiers += bool(plan.stappen)
            over = [stap for stap in plan.stappen if stap.entiteit == plan.dossier]
            anders = [stap for stap in plan.stappen if stap.entiteit != plan.dossier]
            await self._speel(await self._met_persoon(plan, over))
            for stap in anders:
                self._neem_op(await self.speler.geef_los(stap))

    async def _speel(self, stappen: Sequence[Stap]) -> None:
        self._neem_op(await self.speler.speel(stappen))

    def _neem_op(self, events: Sequence[AnyGebeurtenis]) -> None:
        self.telling.neem_op(events)
        self.voortgang(self.regio, len(events))

    async def _met_persoon(self, plan: Dossierplan, stappen: Sequence[Stap]) -> Sequence[Stap]:
        """Who it is, encrypted in the events that say so; not of who was erased meanwhile."""
        if self.versleuteling is None or plan.persoon is None:
            return stappen
        try:
            async with self._kluis_vrij:
                jwe = await in_draad(self.versleuteling.sluit, plan.client, plan.persoon.gegevens)
        except SleutelVernietigd:
            return stappen
        return [_met(stap, jwe) for stap in stappen]


def _met(stap: Stap, jwe: str) -> Stap:
    gezegd = {"persoonsgegevens": jwe}
    match stap.command:
        case AanmeldingRegistreren(aanmelding=aanmelding) as command:
            return replace(stap, command=replace(command, aanmelding=aanmelding.model_copy(update=gezegd)))
        case ProfielAanvullen(aanvulling=aanvulling) as command:
            return replace(stap, command=replace(command, aanvulling=aanvulling.model_copy(update=gezegd)))
        case _:
            return stap


async def _naast_elkaar(werk: Callable[[], Coroutine[Any, Any, None]], aantal: int = _TEGELIJK) -> None:
    """So many at once; the first that fails ends the others."""
    taken = [asyncio.create_task(werk()) for _ in range(aantal)]
    try:
        await asyncio.gather(*taken)
    finally:
        await beeindig(*taken)


async def simuleer(
    instellingen: Instellingen, wereld: Wereld, dossiers: dict[str, int], voortgang: Voortgang
) -> dict[str, Regiospel]:
    """So many dossiers in each of these regions. Again, also after an interruption, adds only what was not there yet.

    Raises NietHier, DatabankFout, and what an absent node raises.
    """
    for regio in dossiers:
        _alleen_hier(instellingen.nats_url(regio), regio)
    async with AsyncExitStack() as stapel:
        stapel.enter_context(databank_zegbaar())
        spelen = {
            regio: await stapel.enter_async_context(_regiospel(instellingen, wereld, regio, aantal, voortgang))
            for regio, aantal in dossiers.items()
        }
        await _speel_alle(iter(spelen.values()))
        return spelen


async def _speel_alle(spelen: Iterator[Regiospel]) -> None:
    async def werk() -> None:
        for spel in spelen:
            await spel.speel()

    await _naast_elkaar(werk, _REGIOS_TEGELIJK)


def _alleen_hier(url: str, regio: str) -> None:
    if urlsplit(url).hostname not in _HIER:
        raise NietHier(
            f"Het log van {regio} staat niet op deze machine. Verzonnen dossiers kunnen er niet meer uit: "
            "simuleer alleen op een proefopstelling."
        )


@asynccontextmanager
async def _regiospel(
    instellingen: Instellingen, wereld: Wereld, regio: str, dossiers: int, voortgang: Voortgang
) -> AsyncGenerator[Regiospel]:
    nc = await verbind(instellingen.ingang(regio, Wie.KERN), f"simulatie-{regio}", geduldig=False)
    engine = database(instellingen.database_url(regio))
    try:
        await zorg_voor_regio(nc, regio)
        hier = regio == instellingen.regio
        versleuteling = await in_draad(_versleuteling, instellingen, engine) if hier else None
        uitgave = Uitgave(instellingen.waarmerkmap(regio))
        speler = Speler(regio, GroupCommit(GekeurdLog(nc, regio, uitgave, patience=_GEDULD_S)))
        yield Regiospel(wereld, regio, dossiers, speler, versleuteling, voortgang)
    finally:
        await nc.close()
        engine.dispose()


def _versleuteling(instellingen: Instellingen, engine: Engine) -> Versleuteling:
    """With the keys of the region whose services run here."""
    regio = instellingen.regio
    (instellingen.data / regio).mkdir(parents=True, exist_ok=True)
    return Versleuteling(Kluis(engine, regio, instellingen.sleutelmap(regio)))
