"""An archive that somebody gives may be made to harm: it stays in its folder, and does not fill the disk."""

import asyncio
import io
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vol_reporting.archief.inhoud import Archieffout
from vol_reporting.controle import uitpakken
from vol_reporting.controle.archiefblad import Archiefblad, lees_blad
from vol_reporting.controle.auditarchief import BERICHTEN, Auditarchief
from vol_reporting.controle.uitpakken import uitgepakt


def zip_van(pad: Path, delen: dict[str, bytes]) -> Path:
    with ZipFile(pad, "w", ZIP_DEFLATED) as zip_:
        for naam, inhoud in delen.items():
            zip_.writestr(ZipInfo(naam), inhoud, ZIP_DEFLATED)
    return pad


@pytest.mark.parametrize(
    "naam", ["../buiten", "a/../../buiten", "/buiten", "..\\buiten", "C:buiten", "a/b/../../../../buiten"]
)
def test_nothing_is_written_outside_its_folder(tmp_path: Path, naam: str) -> None:
    archief = zip_van(tmp_path / "a.zip", {"archief.json": b"{}", naam: b"kwaad"})
    with pytest.raises(Archieffout, match="buiten zijn map"), uitgepakt(archief):
        pass
    assert [pad.name for pad in tmp_path.rglob("*")] == ["a.zip"]


def test_a_link_in_it_is_only_a_text(tmp_path: Path) -> None:
    link = ZipInfo("geheim")
    link.external_attr = 0o120777 << 16
    with ZipFile(tmp_path / "a.zip", "w") as zip_:
        zip_.writestr(link, "/etc/passwd")
    with uitgepakt(tmp_path / "a.zip") as map_:
        assert not (map_ / "geheim").is_symlink()
        assert (map_ / "geheim").read_text() == "/etc/passwd"


def test_a_bomb_is_told_by_what_comes_out_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uitpakken, "_ALTIJD", 1000)
    for delen in ({"a": bytes(200_000)}, {str(nummer): bytes(9_000) for nummer in range(30)}):
        archief = zip_van(tmp_path / "a.zip", delen)
        with pytest.raises(Archieffout, match="veel groter dan het lijkt"), uitgepakt(archief):
            pass
    archief = zip_van(tmp_path / "b.zip", {"a": bytes(900)})
    with uitgepakt(archief) as map_:
        assert (map_ / "a").stat().st_size == 900


def test_too_many_files_and_one_that_stands_twice_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archief = zip_van(tmp_path / "a.zip", {"a": b"1", "a/b": b"2"})
    with pytest.raises(Archieffout, match="beschadigd"), uitgepakt(archief):
        pass
    monkeypatch.setattr(uitpakken, "_BESTANDEN", 1)
    with pytest.raises(Archieffout, match="te veel om echt te zijn"), uitgepakt(archief):
        pass


def test_a_stream_that_is_broken_inside_is_refused_in_dutch(tmp_path: Path) -> None:
    archief = zip_van(tmp_path / "a.zip", {"a": bytes(range(256)) * 400})
    ruw = archief.read_bytes()
    archief.write_bytes(ruw[:40] + bytes(byte ^ 0xFF for byte in ruw[40:60]) + ruw[60:])
    with pytest.raises(Archieffout, match="beschadigd"), uitgepakt(archief):
        pass


_GOED = io.BytesIO()
with ZipFile(_GOED, "w", ZIP_DEFLATED) as _zip:
    _zip.writestr("archief.json", b'{"soort": "audit", "vorm": 1}')


@given(plaats=st.integers(0, len(_GOED.getvalue()) - 1), nieuw=st.binary(max_size=8))
def test_whatever_the_bytes_of_a_zip_it_is_read_or_refused_in_dutch(
    tmp_path_factory: pytest.TempPathFactory, plaats: int, nieuw: bytes
) -> None:
    pad = tmp_path_factory.getbasetemp() / "geknoeid.zip"
    pad.write_bytes(_GOED.getvalue()[:plaats] + nieuw + _GOED.getvalue()[plaats + len(nieuw) // 2 :])
    with pytest.raises(Archieffout), uitgepakt(pad) as map_:
        lees_blad(map_)


def test_messages_in_other_columns_are_no_archive(tmp_path: Path) -> None:
    """Made by somebody who could write the list of hashes too."""
    (tmp_path / BERICHTEN).mkdir()
    pq.write_table(pa.table({"iets": ["anders"]}), tmp_path / BERICHTEN / "gent.parquet")
    blad = Archiefblad(gemaakt=datetime.now(UTC), programma="1", berichten={"gent": 1}, bestanden={})
    archief = Auditarchief(tmp_path, blad, ())

    async def lees() -> None:
        async for _ in archief.kopie(["gent"]):
            pass

    with pytest.raises(Archieffout, match="niet te lezen"):
        asyncio.run(lees())
