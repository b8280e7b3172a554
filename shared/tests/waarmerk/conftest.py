"""Gent with its log and its signer, a line that can be cut, and a witness at the other end of it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import nats
import pytest
from nats.aio.client import Client
from nats.aio.msg import Msg

from leerwinkel.audit import BadNote, Checkpoint, Note, Signer, verify_consistency
from leerwinkel.audit.merkle import EMPTY
from leerwinkel.audit.note import Kind, verify
from leerwinkel.eventsourcing import JetStreamLog, NewEvent
from leerwinkel.eventsourcing.streams import delete_stream
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import naam_van, zorg_voor_hub, zorg_voor_regio
from leerwinkel.runtime.taken import beeindig
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.testing.lijn import Lijn
from leerwinkel.testing.netwerk import Netwerk, netwerk, vrije_poorten
from leerwinkel.waarmerk.aanbod import GETUIGE, Aanbod, Antwoord, Status, gewisseld, onderwerp_van
from leerwinkel.waarmerk.proces import onderteken
from leerwinkel.waarmerk.sleutels import Sleutelbos, huidige
from leerwinkel.waarmerk.uitgave import Uitgave
from leerwinkel.waarmerk.voorbereiding import bereid_voor

STROOM = naam_van("gent")


class Getuige:
    """A witness as the specification has it, which has no copy of the log."""

    def __init__(self, map_: Path) -> None:
        self.uitgave = Uitgave(map_ / "gent")
        bos = Sleutelbos(map_ / "sleutels", GETUIGE, Kind.COSIGNATURE)
        gevonden = huidige(bos, Uitgave(map_ / "sleutels"))
        assert gevonden is not None
        self.sleutel: Signer = gevonden

    async def luister(self, nc: Client) -> None:
        async def antwoord(bericht: Msg) -> None:
            await bericht.respond(self.zeg(bericht.data).format())

        await nc.subscribe(onderwerp_van("gent"), cb=antwoord)

    def zeg(self, ruw: bytes) -> Antwoord:
        laatste = self.uitgave.laatste()
        if not ruw:
            return Antwoord(Status.GOED, laatste.format().decode() if laatste else "")
        aanbod = Aanbod.parse(ruw) if ruw.startswith(b"old ") else None
        note = aanbod.note if aanbod else Note.parse(ruw)
        try:
            verify(note, self.uitgave.sleutels())
        except BadNote:
            return Antwoord(Status.ONBEKENDE_SLEUTEL)
        if aanbod is None:
            self.uitgave.vertrouw(gewisseld(note, "gent"))
            return Antwoord(Status.GOED)
        nieuw = Checkpoint.parse(note.text)
        oud = Checkpoint.parse(laatste.text) if laatste else Checkpoint(nieuw.origin, 0, EMPTY)
        if aanbod.oud != oud.size:
            return Antwoord(Status.ANDERE_OMVANG, f"{oud.size}\n")
        verify_consistency(oud.size, oud.root, nieuw.size, nieuw.root, aanbod.bewijs)
        mede = self.sleutel.sign(note.text, 1_800_000_000)
        self.uitgave.bewaar(note.with_signature(mede))
        return Antwoord(Status.GOED, mede.line())


class Opstelling:
    """Where everything is, and what can be done to it."""

    def __init__(self, instellingen: Instellingen, net: Netwerk, gent: Client, hub: Client, lijn: Lijn) -> None:
        self.instellingen, self.net, self.gent, self.hub, self.lijn = instellingen, net, gent, hub, lijn
        self.uitgave = Uitgave(instellingen.waarmerkmap("gent"))
        self.log = JetStreamLog(gent, STROOM, patience=2)
        self.getuige = Getuige(instellingen.getuigemap)
        self._taak: asyncio.Task[None] | None = None

    async def schrijf(self, van: int, tot: int, *, anders: int = 0) -> None:
        """The events van + 1 to tot, of which one has another content."""
        if van == tot:
            return
        nieuw = [
            NewEvent(f"leerwinkel.gent.intake.d{n}.a", f"e{n}", b"vals" if n == anders else f"e{n}".encode())
            for n in range(van + 1, tot + 1)
        ]
        await self.log.append("leerwinkel.gent.>", await self.log.last(), nieuw)

    async def vervang(self, tot: int, *, anders: int = 0) -> None:
        """Somebody put another store in the place of the region's."""
        await delete_stream(self.gent, STROOM)
        await zorg_voor_regio(self.gent, "gent")
        await self.schrijf(0, tot, anders=anders)

    async def start(self) -> None:
        self._taak = asyncio.create_task(onderteken(self.instellingen, ["gent"]))

    async def stop(self) -> None:
        if self._taak is not None:
            await beeindig(self._taak)

    def getekend(self) -> int:
        return self._omvang(self.uitgave.laatste())

    def getuigd(self) -> int:
        pad = self.uitgave.getuigdpad
        return self._omvang(Note.parse(pad.read_bytes()) if pad.exists() else None)

    @staticmethod
    def _omvang(note: Note | None) -> int:
        return Checkpoint.parse(note.text).size if note else 0


@pytest.fixture
async def opstelling(tmp_path: Path) -> AsyncIterator[Opstelling]:
    poort, hub_poort = vrije_poorten(2)
    async with Lijn(hub_poort, poort) as lijn, AsyncExitStack() as stapel:
        with netwerk(tmp_path / "nats", ["gent"], hub_poort=hub_poort, langs={"gent": poort}) as net:
            gent, hub = await verbind(net.url("gent"), "proef"), await nats.connect(net.url("vol"))
            stapel.push_async_callback(gent.close)
            stapel.push_async_callback(hub.close)
            await zorg_voor_regio(gent, "gent")
            await zorg_voor_hub(hub, ["gent"])
            instellingen = Instellingen(data=tmp_path, nats=net.urls(), waarmerk_s=0, regio="gent")
            bereid_voor(instellingen, ["gent"])
            gemaakt = Opstelling(instellingen, net, gent, hub, lijn)
            await gemaakt.getuige.luister(hub)
            stapel.push_async_callback(gemaakt.stop)
            yield gemaakt
            await gemaakt.stop()


@pytest.fixture
def totdat() -> Callable[[Callable[[], bool]], Awaitable[None]]:
    """Wait for a condition."""

    async def wacht(geldt: Callable[[], bool]) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(15):
                while not geldt():  # noqa: ASYNC110 - it is on disk
                    await asyncio.sleep(0.02)
        assert geldt()

    return wacht
