"""The witness on a real hub with a real leaf: it reads the copy, answers over the line, and says what changed."""

import asyncio
import contextlib
import json
import uuid
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import nats
import pytest
from nats.aio.client import Client
from typer.testing import CliRunner

from leerwinkel.audit import Checkpoint
from leerwinkel.audit.note import verify
from leerwinkel.eventsourcing import JetStreamLog, NewEvent
from leerwinkel.eventsourcing.direct import COPY_OF
from leerwinkel.eventsourcing.streams import delete_stream, ensure_consumer, ensure_stream
from leerwinkel.runtime.stromen import (
    HUB_CONSUMER,
    Herkomst,
    hub_consumer,
    naam_van,
    regionaal_log,
    zorg_voor_hub,
    zorg_voor_regio,
)
from leerwinkel.testing.netwerk import netwerk
from leerwinkel.testing.voorbeelden import sessie
from leerwinkel.waarmerk.aanbod import GETUIGE, Antwoord, Status, herkomst_van, onderwerp_van
from leerwinkel.waarmerk.getuigen import getuigen
from leerwinkel.waarmerk.ondertekenaar import bladen_van
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.controle.opdracht import app
from vol_reporting.getuige.bevindingen import Soort, openstaand
from vol_reporting.getuige.nakijken import Nakijken
from vol_reporting.getuige.proces import Getuige

from .getuigewereld import REGIO, VREEMD, Regio
from .test_dienst import tot


class Opstelling:
    """Gent with its signer, the hub, and a witness that can be started again."""

    def __init__(self, gent: Client, vol: Client, url: str, map_: Path) -> None:
        self.gent, self.vol, self.url, self.map = gent, vol, url, map_
        self.log = JetStreamLog(gent, naam_van("gent"))
        self.regio = Regio(map_ / "gent")

    @contextlib.asynccontextmanager
    async def getuige(self) -> AsyncGenerator[Getuige]:
        gemaakt = await Getuige.open(self.vol, self.map / "getuige", ["gent"], kijk_s=0.1)
        draait = asyncio.create_task(gemaakt.draai(0.05))
        yield gemaakt
        draait.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await draait

    async def schrijf(self, *inhoud: bytes, van: int = 1) -> None:
        for nummer, ruw in enumerate(inhoud, van):
            onderwerp = f"leerwinkel.gent.intake.d{nummer}.aanmelding-geregistreerd"
            await self.log.append(f"leerwinkel.gent.*.d{nummer}.>", 0, [NewEvent(onderwerp, f"{nummer}:{ruw!r}", ruw)])

    async def bied_aan(self, oud: int, regio: Regio | None = None) -> Antwoord:
        """The region signs all that its log has, and offers it over its own line."""
        berichten = [(e.subject.encode(), e.payload) async for deel in self.log.read_all() for e in deel]
        ruw = (regio or self.regio).aanbod(bladen_van(berichten), oud)
        antwoord = await self.gent.request(onderwerp_van("gent"), ruw, timeout=5)
        return Antwoord.parse(antwoord.data)

    async def vervang_log(self) -> None:
        """Take the region's log away and make another."""
        await delete_stream(self.gent, naam_van("gent"))
        await ensure_stream(self.gent, regionaal_log("gent"))
        await ensure_consumer(self.gent, naam_van("gent"), hub_consumer("gent"))

    async def vervang_kopie(self) -> None:
        """Take the hub's copy away and let it come from the beginning, as `vol herstel` does."""
        await delete_stream(self.vol, "VOL")
        await self.gent.request(f"$JS.API.CONSUMER.DELETE.{naam_van('gent')}.{HUB_CONSUMER}")
        await ensure_consumer(self.gent, naam_van("gent"), hub_consumer("gent"))
        await zorg_voor_hub(self.vol, ["gent"])

    def soorten(self) -> list[tuple[Soort, int | None]]:
        return [(each.soort, each.positie) for each in openstaand(self.map / "getuige" / "gent")]


@pytest.fixture
async def opstelling(tmp_path: Path) -> AsyncIterator[Opstelling]:
    async def stil(_fout: Exception) -> None:
        """Streams are taken away here."""

    with netwerk(tmp_path / "nats", ["gent"]) as net:
        async with AsyncExitStack() as stapel:
            clients: list[Client] = []
            for url in (net.url("gent"), net.url("vol")):
                clients.append(await nats.connect(url, error_cb=stil))
                stapel.push_async_callback(clients[-1].close)
            await zorg_voor_regio(clients[0], "gent")
            await zorg_voor_hub(clients[1], ["gent"])
            Uitgave(tmp_path / "getuige" / "gent").vertrouw(REGIO.verifier)
            yield Opstelling(clients[0], clients[1], net.url("vol"), tmp_path)


async def test_it_cosigns_over_the_line_what_the_hub_has_too_and_the_log_of_the_vol(opstelling: Opstelling) -> None:
    await opstelling.schrijf(b'{"geen": "gebeurtenis"}', b"onleesbaar", b"\xff\x00")
    eigen = JetStreamLog(opstelling.vol, "VOL_EIGEN")
    async with opstelling.getuige() as getuige:
        await tot(lambda: getuige.houders["gent"].boom.omvang == 3)
        assert (await opstelling.bied_aan(0)).status is Status.GOED
        await eigen.append("vol.intern.x.>", 0, [NewEvent("vol.intern.x.y", "1", b"{}")])
        vol = Uitgave(opstelling.map / "getuige" / "vol")
        await tot(lambda: vol.laatste() is not None)
        onbekend = await opstelling.gent.request(onderwerp_van("antwerpen"), b"", timeout=5)
        assert Antwoord.parse(onbekend.data).status is Status.ONBEKEND_LOG
    for naam, omvang in (("gent", 3), ("vol", 1)):
        uitgave = Uitgave(opstelling.map / "getuige" / naam)
        note = uitgave.laatste()
        assert note is not None
        assert verify(note, [*uitgave.sleutels(), *getuigen(uitgave)]).keys() == {herkomst_van(naam), GETUIGE}
        assert Checkpoint.parse(note.text) == Checkpoint(herkomst_van(naam), omvang, uitgave.boom(omvang).root())
    await opstelling.schrijf(b"later", van=4)
    async with opstelling.getuige() as getuige:
        assert getuige.houders["gent"].boom.omvang >= 3
        await tot(lambda: getuige.houders["gent"].boom.omvang == 4)
        assert (await opstelling.bied_aan(3)).status is Status.GOED
    assert opstelling.soorten() == []


async def test_another_history_is_found_first_at_the_region_and_then_at_the_hub(opstelling: Opstelling) -> None:
    await opstelling.schrijf(b"een", b"twee", b"drie")
    async with opstelling.getuige() as getuige:
        await tot(lambda: getuige.houders["gent"].boom.omvang == 3)
        assert (await opstelling.bied_aan(0)).status is Status.GOED
        await opstelling.vervang_log()
        await opstelling.schrijf(b"een", b"anders", b"drie")
        vork = Regio(opstelling.map / "vork")
        assert (await opstelling.bied_aan(3, vork)).status is Status.ANDERE_OMVANG
        await tot(lambda: (Soort.VERTAKT, 2) in opstelling.soorten())
        await opstelling.vervang_kopie()
        await tot(lambda: (Soort.KOPIE_ANDERS, 2) in opstelling.soorten())
        assert (await opstelling.bied_aan(3, vork)).status is Status.ANDERE_OMVANG
        await opstelling.vervang_log()
        await opstelling.schrijf(b"een", b"twee", b"drie")
        await opstelling.vervang_kopie()
        await tot(lambda: (Soort.KOPIE_ANDERS, 2) not in opstelling.soorten())
        assert (Soort.VERTAKT, 2) in opstelling.soorten()
        await opstelling.schrijf(b"vier", van=4)
        await tot(lambda: getuige.houders["gent"].boom.omvang == 4)
        assert (await opstelling.bied_aan(3)).status is Status.GOED


async def test_what_the_hub_passed_over_is_taken_from_where_it_was_fetched(opstelling: Opstelling) -> None:
    await opstelling.schrijf(b"een", b"twee")
    async with opstelling.getuige() as getuige:
        houder = getuige.houders["gent"]
        await tot(lambda: houder.boom.omvang == 2)
        for positie in (4, 3):
            bron = Herkomst("gent", positie, f"leerwinkel.gent.intake.d{positie}.x").bron()
            await opstelling.vol.request(f"aanvulling.gent.{positie}", b"%d" % positie, headers={COPY_OF: bron})
        await tot(lambda: houder.boom.omvang == 4)
        getuige.kopie.bewaar()
    async with opstelling.getuige() as weer:
        assert weer.houders["gent"].boom.omvang == 4


async def test_a_copy_that_misses_what_was_cosigned_is_told_when_it_stays_so(opstelling: Opstelling) -> None:
    await opstelling.schrijf(b"een", b"twee", b"drie")
    async with opstelling.getuige() as getuige:
        await tot(lambda: getuige.houders["gent"].boom.omvang == 3)
        assert (await opstelling.bied_aan(0)).status is Status.GOED
        houders = getuige.houders
    await opstelling.vervang_log()
    await delete_stream(opstelling.vol, "VOL")
    await zorg_voor_hub(opstelling.vol, ["gent"])
    nakijken = Nakijken(opstelling.vol, houders)
    eerst = await nakijken.kijk({})
    assert (eerst, opstelling.soorten()) == ({"gent": 1}, [])
    await nakijken.kijk(eerst)
    assert opstelling.soorten() == [(Soort.KOPIE_MIST, 1)]
    await opstelling.schrijf(b"een", b"twee", b"drie")
    await asyncio.wait_for(JetStreamLog(opstelling.vol, "VOL").wait(3), 20)
    assert await nakijken.kijk(eerst) == {}
    assert opstelling.soorten() == []


def audit(*woorden: str) -> tuple[int, str]:
    uit = CliRunner().invoke(app, woorden)
    return uit.exit_code, uit.output


async def test_a_receipt_is_given_and_is_checked_with_the_public_keys_alone(
    opstelling: Opstelling, monkeypatch: pytest.MonkeyPatch
) -> None:
    echt = sessie("d1", source="urn:leerwinkel:gent:test")
    await opstelling.log.append("leerwinkel.gent.*.d1.>", 0, [NewEvent(echt.onderwerp(), "een", echt.ruw())])
    await opstelling.schrijf(b"nog een", van=2)
    monkeypatch.chdir(opstelling.map)
    monkeypatch.setenv("LEERWINKEL_DATA", str(opstelling.map))
    monkeypatch.setenv("LEERWINKEL_NATS", json.dumps({"vol": opstelling.url}))
    async with opstelling.getuige() as getuige:
        status, gezegd = await asyncio.to_thread(audit, "bewijs", "gent:2")
        assert (status, "nog niet medeondertekend" in gezegd) == (1, True)
        await tot(lambda: getuige.houders["gent"].boom.omvang == 2)
        assert (await opstelling.bied_aan(0)).status is Status.GOED
        assert (await asyncio.to_thread(audit, "bewijs", "gent:2"))[0] == 0
        assert (await asyncio.to_thread(audit, "bewijs", str(echt.id), "--json", "--uit", "een.tlog-proof"))[0] == 0
        for gevraagd, verwacht in (("gent:3", 1), (str(uuid.uuid4()), 1), ("gent", 2), ("nergens:1", 2)):
            assert (await asyncio.to_thread(audit, "bewijs", gevraagd))[0] == verwacht
        sleutels = [getuige.getuige.format(), REGIO.verifier.format()]
    monkeypatch.setenv("LEERWINKEL_DATA", str(opstelling.map / "elders"))
    (opstelling.map / "een.json").write_bytes(echt.ruw())
    met = [woord for sleutel in sleutels for woord in ("--sleutel", sleutel)]
    assert audit("controleer", "gent-2.tlog-proof", *met)[0] == 0
    assert audit("controleer", "een.tlog-proof", "--gebeurtenis", "een.json", *met)[0] == 0
    status, gezegd = audit("controleer", "gent-2.tlog-proof", "--gebeurtenis", "een.json", *met)
    assert (status, "op positie 2 staat iets anders" in gezegd) == (1, True)
    assert audit("controleer", "gent-2.tlog-proof", "--sleutel", VREEMD.verifier.format())[0] == 1
    assert audit("controleer", "gent-2.tlog-proof")[0] == 2
    assert audit("controleer", "nergens.tlog-proof", *met)[0] == 1
