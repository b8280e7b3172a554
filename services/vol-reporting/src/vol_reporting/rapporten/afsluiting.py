"""The closing of a period: proposed by one person as known at a stand, approved by another, once; then its reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.rapporten import AfsluitingVoorgesteld, PeriodeAfgesloten, RapportBevroren

Welk = tuple[str, str | None]
"""Which report of a period: for whom it is, and of which region; None is Flanders."""


@dataclass(frozen=True, slots=True)
class AfsluitingVoorstellen:
    """`voorstel` says as known when, and in spite of what. `einde`: when the period was over; `nu` is now."""

    voorstel: AfsluitingVoorgesteld
    einde: datetime
    nu: datetime


@dataclass(frozen=True, slots=True)
class AfsluitingGoedkeuren:
    """Somebody agrees with the proposal that they saw."""

    goedgekeurd_door: str
    voorstel: AfsluitingVoorgesteld


@dataclass(frozen=True, slots=True)
class RapportBevriezen:
    """A report of the period will never change again."""

    rapport: RapportBevroren


AfsluitingOpdracht = AfsluitingVoorstellen | AfsluitingGoedkeuren | RapportBevriezen


@dataclass(frozen=True, slots=True)
class Open:
    """Nobody proposed to close it."""


@dataclass(frozen=True, slots=True)
class Voorgesteld:
    """It waits for somebody else."""

    voorstel: AfsluitingVoorgesteld


@dataclass(frozen=True, slots=True)
class Afgesloten:
    """For good. `rapporten`: those that are frozen."""

    afsluiting: PeriodeAfgesloten
    rapporten: Mapping[Welk, RapportBevroren]

    @property
    def voorstel(self) -> AfsluitingVoorgesteld:
        """What was approved."""
        return AfsluitingVoorgesteld(**_zelfde(self.afsluiting))


Afsluiting = Open | Voorgesteld | Afgesloten


def decide(command: AfsluitingOpdracht, stand: Afsluiting) -> list[Gegevens]:
    """Propose, approve, freeze, in that order; until it is approved another proposal can take its place."""
    match command, stand:
        case AfsluitingVoorstellen(voorstel), Open() | Voorgesteld():
            _keur(command)
            return [] if isinstance(stand, Voorgesteld) and stand.voorstel == voorstel else [voorstel]
        case AfsluitingVoorstellen(voorstel), Afgesloten():
            return _alleen_hetzelfde(voorstel == stand.voorstel)
        case AfsluitingGoedkeuren() | RapportBevriezen(), Open():
            raise Refusal("afsluiting-niet-voorgesteld")
        case AfsluitingGoedkeuren(wie, gezien), Voorgesteld(voorstel):
            if gezien != voorstel:
                raise Refusal("voorstel-vervangen")
            if wie == voorstel.voorgesteld_door:
                raise Refusal("goedkeurder-stelde-voor")
            return [PeriodeAfgesloten(**_zelfde(voorstel), goedgekeurd_door=wie)]
        case AfsluitingGoedkeuren(wie, gezien), Afgesloten():
            return _alleen_hetzelfde(gezien == stand.voorstel and wie == stand.afsluiting.goedgekeurd_door)
        case RapportBevriezen(), Voorgesteld():
            raise Refusal("periode-niet-afgesloten")
        case RapportBevriezen(rapport), Afgesloten():
            return _bevries(rapport, stand)


def _zelfde(gezegd: AfsluitingVoorgesteld | PeriodeAfgesloten) -> dict[str, Any]:
    return {naam: getattr(gezegd, naam) for naam in AfsluitingVoorgesteld.model_fields}


def _alleen_hetzelfde(is_zo: bool) -> list[Gegevens]:  # noqa: FBT001 - the question itself
    if not is_zo:
        raise Refusal("periode-al-afgesloten")
    return []


def _keur(command: AfsluitingVoorstellen) -> None:
    voorstel = command.voorstel
    if command.nu < command.einde:
        raise Refusal("periode-niet-voorbij")
    if voorstel.stand_van < command.einde:
        raise Refusal("stand-voor-einde")
    if voorstel.bevindingen and not voorstel.gronden:
        raise Refusal("grond-ontbreekt")


def _bevries(rapport: RapportBevroren, stand: Afgesloten) -> list[Gegevens]:
    af = stand.afsluiting
    if (rapport.posities, rapport.eigen, rapport.stand_van) != (af.posities, af.eigen, af.stand_van):
        raise Refusal("rapport-andere-stand")
    eerder = stand.rapporten.get(welk(rapport))
    if eerder is not None and _zonder_waarmerk(eerder) != _zonder_waarmerk(rapport):
        raise Refusal("rapport-al-bevroren")
    return [] if eerder else [rapport]


def _zonder_waarmerk(rapport: RapportBevroren) -> RapportBevroren:
    """What it says of itself: that more of the logs are signed by now makes it no other report."""
    return rapport.model_copy(update={"checkpoints": None, "manifest_sha256": ""})


def welk(rapport: RapportBevroren) -> Welk:
    """Which report of its period it is."""
    return rapport.bestemming, rapport.regio


def evolve(stand: Afsluiting, event: AnyGebeurtenis) -> Afsluiting:
    """See `volgende`."""
    return volgende(stand, event.data)


def volgende(stand: Afsluiting, gezegd: Gegevens) -> Afsluiting:
    """Total: the first closing and the first freezing count; what has no period that was closed changes nothing."""
    match gezegd, stand:
        case AfsluitingVoorgesteld() as voorstel, Open() | Voorgesteld():
            return Voorgesteld(voorstel)
        case PeriodeAfgesloten() as afsluiting, Open() | Voorgesteld():
            return Afgesloten(afsluiting, {})
        case RapportBevroren() as rapport, Afgesloten() if welk(rapport) not in stand.rapporten:
            return Afgesloten(stand.afsluiting, {**stand.rapporten, welk(rapport): rapport})
        case _:
            return stand


AFSLUITING: Final[Decider[AfsluitingOpdracht, Afsluiting]] = Decider(Open(), decide, evolve)
"""Over the events of one period."""
