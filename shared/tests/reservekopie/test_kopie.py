"""A back-up is there whole or not at all, says so itself, and is gone when its time is over."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leerwinkel.reservekopie.kopie import LIJST, Deel, KopieOngeldig, Reservekopie, kopieen, lees_kopie, nieuwe_kopie
from leerwinkel.reservekopie.maken import Waarheen
from leerwinkel.reservekopie.opruimen import ruim_op
from leerwinkel.reservekopie.terugzetten import bijeen
from leerwinkel.runtime.schrijven import AlBezig

NU = datetime(2026, 11, 24, 12, tzinfo=UTC)


def _maak(map_: Path, deel: Deel = Deel.LOG, *, wie: str = "gent", op: datetime = NU) -> Reservekopie:
    with nieuwe_kopie(map_, wie, deel, op) as schrijver, schrijver.bestand("map/een") as uit:
        uit.write(b"inhoud")
    return kopieen(map_)[-1]


def test_a_backup_that_breaks_off_leaves_none(tmp_path: Path) -> None:
    def breek_af() -> None:
        with nieuwe_kopie(tmp_path, "gent", Deel.LOG, NU) as schrijver, schrijver.bestand("een") as uit:
            uit.write(b"half")
            raise OSError("vol")

    with pytest.raises(OSError, match="vol"):
        breek_af()
    assert [pad.name for pad in tmp_path.iterdir()] == [".gent-log.slot"]


def test_what_a_killed_process_left_is_no_backup_and_is_cleared_by_the_next(tmp_path: Path) -> None:
    half = tmp_path / ".gent-log-20261123T000000000000Z.half"
    half.mkdir()
    (half / LIJST).write_text("{}")
    assert kopieen(tmp_path) == []
    _maak(tmp_path)
    assert not half.exists()


def test_two_at_once_do_not_write_in_each_other(tmp_path: Path) -> None:
    with nieuwe_kopie(tmp_path, "gent", Deel.LOG, NU), pytest.raises(AlBezig):
        _maak(tmp_path)


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    kopie = _maak(tmp_path / "nieuw", Deel.SLEUTELS)
    alles = [tmp_path / "nieuw", kopie.map, *kopie.map.rglob("*")]
    assert [pad for pad in alles if pad.stat().st_mode & 0o077] == []


@pytest.mark.parametrize("wat", ["een byte anders", "bestand weg", "lijst anders", "lijst weg", "pad naar buiten"])
def test_a_backup_that_was_changed_is_refused(tmp_path: Path, wat: str) -> None:
    kopie = _maak(tmp_path)
    lijst, een = kopie.map / LIJST, kopie.map / "map" / "een"
    match wat:
        case "een byte anders":
            een.write_bytes(b"inhouD")
        case "bestand weg":
            een.unlink()
        case "lijst anders":
            lijst.write_text(lijst.read_text().replace("gent", "aalst"))
        case "lijst weg":
            lijst.unlink()
        case _:
            gelezen = json.loads(lijst.read_text())
            gelezen["bestanden"]["../buiten"] = ""
            lijst.write_text(json.dumps(gelezen))
    with pytest.raises(KopieOngeldig):
        lees_kopie(kopie.map).kijk_na()


def test_old_ones_are_removed_but_never_the_last_of_a_log(tmp_path: Path) -> None:
    oud, te_oud = NU - timedelta(days=30), NU - timedelta(days=31)
    for deel in Deel:
        _maak(tmp_path / deel, deel, op=te_oud)
        _maak(tmp_path / deel, deel, op=te_oud, wie="limburg")
        _maak(tmp_path / deel, deel, op=oud)
    for deel in Deel:
        ruim_op(tmp_path / deel, NU)
    over = {deel: [(kopie.wie, kopie.gemaakt) for kopie in kopieen(tmp_path / deel)] for deel in Deel}
    assert over[Deel.LOG] == [("limburg", te_oud), ("gent", oud)]
    assert over[Deel.KLUIS] == over[Deel.SLEUTELS] == [("gent", oud)]
    assert len(list((tmp_path / Deel.KLUIS).iterdir())) == len(["gent", "slot van gent", "slot van limburg"])


def test_log_kluis_and_keys_never_lie_in_one_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="elk in een eigen map"):
        Waarheen(tmp_path, tmp_path / "kluis")
    with pytest.raises(ValueError, match="elk in een eigen map"):
        Waarheen(tmp_path / "log", tmp_path / "x", tmp_path / "x")
    Waarheen(tmp_path / "log", tmp_path / "kluis", tmp_path / "sleutels")


def test_backups_of_two_regions_are_not_put_back_together(tmp_path: Path) -> None:
    een, ander = _maak(tmp_path / "a"), _maak(tmp_path / "b", Deel.KLUIS, wie="limburg")
    with pytest.raises(KopieOngeldig, match="van één regio"):
        bijeen([een, ander], NU)
