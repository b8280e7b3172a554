"""Referrals end: the receiver answers, it is known what came of it, and the referrer hears of it (blueprint 3.1, 4.2).

All of this stays possible on a closed dossier: the dossier may close before the partner answers, and the referral
would stay open for ever. What begins something new does not (see `doorverwijzing`).
"""

from dataclasses import dataclass
from typing import Final

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.partners import (
    DoorverwijzingAanvaard,
    DoorverwijzingAfgerond,
    DoorverwijzingGemaakt,
    DoorverwijzingGeweigerd,
    TerugkoppelingGegeven,
)
from partners.domain.dossier import (
    Aanvaard,
    Afgerond,
    Afloop,
    Doorverwijzing,
    Dossier,
    Geweigerd,
    Open,
    evolve,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorverwijzingAanvaarden:
    """The receiver (the partner, or the leerwinkel where it was referred to) takes the cliënt on."""

    doorverwijzing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorverwijzingWeigeren:
    """The receiver does not take the cliënt on."""

    doorverwijzing: str
    reden: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorverwijzingAfronden:
    """It is known what the referral led to."""

    doorverwijzing: str
    resultaat: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TerugkoppelingGeven:
    """The receiver tells the referrer what came of it: we the partner (`uit`), or the partner us (`in`)."""

    doorverwijzing: str


AntwoordOpdracht = DoorverwijzingAanvaarden | DoorverwijzingWeigeren | DoorverwijzingAfronden | TerugkoppelingGeven


def decide(command: AntwoordOpdracht, dossier: Dossier) -> list[Gegevens]:
    """The answer to a referral comes once; feedback closes the loop, once too (issue: step 3; catalogue)."""
    doorverwijzing = dossier.doorverwijzingen.get(command.doorverwijzing)
    if doorverwijzing is None or doorverwijzing.inhoud is None:
        raise Refusal("doorverwijzing-onbekend")
    match command:
        case DoorverwijzingAanvaarden():
            return _aanvaarden(command, doorverwijzing.afloop)
        case DoorverwijzingWeigeren():
            return _weigeren(command, doorverwijzing.afloop)
        case DoorverwijzingAfronden():
            return _afronden(command, doorverwijzing.afloop)
        case TerugkoppelingGeven() if doorverwijzing.teruggekoppeld:
            return []
        case TerugkoppelingGeven():
            return _terugkoppelen(command, doorverwijzing, dossier)


def _aanvaarden(command: DoorverwijzingAanvaarden, afloop: Afloop) -> list[Gegevens]:
    match afloop:
        case Open():
            return [DoorverwijzingAanvaard(doorverwijzing=command.doorverwijzing)]
        case Aanvaard() | Afgerond():
            return []
        case Geweigerd():
            raise Refusal("doorverwijzing-al-beantwoord")


def _weigeren(command: DoorverwijzingWeigeren, afloop: Afloop) -> list[Gegevens]:
    match afloop:
        case Open():
            return [DoorverwijzingGeweigerd(doorverwijzing=command.doorverwijzing, reden=command.reden)]
        case Geweigerd(reden) if reden == command.reden:
            return []
        case Geweigerd() | Aanvaard() | Afgerond():
            raise Refusal("doorverwijzing-al-beantwoord")


def _afronden(command: DoorverwijzingAfronden, afloop: Afloop) -> list[Gegevens]:
    """Only what was taken on leads to something: the answer is counted too (indicator K04)."""
    match afloop:
        case Open():
            raise Refusal("doorverwijzing-onbeantwoord")
        case Geweigerd():
            raise Refusal("doorverwijzing-geweigerd")
        case Aanvaard():
            return [DoorverwijzingAfgerond(doorverwijzing=command.doorverwijzing, resultaat=command.resultaat)]
        case Afgerond(resultaat) if resultaat == command.resultaat:
            return []
        case Afgerond():
            raise Refusal("doorverwijzing-al-afgerond")


def _terugkoppelen(command: TerugkoppelingGeven, doorverwijzing: Doorverwijzing, dossier: Dossier) -> list[Gegevens]:
    """Only with consent for exactly that, also of a partner to us: then we are the referrer (privacy and access)."""
    match doorverwijzing.afloop:
        case Open():
            raise Refusal("doorverwijzing-onbeantwoord")
        case Aanvaard() | Geweigerd() | Afgerond():
            if not dossier.toestemmingen.voor("terugkoppeling"):
                raise Refusal("toestemming-terugkoppeling-ontbreekt")
            richting = "in" if isinstance(doorverwijzing.inhoud, DoorverwijzingGemaakt) else "uit"
            return [TerugkoppelingGegeven(doorverwijzing=command.doorverwijzing, richting=richting)]


ANTWOORD: Final[Decider[AntwoordOpdracht, Dossier]] = Decider(Dossier(), decide, evolve)
"""Over the dossier: the events of all services about it."""
