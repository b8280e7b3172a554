"""Hypothesis strategies for moments: often at the edge of a period, or at a clock change in Brussels."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

BRUSSEL = ZoneInfo("Europe/Brussels")
_JAREN = range(2015, 2028)


def tijdstippen() -> SearchStrategy[datetime]:
    """Moments of 2015–2027 with a fixed offset, that of Brussels then or UTC; at most microseconds."""
    begin, einde = datetime(_JAREN.start, 1, 1, tzinfo=UTC), datetime(_JAREN.stop, 1, 1, tzinfo=UTC)
    seconden = st.integers(0, int((einde - begin).total_seconds()))
    willekeurig = seconden.map(lambda s: begin + timedelta(seconds=s))
    return st.one_of(_aan_een_grens(), willekeurig).flatmap(lambda m: st.sampled_from([m, in_brussel(m)]))


def in_brussel(moment: datetime) -> datetime:
    """The same moment with the offset of Brussels, fixed: a zone that folds would equal no other moment."""
    lokaal = moment.astimezone(BRUSSEL)
    return lokaal.replace(tzinfo=timezone(lokaal.utcoffset() or timedelta()))


def klokwissels(jaar: int) -> tuple[datetime, datetime]:
    """When the clocks of Brussels change in a year: the last Sunday of March and of October, 1:00 UTC."""
    return _laatste_zondag(jaar, 3), _laatste_zondag(jaar, 10)


def _laatste_zondag(jaar: int, maand: int) -> datetime:
    laatste = date(jaar, maand, 31)
    return datetime(jaar, maand, 31 - (laatste.weekday() + 1) % 7, 1, tzinfo=UTC)


def _aan_een_grens() -> SearchStrategy[datetime]:
    naast = [timedelta(seconds=s) for s in (-3600, -1, 0, 1, 1800, 3599, 3600)]
    naast.append(timedelta(microseconds=-1))
    return st.sampled_from([grens + afstand for grens in _grenzen() for afstand in naast])


def _grenzen() -> Iterator[datetime]:
    for jaar in _JAREN:
        yield from klokwissels(jaar)
        yield from (datetime(jaar, maand, 1, tzinfo=BRUSSEL).astimezone(UTC) for maand in range(1, 13))
