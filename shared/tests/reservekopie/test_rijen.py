"""Rows go out and come back as they were, on each kind of database, also in a table that this code does not know."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, select

from leerwinkel.dienst.inzage import Blik, Inzageboek
from leerwinkel.dienst.inzage.tabel import INZAGE
from leerwinkel.leesmodel import Place, place
from leerwinkel.reservekopie.rijen import als_regel, een_moment, eigen_tabellen, opmaak, rijen_van, uit_regel, zet_terug

NU = datetime(2026, 11, 24, 12, 30, 15, 123, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def huis(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A home with two looks in it."""
    url = f"sqlite:///{tmp_path / 'x.sqlite'}" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    made = place(url, "inzage_proef")
    boek = Inzageboek(made)
    boek.open()
    for wie in ("an", "bert"):
        boek.schrijf(Blik(NU, wie, "intake", "dossier", "d:1", frozenset({"c%1"})))
    yield made
    with made.data().begin() as verbinding:
        weg = MetaData()
        weg.reflect(verbinding)
        weg.drop_all(verbinding)
    made.close()


Kopie = list[tuple[str, list[str], list[bytes]]]


def _kopie(engine: Engine) -> Kopie:
    tabellen = eigen_tabellen(engine)
    with een_moment(engine) as verbinding:
        return [(t.name, opmaak(t, engine), [als_regel(rij) for rij in rijen_van(verbinding, t)]) for t in tabellen]


def _zet(engine: Engine, kopie: Kopie) -> int:
    return sum(zet_terug(engine, naam, zinnen, map(uit_regel, regels)) for naam, zinnen, regels in kopie)


def _maak_leeg(engine: Engine) -> None:
    with engine.begin() as verbinding:
        weg = MetaData()
        weg.reflect(verbinding)
        weg.drop_all(verbinding)


def test_a_home_that_is_gone_comes_back_and_goes_on(huis: Place) -> None:
    engine = huis.data()
    ervoor = _kopie(engine)
    _maak_leeg(engine)
    assert _zet(engine, ervoor) == 3
    assert _kopie(engine) == ervoor
    assert _zet(engine, ervoor) == 0

    boek = Inzageboek(huis)
    boek.open()  # at the newest revision already: nothing is made twice
    boek.schrijf(Blik(NU, "carla", "intake", "dossier", "d:1"))
    assert {blik.medewerker for blik in boek.alle(["d:1"], [])} == {"an", "bert", "carla"}


def test_a_row_whose_number_is_in_use_gets_another_once(huis: Place) -> None:
    engine = huis.data()
    ervoor = _kopie(engine)
    _maak_leeg(engine)
    boek = Inzageboek(huis)
    boek.open()
    boek.schrijf(Blik(NU, "dirk", "intake", "dossier", "d:1"))
    for _ in range(2):
        _zet(engine, ervoor)
        with engine.connect() as verbinding:
            rijen = verbinding.execute(select(INZAGE.c.medewerker, INZAGE.c.moment, INZAGE.c.client)).all()
        assert sorted(rij.medewerker for rij in rijen) == ["an", "bert", "dirk"]
        assert {rij.moment for rij in rijen} == {NU}


def test_bytes_moments_and_nothing_survive_the_line() -> None:
    rij = {"a": b"\x00\xff", "b": NU, "c": None, "d": 1, "e": "é:%"}
    assert uit_regel(als_regel(rij)) == rij
