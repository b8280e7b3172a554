"""Detection: many signals about a theme in one region in a short time, beside what the region and the time have anyway.

A scan over regions and windows. A region that always reports much, or a month in which all do, makes no cluster.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from vol_reporting.kalender import maand_eerder
from vol_reporting.signalen.kans import minstens
from vol_reporting.signalen.loos_alarm import grens_cluster
from vol_reporting.signalen.melding import Melding
from vol_reporting.signalen.voorstel import HOOGSTENS, Voorstel

MAANDEN: Final = 24
"""Signals of so many months are what a window is held against."""
LENGTES: Final = (1, 3)
"""The windows, in months: a peak, and something that lasts."""
NIEUW: Final = 3
"""A cluster is proposed when its window ended in one of so many months."""
MINSTENS: Final = 4
"""Fewer are no cluster, however rare."""


def clusters(meldingen: Iterable[Melding], laatste: date) -> list[Voorstel]:
    """Of each theme and region the window that chance makes rarest; `laatste` is the first day of the last month."""
    per_thema: dict[str, list[Melding]] = {}
    for melding in sorted(meldingen, key=lambda m: (m.dag, m.regio, m.signaal, m.id)):
        per_thema.setdefault(melding.thema, []).append(melding)
    gevonden: dict[tuple[str, str], tuple[float, Voorstel]] = {}
    for thema, alle in sorted(per_thema.items()):
        for einde in range(NIEUW):
            for kans, voorstel in van_maand(alle, maand_eerder(laatste, einde)):
                sleutel = (thema, voorstel.regios[0])
                if sleutel not in gevonden or kans < gevonden[sleutel][0]:
                    gevonden[sleutel] = (kans, voorstel)
    return [voorstel for _, voorstel in gevonden.values()]


def van_maand(van_thema: Sequence[Melding], maand: date) -> list[tuple[float, Voorstel]]:
    """The clusters of one theme in the windows that end with that month, each with its chance."""
    begin, tot = maand_eerder(maand, MAANDEN - 1), maand_eerder(maand, -1)
    alle = [m for m in van_thema if begin <= m.dag < tot]
    grens = grens_cluster(len(LENGTES))
    gevonden: list[tuple[float, Voorstel]] = []
    for lengte in LENGTES:
        van = maand_eerder(maand, lengte - 1)
        erin = [m for m in alle if m.dag >= van]
        for regio, aantal in sorted(Counter(m.regio for m in erin).items()):
            if aantal < MINSTENS:
                continue
            hier = [m for m in erin if m.regio == regio]
            kans = minstens(aantal, sum(m.regio == regio for m in alle), len(erin), len(alle))
            if kans < grens:
                gevonden.append((kans, _voorstel(hier, van, tot)))
    return gevonden


def _voorstel(hier: Sequence[Melding], van: date, tot: date) -> Voorstel:
    return Voorstel(
        herkomst="cluster",
        waarom=f"{len(hier)} signalen in één regio op korte tijd: meer dan plaats en tijd elk apart verklaren.",
        van=van,
        tot=tot,
        regios=(hier[0].regio,),
        thema=hier[0].thema,
        meldingen=tuple(hier[-HOOGSTENS:]),
    )
