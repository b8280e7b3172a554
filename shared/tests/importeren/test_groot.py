"""A large export is read in a process of its own; what comes of it is the same."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path

import pytest

from leerwinkel.inname.importeren import leesproces
from leerwinkel.inname.importeren.leesproces import LezenGestopt, gelezen
from leerwinkel.inname.importeren.lezing import Begin
from leerwinkel.inname.verpakt import Verpakt
from leerwinkel.testing.invoer import GeheugenAntwoord, GeheugenDeur, Proefinvoer, sleutel

KOP = "id,dossier,regio,tijdstip,drempelsoort"


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leesproces, "GROOT", 0)


def _export(map_: Path) -> Proefinvoer:
    """Good rows over two regions, with one of everything that can be wrong or noted, and files that cannot be read."""
    invoer = Proefinvoer(map_ / "export")
    rijen = [f"{n},D{n % 40},{('gent', 'limburg')[n % 2]},2020-05-01T10:{n % 60:02},taal" for n in range(1200)]
    dubbel = ["1,D1,limburg,2020-05-01T10:01,taal", "2,D2,gent,2020-05-01T10:02,financieel"]
    vreemd = ["v,D7,gent,2020-10-25T02:30,taal", "x,D1,gent,2020-05-01,rook", "y,D1,atlantis,2020-05-01,taal", "z,D1"]
    invoer.schrijf("drempels.csv", KOP, *rijen, *dubbel, *vreemd)
    invoer.schrijf("toestemmingen.csv", "dossier,regio,tijdstip,doel,gegeven", "D1,gent,2020-05-01,begeleiding,nee")
    invoer.schrijf("sessies.csv", "dossier,regio")
    invoer.schrijf("zomaar.csv", "a,b")
    (invoer.map / "oud.xls").write_bytes(b"x")
    return invoer


async def test_the_report_and_the_events_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    hier, daar = _export(tmp_path / "a"), _export(tmp_path / "b")
    verslag = await hier.importeer()
    monkeypatch.setattr(leesproces, "GROOT", 0)
    ander = await daar.importeer()
    verslag.foutenbestand = ander.foutenbestand = None
    assert ander == verslag
    assert daar.deuren == hier.deuren
    assert daar.foutenbestand.read_bytes() == hier.foutenbestand.read_bytes()
    assert (verslag.aanvaard, verslag.fout, verslag.herhaald) == (1201, 4, 1)


@pytest.mark.usefixtures("apart")
async def test_a_second_import_corrects_and_counts_what_vanished(tmp_path: Path):
    invoer = _export(tmp_path)
    await invoer.importeer()
    invoer.schrijf("drempels.csv", KOP, "1,D1,limburg,2020-05-01T10:01,financieel", "2,D2,gent,2020-05-01T10:02,taal")
    verslag = await invoer.importeer()
    assert (verslag.gecorrigeerd, verslag.herhaald) == (1, 1)
    assert verslag.verdwenen == {("gent", "drempel-vastgesteld"): 600, ("limburg", "drempel-vastgesteld"): 599}


@pytest.mark.usefixtures("apart")
async def test_what_goes_wrong_there_is_raised_here(tmp_path: Path):
    invoer = _export(tmp_path)
    with pytest.raises(ValueError, match="fromhex"):
        async with aclosing(gelezen(invoer.map, bytes.fromhex, invoer.nu)) as berichten:
            _ = [bericht async for bericht in berichten]


@pytest.mark.usefixtures("apart")
async def test_a_reader_that_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(leesproces, "_START", "raise SystemExit(3)")
    with pytest.raises(LezenGestopt, match="status 3"):
        await _export(tmp_path).importeer()


@pytest.mark.usefixtures("apart")
async def test_who_stops_listening_ends_it(tmp_path: Path):
    invoer = _export(tmp_path)
    async with asyncio.timeout(30):
        async with aclosing(gelezen(invoer.map, sleutel, invoer.nu)) as berichten:
            assert isinstance(await anext(berichten), Begin)
        invoer.deuren["gent"] = DichteDeur()
        with pytest.raises(ConnectionError):
            await invoer.importeer()


class DichteDeur(GeheugenDeur):
    """Takes nothing in."""

    async def neem_verpakt_in(self, verpakt: Sequence[Verpakt]) -> list[GeheugenAntwoord]:
        raise ConnectionError(len(verpakt))
