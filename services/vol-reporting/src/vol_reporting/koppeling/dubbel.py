"""A dubbel: two clients proposed as one person, judged by a person at the VOL, and the judgement undone."""

from dataclasses import dataclass, replace
from typing import Final, Literal

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.vol import DubbelBeoordeeld, DubbelVoorgesteld
from vol_reporting.koppeling.paar import Paar

Oordeel = Literal["zelfde-persoon", "niet-zelfde-persoon"]
TERUGGEDRAAID: Final = "teruggedraaid"


@dataclass(frozen=True, slots=True)
class DubbelVoorstellen:
    """The linking service found the pair; `voorstel` says what agrees, and how much that weighs."""

    voorstel: DubbelVoorgesteld


@dataclass(frozen=True, slots=True)
class DubbelBeoordelen:
    """A person saw the evidence and the effect, and says whether it is one person."""

    oordeel: Oordeel


@dataclass(frozen=True, slots=True)
class OordeelTerugdraaien:
    """The judgement was wrong, or too early: the pair waits again."""


DubbelOpdracht = DubbelVoorstellen | DubbelBeoordelen | OordeelTerugdraaien


@dataclass(frozen=True, slots=True)
class NietVoorgesteld:
    """Nobody found that these may be one person."""


@dataclass(frozen=True, slots=True)
class Voorgesteld:
    """It waits for a person."""

    paar: Paar
    voorstel: DubbelVoorgesteld


@dataclass(frozen=True, slots=True)
class ZelfdePersoon:
    """Judged: one person. `voorstel` is None where a judgement came from elsewhere."""

    paar: Paar
    voorstel: DubbelVoorgesteld | None


@dataclass(frozen=True, slots=True)
class AnderePersonen:
    """Judged: two persons. It is not proposed again."""

    paar: Paar
    voorstel: DubbelVoorgesteld | None


Dubbel = NietVoorgesteld | Voorgesteld | ZelfdePersoon | AnderePersonen


def decide(command: DubbelOpdracht, stand: Dubbel) -> list[Gegevens]:
    """Propose, judge, undo. Another judgement only after the first was undone: each effect is seen by itself."""
    match command, stand:
        case DubbelVoorstellen(voorstel), NietVoorgesteld():
            return [voorstel]
        case DubbelVoorstellen(voorstel), Voorgesteld():
            return [] if voorstel == stand.voorstel else [voorstel]
        case DubbelBeoordelen(), NietVoorgesteld():
            raise Refusal("dubbel-niet-voorgesteld")
        case DubbelBeoordelen(oordeel), Voorgesteld():
            return [stand.paar.beoordeeld(oordeel)]
        case DubbelBeoordelen(oordeel), ZelfdePersoon() | AnderePersonen():
            if oordeel != oordeel_van(stand):
                raise Refusal("dubbel-al-beoordeeld")
            return []
        case (DubbelVoorstellen(), ZelfdePersoon() | AnderePersonen()) | (
            OordeelTerugdraaien(),
            NietVoorgesteld() | Voorgesteld(),
        ):
            return []
        case OordeelTerugdraaien(), ZelfdePersoon() | AnderePersonen():
            return [stand.paar.beoordeeld(TERUGGEDRAAID)]


def oordeel_van(stand: ZelfdePersoon | AnderePersonen) -> Oordeel:
    """What was judged."""
    return "zelfde-persoon" if isinstance(stand, ZelfdePersoon) else "niet-zelfde-persoon"


def evolve(stand: Dubbel, event: AnyGebeurtenis) -> Dubbel:
    """Total: the latest proposal and the latest judgement count, also one without the other."""
    match event.data:
        case DubbelVoorgesteld() as voorstel:
            return _na_voorstel(stand, voorstel)
        case DubbelBeoordeeld() as gezegd:
            return _na_oordeel(stand, gezegd)
        case _:
            return stand


def _na_voorstel(stand: Dubbel, voorstel: DubbelVoorgesteld) -> Dubbel:
    match stand:
        case NietVoorgesteld():
            return Voorgesteld(Paar.in_(voorstel), voorstel)
        case Voorgesteld() | ZelfdePersoon() | AnderePersonen():
            return replace(stand, voorstel=voorstel) if Paar.in_(voorstel) == stand.paar else stand


def _na_oordeel(stand: Dubbel, gezegd: DubbelBeoordeeld) -> Dubbel:
    paar, voorstel = Paar.in_(gezegd), None if isinstance(stand, NietVoorgesteld) else stand.voorstel
    if not isinstance(stand, NietVoorgesteld) and stand.paar != paar:
        return stand
    match gezegd.oordeel:
        case "zelfde-persoon":
            return ZelfdePersoon(paar, voorstel)
        case "niet-zelfde-persoon":
            return AnderePersonen(paar, voorstel)
        case _:
            return Voorgesteld(paar, voorstel) if voorstel else NietVoorgesteld()


DUBBEL: Final[Decider[DubbelOpdracht, Dubbel]] = Decider(NietVoorgesteld(), decide, evolve)
"""Over the events of one pair."""
