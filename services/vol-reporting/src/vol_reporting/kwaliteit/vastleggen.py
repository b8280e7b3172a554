"""Carrying out a command of integrale kwaliteitszorg: decide on the VOL's own log, append at the expected position."""

from leerwinkel.eventsourcing import Decided, Log
from vol_reporting.eigenlog import Aanleiding, besluit
from vol_reporting.kwaliteit import doelkeuring, zelfevaluatie
from vol_reporting.kwaliteit.doelstelling import DOELSTELLING, DoelstellingIntrekken, DoelstellingVastleggen
from vol_reporting.kwaliteit.verbeteractie import VERBETERACTIE, VerbeteractieOpdracht
from vol_reporting.kwaliteit.zelfevaluatie import ZELFEVALUATIE, ZelfevaluatieVastleggen

Opdracht = DoelstellingVastleggen | DoelstellingIntrekken | VerbeteractieOpdracht | ZelfevaluatieVastleggen


async def leg_vast(log: Log, command: Opdracht, nummer: str, waarom: Aanleiding) -> Decided:
    """Decide and append. `nummer`: of the action or of the target that is withdrawn; the others have their own.

    Raises Refusal, Conflict, Unavailable.
    """
    match command:
        case DoelstellingVastleggen(doel):
            return await besluit(log, DOELSTELLING, command, doelkeuring.nummer_van(doel), waarom)
        case DoelstellingIntrekken():
            return await besluit(log, DOELSTELLING, command, nummer, waarom)
        case ZelfevaluatieVastleggen(regio=regio, jaar=jaar, caf=caf):
            return await besluit(log, ZELFEVALUATIE, command, zelfevaluatie.nummer_van(regio, jaar, caf), waarom)
        case _:
            return await besluit(log, VERBETERACTIE, command, nummer, waarom)
