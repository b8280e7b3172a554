"""Referrals begin: a partner sends a cliënt to the leerwinkel, the leerwinkel sends one on (blueprint 3.1, 3.4, 4.2).

Whether a partner still is one cannot be decided here: its events are of another entity, so outside the boundary of the
dossier. The screens offer the partners that are active now; a referral to one that ends at that moment is a fact.
"""

from dataclasses import dataclass
from typing import Final

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.partners import DoorverwijzingGemaakt, DoorverwijzingOntvangen
from partners.domain.dossier import Afgesloten, Dossier, Lopend, Onbekend, evolve


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorverwijzingRegistreren:
    """A partner sent a cliënt to the leerwinkel; under an id of its own this creates the dossier.

    (`DoorverwijzingOntvangen` is the event: in Dutch infinitive and participle are one word.)
    """

    doorverwijzing: str
    partner: str | None = None
    partnersoort: str
    reden: str | None = None
    warm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorverwijzingMaken:
    """The leerwinkel sends the cliënt on to a partner; warm: the two begeleiders speak with each other."""

    doorverwijzing: str
    partner: str | None = None
    partnersoort: str
    reden: str | None = None
    warm: bool


DoorverwijzingOpdracht = DoorverwijzingRegistreren | DoorverwijzingMaken


def decide(command: DoorverwijzingOpdracht, dossier: Dossier) -> list[Gegevens]:
    """No referral on a closed dossier: reopen it first (issue: step 3, domain).

    A referral that a partner sends about a dossier that is closed is a new question, so a new dossier (catalogue).
    """
    bekend = dossier.doorverwijzingen.get(command.doorverwijzing)
    if bekend and bekend.inhoud:
        return _nog_eens(command, bekend.inhoud)
    match command, dossier.stand:
        case _, Afgesloten():
            raise Refusal("doorverwijzing-dossier-afgesloten")
        case DoorverwijzingRegistreren(), Onbekend() | Lopend():
            return [_gebeurtenis(command)]
        case DoorverwijzingMaken(), Onbekend():
            raise Refusal("doorverwijzing-dossier-onbekend")
        case DoorverwijzingMaken(warm=False), Lopend():
            return [_gebeurtenis(command)]
        case DoorverwijzingMaken(), Lopend():
            return _warm(command, dossier)


def _warm(command: DoorverwijzingMaken, dossier: Dossier) -> list[Gegevens]:
    """Warm only with consent for exactly that (blueprint 3.1: "mits toestemming van de cliënt"; privacy and access).

    Not asked of a referral that is received: there the partner spoke with us, with the consent that it had.
    """
    if not dossier.toestemmingen.voor("warme-overdracht"):
        raise Refusal("toestemming-warme-overdracht-ontbreekt")
    return [_gebeurtenis(command)]


def _nog_eens(command: DoorverwijzingOpdracht, bekend: DoorverwijzingOntvangen) -> list[Gegevens]:
    """Before any rule: what was done with consent stays done after its withdrawal, and is no reason to refuse."""
    if _gebeurtenis(command) != bekend:
        raise Refusal("doorverwijzing-bestaat-al")
    return []


def _gebeurtenis(command: DoorverwijzingOpdracht) -> DoorverwijzingOntvangen:
    model = DoorverwijzingGemaakt if isinstance(command, DoorverwijzingMaken) else DoorverwijzingOntvangen
    return model(
        doorverwijzing=command.doorverwijzing,
        partner=command.partner,
        partnersoort=command.partnersoort,
        reden=command.reden,
        warm=command.warm,
    )


DOORVERWIJZING: Final[Decider[DoorverwijzingOpdracht, Dossier]] = Decider(Dossier(), decide, evolve)
"""Over the dossier: the events of all services about it."""
