"""Dutch (Belgium) for people: decimal comma, dot for thousands, dates in words, time in Brussels."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

BRUSSEL = ZoneInfo("Europe/Brussels")
GEEN = "–"
"""Shown where there is no value."""

_MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def getal(waarde: float | Decimal | None, decimalen: int = 0) -> str:
    """1234.5 → `1.234,5`. Half rounds away from zero; no value is a dash."""
    if waarde is None:
        return GEEN
    afgerond = Decimal(str(waarde)).quantize(Decimal(1).scaleb(-decimalen), ROUND_HALF_UP)
    tekst = f"{abs(afgerond):,.{decimalen}f}".translate(str.maketrans(",.", ".,"))
    return f"−{tekst}" if afgerond < 0 else tekst


def procent(deel: float | Decimal | None, decimalen: int = 0) -> str:
    """0.735 → `74 %`, with a space that does not break."""
    return GEEN if deel is None else f"{getal(Decimal(str(deel)) * 100, decimalen)}\N{NO-BREAK SPACE}%"


def datum(dag: date | None) -> str:
    """`3 oktober 2016`; of a moment, the day in Brussels."""
    if dag is None:
        return GEEN
    lokaal = _in_brussel(dag) if isinstance(dag, datetime) else dag
    return f"{lokaal.day}\N{NO-BREAK SPACE}{_MAANDEN[lokaal.month - 1]} {lokaal.year}"


def tijdstip(moment: datetime | None) -> str:
    """`3 oktober 2016 om 14:05`, in Brussels."""
    return GEEN if moment is None else f"{datum(moment)} om\N{NO-BREAK SPACE}{_in_brussel(moment):%H:%M}"


def tijdstip_kort(moment: datetime | None) -> str:
    """`03/10/2016 14:05` for tables, in Brussels."""
    return GEEN if moment is None else f"{_in_brussel(moment):%d/%m/%Y}\N{NO-BREAK SPACE}{_in_brussel(moment):%H:%M}"


def machinetijd(moment: datetime) -> str:
    """For `<time datetime>`: ISO 8601 in UTC."""
    return _met_zone(moment).astimezone(UTC).isoformat()


def _in_brussel(moment: datetime) -> datetime:
    return _met_zone(moment).astimezone(BRUSSEL)


def _met_zone(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"a moment without time zone: {moment}")
    return moment


FILTERS: dict[str, Callable[..., Any]] = {
    "getal": getal,
    "procent": procent,
    "datum": datum,
    "tijdstip": tijdstip,
    "tijdstip_kort": tijdstip_kort,
    "machinetijd": machinetijd,
}
