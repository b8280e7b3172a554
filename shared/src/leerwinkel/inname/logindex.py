"""What is on a region's log, by (source, id): it tells a repeat from a conflict. A projection, rebuilt from the log.

The position that it has reached is stored in the same transaction. Several processes may share one database.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Executable,
    Index,
    LargeBinary,
    MetaData,
    String,
    Table,
    TableValuedAlias,
    bindparam,
    cast,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from leerwinkel.inname.verpakt import Verpakt

tabellen = MetaData()

_ingeschreven = Table(
    "logindex",
    tabellen,
    Column("regio", String(32), primary_key=True),
    Column("bron", String(96), primary_key=True),
    Column("id", String(36), primary_key=True),
    Column("digest", LargeBinary(32), nullable=False),
    Column("type", String(96), nullable=False),
    Column("entiteit", String(64), nullable=False),
    Column("positie", BigInteger, nullable=False),
    Index("logindex_entiteit", "regio", "entiteit", "positie"),
)
_stand = Table(
    "logindex_stand",
    tabellen,
    Column("regio", String(32), primary_key=True),
    Column("positie", BigInteger, nullable=False),
)

_INVOEGEN = {
    "sqlite": "INSERT INTO logindex VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    "postgresql": "INSERT INTO logindex VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
}
"""As the driver takes it: rows as tuples, in the order of the columns."""
_PER_KEER = 5_000


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
        self._op_id, self._op_entiteit = _op_id(engine.dialect.name), _op_entiteit(engine.dialect.name)
        tabellen.create_all(engine)

    def positie(self) -> int:
        """The position of the log up to which the index is complete."""
        with self._engine.connect() as connection:
            return self._positie(connection)

    def _positie(self, connection: Connection) -> int:
        return connection.scalar(select(_stand.c.positie).where(_stand.c.regio == self._regio)) or 0

    def schrijf_in(self, gebeurtenissen: Sequence[tuple[int, Verpakt]], tot: int) -> None:
        """Take up events by their positions and move on to position `tot`; what cannot be read is left out.

        Nothing happens twice: what lies at or before the present position is passed over.
        """
        with self._engine.begin() as connection:
            vanaf = self._positie(connection)
            rijen = [
                (self._regio, v.source, v.id, v.digest, v.type, v.entiteit, p) for p, v in gebeurtenissen if p > vanaf
            ]
            if rijen:
                connection.exec_driver_sql(_INVOEGEN[connection.dialect.name], rijen)
            if vanaf == 0:
                self._begin(connection)
            hoger = update(_stand).where(_stand.c.regio == self._regio, _stand.c.positie < tot).values(positie=tot)
            connection.execute(hoger)

    def _begin(self, connection: Connection) -> None:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        rij = {"regio": self._regio, "positie": 0}
        connection.execute(dialect.insert(_stand).on_conflict_do_nothing(), rij)

    def vergeet(self) -> None:
        """Empty the region's index; it is built again from the log."""
        with self._engine.begin() as connection:
            connection.execute(delete(_ingeschreven).where(_ingeschreven.c.regio == self._regio))
            connection.execute(delete(_stand).where(_stand.c.regio == self._regio))

    def zoek(self, sleutels: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Ingeschreven]:
        """Those of the (source, id) pairs that are on the log."""
        gevonden: dict[tuple[str, str], Ingeschreven] = {}
        with self._engine.connect() as connection:
            for bron in {bron for bron, _ in sleutels}:
                ids = json.dumps([id_ for deze, id_ in sleutels if deze == bron])
                vraag = {"regio": self._regio, "bron": bron, "lijst": ids}
                for id_, *rest in connection.execute(self._op_id, vraag):
                    gevonden[bron, id_] = Ingeschreven(*rest)
        return gevonden

    def laatste_posities(self, entiteiten: Sequence[str]) -> dict[str, int]:
        """The position of the last event of each entity that has one."""
        vraag = {"regio": self._regio, "lijst": json.dumps(entiteiten)}
        with self._engine.connect() as connection:
            gevonden = connection.execute(self._op_entiteit, vraag)
            return {entiteit: positie for entiteit, positie in gevonden if positie is not None}

    def tel(self, bron: str, welke: Callable[[str, str], bool]) -> dict[str, int]:
        """Per kind of event, of how many on the log of one source `welke` (kind, id) says so. Memory stays small."""
        t = _ingeschreven.c
        vraag = select(t.type, t.id).where(t.regio == self._regio, t.bron == bron)
        with self._engine.connect() as connection:
            rijen = connection.execution_options(yield_per=_PER_KEER).execute(vraag)
            return Counter(soort for type_, id_ in rijen if welke(soort := type_.split(".")[3], id_))

    def ids(self, bron: str, soort: str) -> set[str]:
        """The ids on the log of one source and one kind of event (its name without service and version)."""
        t = _ingeschreven.c
        vraag = select(t.id).where(t.regio == self._regio, t.bron == bron, t.type.like(f"%.{soort}.v%"))
        with self._engine.connect() as connection:
            return set(connection.scalars(vraag))


def _lijst(dialect: str) -> TableValuedAlias:
    """The JSON list of strings in the parameter `lijst` as a table with the column `value`, however long it is."""
    lijst = bindparam("lijst", type_=String)
    if dialect == "postgresql":
        return func.json_array_elements_text(cast(lijst, postgresql.JSON)).table_valued("value")
    return func.json_each(lijst).table_valued("value")


def _op_id(dialect: str) -> Executable:
    t = _ingeschreven.c
    return select(t.id, t.digest, t.type, t.entiteit, t.positie).where(
        t.regio == bindparam("regio"), t.bron == bindparam("bron"), t.id.in_(select(_lijst(dialect).c.value))
    )


def _op_entiteit(dialect: str) -> Executable:
    t, entiteit = _ingeschreven.c, _lijst(dialect).c.value
    laatste = select(func.max(t.positie)).where(t.regio == bindparam("regio"), t.entiteit == entiteit)
    return select(entiteit, laatste.scalar_subquery())
