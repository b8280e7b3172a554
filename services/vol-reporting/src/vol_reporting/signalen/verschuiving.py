"""Detection: a larger part of all signals is about a theme than before, month after month, in all regions (CUSUM).

What was normal is not known beforehand, so it is not estimated either: if nothing changed, it is chance alone which of
the signals up to and including a month are that month's, and how many of the theme that gives is independent of what
the next months give. The chance of a month becomes a standard deviation, and those are summed (a self-starting CUSUM).
That more is reported of everything, by growth or in a busy month, is no shift.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from statistics import NormalDist
from typing import Final

from vol_reporting.kalender import maand_eerder
from vol_reporting.signalen.kans import minstens
from vol_reporting.signalen.loos_alarm import DREMPEL, SPRONG
from vol_reporting.signalen.melding import Melding
from vol_reporting.signalen.voorstel import HOOGSTENS, Voorstel

MAANDEN: Final = 36
"""So many months are looked at, up to the last one that has ended."""
INLOOP: Final = 12
"""Of these nothing is said: there is too little before them."""
NIEUW: Final = 3
"""An alarm is proposed for so many months."""
_UITERST: Final = 1e-15
_NORMAAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Alarm:
    """The months, counted from 0: since when it rose, and when that was beyond chance."""

    sinds: int
    op: int


def alarmen(aantallen: Sequence[int], totalen: Sequence[int]) -> list[Alarm]:
    """The alarms over these months, with so many signals about the theme among all; after each it begins again."""
    gevonden: list[Alarm] = []
    som, sinds = 0.0, INLOOP
    lopend = zip(aantallen, totalen, accumulate(aantallen), accumulate(totalen), strict=True)
    for maand, telling in enumerate(lopend):
        if maand < INLOOP:
            continue
        som += afwijking(*telling) - SPRONG
        if som <= 0:
            som, sinds = 0.0, maand + 1
        elif som >= DREMPEL:
            gevonden.append(Alarm(sinds, maand))
            som, sinds = 0.0, maand + 1
    return gevonden


def afwijking(aantal: int, totaal: int, aantal_tot_nu: int, totaal_tot_nu: int) -> float:
    """How many standard deviations a month is above its part; never more than chance would make of it."""
    kans = minstens(aantal, totaal, aantal_tot_nu, totaal_tot_nu)
    return -_NORMAAL.inv_cdf(min(max(kans, _UITERST), 1 - _UITERST))


def verschoven(meldingen: Iterable[Melding], laatste: date) -> list[Voorstel]:
    """The themes that rose beyond chance in one of the last months; `laatste` is the first day of the last one.

    Months before the first signal of all are not looked at: nobody reported yet.
    """
    begin = maand_eerder(laatste, MAANDEN - 1)
    alle = sorted(
        (m for m in meldingen if begin <= m.maand <= laatste), key=lambda m: (m.dag, m.regio, m.signaal, m.id)
    )
    eerste = alle[0].maand if alle else laatste
    maanden = [maand for n in range(MAANDEN) if (maand := maand_eerder(begin, -n)) >= eerste]
    totalen, per_thema = per_maand(alle, maanden), dict[str, list[Melding]]()
    for melding in alle:
        per_thema.setdefault(melding.thema, []).append(melding)
    return [
        _voorstel(thema, erover, maanden[alarm.sinds], maand_eerder(maanden[alarm.op], -1))
        for thema, erover in sorted(per_thema.items())
        for alarm in alarmen(per_maand(erover, maanden), totalen)
        if alarm.op >= len(maanden) - NIEUW
    ]


def per_maand(meldingen: Iterable[Melding], maanden: Sequence[date]) -> list[int]:
    """How many there are in each of those months."""
    aantallen = Counter(melding.maand for melding in meldingen)
    return [aantallen[maand] for maand in maanden]


def _voorstel(thema: str, alle: Sequence[Melding], van: date, tot: date) -> Voorstel:
    erin = tuple(melding for melding in alle if van <= melding.dag < tot)[-HOOGSTENS:]
    return Voorstel(
        herkomst="verschuiving",
        waarom=f"Dit thema komt sinds {van:%m/%Y} vaker dan voordien, naast de andere thema’s, verder dan toeval doet.",
        van=van,
        tot=tot,
        regios=tuple(sorted({melding.regio for melding in erin})),
        thema=thema,
        meldingen=erin,
    )
