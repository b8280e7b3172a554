"""Tasks for the regions: each fact of the last year that breaks a rule (Q07), by dossier, until it is mended.

The finding is the figure's own: the records behind it. What is mended is found no more, and that closes the task.
"""

import asyncio
import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import duckdb
import structlog

from leerwinkel.eventsourcing import Conflict, Log, StoredEvent, Unavailable
from leerwinkel.gebeurtenissen.vol import DatakwaliteitGemeld
from leerwinkel.runtime.taken import in_draad
from vol_reporting.cijfers import Cijfer, Vraag, bereken
from vol_reporting.eigenlog import zeg_zo_nodig
from vol_reporting.herleiding import Getal, records
from vol_reporting.kalender import vandaag
from vol_reporting.periode import Periode
from vol_reporting.vraag import VLAANDEREN

log = structlog.get_logger()

CODE = "Q07"
HOOGSTENS = 200
"""So many tasks a region has at most at a time; when some are mended the next ones come."""
_TERUG = timedelta(days=365)
_PAUZE_S, _RUST, _ZEKER_S = 15.0, 20.0, 3600.0
"""Between two rounds are these seconds, and so many times what the last one took; once an hour all is looked at."""

_OPEN = """
    SELECT gegeven_regio, regel, over_dossier, aantal FROM main.gebeurtenis
    WHERE regio = 'vol' AND soort = 'datakwaliteit-gemeld' AND over_dossier IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY gegeven_regio, regel, over_dossier ORDER BY positie DESC) = 1
"""


class Taak(NamedTuple):
    """A rule that is broken in a dossier of a region."""

    regio: str
    regel: str
    dossier: str

    @property
    def nummer(self) -> str:
        """Its entity on the VOL's log: a rule and a dossier can be too long for one together."""
        return "t" + hashlib.sha256("/".join(self).encode()).hexdigest()[:24]


def tellingen(con: duckdb.DuckDBPyConnection, tot: date) -> list[Cijfer]:
    """The figure over the year up to that day: by area and rule how many facts break it."""
    cijfers = bereken(con, _vraag(tot))
    return [cijfer for cijfer in cijfers if cijfer.dimensie == "regel" and cijfer.teller]


def gevonden(con: duckdb.DuckDBPyConnection, tot: date, geteld: Sequence[Cijfer]) -> dict[Taak, int]:
    """Of what was counted in the year up to that day, by dossier: how many facts break the rule."""
    taken: dict[Taak, int] = {}
    for cijfer in geteld:
        if cijfer.regio != VLAANDEREN:
            continue
        for record in records(con, Getal.van(_vraag(tot), cijfer), None).records:
            if record.teller and record.entiteiten:
                taken[Taak(record.regio, str(cijfer.waarde_dimensie), record.entiteiten[0][1])] = record.teller
    return taken


def _vraag(tot: date) -> Vraag:
    return Vraag(Periode.lees(f"{tot - _TERUG}..{tot + timedelta(days=1)}"), codes=[CODE])


def gemeld(con: duckdb.DuckDBPyConnection) -> dict[Taak, int]:
    """The tasks that are open by the VOL's own log."""
    return {Taak(*velden): aantal for *velden, aantal in con.execute(_OPEN).fetchall() if aantal}


def verschil(gevonden: Mapping[Taak, int], gemeld: Mapping[Taak, int]) -> Iterator[tuple[Taak, int]]:
    """What is to be said: tasks to close, those that changed, and new ones as far as the region has room."""
    per_regio: dict[str, int] = {}
    for taak, aantal in sorted(gemeld.items()):
        nu = gevonden.get(taak, 0)
        per_regio[taak.regio] = per_regio.get(taak.regio, 0) + bool(nu)
        if nu != aantal:
            yield taak, nu
    for taak in sorted(gevonden.keys() - gemeld.keys()):
        per_regio[taak.regio] = per_regio.get(taak.regio, 0) + 1
        if per_regio[taak.regio] <= HOOGSTENS:
            yield taak, gevonden[taak]


async def meld(eigen_log: Log, taak: Taak, aantal: int) -> None:
    """Say it on the VOL's log, unless it was said last. Raises Conflict, Unavailable."""
    data = DatakwaliteitGemeld(regio=taak.regio, regel=taak.regel, over_dossier=taak.dossier, aantal=aantal)

    def anders(eerder: Sequence[StoredEvent]) -> DatakwaliteitGemeld | None:
        return None if eerder and json.loads(eerder[-1].payload)["data"].get("aantal") == aantal else data

    await zeg_zo_nodig(eigen_log, data.bereik_token(), taak.nummer, anders)


class Taken:
    """Keeps the tasks of all regions as the figure finds them. `lezer` gives a connection on a fresh registration."""

    def __init__(self, eigen_log: Log, lezer: Callable[[], duckdb.DuckDBPyConnection], nodig: asyncio.Event) -> None:
        self._log, self._lezer, self._nodig = eigen_log, lezer, nodig
        self._geteld: list[tuple[str, str | None, int | None]] = []
        self._bekeken = -_ZEKER_S

    async def houd_bij(self) -> None:
        """After whatever comes in, until cancelled."""
        while True:
            await self._nodig.wait()
            self._nodig.clear()
            begin = time.monotonic()
            try:
                await self.ronde()
            except (Conflict, Unavailable, duckdb.Error) as weg:
                log.warning("taken_niet_gemeld", reden=str(weg))
                self._nodig.set()
            await asyncio.sleep(_PAUZE_S + _RUST * (time.monotonic() - begin))

    async def ronde(self) -> None:
        """Say what changed. Raises Conflict, Unavailable."""
        for taak, aantal in await in_draad(self._verschil):
            await meld(self._log, taak, aantal)

    def _verschil(self) -> list[tuple[Taak, int]]:
        """By dossier only where a count changed, or now and then: one mended and one made at once leave no trace."""
        con, tot = self._lezer(), vandaag()
        cijfers = tellingen(con, tot)
        geteld = [(c.regio, c.waarde_dimensie, c.teller) for c in cijfers]
        if geteld == self._geteld and time.monotonic() < self._bekeken + _ZEKER_S:
            return []
        gezegd = list(verschil(gevonden(con, tot, cijfers), gemeld(con)))
        if not gezegd:
            self._geteld, self._bekeken = geteld, time.monotonic()
        return gezegd
