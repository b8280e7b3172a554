"""For each kind of database an empty one, and a log of its own for each test."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from nats.aio.client import Client
from sqlalchemy import text

from leerwinkel.eventsourcing.streams import ensure_stream
from leerwinkel.leesmodel import Store, place
from leerwinkel.runtime.verbinding import database
from leerwinkel.testing.postgres import postgres
from leerwinkel.testing.streams import Stream

from .proeflog import Proeflog
from .voorbeeld import VOORBEELD


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with postgres(tmp_path_factory.mktemp("postgres")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'een map?%20' / 'leerwinkel.sqlite'}"
    beheer = database(request.getfixturevalue("postgres_url"))
    naam = f"t{uuid.uuid4().hex}"
    with beheer.connect().execution_options(isolation_level="AUTOCOMMIT") as verbinding:
        verbinding.execute(text(f"CREATE DATABASE {naam}"))
    beheer.dispose()
    return beheer.url.set(database=naam).render_as_string(hide_password=False)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """The example's, with its tables of data but no generation."""
    made = Store(VOORBEELD, place(url, "proef"))
    made.open()
    yield made
    made.place.close()


@pytest.fixture
async def proeflog(nc: Client, node_url: str) -> Proeflog:
    naam = f"T{uuid.uuid4().hex}"
    stream = Stream(naam, naam.lower())
    await ensure_stream(nc, stream.config() | {"deny_delete": False, "deny_purge": False})
    return Proeflog(nc, node_url, stream)
