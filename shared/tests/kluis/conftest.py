"""A kluis and a search for Gent, on each kind of database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.tabellen import kluistabellen, zoektabellen
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.kluis.zoekindex import Zoekindex
from leerwinkel.runtime.verbinding import database
from leerwinkel.testing.postgres import postgres


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with postgres(tmp_path_factory.mktemp("postgres")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without our tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'leerwinkel.sqlite'}"
        return
    yield (url := request.getfixturevalue("postgres_url"))
    beheer = database(url)
    kluistabellen.drop_all(beheer)
    zoektabellen.drop_all(beheer)
    beheer.dispose()


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    made = database(url)
    yield made
    made.dispose()


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    """Where the master key lies."""
    return tmp_path / "sleutels"


@pytest.fixture
def kluis(engine: Engine, map_: Path) -> Kluis:
    return Kluis(engine, "gent", map_)


@pytest.fixture
def versleuteling(kluis: Kluis) -> Versleuteling:
    return Versleuteling(kluis)


@pytest.fixture
def zoekindex(engine: Engine, kluis: Kluis) -> Zoekindex:
    return Zoekindex(engine, kluis)
