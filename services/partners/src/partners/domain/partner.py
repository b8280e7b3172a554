"""A partner: an organisation that the leerwinkel works with (blueprint 4.2); from registration to its end."""

from dataclasses import dataclass
from typing import Final

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.partners import PartnerBeeindigd, PartnerGeregistreerd, PartnerGewijzigd


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRegistreren:
    """A partnership begins. `naam` is the name of an organisation, never of a person."""

    naam: str
    partnersoort: str
    gemeente: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerWijzigen:
    """The partner's facts are otherwise from now on."""

    naam: str
    partnersoort: str
    gemeente: str


@dataclass(frozen=True, slots=True)
class PartnerBeeindigen:
    """The partnership ends."""


PartnerOpdracht = PartnerRegistreren | PartnerWijzigen | PartnerBeeindigen


@dataclass(frozen=True, slots=True)
class Onbekend:
    """No partner has this id."""


@dataclass(frozen=True, slots=True)
class Actief:
    """The leerwinkel works with it."""

    naam: str
    partnersoort: str
    gemeente: str


@dataclass(frozen=True, slots=True)
class Beeindigd:
    """It no longer does."""


Partner = Onbekend | Actief | Beeindigd


def decide(command: PartnerOpdracht, partner: Partner) -> list[Gegevens]:
    """A partnership ends for good: who works together again gets a new id, and old referrals stay what they were."""
    match command, partner:
        case _, Beeindigd():
            return _na_het_einde(command)
        case PartnerRegistreren(naam=naam, partnersoort=soort, gemeente=gemeente), Onbekend():
            return [PartnerGeregistreerd(naam=naam, partnersoort=soort, gemeente=gemeente)]
        case PartnerWijzigen() | PartnerBeeindigen(), Onbekend():
            raise Refusal("partner-onbekend")
        case PartnerRegistreren(naam=naam, partnersoort=soort, gemeente=gemeente), Actief():
            if partner != Actief(naam, soort, gemeente):
                raise Refusal("partner-bestaat-al")
            return []
        case PartnerWijzigen(naam=naam, partnersoort=soort, gemeente=gemeente), Actief():
            if partner == Actief(naam, soort, gemeente):
                return []
            return [PartnerGewijzigd(naam=naam, partnersoort=soort, gemeente=gemeente)]
        case PartnerBeeindigen(), Actief(naam, soort, gemeente):
            return [PartnerBeeindigd(naam=naam, partnersoort=soort, gemeente=gemeente)]


def _na_het_einde(command: PartnerOpdracht) -> list[Gegevens]:
    match command:
        case PartnerRegistreren() | PartnerWijzigen():
            raise Refusal("partner-beeindigd")
        case PartnerBeeindigen():
            return []


def evolve(partner: Partner, event: AnyGebeurtenis) -> Partner:
    """An end is an end, also where another system changed the partner after it; one registered anew is back."""
    match event.data, partner:
        case PartnerBeeindigd(), _:
            return Beeindigd()
        case PartnerGewijzigd(), Beeindigd():
            return partner
        case PartnerGeregistreerd(naam=naam, partnersoort=soort, gemeente=gemeente), _:
            return Actief(naam, soort, gemeente)
        case _:
            return partner


PARTNER: Final[Decider[PartnerOpdracht, Partner]] = Decider(Onbekend(), decide, evolve)
"""Over the events of one partner."""
