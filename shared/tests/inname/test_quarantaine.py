"""A region's quarantine keeps what was refused whole, encrypted, and not longer than 30 days."""

import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from leerwinkel.inname.quarantaine import Geweigerde, Quarantaine
from leerwinkel.inname.sleutels import sleutel

NU = datetime(2026, 11, 24, 12, tzinfo=UTC)


def _geweigerd(ruw: bytes, ontvangen: datetime = NU) -> Geweigerde:
    return Geweigerde("registratie-x", ontvangen, "data.vorm: ontbreekt", ruw)


def test_what_was_refused_comes_back_whole(quarantaine: Quarantaine) -> None:
    quarantaine.bewaar([_geweigerd(b"\x00{rommel"), _geweigerd(b"")], nu=NU)
    assert quarantaine.aantal() == 2
    assert [g.ruw for g in quarantaine.lijst()] == [b"", b"\x00{rommel"]


def test_the_database_holds_nothing_readable(quarantaine: Quarantaine, engine: Engine) -> None:
    quarantaine.bewaar([_geweigerd(b"Jan Peeters, 85.07.30-033.28")], nu=NU)
    with engine.connect() as verbinding:
        rij = str([bytes(r[0]) for r in verbinding.execute(text("SELECT inhoud FROM geweigerd"))])
    assert "Peeters" not in rij


def test_after_30_days_it_is_forgotten(quarantaine: Quarantaine) -> None:
    quarantaine.bewaar([_geweigerd(b"oud", NU - timedelta(days=31)), _geweigerd(b"nieuw")], nu=NU)
    quarantaine.bewaar([], nu=NU)
    assert [g.ruw for g in quarantaine.lijst()] == [b"nieuw"]


def test_a_key_is_made_once_and_only_the_owner_can_read_it(tmp_path: Path) -> None:
    map_ = tmp_path / "sleutels"
    eerste = sleutel(map_, "import")
    assert eerste == sleutel(map_, "import") != sleutel(map_, "quarantaine")
    assert (map_ / "import.sleutel").stat().st_mode & 0o077 == 0
    assert sorted(p.name for p in map_.iterdir() if "sleutel" in p.name) == ["import.sleutel", "quarantaine.sleutel"]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_many_that_are_large_take_the_memory_of_a_few_and_leave_nothing_of_it(quarantaine: Quarantaine) -> None:
    groot = [_geweigerd(b"x" * 900_000) for _ in range(40)]
    tracemalloc.start()
    quarantaine.bewaar(groot, nu=NU)
    nog, hoogste = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert quarantaine.aantal() == len(groot)
    assert (nog < 2_000_000, hoogste < 40_000_000) == (True, True), (nog, hoogste)
