"""Who looked at which dossier, when, and what for: kept for all services of a region together, and shown."""

import threading
from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from sqlalchemy import ColumnElement, Select, func, insert, or_, select
from sqlalchemy.exc import SQLAlchemyError

from leerwinkel.dienst.inzage.tabel import INZAGE, MIGRATIES
from leerwinkel.leesmodel import Place
from leerwinkel.leesmodel.migrations import migrate

log = structlog.get_logger()

PER_BLADZIJDE: Final = 50
_EEN_BLIK: Final = timedelta(minutes=1)
_WACHTEND: Final = 100_000
_t = INZAGE.c
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


@dataclass(frozen=True, slots=True)
class Bladzijde:
    """Some of the looks, the latest first; and how many there are of them all."""

    blikken: Sequence[Blik]
    totaal: int
    nummer: int

    @property
    def aantal(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.totaal // PER_BLADZIJDE))


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

    def van(self, dossiers: Collection[str], clients: Collection[str], nummer: int = 1) -> Bladzijde:
        """Who looked at one of these dossiers, or at who one of these cliënten is."""
        over = or_(_t.dossier.in_(dossiers), _t.client.in_(clients))
        alle = _blikken(over).subquery()
        with self._place.data().connect() as verbinding:
            totaal = verbinding.scalar(select(func.count()).select_from(alle)) or 0
            nummer = max(1, min(nummer, -(-totaal // PER_BLADZIJDE)))
            deze = _blikken(over).order_by(_t.moment.desc(), func.max(_t.nr).desc())
            rijen = verbinding.execute(deze.limit(PER_BLADZIJDE).offset((nummer - 1) * PER_BLADZIJDE)).all()
        return Bladzijde([Blik(*rij) for rij in rijen], totaal, nummer)

    def alle(self, dossiers: Collection[str], clients: Collection[str]) -> list[Blik]:
        """The same, all of them."""
        over = or_(_t.dossier.in_(dossiers), _t.client.in_(clients))
        with self._place.data().connect() as verbinding:
            rijen = verbinding.execute(_blikken(over).order_by(_t.moment.desc(), func.max(_t.nr).desc()))
            return [Blik(*rij) for rij in rijen]

    def close(self) -> None:
        """Let go of all connections that nobody uses."""
        self._place.close()


def _blikken(over: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """A look is one, however many cliënten it showed."""
    wat = (_t.moment, _t.medewerker, _t.service, _t.blad, _t.dossier)
    return select(*wat).where(over).group_by(*wat)
