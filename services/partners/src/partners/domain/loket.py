"""A loket: where people walk in, in a partner's house where possible; and the zitdagen there (blueprint 4.1)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.partners import LoketGeopend, LoketGesloten, ZitdagGehouden


@dataclass(frozen=True, slots=True, kw_only=True)
class LoketOpenen:
    """A loket opens; `partner` is in whose house, absent in a place of the leerwinkel or a public one."""

    partner: str | None = None
    gemeente: str


@dataclass(frozen=True, slots=True)
class LoketSluiten:
    """The loket closes for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZitdagRegistreren:
    """A zitdag took place at the loket, from `tijdstip` on; the event must get that time."""

    bezoekers: int
    duur_minuten: int
    tijdstip: datetime
    nu: datetime


LoketOpdracht = LoketOpenen | LoketSluiten | ZitdagRegistreren


@dataclass(frozen=True, slots=True)
class Zitdag:
    """How many came, how long it took."""

    tijdstip: datetime
    bezoekers: int
    duur_minuten: int


@dataclass(frozen=True, slots=True)
class Onbekend:
    """No loket with this id was opened. What other systems already registered of it is kept."""

    zitdagen: frozenset[Zitdag] = frozenset()


@dataclass(frozen=True, slots=True)
class Geopend:
    """People can come."""

    partner: str | None
    gemeente: str
    zitdagen: frozenset[Zitdag]


@dataclass(frozen=True, slots=True)
class Gesloten:
    """It was closed at that moment."""

    geweest: Geopend
    moment: datetime

    @property
    def zitdagen(self) -> frozenset[Zitdag]:
        """Those of before the closing, and what was registered after it."""
        return self.geweest.zitdagen


Loket = Onbekend | Geopend | Gesloten


def decide(command: LoketOpdracht, loket: Loket) -> list[Gegevens]:
    """A loket that closed stays closed; a zitdag of before may still be registered."""
    match command, loket:
        case LoketOpenen(partner=partner, gemeente=gemeente), Onbekend():
            return [LoketGeopend(partner=partner, gemeente=gemeente)]
        case LoketOpenen(partner=partner, gemeente=gemeente), Geopend():
            if (partner, gemeente) != (loket.partner, loket.gemeente):
                raise Refusal("loket-bestaat-al")
            return []
        case LoketOpenen(), Gesloten():
            raise Refusal("loket-gesloten")
        case LoketSluiten() | ZitdagRegistreren(), Onbekend():
            raise Refusal("loket-onbekend")
        case LoketSluiten(), Geopend(partner, gemeente):
            return [LoketGesloten(partner=partner, gemeente=gemeente)]
        case LoketSluiten(), Gesloten():
            return []
        case ZitdagRegistreren(), Geopend():
            return _zitdag(command, loket)
        case ZitdagRegistreren(), Gesloten(geweest, gesloten):
            return _zitdag(command, geweest, gesloten)


def _zitdag(command: ZitdagRegistreren, loket: Geopend, gesloten: datetime | None = None) -> list[Gegevens]:
    """What did not happen yet is not registered as held (issue: step 3, domain)."""
    if command.tijdstip > command.nu:
        raise Refusal("zitdag-in-de-toekomst")
    if Zitdag(command.tijdstip, command.bezoekers, command.duur_minuten) in loket.zitdagen:
        return []
    if gesloten is not None and command.tijdstip > gesloten:
        raise Refusal("loket-gesloten")
    if command.tijdstip in {zitdag.tijdstip for zitdag in loket.zitdagen}:
        raise Refusal("zitdag-al-geregistreerd")
    return [
        ZitdagGehouden(
            partner=loket.partner,
            gemeente=loket.gemeente,
            bezoekers=command.bezoekers,
            duur_minuten=command.duur_minuten,
        )
    ]


def evolve(loket: Loket, event: AnyGebeurtenis) -> Loket:
    """A zitdag of a loket that nobody opened is kept, a closing of it says nothing; what is opened again is open."""
    match event.data, loket:
        case ZitdagGehouden(bezoekers=bezoekers, duur_minuten=duur), _:  # first: it is a kind of LoketGeopend
            return _met(loket, Zitdag(event.time, bezoekers, duur))
        case LoketGeopend(partner=partner, gemeente=gemeente), _:
            return Geopend(partner, gemeente, loket.zitdagen)
        case LoketGesloten(), Geopend():
            return Gesloten(loket, event.time)
        case _:
            return loket


def _met(loket: Loket, zitdag: Zitdag) -> Loket:
    if isinstance(loket, Gesloten):
        geweest = replace(loket.geweest, zitdagen=loket.geweest.zitdagen | {zitdag})
        return replace(loket, geweest=geweest)
    return replace(loket, zitdagen=loket.zitdagen | {zitdag})


LOKET: Final[Decider[LoketOpdracht, Loket]] = Decider(Onbekend(), decide, evolve)
"""Over the events of one loket."""
