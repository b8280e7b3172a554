"""The load: an import, and a publisher per region, that go on whatever fails; and what was answered to them."""

import asyncio
import contextlib
import json
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import nats
import nats.errors
from nats.aio.client import Client
from nats.aio.msg import Msg

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis

from .opstelling import Opstelling
from .verloop import SYSTEEM, Verloop

REGIOS = ("gent", "limburg", "west-vlaanderen")
_TUSSEN_S = 0.02
_NAWACHT_S = 20.0
_BINNEN = {"aanvaard", "herhaling"}


@dataclass
class Publicatie:
    """One region's publisher: sends each event until the door has it, never again after, and hears the answers."""

    regio: str
    url: str
    kans: Random
    verstuurd: list[AnyGebeurtenis] = field(default_factory=list[AnyGebeurtenis])
    herzonden: int = 0
    uitkomsten: dict[str, str] = field(default_factory=dict[str, str])
    """By id; also of events of which the sender never heard that the door has them."""
    klaar: asyncio.Event = field(default_factory=asyncio.Event)
    _uitgehoord: asyncio.Event = field(default_factory=asyncio.Event)

    async def publiceer(self) -> None:
        verloop = Verloop(self.regio, self.kans)
        nc = await nats.connect(self.url, max_reconnect_attempts=-1, reconnect_time_wait=0.1, error_cb=_stil)
        try:
            await nc.subscribe(f"antwoord.{self.regio}.{SYSTEEM}", cb=self._hoor)
            while not self.klaar.is_set():
                gebeurtenis = verloop.volgende()
                self.verstuurd.append(gebeurtenis)
                await self._verstuur(nc, gebeurtenis)
                await asyncio.sleep(self.kans.random() * _TUSSEN_S)
            await self._hoor_uit()
        finally:
            await nc.close()

    async def stop(self) -> None:
        """What was begun is still sent."""
        self.klaar.set()

    async def _verstuur(self, nc: Client, gebeurtenis: AnyGebeurtenis) -> None:
        while True:
            with contextlib.suppress(nats.errors.Error, TimeoutError, OSError):
                antwoord = await nc.request(f"inname.{self.regio}.{SYSTEEM}", gebeurtenis.ruw(), timeout=1)
                if "error" not in json.loads(antwoord.data):
                    return
            self.herzonden += 1
            await asyncio.sleep(0.1)

    async def _hoor_uit(self) -> None:
        """Listen until everything was answered, but not for ever: an answer can be lost with its node."""
        if self._onbeantwoord():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._uitgehoord.wait(), _NAWACHT_S)

    def _onbeantwoord(self) -> bool:
        return any(g.id not in self.uitkomsten for g in self.verstuurd)

    async def _hoor(self, bericht: Msg) -> None:
        antwoord = json.loads(bericht.data)
        self.uitkomsten[antwoord["id"]] = antwoord["uitkomst"]
        if self.klaar.is_set() and not self._onbeantwoord():
            self._uitgehoord.set()

    def geweigerd(self) -> dict[str, str]:
        return {id_: uitkomst for id_, uitkomst in self.uitkomsten.items() if uitkomst not in _BINNEN}


async def _stil(_fout: Exception) -> None:
    """Nodes are taken away here."""


class Belasting:
    """Publishers and importer around an installation."""

    def __init__(self, opstelling: Opstelling, export: Path, kans: Random) -> None:
        self._opstelling = opstelling
        url = opstelling.instellingen.nats_url
        self.publicaties = [Publicatie(regio, url(regio), Random(kans.random())) for regio in REGIOS]
        self.importer = opstelling.maak_proces("importer", "leerwinkel", "importeer", str(export))
        self.pogingen = 0

    def begin(self) -> None:
        self._wachten = [self._opstelling.achtergrond.begin(p.publiceer()) for p in self.publicaties]
        self.importeer()

    def importeer(self) -> None:
        """Start the import, again if it fell over; importing twice adds nothing."""
        self.pogingen += 1
        self.importer.start()

    def houd_gaande(self) -> None:
        """An import that could not go on is given again, as somebody at a leerwinkel would."""
        if self.importer.pid is None and self.importer.status != 0:
            self.importeer()

    def eindig(self, seconden: float = 120) -> None:
        """Let every event that was begun go in, and the import come to its end."""
        for publicatie in self.publicaties:
            self._opstelling.achtergrond.doe(publicatie.stop())
        for wacht in self._wachten:
            wacht(seconden)
        einde = time.monotonic() + seconden
        while self.importer.status != 0:
            assert time.monotonic() < einde, f"de import eindigt niet: zie {self.importer.log}"
            self.houd_gaande()
            time.sleep(0.2)

    def stop(self) -> None:
        self.importer.stop(signal.SIGKILL)
        for publicatie in self.publicaties:
            self._opstelling.achtergrond.doe(publicatie.stop())

    def telling(self) -> Counter[str]:
        telling = Counter(uitkomst for p in self.publicaties for uitkomst in p.uitkomsten.values())
        telling["verstuurd"] = sum(len(p.verstuurd) for p in self.publicaties)
        telling["herzonden"] = sum(p.herzonden for p in self.publicaties)
        telling["zonder antwoord"] = sum(g.id not in p.uitkomsten for p in self.publicaties for g in p.verstuurd)
        telling["importpogingen"] = self.pogingen
        return telling
