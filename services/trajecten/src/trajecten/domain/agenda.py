"""Double bookings of a begeleider: a warning, never a refusal. Pure functions over planned sessies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

GESPREK = timedelta(minutes=65)
"""How long a talk takes on average (blueprint 3.3): an appointment has a beginning, but no end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boeking:
    """A planned sessie in the agenda of its begeleider."""

    dossier: str
    sessie: str
    begeleider: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class DubbeleBoeking:
    """Two sessies of one begeleider that overlap, the earlier first."""

    eerste: Boeking
    tweede: Boeking


def dubbele_boekingen(gepland: Iterable[Boeking], duur: timedelta = GESPREK) -> list[DubbeleBoeking]:
    """Every pair that overlaps, by begeleider and moment; one that begins where another ends does not."""
    per_begeleider = sorted(gepland, key=lambda boeking: (boeking.begeleider, boeking.moment, boeking.sessie))
    return list(_overlappend(per_begeleider, duur))


def botsingen(nieuw: Boeking, gepland: Iterable[Boeking], duur: timedelta = GESPREK) -> list[Boeking]:
    """What a new appointment would overlap with, oldest first; itself does not count."""
    paren = dubbele_boekingen([nieuw, *(boeking for boeking in gepland if not _zelfde(boeking, nieuw))], duur)
    return [
        paar.tweede if paar.eerste == nieuw else paar.eerste for paar in paren if nieuw in (paar.eerste, paar.tweede)
    ]


def _overlappend(boekingen: list[Boeking], duur: timedelta) -> Iterator[DubbeleBoeking]:
    for nummer, eerste in enumerate(boekingen):
        for tweede in boekingen[nummer + 1 :]:
            if tweede.begeleider != eerste.begeleider or tweede.moment - eerste.moment >= duur:
                break
            yield DubbeleBoeking(eerste, tweede)


def _zelfde(een: Boeking, ander: Boeking) -> bool:
    return (een.dossier, een.sessie) == (ander.dossier, ander.sessie)
