"""Who looked at which dossier, when, and what for: kept for all services of a region together, and shown."""

import threading
from collections import deque
from collections.abc import Collection, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from sqlalchemy import Connection, Select, func, insert, or_, select
from sqlalchemy.exc import SQLAlchemyError

from leerwinkel.dienst.inzage.tabel import INZAGE, MIGRATIES
from leerwinkel.leesmodel import Place
from leerwinkel.leesmodel.migrations import migrate

log = structlog.get_logger()

_EEN_BLIK: Final = timedelta(minutes=1)
_WACHTEND: Final = 100_000
_t = INZAGE.c
_WAT: Final = ("moment", "medewerker", "service", "blad", "dossier")
_Rij = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Blik:
    """Somebody looked: at a dossier, at who these cliënten are, or at both. `blad`: on which kind of page."""

    moment: datetime
    medewerker: str
    service: str
    blad: str
    dossier: str | None = None
    clients: frozenset[str] = frozenset()


class Inzageboek:
    """Of one region. Blocking: call it from a thread. The services of a region write in the same one.

    The same look by the same person within a minute counts once. A database that is away stops nobody: what cannot
    be written yet is kept in memory, and written with the next look.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._slot, self._schrijver = threading.Lock(), threading.Lock()
        self._gezien: dict[tuple[object, ...], datetime] = {}
        self._wachtend: deque[_Rij] = deque(maxlen=_WACHTEND)

    def open(self) -> None:
        """Make the table, or bring it to its newest revision."""
        migrate(self._place.data(), MIGRATIES)

    def schrijf(self, blik: Blik) -> None:
        """Keep it. Raises nothing of the database. Who comes while another writes leaves it to that one."""
        with self._slot:
            self._wachtend.extend(self._nieuw(blik))
        gelukt = True
        while gelukt and self._wachtend and self._schrijver.acquire(blocking=False):
            try:
                gelukt = self._schrijf_wat_wacht()
            finally:
                self._schrijver.release()

    def _schrijf_wat_wacht(self) -> bool:
        rijen = [self._wachtend.popleft() for _ in range(len(self._wachtend))]
        try:
            with self._place.data().begin() as verbinding:
                verbinding.execute(insert(INZAGE), rijen)
        except SQLAlchemyError as fout:
            self._wachtend.extendleft(reversed(rijen))
            log.warning("inzage_wacht", aantal=len(rijen), fout=type(fout).__name__)
            return False
        return True

    def _nieuw(self, blik: Blik) -> Iterable[_Rij]:
        oud = blik.moment - _EEN_BLIK
        self._gezien = {sleutel: toen for sleutel, toen in self._gezien.items() if toen > oud}
        for client in sorted(blik.clients) or [None]:
            sleutel = (blik.medewerker, blik.service, blik.blad, blik.dossier, client)
            if sleutel not in self._gezien:
                self._gezien[sleutel] = blik.moment
                namen = ("medewerker", "service", "blad", "dossier", "client")
                yield dict(zip(namen, sleutel, strict=True)) | {"moment": blik.moment}

    @contextmanager
    def lezer(self) -> Generator[Connection]:
        """A connection to ask it by."""
        with self._place.data().connect() as verbinding:
            yield verbinding

    def alle(self, dossiers: Collection[str], clients: Collection[str]) -> list[Blik]:
        """Who looked at one of these dossiers, or at who one of these cliënten is: the latest first."""
        gezien = blikken(dossiers, clients).subquery()
        deze = select(*(gezien.c[naam] for naam in _WAT)).order_by(gezien.c.moment.desc(), gezien.c.nr.desc())
        with self.lezer() as verbinding:
            return [Blik(*rij) for rij in verbinding.execute(deze)]

    def wie_en_waar(self, dossiers: Collection[str], clients: Collection[str]) -> set[tuple[str, str, str]]:
        """Who looked, at which service, on which kind of page: each once."""
        gezien = blikken(dossiers, clients).subquery()
        vraag = select(gezien.c.medewerker, gezien.c.service, gezien.c.blad).distinct()
        with self.lezer() as verbinding:
            return {(wie, service, blad) for wie, service, blad in verbinding.execute(vraag)}

    def close(self) -> None:
        """Let go of all connections that nobody uses."""
        self._place.close()


def blikken(dossiers: Collection[str], clients: Collection[str]) -> Select[*tuple[Any, ...]]:
    """Looks at these dossiers, or at who these cliënten are. A look is one, however many cliënten it showed."""
    wat = [_t[naam] for naam in _WAT]
    over = or_(_t.dossier.in_(dossiers), _t.client.in_(clients))
    return select(*wat, func.max(_t.nr).label("nr")).where(over).group_by(*wat)
