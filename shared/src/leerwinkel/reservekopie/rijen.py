"""Rows of tables as lines of JSON and back, as the database keeps them: no type of ours stands between.

So a table of a service that is not known here is kept too, and put back in the same kind of database.
"""

import base64
import json
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Integer, MetaData, Table, inspect, select, text
from sqlalchemy.schema import CreateIndex, CreateTable

from leerwinkel.kluis.tabellen import invoegen
from leerwinkel.leesmodel.tables import GENERATION

_LEEG = {GENERATION}
"""Which generation of a read model is read: that is built anew, so the table comes back empty."""
_REVISIE = "alembic_version"
Rij = dict[str, Any]


def als_regel(rij: Mapping[str, Any]) -> bytes:
    """A row as it is written down."""
    return json.dumps({naam: _gesloten(waarde) for naam, waarde in rij.items()}, ensure_ascii=False).encode() + b"\n"


def uit_regel(regel: bytes) -> Rij:
    """And read again."""
    return {naam: _geopend(waarde) for naam, waarde in json.loads(regel).items()}


def _gesloten(waarde: Any) -> Any:
    match waarde:
        case bytes() | memoryview():
            return {"bytes": base64.b64encode(waarde).decode()}
        case datetime():
            return {"moment": waarde.isoformat()}
        case _:
            return waarde


def _geopend(waarde: Any) -> Any:
    match waarde:
        case {"bytes": str() as tekst}:
            return base64.b64decode(tekst)
        case {"moment": str() as tekst}:
            return datetime.fromisoformat(tekst)
        case _:
            return waarde


def eigen_tabellen(engine: Engine) -> list[Table]:
    """All tables of a home, as they are in the database."""
    gevonden = MetaData()
    gevonden.reflect(engine)
    return gevonden.sorted_tables


def opmaak(tabel: Table, engine: Engine) -> list[str]:
    """The statements that make it in the same kind of database."""
    for kolom in tabel.columns:
        if kolom.server_default is not None and kolom.autoincrement is True:
            kolom.server_default = None  # PostgreSQL's counter: made with the table
    zinnen = [CreateTable(tabel), *(CreateIndex(index) for index in sorted(tabel.indexes, key=lambda i: str(i.name)))]
    return [str(zin.compile(dialect=engine.dialect)) for zin in zinnen]


@contextmanager
def een_moment(engine: Engine) -> Generator[Connection]:
    """A connection that sees all tables as they are at one moment."""
    with engine.connect() as verbinding:
        if engine.dialect.name == "sqlite":
            verbinding.exec_driver_sql("BEGIN")
        else:
            verbinding.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield verbinding


def rijen_van(verbinding: Connection, tabel: Table) -> Iterator[Rij]:
    """Its rows, in the order of their key."""
    if tabel.name in _LEEG:
        return iter(())
    vraag = select(tabel).order_by(*tabel.primary_key.columns)
    return (dict(rij) for rij in verbinding.execution_options(yield_per=1000).execute(vraag).mappings())


def zet_terug(engine: Engine, naam: str, gemaakt: Sequence[str], rijen: Iterable[Rij]) -> int:
    """Put back the rows that are not there, in a table that is made where it is not there; how many. Again is harmless.

    A row whose number is in use by another one gets a new number, where the number is the database's own.
    """
    with engine.begin() as verbinding:
        if not inspect(verbinding).has_table(naam):
            for zin in gemaakt:
                verbinding.exec_driver_sql(zin)
        elif naam == _REVISIE:
            return 0  # the tables are of this revision
        tabel = Table(naam, MetaData(), autoload_with=verbinding)
        erbij = sum(_zet(verbinding, tabel, rij) for rij in rijen)
        _nummer_verder(verbinding, tabel)
    return erbij


def _zet(verbinding: Connection, tabel: Table, rij: Rij) -> bool:
    sleutel = list(tabel.primary_key.columns)
    zet = invoegen(verbinding, tabel).on_conflict_do_nothing().returning(*sleutel)
    if verbinding.execute(zet.values(rij)).first() is not None:
        return True
    if len(sleutel) != 1 or not isinstance(sleutel[0].type, Integer):
        return False
    zonder = {kolom: waarde for kolom, waarde in rij.items() if kolom != sleutel[0].name}
    zelfde = [tabel.c[kolom].is_not_distinct_from(waarde) for kolom, waarde in zonder.items()]
    if verbinding.execute(select(sleutel[0]).where(*zelfde)).first() is not None:
        return False
    _nummer_verder(verbinding, tabel)
    return verbinding.execute(zet.values(zonder)).first() is not None


def _nummer_verder(verbinding: Connection, tabel: Table) -> None:
    """PostgreSQL counts by itself, and does not look at what was put in."""
    if verbinding.dialect.name != "postgresql":
        return
    for kolom in tabel.primary_key.columns:
        teller = verbinding.scalar(text("SELECT pg_get_serial_sequence(:t, :k)"), {"t": tabel.name, "k": kolom.name})
        hoogste = verbinding.scalar(select(kolom).order_by(kolom.desc()).limit(1))
        if teller and hoogste:
            verbinding.execute(text("SELECT setval(:teller, :tot)"), {"teller": teller, "tot": hoogste})
