"""Who guides the cliënt of a dossier, by what happened in it (blueprint 3.1: one from intake to follow-up)."""

from collections.abc import Iterable

from leerwinkel.gebeurtenissen.basis import Gegevens
from leerwinkel.gebeurtenissen.trajecten import BegeleiderGewijzigd, SessieGehouden, TrajectGestart


def begeleider_na(was: str | None, data: Gegevens) -> str | None:
    """Who it is after this: who held the first talk, started the traject, or took over. None: nobody yet."""
    match data:
        case SessieGehouden(soort=soort, begeleider=begeleider) if was is None and soort != "nazorg":
            return begeleider
        case TrajectGestart(begeleider=begeleider):
            return begeleider
        case BegeleiderGewijzigd(naar=naar):
            return naar
        case _:
            return was


def begeleider_van(gezegd: Iterable[Gegevens]) -> str | None:
    """Who it is now, by what counts, oldest first."""
    begeleider: str | None = None
    for data in gezegd:
        begeleider = begeleider_na(begeleider, data)
    return begeleider
