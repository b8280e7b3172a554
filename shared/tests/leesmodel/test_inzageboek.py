"""Who looked is kept, once a minute, on each kind of database, by several services at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import OperationalError

from leerwinkel.dienst.inzage import Blik, Inzageboek
from leerwinkel.dienst.inzage.tabel import INZAGE, TABELLEN
from leerwinkel.leesmodel import Place, place
from leerwinkel.leesmodel.migrations import differences

NU = datetime(2026, 11, 24, 12, tzinfo=UTC)


def blik(seconde: int, wie: str = "sam", **anders: object) -> Blik:
    velden: dict[str, object] = {"service": "intake", "blad": "profiel", "dossier": "d1", "clients": frozenset({"c1"})}
    return Blik(moment=NU + timedelta(seconds=seconde), medewerker=wie, **(velden | anders))  # pyright: ignore[reportArgumentType]


@pytest.fixture
def plaats(url: str) -> Iterator[Place]:
    gemaakt = place(url, "inzage_gent")
    yield gemaakt
    gemaakt.close()


@pytest.fixture
def boek(plaats: Place) -> Inzageboek:
    gemaakt = Inzageboek(plaats)
    gemaakt.open()
    return gemaakt


def test_the_migration_makes_the_table_and_again_is_harmless(boek: Inzageboek, plaats: Place) -> None:
    boek.open()
    assert [d for d in differences(plaats.data(), TABELLEN) if d[0] != "remove_table"] == []


def test_the_same_look_within_a_minute_counts_once_and_the_latest_comes_first(boek: Inzageboek) -> None:
    for seconde in (0, 30, 59, 61):
        boek.schrijf(blik(seconde))
    boek.schrijf(blik(40, "lotte"))
    boek.schrijf(blik(41, dossier="d2", clients=frozenset({"c2"})))
    gezien = boek.alle(["d1"], ["c1"])
    assert [(b.medewerker, (b.moment - NU).seconds) for b in gezien] == [("sam", 61), ("lotte", 40), ("sam", 0)]


def test_a_look_that_showed_several_is_one_and_is_found_by_each(boek: Inzageboek) -> None:
    boek.schrijf(blik(0, dossier=None, blad="zoek", clients=frozenset({"c1", "c2", "c3"})))
    boek.schrijf(blik(1, dossier="d9", clients=frozenset()))
    assert len(boek.alle(["d1"], ["c1", "c2"])) == 1
    assert [b.blad for b in boek.alle([], ["c3"])] == ["zoek"]
    assert [(b.dossier, b.medewerker) for b in boek.alle(["d9"], [])] == [("d9", "sam")]


def test_two_services_write_in_one_book(boek: Inzageboek, plaats: Place) -> None:
    ander = Inzageboek(plaats)
    ander.open()
    boek.schrijf(blik(0))
    ander.schrijf(blik(0, service="trajecten"))
    assert {b.service for b in boek.alle(["d1"], [])} == {"intake", "trajecten"}


def test_many_at_once_lose_nothing(boek: Inzageboek) -> None:
    with ThreadPoolExecutor(8) as draden:
        list(draden.map(boek.schrijf, [blik(0, f"m{nummer}") for nummer in range(200)]))
    assert len(boek.alle(["d1"], [])) == 200


def test_a_database_that_is_away_stops_nobody_and_what_was_seen_is_written_later(
    boek: Inzageboek, plaats: Place
) -> None:
    INZAGE.drop(plaats.data())
    boek.schrijf(blik(0))
    with pytest.raises(Exception, match="inzage") as fout:
        boek.alle(["d1"], [])
    assert isinstance(fout.value, OperationalError) or "UndefinedTable" in repr(fout.value)
    INZAGE.create(plaats.data())
    boek.schrijf(blik(1, dossier="d2"))
    assert [len(boek.alle([dossier], [])) for dossier in ("d1", "d2")] == [1, 1]
