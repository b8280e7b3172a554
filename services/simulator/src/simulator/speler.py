"""Carrying out a story in a region: each command by its decider on the region's log, and what follows by itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from intake.domain.dossier import DOSSIER as AANMELDING
from intake.policies import Reactie, reacties
from leerwinkel.dienst.uitvoeren import opdrachtnummer
from leerwinkel.eventsourcing import Decided, Decider, Log, Occasion, Refusal, execute
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from simulator.onthouden import Remembering
from simulator.stap import Stap
from trajecten.domain.beslissing import DOSSIER as TRAJECT
from trajecten.policies import opdrachten

C = TypeVar("C")
S = TypeVar("S")


@dataclass(slots=True)
class Speler:
    """Plays stories in one region. What the services do by themselves it does too, under the same numbers.

    `geweigerd`: how often which rule said no where the story did not expect it; that story ends there.
    """

    regio: str
    log: Log
    erbij: int = 0
    geweigerd: Counter[str] = field(default_factory=Counter[str])

    async def speel(self, stappen: Sequence[Stap]) -> list[AnyGebeurtenis]:
        """All of it, in order; what then stands on the log about the entity of the first. May be done again.

        Raises as `execute`, but no Refusal.
        """
        log = Remembering(self.log)
        try:
            for stap in stappen:
                await self._geef(log, stap)
        except Refusal as nee:
            self.geweigerd[nee.code] += 1
        self.erbij += log.appended
        return [log.lees(event.payload) for event in await log.read(stappen[0].gelegenheid.boundary)] if stappen else []

    async def geef_los(self, stap: Stap) -> Sequence[AnyGebeurtenis]:
        """One command about an entity that several stories are about; what came of it."""
        log = Remembering(self.log)
        try:
            return await self._geef(log, stap)
        except Refusal as nee:
            self.geweigerd[nee.code] += 1
            return ()
        finally:
            self.erbij += log.appended

    async def _geef(self, log: Remembering, stap: Stap) -> Sequence[AnyGebeurtenis]:
        try:
            besloten = await _geef(log, stap.decider, stap.command, stap.gelegenheid)
        except Refusal:
            if stap.mag_geweigerd:
                return ()
            raise
        for event in besloten.events:
            await self._volgt(log, event)
        return besloten.events

    async def _volgt(self, log: Remembering, event: AnyGebeurtenis) -> None:
        """What the policies of the region's services make of it. That a rule says no to them is an outcome."""
        for reactie in reacties(event, self.regio):
            await _geef(log, AANMELDING, reactie.command, self._gelegenheid(reactie))
        for opdracht in opdrachten(event, self.regio):
            try:
                await _geef(log, TRAJECT, opdracht.command, opdracht.occasion)
            except Refusal:
                continue

    def _gelegenheid(self, reactie: Reactie) -> Occasion:
        """As intake makes it."""
        aanleiding = reactie.aanleiding
        return Occasion(
            command_id=opdrachtnummer(reactie.command_id, None, reactie.command, reactie.dossier),
            source=f"urn:leerwinkel:{self.regio}:intake",
            dossier=reactie.dossier,
            time=aanleiding.time,
            recordedtime=aanleiding.recordedtime,
            correlationid=aanleiding.correlationid or aanleiding.id,
            causationid=aanleiding.id,
        )


async def _geef(log: Remembering, decider: Decider[C, S], command: C, gelegenheid: Occasion) -> Decided:
    return await execute(log, log.decider(decider), command, gelegenheid, read=log.lees)
