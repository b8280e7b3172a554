"""The archive: all that the storage holds and back, the same; damaged or foreign in anything, it is refused."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.testing.voorbeelden import microcontact, sessie
from vol_reporting.archief.inhoud import BLAD, Archieffout, Inhoud, lees_inhoud
from vol_reporting.archief.laden import open_archief
from vol_reporting.archief.plaats import TABELMAP, tabelbestand
from vol_reporting.archief.schrijven import archiveer
from vol_reporting.bestand import Bestand
from vol_reporting.cijfers import Cijfer, Periode, Vraag, bereken
from vol_reporting.inname.bericht import Binnengekomen
from vol_reporting.inname.verwerking import Verwerking
from vol_reporting.onderhoud import herbouw_opslag, maak_archief
from vol_reporting.opslag import TABELLEN, open_opslag, voeg_toe
from vol_reporting.vraagbaak import GeenAntwoord, vind_dienst

from .toeval import geschiedenis

NU = datetime(2026, 11, 24, 12, tzinfo=UTC)
BESTANDEN = [Path(BLAD), *(Path(TABELMAP, f"{tabel}.parquet") for tabel in TABELLEN)]


def _gevuld(con: duckdb.DuckDBPyConnection, zaad: int = 1) -> Verwerking:
    """A history by chance, and of Gent's log something unreadable, a repeat and a gap."""
    voeg_toe(con, [o.rij() for o in geschiedenis(Random(zaad)) if o.regio != "gent"])
    een, ander = sessie("d1"), microcontact("d2")
    log = {1: een.ruw(), 2: b"\x00 onzin \xff", 3: een.ruw(), 7: ander.ruw()}
    verwerking = Verwerking(con)
    verwerking.verwerk("VOL", [Binnengekomen("gent", p, p, NU, ruw) for p, ruw in log.items()])
    verwerking.verwerk("VOL_EIGEN", [Binnengekomen("vol", 1, 1, NU, b"{}")])
    return verwerking


def _tabellen(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    return {tabel: con.execute(f"SELECT * FROM {tabel}").fetchall() for tabel in TABELLEN}


def _cijfers(con: duckdb.DuckDBPyConnection) -> list[Cijfer]:
    return bereken(con, Vraag(periode=[Periode.alles(), Periode.lees("2016-Q3")]))


def _herbouw(verwerking: Verwerking, map_: Path) -> None:
    archief = open_archief(map_)
    with verwerking.opnieuw():
        verwerking.vul(archief.laad)


@pytest.fixture(scope="module")
def gemaakt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    uit = tmp_path_factory.mktemp("archieven") / "archief"
    con = open_opslag(None)
    _gevuld(con)
    archiveer(con, uit)
    return uit


@pytest.fixture
def archief(gemaakt: Path, tmp_path: Path) -> Path:
    """A copy that may be damaged."""
    kopie = tmp_path / "archief"
    for bestand in BESTANDEN:
        (kopie / bestand).parent.mkdir(parents=True, exist_ok=True)
        (kopie / bestand).write_bytes((gemaakt / bestand).read_bytes())
    return kopie


def test_every_table_of_the_storage_is_in_the_archive():
    bestaand = open_opslag(None).execute("SELECT table_name FROM duckdb_tables()").fetchall()
    assert sorted(TABELLEN) == sorted(naam for (naam,) in bestaand)


@pytest.mark.parametrize(("zaad", "naam"), [(0, "archief"), (1, "l'archief [2026] *?")])
def test_what_comes_back_is_row_for_row_what_went_in_and_gives_the_same_figures(zaad: int, naam: str, tmp_path: Path):
    con, nieuw = open_opslag(tmp_path / "oud.duckdb"), open_opslag(tmp_path / "nieuw.duckdb")
    oud = _gevuld(con, zaad)
    archiveer(con, tmp_path / "elders" / naam)
    verwerking = _gevuld(nieuw, zaad + 100)
    _herbouw(verwerking, tmp_path / "elders" / naam)
    assert _tabellen(nieuw) == _tabellen(con)
    assert _cijfers(nieuw) == _cijfers(con)
    assert verwerking.stroompositie("VOL") == 7
    assert (verwerking.posities.hoogste, verwerking.posities.gaten) == (oud.posities.hoogste, oud.posities.gaten)
    con.close()
    nieuw.close()


def test_an_empty_storage_can_be_archived_and_brought_back(tmp_path: Path):
    archiveer(open_opslag(None), tmp_path / "leeg")
    con = open_opslag(None)
    _herbouw(_gevuld(con), tmp_path / "leeg")
    assert not any(_tabellen(con).values())


def test_the_intake_goes_on_after_the_archive(gemaakt: Path):
    con = open_opslag(None)
    verwerking = Verwerking(con)
    _herbouw(verwerking, gemaakt)
    er_al = [Binnengekomen("gent", 7, 7, NU, microcontact("d2").ruw())]
    erbij = [Binnengekomen("gent", 8, 8, NU, sessie("d9").ruw()), Binnengekomen("gent", 5, 9, NU, sessie("d9").ruw())]
    telling = verwerking.verwerk("VOL", [*er_al, *erbij])
    assert telling.ingenomen == 2
    assert {(gat.van, gat.tot) for gat in verwerking.posities.gaten} == {(4, 4), (6, 6)}


def test_an_archive_is_of_one_moment_while_the_intake_goes_on(tmp_path: Path):
    con = open_opslag(tmp_path / "vol.duckdb")
    verwerking, genoeg = Verwerking(con.cursor()), threading.Event()

    def neem_in() -> None:
        positie = 0
        while not genoeg.is_set():
            deel = [Binnengekomen("gent", positie + n, positie + n, NU, sessie("d1").ruw()) for n in range(1, 20)]
            verwerking.verwerk("VOL", deel)
            positie += len(deel)

    draad = threading.Thread(target=neem_in)
    draad.start()
    try:
        inhouden = [archiveer(con.cursor(), tmp_path / f"archief-{n}") for n in range(5)]
    finally:
        genoeg.set()
        draad.join()
    for n, inhoud in enumerate(inhouden):
        assert inhoud.tabellen["gebeurtenis"].rijen == inhoud.regios.get("gent", 0) == inhoud.stromen.get("VOL", 0)
        _herbouw(Verwerking(open_opslag(None)), tmp_path / f"archief-{n}")
    con.close()


def _neem_weg(pad: Path) -> None:
    pad.unlink()


def _maak_map(pad: Path) -> None:
    pad.unlink()
    pad.mkdir()


def _kort_in(pad: Path) -> None:
    pad.write_bytes(pad.read_bytes()[:-1])


def _halveer(pad: Path) -> None:
    pad.write_bytes(pad.read_bytes()[: pad.stat().st_size // 2])


def _maak_leeg(pad: Path) -> None:
    pad.write_bytes(b"")


def _verleng(pad: Path) -> None:
    pad.write_bytes(pad.read_bytes() + b"\n")


@pytest.mark.parametrize("bestand", BESTANDEN, ids=str)
@pytest.mark.parametrize("schade", [_neem_weg, _maak_map, _kort_in, _halveer, _maak_leeg, _verleng])
def test_a_damaged_archive_is_refused(archief: Path, bestand: Path, schade: Callable[[Path], None]):
    schade(archief / bestand)
    with pytest.raises(Archieffout):
        open_archief(archief)


@pytest.mark.parametrize("bestand", BESTANDEN, ids=str)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_byte_can_change(archief: Path, bestand: Path, data: st.DataObject):
    pad = archief / bestand
    goed = pad.read_bytes()
    plek, bits = data.draw(st.integers(0, len(goed) - 1)), data.draw(st.integers(1, 255))
    pad.write_bytes(goed[:plek] + bytes([goed[plek] ^ bits]) + goed[plek + 1 :])
    try:
        with pytest.raises(Archieffout):
            open_archief(archief)
    finally:
        pad.write_bytes(goed)
    open_archief(archief)


@pytest.mark.parametrize(
    "tekst", [b"[]", b"{}", b"null", b'{"vorm": 1}', b"[" * 100_000, b" " * (1 << 21), b"\xff\xfe"]
)
def test_contents_that_are_none_are_refused(archief: Path, tekst: bytes):
    (archief / BLAD).write_bytes(tekst)
    with pytest.raises(Archieffout):
        open_archief(archief)


def _tegenstrijdig(inhoud: Inhoud) -> list[dict[str, Any]]:
    blad = inhoud.tabellen["gebeurtenis"]
    anders = blad.model_copy(update={"rijen": blad.rijen + 1})
    return [
        {"stromen": {**inhoud.stromen, "VOL": 8}},
        {"regios": {**inhoud.regios, "limburg": 1}},
        {"tabellen": {**inhoud.tabellen, "gebeurtenis": anders}},
    ]


@pytest.mark.parametrize("geval", range(3))
def test_where_the_tables_are_not_what_the_contents_say_nothing_changes(archief: Path, geval: int):
    inhoud = lees_inhoud(archief)
    inhoud.model_copy(update=_tegenstrijdig(inhoud)[geval]).schrijf(archief)
    con = open_opslag(None)
    verwerking = _gevuld(con, 9)
    eerst, posities = _tabellen(con), dict(verwerking.posities.hoogste)
    with pytest.raises(Archieffout):
        _herbouw(verwerking, archief)
    assert (_tabellen(con), verwerking.posities.hoogste) == (eerst, posities)


@pytest.mark.parametrize(
    ("anders", "zin"), [({"kolommen": "x"}, "andere kolommen"), ({"vorm": 2}, "vorm 1"), ({"tabellen": {}}, "kolommen")]
)
def test_an_archive_of_another_program_is_refused_with_what_to_do(archief: Path, anders: dict[str, Any], zin: str):
    lees_inhoud(archief).model_copy(update=anders).schrijf(archief)
    with pytest.raises(Archieffout, match=f"{zin}.*`vol herbouw`"):
        open_archief(archief)


def test_a_folder_in_use_is_left_alone(tmp_path: Path):
    (tmp_path / "iets").write_text("van mij")
    (tmp_path / "koppeling").symlink_to(tmp_path / "nergens")
    for uit in (
        tmp_path,
        tmp_path / "iets",
        tmp_path / "iets" / "dieper",
        tmp_path / "koppeling",
        Path("/"),
        Path("a"),
    ):
        with pytest.raises(Archieffout):
            archiveer(open_opslag(None), uit)
    assert sorted(pad.name for pad in tmp_path.iterdir()) == ["iets", "koppeling"]


def test_an_archive_that_fails_leaves_nothing(tmp_path: Path):
    con = open_opslag(None)
    con.execute("DROP TABLE gat")
    with pytest.raises(Archieffout):
        archiveer(con, tmp_path / "archief")
    assert list(tmp_path.iterdir()) == []


def test_an_archive_that_broke_off_is_no_hindrance(tmp_path: Path):
    (tmp_path / ".archief.half" / TABELMAP).mkdir(parents=True)
    archiveer(open_opslag(None), tmp_path / "archief")
    assert [pad.name for pad in tmp_path.iterdir()] == ["archief"]
    assert (tmp_path / "archief").stat().st_mode & 0o077 == 0


def test_the_command_archives_the_file_while_no_service_runs(tmp_path: Path):
    bestand = Bestand(tmp_path)
    with open_opslag(bestand.opslag) as con:
        _gevuld(con)
    assert str(tmp_path / "archief") in maak_archief(bestand, tmp_path / "archief")
    assert tabelbestand(tmp_path / "archief", "gebeurtenis").exists()
    assert json.loads((tmp_path / "archief" / BLAD).read_text())["stromen"] == {"VOL": 7, "VOL_EIGEN": 1}


def test_the_storage_is_not_built_anew_under_a_service_that_does_not_answer(tmp_path: Path):
    bestand = Bestand(tmp_path)
    houdt = "import sys, duckdb; con = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    opdracht = [sys.executable, "-c", houdt, str(bestand.opslag)]
    with subprocess.Popen(opdracht, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as ander:
        assert ander.stdout
        assert ander.stdout.readline() == b"open\n"
        with pytest.raises(GeenAntwoord):
            herbouw_opslag(Instellingen(data=tmp_path), bestand)
        ander.communicate()


def test_a_storage_that_cannot_be_read_is_nobodys(tmp_path: Path):
    bestand = Bestand(tmp_path)
    bestand.opslag.write_bytes(b"geen DuckDB" * 1000)
    assert vind_dienst(bestand) is None
