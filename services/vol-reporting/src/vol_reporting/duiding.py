"""What figures may be taken to say: intervals, a funnel over the regions, a run over time. Judges nothing itself."""

from collections.abc import Iterable, Sequence
from itertools import dropwhile

from vol_reporting.cijfers import Cijfer
from vol_reporting.indicatoren import Definitie, definities
from vol_reporting.statistiek import (
    Interval,
    Reeks,
    Trechter,
    aandeel,
    aandelenreeks,
    aantal,
    trechter,
    verhouding,
    waardenreeks,
)
from vol_reporting.statistiek.interval import Sommen
from vol_reporting.vraag import VLAANDEREN

KERN = ("B01", "B02", "B04", "K02", "R01", "R02c", "R05", "R06")
"""The core figures. The shares among these count every record once, yes or no."""
_PROCENT = "%"


def is_aandeel(definitie: Definitie, dimensie: str | None = None) -> bool:
    """Whether a row is a share: so many of so many, not weighed by a value from outside."""
    return definitie.eenheid_van(dimensie) == _PROCENT and definitie.noemer is not None and not definitie.referenties


def is_ja_of_nee(sommen: Sommen) -> bool:
    """Whether every record counts once or not at all: only then are exact binomial limits right."""
    return sommen.noemer2 == sommen.noemer == sommen.records and sommen.teller2 == sommen.teller


def interval(cijfer: Cijfer, sommen: Sommen | None = None) -> Interval | None:
    """Between what the value lies that the figure points at, in its unit; None where nothing can be said of it.

    `sommen`: what the records behind it add up to; without these only a share of yes and no has one, and a rate.
    """
    definitie = definities()[cijfer.code]
    if cijfer.waarde is None or cijfer.teller is None or cijfer.noemer is None or definitie.mediaan_van is not None:
        return None
    if definitie.referenties:
        maal = cijfer.waarde / cijfer.teller if cijfer.teller else 0.0
        return _maal(aantal(cijfer.teller), maal) if maal and definitie.record == "persoon" else None
    deel = definitie.eenheid == _PROCENT
    if deel and (sommen is None or is_ja_of_nee(sommen)):
        return _maal(aandeel(cijfer.teller, cijfer.noemer), 100)
    return _maal(verhouding(sommen), 100 if deel else 1) if sommen is not None else None


def _maal(waarden: Interval | None, maal: float) -> Interval | None:
    return None if waarden is None else Interval(waarden.onder * maal, waarden.boven * maal)


def trechter_over(cijfers: Iterable[Cijfer]) -> Trechter:
    """The funnel of the regions among these numbers of one share and one period. Flanders is no region."""
    regios = {c.regio: (c.teller or 0, c.noemer or 0) for c in cijfers if c.regio != VLAANDEREN}
    return trechter(regios)


def vergelijkbaar(cijfers: Sequence[Cijfer]) -> list[Cijfer]:
    """Of these in order of time those that can stand in one run: from the first facts on, all by the last version."""
    versie = cijfers[-1].versie if cijfers else 0
    zelfde = [c for c in cijfers if c.versie == versie]
    return list(dropwhile(lambda c: not (c.teller or c.noemer), zelfde))


def reeks_over(cijfers: Sequence[Cijfer], *, als_aandeel: bool) -> Reeks:
    """The run of these numbers of one figure and one area, in order of time: as shares, or as values in their unit."""
    if als_aandeel:
        return aandelenreeks([(c.periode, c.teller or 0, c.noemer or 0) for c in cijfers])
    return waardenreeks([(c.periode, c.waarde) for c in cijfers])
