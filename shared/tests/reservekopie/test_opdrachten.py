"""The commands: a back-up of all that is on this machine, old ones removed, and one put back."""

import asyncio
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leerwinkel.inname.regio import open_regio
from leerwinkel.inname.sleutels import sleutel
from leerwinkel.reservekopie.kopie import Deel, kopieen, nieuwe_kopie
from leerwinkel.reservekopie.laatste import oude_kopieen
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.testing.netwerk import netwerk

OPDRACHT = Path(sys.prefix) / "bin" / "leerwinkel"


def _geef(*woorden: str | Path, status: int = 0) -> str:
    uitkomst = subprocess.run([OPDRACHT, *woorden], capture_output=True, text=True, check=False)
    assert uitkomst.returncode == status, uitkomst.stderr
    return uitkomst.stdout + uitkomst.stderr


@pytest.fixture
def mappen(tmp_path: Path) -> list[Path]:
    return [tmp_path / deel for deel in Deel]


def test_what_is_on_this_machine_is_kept_and_old_ones_go(
    tmp_path: Path, mappen: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    log, kluis, sleutels = mappen
    met_maand_oud = datetime.now(UTC) - timedelta(days=31)
    with nieuwe_kopie(kluis, "gent", Deel.KLUIS, met_maand_oud):
        pass
    elders = {regio: "nats://127.0.0.1:1" for regio in Instellingen().regios if regio != "gent"}
    with netwerk(tmp_path / "data", ["gent"]) as net:
        instellingen = Instellingen(data=tmp_path / "data", nats=elders | net.urls())
        monkeypatch.setenv("LEERWINKEL_DATA", str(instellingen.data))
        monkeypatch.setenv("LEERWINKEL_NATS", json.dumps(instellingen.nats))
        asyncio.run(_maak_stromen(instellingen))
        sessie = sleutel(instellingen.sleutelmap("gent"), "sessie")
        gezegd = _geef("backup", "--uit", log, "--kluis", kluis, "--sleutels", sleutels, "--van", "gent", "--ruim-op")
        assert "gent: het log tot positie 0, de kluis met 0 sleutels" in gezegd
        assert "is ouder dan 30 dagen, en is verwijderd" in gezegd.replace("\n", " ")
        alle = [kopie for map_ in mappen for kopie in kopieen(map_)]
        assert [kopie.deel for kopie in alle] == list(Deel)

        morgen, later = datetime.now(UTC) + timedelta(days=1), datetime.now(UTC) + timedelta(days=3, hours=1)
        assert oude_kopieen(instellingen.data, ["gent", "vol"], morgen) == {}
        assert oude_kopieen(instellingen.data, ["gent", "vol"], later) == {"gent": 3}

        (instellingen.sleutelmap("gent") / "sessie.sleutel").unlink()
        teruggezet = _geef("herstel-backup", alle[-1].map)
        assert "1 bestanden zijn teruggezet" in teruggezet
        assert "Iedereen meldt zich opnieuw aan." in teruggezet
        assert "opnieuw aan" not in _geef("herstel-backup", alle[-1].map)
        assert sleutel(instellingen.sleutelmap("gent"), "sessie") == sessie


async def _maak_stromen(instellingen: Instellingen) -> None:
    await (await open_regio(instellingen, "gent", geduldig=False)).sluit()


def test_what_cannot_be_is_said(tmp_path: Path) -> None:
    _geef("backup", "--uit", tmp_path, "--van", "atlantis", status=2)
    _geef("backup", "--uit", tmp_path, "--kluis", tmp_path / "x", status=2)
    _geef("herstel-backup", tmp_path, status=1)
