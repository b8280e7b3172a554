"""A self-assessment of one CAF criterion by a leerwinkel, for a year; scored again it is revised."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.kwaliteit import ZelfevaluatieVastgelegd
from vol_reporting.kwaliteit.caf import CRITERIA, cijfers_van, is_resultaat

ZONDER_BEWIJS: Final = 10
"""The highest score for what rests on nothing (CAF 2020, scoring panels: 0–10 is no evidence, or just some ideas)."""
DEELSCORES: Final = {False: ("Plan", "Do", "Check", "Act"), True: ("Trend", "Doelbereik")}
"""What is scored of an enabler, and of a result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZelfevaluatieVastleggen:
    """Score a criterion by its parts; `bewijsstukken` is what it rests on beside figures, `bron` where that stands."""

    regio: str
    jaar: int
    caf: str
    deelscores: tuple[int, ...]
    bewijsstukken: tuple[str, ...] = ()
    bron: str | None = None


@dataclass(frozen=True, slots=True)
class NietGescoord:
    """Nobody scored it."""


@dataclass(frozen=True, slots=True)
class Gescoord:
    """The last score counts."""

    evaluatie: ZelfevaluatieVastgelegd


Zelfevaluatie = NietGescoord | Gescoord


def decide(command: ZelfevaluatieVastleggen, stand: Zelfevaluatie) -> list[Gegevens]:
    """Every part is scored, and a score above 10 rests on something: a document, or of a result its figures."""
    match command, stand:
        case ZelfevaluatieVastleggen(), NietGescoord():
            return [_evaluatie(command)]
        case ZelfevaluatieVastleggen(), Gescoord(eerder):
            evaluatie = _evaluatie(command)
            return [] if evaluatie == eerder else [evaluatie]


def _evaluatie(command: ZelfevaluatieVastleggen) -> ZelfevaluatieVastgelegd:
    if command.caf not in CRITERIA:
        raise Refusal("zelfevaluatie-onbekend-criterium")
    resultaat = is_resultaat(command.caf)
    if len(command.deelscores) != len(DEELSCORES[resultaat]):
        raise Refusal("zelfevaluatie-onvolledig")
    score = gemiddelde(command.deelscores)
    gestaafd = command.bewijsstukken or (resultaat and cijfers_van(command.caf))
    if score > ZONDER_BEWIJS and not gestaafd:
        raise Refusal("zelfevaluatie-zonder-bewijs")
    return ZelfevaluatieVastgelegd(
        regio=command.regio,
        jaar=command.jaar,
        caf=command.caf,
        score=score,
        deelscores=command.deelscores,
        bewijsstukken=command.bewijsstukken,
        bron=command.bron,
    )


def gemiddelde(deelscores: Sequence[int]) -> int:
    """Of the parts, a half upwards."""
    return int(Fraction(sum(deelscores), len(deelscores)) + Fraction(1, 2))


def nummer_van(regio: str, jaar: int, caf: str) -> str:
    """The entity of a self-assessment."""
    return f"z-{regio}-{jaar}-{caf.replace('.', '_')}"


def volg(stand: Zelfevaluatie, gebeurd: Gegevens) -> Zelfevaluatie:
    """The state after it. Total: what is no self-assessment changes nothing."""
    return Gescoord(gebeurd) if isinstance(gebeurd, ZelfevaluatieVastgelegd) else stand


def evolve(stand: Zelfevaluatie, event: AnyGebeurtenis) -> Zelfevaluatie:
    """The same of an event."""
    return volg(stand, event.data)


ZELFEVALUATIE: Final[Decider[ZelfevaluatieVastleggen, Zelfevaluatie]] = Decider(NietGescoord(), decide, evolve)
"""Over the events of one criterion of one leerwinkel and year."""
