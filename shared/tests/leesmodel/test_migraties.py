"""Migrations: what they make is what the tables say, on both databases; whole or not at all."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from leerwinkel.leesmodel import Store, place
from leerwinkel.leesmodel.migrations import differences, migrate

from .voorbeeld import VOORBEELD

BREEKT = '''"""Makes a table, and then stumbles."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table("nieuw", sa.Column("a", sa.Integer, primary_key=True))
    op.execute("INSERT INTO nieuw VALUES (1)")
    raise ZeroDivisionError
'''


def test_the_migrated_tables_are_those_of_the_model(store: Store) -> None:
    assert differences(store.place.data(), VOORBEELD.data) == []
    assert differences(store.new().engine, VOORBEELD.tables) == []


def test_a_difference_is_seen(store: Store) -> None:
    with store.place.data().begin() as connection:
        connection.execute(text("DROP TABLE raadpleging"))
    assert "raadpleging" in str(differences(store.place.data(), VOORBEELD.data))


def test_to_migrate_again_changes_nothing(store: Store) -> None:
    with store.place.data().begin() as connection:
        connection.execute(text("INSERT INTO raadpleging (nummer, wie) VALUES (1, 'b1')"))
    store.open()
    with store.place.data().connect() as connection:
        assert connection.scalar(text("SELECT wie FROM raadpleging")) == "b1"


def test_a_migration_that_fails_leaves_nothing(store: Store, tmp_path: Path) -> None:
    [first] = VOORBEELD.data_migrations.glob("*.py")
    (tmp_path / first.name).write_text(first.read_text())
    (tmp_path / "r0002_breekt.py").write_text(BREEKT)
    engine = store.place.data()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            migrate(engine, tmp_path)
        assert not inspect(engine).has_table("nieuw")


def test_several_may_migrate_at_once(url: str) -> None:
    stores = [Store(VOORBEELD, place(url, "samen")) for _ in range(4)]
    fouten: list[Exception] = []

    def open_(store: Store) -> None:
        try:
            store.open()
        except Exception as fout:  # noqa: BLE001 - told below
            fouten.append(fout)

    draden = [threading.Thread(target=open_, args=[store]) for store in stores]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert fouten == []
    assert differences(stores[0].place.data(), VOORBEELD.data) == []
    for store in stores:
        store.place.close()


def test_two_services_in_one_database_do_not_touch_each_other(url: str) -> None:
    one, two = (Store(VOORBEELD, place(url, name)) for name in ("intake", "partners"))
    for store in (one, two):
        store.open()
        store.switch(store.new())
    one.place.drop(1)
    assert _tables(two.place.generation(1)) >= {"dossier", "log_event", "alembic_version"}
    for store in (one, two):
        store.place.close()


def _tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())
