"""The same inspection of running logs: a region that was made otherwise, a copy that was, and a line that is cut."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import nats
import pytest
from nats.aio.client import Client
from typer.testing import CliRunner

from leerwinkel.eventsourcing import Append, JetStreamLog, NewEvent
from leerwinkel.eventsourcing.direct import COPY_ID, COPY_OF
from leerwinkel.eventsourcing.streams import delete_stream, ensure_stream, stream_info
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import AANVULLING, Herkomst, aanvulling, naam_van, regionaal_log, zorg_voor_regio
from leerwinkel.testing.netwerk import Netwerk, netwerk
from leerwinkel.testing.voorbeelden import sessie
from vol_reporting.bestand import Bestand
from vol_reporting.controle.bevinding import Soort, Uitslag
from vol_reporting.controle.bron import Bericht
from vol_reporting.controle.levend import Levend
from vol_reporting.controle.nagaan import Nagaan
from vol_reporting.controle.opdracht import app
from vol_reporting.journaal import Journaal

from .auditwereld import MEDE, bericht, onderteken

AANTAL = 40


@dataclass
class Opgesteld:
    net: Netwerk
    gent: Client
    vol: Client
    instellingen: Instellingen
    bron: Levend
    berichten: list[Bericht]

    async def ga_na(self) -> Uitslag:
        [uitslag] = await Nagaan(self.bron, ["gent"]).ga_na(lambda _: None)
        return uitslag


@pytest.fixture
async def opgesteld(tmp_path: Path) -> AsyncIterator[Opgesteld]:
    """A region of which everything was signed and witnessed, and came to the hub."""
    with netwerk(tmp_path / "nats", ["gent"]) as net:
        gent, vol = [await nats.connect(net.url(naam), error_cb=_stil) for naam in ("gent", "vol")]
        instellingen = Instellingen(data=tmp_path / "data", nats=net.urls())
        await zorg_voor_regio(gent, "gent")
        await _vul(gent, [sessie(f"d{n}") for n in range(AANTAL)])
        bron = Levend(vol, instellingen, geduld_s=1)
        berichten = [each async for deel in bron.eigen("gent") for each in deel]
        getuigd = bron.waarmerken("gent").getuigd
        onderteken(getuigd, "gent", berichten, (10, AANTAL), mede=True)
        (getuigd.map.parent / "sleutels").mkdir()
        (getuigd.map.parent / "sleutels" / "sleutels").write_text(MEDE.verifier.format() + "\n")
        opgesteld = Opgesteld(net, gent, vol, instellingen, bron, berichten)
        await _maak_kopie_anders(opgesteld, berichten)
        yield opgesteld
        await gent.close()
        await vol.close()


async def _stil(_fout: Exception) -> None:
    """Servers are taken away here."""


async def _vul(nc: Client, gebeurtenissen: Sequence[AnyGebeurtenis]) -> None:
    nieuw = [NewEvent(each.onderwerp(), each.bericht_id(), each.ruw()) for each in gebeurtenissen]
    await JetStreamLog(nc, naam_van("gent")).append_many([Append(each.subject, 0, (each,)) for each in nieuw])


async def _maak_log_anders(op: Opgesteld, berichten: Sequence[Bericht]) -> None:
    await delete_stream(op.gent, naam_van("gent"))
    await ensure_stream(op.gent, regionaal_log("gent"))
    for each in berichten:
        await op.gent.request(each.onderwerp, each.inhoud)


async def _maak_kopie_anders(op: Opgesteld, berichten: Sequence[Bericht]) -> None:
    """All that the hub has, as if it was fetched."""
    if await stream_info(op.vol, AANVULLING) is not None:
        await delete_stream(op.vol, AANVULLING)
    await ensure_stream(op.vol, aanvulling())
    for each in berichten:
        bron = Herkomst("gent", each.positie, each.onderwerp).bron()
        kop = {COPY_OF: bron, COPY_ID: f"x:{each.positie}"}
        await op.vol.request(f"aanvulling.gent.{each.positie}", each.inhoud, headers=kop)
    assert await JetStreamLog(op.vol, AANVULLING).last() == len(berichten)


def _soorten(uitslag: Uitslag) -> dict[Soort, int | None]:
    return {each.soort: each.positie for each in uitslag.bevindingen}


async def test_what_happens_to_a_running_region_and_its_copy_is_found(opgesteld: Opgesteld) -> None:
    """One after the other on one network, which takes seconds to start."""
    heel, berichten = await opgesteld.ga_na(), opgesteld.berichten
    assert (heel.bevindingen, heel.omvang, heel.kopie, heel.getekend) == ([], AANTAL, AANTAL, AANTAL)
    anders = [bericht("gent", 17) if each.positie == 17 else each for each in berichten]
    await _maak_kopie_anders(opgesteld, [each for each in berichten if each.positie not in (23, 24)])
    assert _soorten(await opgesteld.ga_na()) == {Soort.ONTBREEKT: 23}
    await _maak_log_anders(opgesteld, anders)
    gevonden = await opgesteld.ga_na()
    assert gevonden.eerste == 17
    assert {Soort.ANDERS, Soort.KOPIE_ANDERS, Soort.ONTBREEKT} == set(_soorten(gevonden))
    await _maak_log_anders(opgesteld, berichten[:30])
    assert _soorten(await opgesteld.ga_na()) == {Soort.TERUGGEZET: 31, Soort.ONTBREEKT: 23}
    await asyncio.to_thread(_van_de_opdrachtregel, opgesteld)
    opgesteld.net.leaves["gent"].stop()
    assert Soort.NIET_BEREIKBAAR in _soorten(await opgesteld.ga_na())


def _van_de_opdrachtregel(op: Opgesteld) -> None:
    """What an auditor types gives the same, and who looks at events is written down."""
    omgeving = {"LEERWINKEL_DATA": str(op.instellingen.data), "LEERWINKEL_NATS": json.dumps(op.instellingen.nats)}
    gezegd = CliRunner().invoke(app, ["verifieer", "--regio", "gent"], env=omgeving)
    assert gezegd.exit_code == 1
    assert "het log van gent eindigt op positie 30, en er is een controlepunt van 40" in gezegd.stdout
    assert gezegd.stderr == ""
    regels = CliRunner().invoke(app, ["speel-af", "--regio", "gent"], env=omgeving).stdout.splitlines()
    assert len([regel for regel in regels if regel.startswith("{")]) == AANTAL - 2
    [inzage] = Journaal(Bestand(op.instellingen.data / "vol-reporting").inzage).laatste(5)
    assert (inzage.wat, dict(inzage.vraag)) == ("audit speel-af", {"regio": "gent"})
