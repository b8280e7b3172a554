"""Moments as exports write them: ISO or Belgian, local time is Europe/Brussels unless an offset is given."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

BRUSSEL: Final = ZoneInfo("Europe/Brussels")
OUDSTE_JAAR: Final = 1900
JONGSTE_JAAR: Final = 2100

_ISO: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?) ?(Z|z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)
_BELGISCH: Final = re.compile(
    r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:[T ]+(\d|[01]\d|2[0-3])(:[0-5]\d(?::[0-5]\d)?))?",
    re.ASCII,
)


class GeenTijdstip(ValueError):
    """The text is no moment or date; the message says why, in Dutch."""


class Moment(NamedTuple):
    """A moment with a fixed offset, and what had to be assumed to get there."""

    tijd: datetime
    zonder_uur: bool = False
    dubbel_uur: bool = False


def lees_moment(tekst: str) -> Moment:
    """The moment that the text says. Raises GeenTijdstip, also for a local time that the clock skipped.

    An hour that the clock showed twice is the first of the two; a date alone is its midnight; both are marked.
    """
    dag, uur, verschil = _delen(tekst)
    try:
        brussel, dubbel = ("", False) if verschil else _hele_dag(dag) or _klok(dag, uur[:2] or "00")
        tijd = datetime.fromisoformat(f"{dag}T{uur or '00:00'}{verschil or brussel}")
    except GeenTijdstip:
        raise
    except ValueError:
        raise _geen(tekst) from None
    if tijd.tzinfo is None:
        raise GeenTijdstip(f"‘{tekst[:40]}’ bestaat niet: die nacht ging de klok een uur vooruit")
    return Moment(_binnen_bereik(tijd), zonder_uur=not uur, dubbel_uur=dubbel)


def lees_datum(tekst: str) -> date:
    """The date that the text says; a time of day other than midnight is refused. Raises GeenTijdstip."""
    dag, uur, _ = _delen(tekst)
    try:
        datum = _binnen_bereik(datetime.fromisoformat(dag)).date()
        midden_in_de_dag = uur and time.fromisoformat(uur) != time(0)
    except GeenTijdstip:
        raise
    except ValueError:
        raise _geen(tekst) from None
    if midden_in_de_dag:
        raise GeenTijdstip(f"‘{tekst[:40]}’ heeft een uur, maar hier hoort alleen een datum")
    return datum


def _delen(tekst: str) -> tuple[str, str, str]:
    """Day, time of day and offset in ISO form; the last two empty where the text has none."""
    if treffer := _ISO.fullmatch(tekst):
        dag, uur, verschil = treffer.groups("")
        return dag, uur.replace(",", "."), verschil.upper()
    if treffer := _BELGISCH.fullmatch(tekst):
        d, _, m, jaar, uur, rest = treffer.groups("")
        return f"{jaar}-{m:>02}-{d:>02}", f"{uur:>02}{rest}" if uur else "", ""
    raise _geen(tekst)


def _geen(tekst: str) -> GeenTijdstip:
    return GeenTijdstip(f"‘{tekst[:40]}’ is geen tijdstip; schrijf bijvoorbeeld 2016-03-01T10:00 of 1/03/2016 10:00")


def _binnen_bereik(tijd: datetime) -> datetime:
    if not OUDSTE_JAAR <= tijd.year <= JONGSTE_JAAR:
        raise GeenTijdstip(f"het jaar {tijd.year} kan niet")
    return tijd


@lru_cache(maxsize=16_384)
def _hele_dag(dag: str) -> tuple[str, bool] | None:
    """What `_klok` says of every hour of that day; None where it changed on that day."""
    begin = datetime.fromisoformat(dag)
    verschil, daarna = (_verschil((begin + timedelta(days=dagen)).replace(tzinfo=BRUSSEL)) for dagen in (0, 1))
    return (_geschreven(verschil), False) if verschil == daarna else None


def _klok(dag: str, uur: str) -> tuple[str, bool]:
    """The offset of the clock in Brussels in that hour (empty where it skipped it), and whether it showed it twice."""
    tijd = datetime.fromisoformat(f"{dag}T{uur}").replace(tzinfo=BRUSSEL)
    eerste, tweede = _verschil(tijd), _verschil(tijd.replace(fold=1))
    return ("" if eerste < tweede else _geschreven(eerste)), eerste > tweede


def _verschil(tijd: datetime) -> timedelta:
    verschil = tijd.utcoffset()
    assert verschil is not None
    return verschil


@lru_cache
def _geschreven(verschil: timedelta) -> str:
    return f"{datetime.min.replace(tzinfo=timezone(verschil)):%z}"


def dagen_later(tijd: datetime, dagen: int) -> datetime:
    """The same local time in Brussels some days later; a skipped time moves on by the hour that was skipped."""
    lokaal = tijd.astimezone(BRUSSEL)
    later = (lokaal.replace(tzinfo=None) + timedelta(days=dagen)).replace(tzinfo=BRUSSEL)
    return _met_vast_verschil(later.astimezone(UTC).astimezone(BRUSSEL))


def begin_van_de_dag(tijd: datetime) -> datetime:
    """Midnight in Brussels of the day that the moment falls on there."""
    dag = tijd.astimezone(BRUSSEL).date()
    return _met_vast_verschil(datetime.combine(dag, time(0), BRUSSEL))


def _met_vast_verschil(tijd: datetime) -> datetime:
    return datetime.fromisoformat(tijd.isoformat())
