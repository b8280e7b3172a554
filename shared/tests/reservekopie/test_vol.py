"""The VOL's own log has no second copy: its back-up, what is still readable, and the witness make it whole."""

import shutil
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog, NewEvent
from leerwinkel.eventsourcing.streams import delete_stream
from leerwinkel.identiteit.afgemeld import Afgemeld
from leerwinkel.inname.herstel import HerstelFout
from leerwinkel.inname.sleutels import sleutel
from leerwinkel.reservekopie.kopie import Deel, Reservekopie, kopieen
from leerwinkel.reservekopie.maken import Waarheen, maak_reservekopie
from leerwinkel.reservekopie.terugzetten import Terugzetting, bijeen
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import zorg_voor_hub
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.testing.netwerk import netwerk
from leerwinkel.waarmerk.aanbod import herkomst_van
from leerwinkel.waarmerk.ondertekenaar import Ondertekenaar, bladen_van
from leerwinkel.waarmerk.sleutels import Sleutelbos, maak
from leerwinkel.waarmerk.uitgave import Uitgave

NU = datetime(2026, 11, 24, 12, tzinfo=UTC)
STROOM = "VOL_EIGEN"


class Vol:
    """The hub, closed for who has no key, with what a VOL keeps beside its log."""

    def __init__(self, instellingen: Instellingen, nc: Client, map_: Path) -> None:
        self.instellingen, self.nc, self.map = instellingen, nc, map_
        self.log = JetStreamLog(nc, STROOM, patience=2)

    async def schrijf(self, *namen: str) -> None:
        nieuw = [NewEvent(f"vol.intern.{naam}.stand-vastgelegd", naam, naam.encode()) for naam in namen]
        await self.log.append("vol.>", await self.log.last(), nieuw)

    async def teken(self) -> None:
        """As the witness signs the VOL's own log."""
        uitgave = Uitgave(self.instellingen.getuigemap / "vol")
        sleutel = maak(Sleutelbos(self.instellingen.getuigemap / "sleutels", herkomst_van("vol")), uitgave)
        tekenaar = Ondertekenaar("vol", uitgave)
        events = [event async for deel in self.log.read_all() for event in deel]
        tekenaar.voeg_toe(bladen_van((event.subject.encode(), event.payload) for event in events))
        tekenaar.teken(sleutel)

    async def op_log(self) -> list[str]:
        return [event.id async for deel in self.log.read_all() for event in deel]

    async def kopieer(self) -> list[Reservekopie]:
        waar = {deel: self.map / deel for deel in (Deel.LOG, Deel.SLEUTELS)}
        await maak_reservekopie(self.instellingen, "vol", Waarheen(waar[Deel.LOG], None, waar[Deel.SLEUTELS]), NU)
        return [kopieen(map_)[-1] for map_ in waar.values()]

    async def zet_terug(self, *delen: Reservekopie, verlies: bool = False) -> str:
        return "\n".join(await Terugzetting(self.instellingen, bijeen(delen, NU), NU, verlies=verlies).voer_uit())


@pytest.fixture
async def vol(tmp_path: Path) -> AsyncIterator[Vol]:
    async with AsyncExitStack() as stapel:
        net = stapel.enter_context(netwerk(tmp_path / "data", [], gesloten=True))
        instellingen = net.instellingen()
        nc = await verbind(net.ingang("vol", "beheer"), "proef")
        stapel.push_async_callback(nc.close)
        await zorg_voor_hub(nc, [])
        schrijver = await verbind(net.ingang("vol", "vol"), "proef")
        stapel.push_async_callback(schrijver.close)
        vol = Vol(instellingen, nc, tmp_path / "kopieen")
        vol.log = JetStreamLog(schrijver, STROOM, patience=2)
        yield vol


async def test_a_vol_that_lost_its_log_its_keys_and_its_publications_has_them_again(vol: Vol) -> None:
    await vol.schrijf("s1", "s2")
    await vol.teken()
    eigen = vol.instellingen.data / "vol-reporting"
    (eigen / "publicaties" / "2026-Q1").mkdir(parents=True)
    (eigen / "publicaties" / "2026-Q1" / "a.csv").write_text("1;2")
    (eigen / "inzage.ndjson").write_text("{}\n")
    (eigen / "collegas.json").write_text("{}")
    van_mensen = {naam: sleutel(vol.instellingen.sleutelmap("vol"), naam) for naam in ("sessie", "medewerkers")}
    eerder = time.time_ns()
    getuigd = {pad: pad.read_bytes() for pad in vol.instellingen.getuigemap.rglob("*") if pad.is_file()}
    kopie = await vol.kopieer()
    await delete_stream(vol.nc, STROOM)
    shutil.rmtree(eigen)
    shutil.rmtree(vol.instellingen.getuigemap)
    shutil.rmtree(vol.instellingen.sleutelmap("vol"))

    await vol.zet_terug(*kopie)

    assert await vol.op_log() == ["s1", "s2"]
    assert (eigen / "publicaties" / "2026-Q1" / "a.csv").read_text() == "1;2"
    assert (eigen / "inzage.ndjson").read_text() == "{}\n"
    assert (eigen / "collegas.json").read_text() == "{}"
    terug = {pad: pad.read_bytes() for pad in getuigd if "tile" not in pad.parts and not pad.name.startswith(".")}
    assert terug == {pad: inhoud for pad, inhoud in getuigd.items() if pad in terug}
    [geheim] = [pad for pad in terug if pad.name.startswith("waarmerk-")]
    assert geheim.stat().st_mode & 0o077 == 0
    assert {naam: sleutel(vol.instellingen.sleutelmap("vol"), naam) for naam in van_mensen} == van_mensen
    # of who had signed out meanwhile nobody knows: nobody is signed in
    afgemeld = Afgemeld(vol.instellingen.afgemeldmap("vol"))
    assert [afgemeld.telt("1", "iemand", begonnen) for begonnen in (eerder, time.time_ns())] == [False, True]
    await vol.schrijf("s3")


async def test_what_is_still_readable_after_the_backup_is_kept(vol: Vol) -> None:
    await vol.schrijf("s1")
    kopie = await vol.kopieer()
    await vol.schrijf("s2")
    gezegd = await vol.zet_terug(kopie[0])
    assert await vol.op_log() == ["s1", "s2"]
    assert "1 stonden alleen hier" in gezegd


async def test_what_the_witness_saw_and_nobody_has_is_missed_and_its_number_never_used_again(vol: Vol) -> None:
    await vol.schrijf("s1")
    kopie = await vol.kopieer()
    await vol.schrijf("s2")
    await vol.teken()
    await delete_stream(vol.nc, STROOM)
    with pytest.raises(HerstelFout, match="1 gebeurtenissen van vol zijn nergens meer te lezen"):
        await vol.zet_terug(kopie[0])
    await vol.zet_terug(kopie[0], verlies=True)
    assert await vol.log.last() == 2
    await vol.schrijf("s3")
    assert (await vol.op_log())[::2] == ["s1", "s3"]


async def test_a_file_that_is_here_already_stays_and_is_named(vol: Vol) -> None:
    inzage = vol.instellingen.data / "vol-reporting" / "inzage.ndjson"
    inzage.parent.mkdir()
    inzage.write_text("een\n")
    kopie = await vol.kopieer()
    inzage.write_text("een\ntwee\n")
    assert "inzage.ndjson is hier anders" in await vol.zet_terug(kopie[0])
    assert inzage.read_text() == "een\ntwee\n"
