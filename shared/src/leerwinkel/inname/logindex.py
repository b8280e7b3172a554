"""What is on a region's log, by (source, id): it tells a repeat from a conflict. A projection, rebuilt from the log.

The position that it has reached is stored in the same transaction. Several processes may share one database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    LargeBinary,
    MetaData,
    String,
    Table,
    delete,
    func,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis

tabellen = MetaData()

_ingeschreven = Table(
    "logindex",
    tabellen,
    Column("regio", String(32), primary_key=True),
    Column("bron", String(96), primary_key=True),
    Column("id", String(36), primary_key=True),
    Column("digest", LargeBinary(32), nullable=False),
    Column("type", String(96), nullable=False),
    Column("entiteit", String(64), nullable=False, index=True),
    Column("positie", BigInteger, nullable=False),
)
_stand = Table(
    "logindex_stand",
    tabellen,
    Column("regio", String(32), primary_key=True),
    Column("positie", BigInteger, nullable=False),
)
_SLICE = 400


@dataclass(frozen=True, slots=True)
class Ingeschreven:
    """An event that is on the log."""

    digest: bytes
    type: str
    entiteit: str
    positie: int


class Logindex:
    """The index of one region's log. Blocking: call it from a thread."""

    def __init__(self, engine: Engine, regio: str) -> None:
        self._engine, self._regio = engine, regio
        tabellen.create_all(engine)

    def positie(self) -> int:
        """The position of the log up to which the index is complete."""
        with self._engine.connect() as connection:
            return self._positie(connection)

    def _positie(self, connection: Connection) -> int:
        return connection.scalar(select(_stand.c.positie).where(_stand.c.regio == self._regio)) or 0

    def schrijf_in(self, gebeurtenissen: Sequence[tuple[int, AnyGebeurtenis | None]], tot: int) -> None:
        """Take up events by their positions and move on to position `tot`; None stands for what cannot be read.

        Nothing happens twice: what lies at or before the present position is passed over.
        """
        with self._engine.begin() as connection:
            vanaf = self._positie(connection)
            rijen = [self._rij(p, g) for p, g in gebeurtenissen if g is not None and p > vanaf]
            if rijen:
                connection.execute(self._voeg_toe(connection).on_conflict_do_nothing(), rijen)
            if vanaf == 0:
                connection.execute(self._voeg_toe(connection, _stand).on_conflict_do_nothing(), self._standrij(0))
            hoger = update(_stand).where(_stand.c.regio == self._regio, _stand.c.positie < tot).values(positie=tot)
            connection.execute(hoger)

    def _standrij(self, positie: int) -> dict[str, Any]:
        return {"regio": self._regio, "positie": positie}

    def _voeg_toe(self, connection: Connection, tabel: Table = _ingeschreven) -> Any:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        return dialect.insert(tabel)

    def _rij(self, positie: int, gebeurtenis: AnyGebeurtenis) -> dict[str, Any]:
        return {
            "regio": self._regio,
            "bron": gebeurtenis.source,
            "id": gebeurtenis.id,
            "digest": gebeurtenis.digest(),
            "type": gebeurtenis.type,
            "entiteit": gebeurtenis.subject,
            "positie": positie,
        }

    def vergeet(self) -> None:
        """Empty the region's index; it is built again from the log."""
        with self._engine.begin() as connection:
            connection.execute(delete(_ingeschreven).where(_ingeschreven.c.regio == self._regio))
            connection.execute(delete(_stand).where(_stand.c.regio == self._regio))

    def zoek(self, sleutels: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Ingeschreven]:
        """Those of the (source, id) pairs that are on the log."""
        gevonden: dict[tuple[str, str], Ingeschreven] = {}
        t = _ingeschreven.c
        with self._engine.connect() as connection:
            for begin in range(0, len(sleutels), _SLICE):
                deel = sleutels[begin : begin + _SLICE]
                vraag = select(t.bron, t.id, t.digest, t.type, t.entiteit, t.positie).where(
                    t.regio == self._regio, tuple_(t.bron, t.id).in_(deel)
                )
                for bron, id_, *rest in connection.execute(vraag):
                    gevonden[bron, id_] = Ingeschreven(*rest)
        return gevonden

    def laatste_posities(self, entiteiten: Sequence[str]) -> dict[str, int]:
        """The position of the last event of each entity that has one."""
        laatste: dict[str, int] = {}
        t = _ingeschreven.c
        with self._engine.connect() as connection:
            for begin in range(0, len(entiteiten), _SLICE):
                vraag = (
                    select(t.entiteit, func.max(t.positie))
                    .where(t.regio == self._regio, t.entiteit.in_(entiteiten[begin : begin + _SLICE]))
                    .group_by(t.entiteit)
                )
                laatste.update((entiteit, positie) for entiteit, positie in connection.execute(vraag))
        return laatste

    def ids(self, bron: str, soort: str) -> set[str]:
        """The ids on the log of one source and one kind of event (its name without service and version)."""
        t = _ingeschreven.c
        vraag = select(t.id).where(t.regio == self._regio, t.bron == bron, t.type.like(f"%.{soort}.v%"))
        with self._engine.connect() as connection:
            return set(connection.scalars(vraag))
