"""The zitdagen of a week: those that were held, and those that are to be expected by how it went.

A zitdag is registered when it is over, so of the days to come only their rhythm is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Final

from sqlalchemy import Connection

from trajecten.vragen import Rij
from trajecten.vragen.netwerk import loketten
from trajecten.vragen.zitdagen import gehouden
from trajecten.web.tijd import begin, dag_van, uur, weekdag

_TERUG: Final = timedelta(weeks=8)
_VOORUIT: Final = timedelta(weeks=2)
_HOOGSTENS: Final = 3
_VAAK: Final = 2
"""So often on one day of the week in those weeks, and it is to be expected on that day again."""
_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Zitdag:
    """At a loket on a day. `verwacht`: not held yet."""

    dag: date
    loket: str
    van: str
    tot: str
    verwacht: bool


def zitdagen(verbinding: Connection, van: date, tot: date, vandaag: date) -> list[Zitdag]:
    """From `van` up to `tot`, in order. Blocking."""
    rijen = gehouden(verbinding, begin(min(van, vandaag - _TERUG)), begin(max(tot, vandaag + timedelta(days=1))))
    geweest = [_zitdag(rij, dag_van(rij["moment"]), verwacht=False) for rij in rijen]
    recent = [rij for rij in rijen if vandaag - _TERUG <= dag_van(rij["moment"]) < vandaag]
    er_is = {(zitdag.loket, zitdag.dag) for zitdag in geweest}
    verwacht = [
        zitdag for zitdag in _verwacht(recent, max(van, vandaag), tot) if (zitdag.loket, zitdag.dag) not in er_is
    ]
    week = [zitdag for zitdag in (*geweest, *verwacht) if van <= zitdag.dag < tot]
    return sorted(week, key=lambda zitdag: (zitdag.dag, zitdag.van, zitdag.loket))


def komende(verbinding: Connection) -> list[str]:
    """The first that are to be expected from today on, in words. Blocking."""
    vandaag = dag_van(datetime.now(UTC))
    namen = loketten(verbinding)
    alle = zitdagen(verbinding, vandaag, vandaag + _VOORUIT, vandaag)
    return [
        f"{weekdag(zitdag.dag)} {zitdag.dag:%d/%m} {zitdag.van}–{zitdag.tot} {namen[zitdag.loket]}"
        for zitdag in alle
        if zitdag.verwacht
    ][:_HOOGSTENS]


def _verwacht(recent: Sequence[Rij], van: date, tot: date) -> list[Zitdag]:
    def ritme(rij: Rij) -> tuple[str, int]:
        return rij["loket"], dag_van(rij["moment"]).weekday()

    gevonden: list[Zitdag] = []
    for (_, dag_nr), groep in groupby(sorted(recent, key=ritme), key=ritme):
        keren = list(groep)
        dag = van + timedelta(days=(dag_nr - van.weekday()) % _WEEK)
        while len({dag_van(keer["moment"]) for keer in keren}) >= _VAAK and dag < tot:
            gevonden.append(_zitdag(max(keren, key=lambda keer: keer["moment"]), dag, verwacht=True))
            dag += timedelta(days=_WEEK)
    return gevonden


def _zitdag(rij: Rij, dag: date, *, verwacht: bool) -> Zitdag:
    moment: datetime = rij["moment"]
    tot = moment + timedelta(minutes=rij["duur_minuten"])
    return Zitdag(dag, rij["loket"], uur(moment), uur(tot), verwacht)
