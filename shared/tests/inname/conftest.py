"""A real node for Gent and, for each kind of database, its door."""

import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from nats.aio.client import Client
from sqlalchemy import Engine, text

from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.inname.logindex import Logindex
from leerwinkel.inname.poort import Poort
from leerwinkel.inname.quarantaine import Quarantaine
from leerwinkel.runtime.stromen import naam_van, zorg_voor_regio
from leerwinkel.runtime.verbinding import database
from leerwinkel.testing.netwerk import leeg_knooppunt
from leerwinkel.testing.postgres import postgres


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with postgres(tmp_path_factory.mktemp("postgres")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        made = database(f"sqlite:///{tmp_path / 'leerwinkel.sqlite'}")
        yield made
        made.dispose()
        return
    beheer = database(request.getfixturevalue("postgres_url"))
    naam = f"t{uuid.uuid4().hex}"
    with beheer.connect().execution_options(isolation_level="AUTOCOMMIT") as verbinding:
        verbinding.execute(text(f"CREATE DATABASE {naam}"))
    made = database(beheer.url.set(database=naam).render_as_string(hide_password=False))
    yield made
    made.dispose()
    beheer.dispose()


@pytest.fixture
async def nc(tmp_path: Path) -> AsyncIterator[Client]:
    """Streams of its own for each test: the log of a region cannot be emptied."""
    async with leeg_knooppunt(tmp_path.parent, "proef") as (_, client):
        await zorg_voor_regio(client, "gent")
        yield client


@pytest.fixture
def log(nc: Client) -> JetStreamLog:
    return JetStreamLog(nc, naam_van("gent"))


@pytest.fixture
def poort(log: JetStreamLog, engine: Engine) -> Poort:
    return Poort(log, Logindex(engine, "gent"), "gent")


@pytest.fixture
def quarantaine(engine: Engine) -> Quarantaine:
    return Quarantaine(engine, "gent", b"k" * 32)
