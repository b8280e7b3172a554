"""An improvement action (PDCA): planned and done for figures that it should move, checked on the way, concluded."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.kwaliteit import (
    VerbeteractieAfgerond,
    VerbeteractieBijgestuurd,
    VerbeteractieGestart,
)
from vol_reporting.indicatoren import definities

STOPGEZET: Final = "stopgezet"


@dataclass(frozen=True, slots=True)
class VerbeteractieStarten:
    """Plan and do."""

    plan: VerbeteractieGestart


@dataclass(frozen=True, slots=True)
class VerbeteractieBijsturen:
    """Check: what was found, and whether it goes on otherwise."""

    check: VerbeteractieBijgestuurd


@dataclass(frozen=True, slots=True)
class VerbeteractieAfronden:
    """Act: how it ended, and what is kept."""

    slot: VerbeteractieAfgerond


VerbeteractieOpdracht = VerbeteractieStarten | VerbeteractieBijsturen | VerbeteractieAfronden


@dataclass(frozen=True, slots=True)
class NietGestart:
    """There is no such action."""


@dataclass(frozen=True, slots=True)
class Lopend:
    """It goes on; `plan` as it was last adjusted, `eerst` as it began."""

    eerst: VerbeteractieGestart
    plan: VerbeteractieGestart
    checks: tuple[VerbeteractieBijgestuurd, ...] = ()


@dataclass(frozen=True, slots=True)
class Afgerond:
    """It ended."""

    eerst: VerbeteractieGestart
    plan: VerbeteractieGestart
    checks: tuple[VerbeteractieBijgestuurd, ...]
    slot: VerbeteractieAfgerond


Verbeteractie = NietGestart | Lopend | Afgerond


def decide(command: VerbeteractieOpdracht, stand: Verbeteractie) -> list[Gegevens]:
    """In order: a plan, checks, an end. A conclusion rests on a check, unless the action is stopped."""
    match command, stand:
        case VerbeteractieStarten(plan), NietGestart():
            _keur(plan)
            return [plan]
        case VerbeteractieStarten(plan), Lopend() | Afgerond():
            return _gold_al("verbeteractie-bestaat-al", al=plan == stand.eerst)
        case VerbeteractieBijsturen() | VerbeteractieAfronden(), NietGestart():
            raise Refusal("verbeteractie-onbekend")
        case VerbeteractieBijsturen(check), Lopend():
            _keur_einde(stand.plan.aanvang, check.einde)
            return [] if check in stand.checks[-1:] else [check]
        case VerbeteractieBijsturen(check), Afgerond():
            return _gold_al("verbeteractie-afgerond", al=check in stand.checks[-1:])
        case VerbeteractieAfronden(slot), Lopend():
            _keur_slot(slot, stand)
            return [slot]
        case VerbeteractieAfronden(slot), Afgerond():
            return _gold_al("verbeteractie-afgerond", al=slot == stand.slot)


def _gold_al(anders: str, *, al: bool) -> list[Gegevens]:
    """Nothing where it is in effect already. Raises Refusal where it is not."""
    if not al:
        raise Refusal(anders)
    return []


def _keur_slot(slot: VerbeteractieAfgerond, stand: Lopend) -> None:
    if not stand.checks and slot.uitkomst != STOPGEZET:
        raise Refusal("verbeteractie-zonder-check")


def _keur(plan: VerbeteractieGestart) -> None:
    """Raises Refusal for a plan that cannot be measured afterwards."""
    if not plan.indicatoren:
        raise Refusal("verbeteractie-zonder-cijfer")
    if any(code not in definities() for code in plan.indicatoren):
        raise Refusal("verbeteractie-onbekend-cijfer")
    if any(richting_van(plan, code) is None for code in plan.indicatoren):
        raise Refusal("verbeteractie-zonder-richting")
    if plan.aanvang is None or plan.einde is None:
        raise Refusal("verbeteractie-zonder-dagen")
    _keur_einde(plan.aanvang, plan.einde)


def _keur_einde(aanvang: date | None, einde: date | None) -> None:
    if aanvang is not None and einde is not None and einde <= aanvang:
        raise Refusal("verbeteractie-eindigt-voor-ze-begint")


def richting_van(plan: VerbeteractieGestart, code: str) -> str | None:
    """Which way the figure should move: as the plan says, else as the figure means it (`hoger`, `lager`)."""
    richting = plan.verwacht.get(code) or (definities()[code].richting if code in definities() else "geen")
    return None if richting == "geen" else richting


def volg(stand: Verbeteractie, gebeurd: Gegevens) -> Verbeteractie:
    """The state after it. Total: a step whose earlier step is not there changes nothing, nor does one after the end."""
    match gebeurd, stand:
        case VerbeteractieGestart() as plan, NietGestart():
            return Lopend(plan, plan)
        case VerbeteractieBijgestuurd() as check, Lopend():
            anders = {"einde": check.einde or stand.plan.einde, "aanpak": check.aanpak or stand.plan.aanpak}
            return replace(stand, plan=stand.plan.model_copy(update=anders), checks=(*stand.checks, check))
        case VerbeteractieAfgerond() as slot, Lopend():
            return Afgerond(stand.eerst, stand.plan, stand.checks, slot)
        case _:
            return stand


def evolve(stand: Verbeteractie, event: AnyGebeurtenis) -> Verbeteractie:
    """The same of an event."""
    return volg(stand, event.data)


VERBETERACTIE: Final[Decider[VerbeteractieOpdracht, Verbeteractie]] = Decider(NietGestart(), decide, evolve)
"""Over the events of one action."""
