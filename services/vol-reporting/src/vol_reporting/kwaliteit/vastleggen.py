"""Carrying out a command of integrale kwaliteitszorg: decide on the VOL's own log, append at the expected position."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from leerwinkel.eventsourcing import Decided, Decider, Log, Occasion, execute
from vol_reporting.eigenlog import BRON
from vol_reporting.kwaliteit import doelkeuring, zelfevaluatie
from vol_reporting.kwaliteit.doelstelling import DOELSTELLING, DoelstellingIntrekken, DoelstellingVastleggen
from vol_reporting.kwaliteit.verbeteractie import VERBETERACTIE, VerbeteractieOpdracht
from vol_reporting.kwaliteit.zelfevaluatie import ZELFEVALUATIE, ZelfevaluatieVastleggen

C = TypeVar("C")
S = TypeVar("S")
Opdracht = DoelstellingVastleggen | DoelstellingIntrekken | VerbeteractieOpdracht | ZelfevaluatieVastleggen


@dataclass(frozen=True, slots=True, kw_only=True)
class Intern(Occasion):
    """Where the VOL decides on what no region reads: the events of one target, action or criterion."""

    @property
    def boundary(self) -> str:
        """The events about it on the VOL's own log."""
        return f"vol.intern.{self.dossier}.>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanleiding:
    """`opdracht` is given once per intention: given again it is answered as the first time."""

    opdracht: uuid.UUID
    medewerker: str
    nu: datetime


async def leg_vast(log: Log, command: Opdracht, nummer: str, waarom: Aanleiding) -> Decided:
    """Decide and append. `nummer`: of the action or of the target that is withdrawn; the others have their own.

    Raises Refusal, Conflict, Unavailable.
    """
    match command:
        case DoelstellingVastleggen(doel):
            return await _doe(log, DOELSTELLING, command, doelkeuring.nummer_van(doel), waarom)
        case DoelstellingIntrekken():
            return await _doe(log, DOELSTELLING, command, nummer, waarom)
        case ZelfevaluatieVastleggen(regio=regio, jaar=jaar, caf=caf):
            return await _doe(log, ZELFEVALUATIE, command, zelfevaluatie.nummer_van(regio, jaar, caf), waarom)
        case _:
            return await _doe(log, VERBETERACTIE, command, nummer, waarom)


async def _doe(log: Log, decider: Decider[C, S], command: C, nummer: str, waarom: Aanleiding) -> Decided:
    gelegenheid = Intern(
        command_id=uuid.uuid5(waarom.opdracht, f"{waarom.medewerker}:{type(command).__name__}:{nummer}"),
        source=BRON,
        dossier=nummer,
        time=waarom.nu,
        recordedtime=waarom.nu,
        medewerker=waarom.medewerker,
    )
    return await execute(log, decider, command, gelegenheid)
