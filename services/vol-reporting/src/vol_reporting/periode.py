"""Periods: half-open spans of local days (Europe/Brussels)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_VORM = re.compile(r"(?P<jaar>\d{4})(?:-Q(?P<kwartaal>[1-4])|-(?P<maand>\d{2})(?:-(?P<dag>\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Periode:
    """From `van` up to and not including `tot`; None is without bound. `label` is how figures name it."""

    label: str
    van: date | None
    tot: date | None

    @classmethod
    def alles(cls) -> Self:
        """All of time."""
        return cls("alles", None, None)

    @classmethod
    def lees(cls, tekst: str) -> Self:
        """Reads 2016, 2016-Q3, 2016-09, 2016-09-15 or VAN..TOT, where TOT itself is not included.

        On each side of a span any of these forms stands for its first day. Raises ValueError (Dutch).
        """
        label = tekst.strip()
        van, gescheiden, tot = label.partition("..")
        if not gescheiden:
            return cls(label, *_grenzen(label))
        begin, einde = _grenzen(van.strip())[0], _grenzen(tot.strip())[0]
        if begin >= einde:
            raise ValueError(f"De periode ‘{label}’ is leeg: het begin moet voor het einde liggen.")
        return cls(label, begin, einde)


def _grenzen(tekst: str) -> tuple[date, date]:
    if (vorm := _VORM.fullmatch(tekst)) is None:
        raise _onleesbaar(tekst)
    jaar, kwartaal, maand, dag = (int(deel) if deel else None for deel in vorm.groups())
    try:
        return _span(jaar or 0, kwartaal, maand, dag)
    except (ValueError, OverflowError):
        raise _onleesbaar(tekst) from None


def _span(jaar: int, kwartaal: int | None, maand: int | None, dag: int | None) -> tuple[date, date]:
    if dag is not None:
        begin = date(jaar, maand or 0, dag)
        return begin, begin + timedelta(days=1)
    if maand is not None:
        return date(jaar, maand, 1), _maanden_later(jaar, maand, 1)
    if kwartaal is not None:
        eerste = 3 * kwartaal - 2
        return date(jaar, eerste, 1), _maanden_later(jaar, eerste, 3)
    return date(jaar, 1, 1), date(jaar + 1, 1, 1)


def _maanden_later(jaar: int, maand: int, aantal: int) -> date:
    jaren, rest = divmod(maand - 1 + aantal, 12)
    return date(jaar + jaren, rest + 1, 1)


def _onleesbaar(tekst: str) -> ValueError:
    return ValueError(
        f"‘{tekst}’ is geen periode. Schrijf een jaar (2016), kwartaal (2016-Q3), maand (2016-09), dag (2016-09-15) "
        "of VAN..TOT."
    )
