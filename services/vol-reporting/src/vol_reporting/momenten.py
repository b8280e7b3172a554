"""Reading a moment that a person or a program writes, for `stand` and `bekend_op`."""

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

BRUSSEL = ZoneInfo("Europe/Brussels")
UITLEG = (
    "Een dag (2016-09-30) of een tijdstip (2016-09-30T14:05). Een dag telt helemaal mee. "
    "Zonder tijdzone is het de tijd in Brussel."
)
"""For help texts: how a moment is written."""

_VORM = re.compile(
    r"(?P<dag>\d{4}-\d{2}-\d{2})"
    r"(?:[T ](?P<uur>\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?)(?P<zone>Z|[+ -]\d{2}:?\d{2})?)?",
)
_KLEINSTE = timedelta(microseconds=1)


def moment(tekst: str) -> datetime:
    """The moment, with the offset of Brussels then: ISO 8601; without offset it is local, of an hour that comes twice
    the first.

    A date alone is the last microsecond of that day in Brussels, so that everything of the day counts and nothing of
    the next. Raises ValueError with a Dutch sentence.
    """
    gevonden = _VORM.fullmatch(tekst.strip().upper())
    if gevonden is None:
        raise ValueError(f"‘{tekst}’ is geen tijdstip. {UITLEG}")
    dag, uur, zone = gevonden["dag"], gevonden["uur"], gevonden["zone"]
    try:
        if uur is None:
            return _in_brussel(_begin_na(dag) - _KLEINSTE)
        # a plus that was not encoded arrives from a URL as a space
        gelezen = datetime.fromisoformat(f"{dag}T{uur}{(zone or '').replace(' ', '+')}")
        return _in_brussel(_lokaal(gelezen) if gelezen.tzinfo is None else gelezen)
    except (ValueError, OverflowError) as fout:
        raise ValueError(f"‘{tekst}’ bestaat niet op de kalender of de klok.") from fout


def _begin_na(dag: str) -> datetime:
    return (datetime.fromisoformat(dag) + timedelta(days=1)).replace(tzinfo=BRUSSEL).astimezone(UTC)


def _lokaal(gelezen: datetime) -> datetime:
    met_zone = gelezen.replace(tzinfo=BRUSSEL)
    if met_zone.astimezone(UTC).astimezone(BRUSSEL).replace(tzinfo=None) != gelezen:
        raise ValueError(gelezen)  # the hour that is skipped in spring
    return met_zone


def _in_brussel(tijdstip: datetime) -> datetime:
    """With a fixed offset: in a zone, a moment of the hour that comes twice equals no other moment."""
    lokaal = tijdstip.astimezone(BRUSSEL)
    return lokaal.replace(tzinfo=timezone(lokaal.utcoffset() or timedelta()), fold=0)
