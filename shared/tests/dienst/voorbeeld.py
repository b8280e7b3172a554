"""A read model of one table, for a service that is only tried."""

from pathlib import Path

from sqlalchemy import BigInteger, Column, Table

from leerwinkel.leesmodel import Entity, ReadModel, Rows, data_tables, entity_column, new_tables

REVISIES = Path(__file__).parent / "revisies"
TABELLEN = new_tables()
DOSSIER = Table("dossier", TABELLEN, entity_column("dossier"), Column("positie", BigInteger, nullable=False))


def derive(entity: Entity) -> Rows:
    return {DOSSIER: [{"positie": entity.position}]}


VOORBEELD = ReadModel(
    name="voorbeeld",
    version=1,
    tables=TABELLEN,
    migrations=REVISIES / "tabellen",
    data=data_tables(),
    data_migrations=REVISIES / "eigen",
    derive=derive,
)
