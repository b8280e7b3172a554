"""The load: an import, a publisher per region and people, who go on whatever fails; and what was answered to them."""

import asyncio
import contextlib
import json
import signal
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import nats.errors
from nats.aio.client import Client

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.runtime.instellingen import Instellingen

from .deuren import antwoorden, wacht_nog
from .mensen import Mensen
from .opstelling import Opstelling, tot
from .toegang import als_systeem
from .verloop import SYSTEEM, Verloop

REGIOS = ("gent", "limburg", "west-vlaanderen")
_TUSSEN_S = 0.06
_BIJ_DE_DEUR_S = 180
_BINNEN = {"aanvaard", "herhaling"}


@dataclass
class Publicatie:
    """One region's publisher: sends each event until the door has it, and again only where it never answered."""

    regio: str
    instellingen: Instellingen
    kans: Random
    verstuurd: list[AnyGebeurtenis] = field(default_factory=list[AnyGebeurtenis])
    herzonden: int = 0
    klaar: asyncio.Event = field(default_factory=asyncio.Event)

    async def publiceer(self) -> None:
        verloop = Verloop(self.regio, self.kans)
        nc = await als_systeem(self.instellingen, self.regio, geduldig=True)
        try:
            while not self.klaar.is_set():
                gebeurtenis = verloop.volgende()
                self.verstuurd.append(gebeurtenis)
                await self._verstuur(nc, gebeurtenis)
                await asyncio.sleep(self.kans.random() * _TUSSEN_S)
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

    def uitkomsten(self) -> dict[str, str]:
        """Id → what the door answered to it. What it said nothing of, as its disk was full, is offered once more."""
        gezegd = self._gezegd()
        if stil := [g for g in self.verstuurd if g.id not in gezegd]:
            asyncio.run(self._bied_weer_aan(stil))
            gezegd = self._gezegd()
        return {g.id: gezegd.get(g.id, "geen antwoord") for g in self.verstuurd}

    def _gezegd(self) -> dict[str, str]:
        """What is kept of its answers, once nothing waits there any more."""
        tot(lambda: wacht_nog(self.instellingen, self.regio) == 0, _BIJ_DE_DEUR_S)
        return antwoorden(self.instellingen, self.regio, SYSTEEM)

    async def _bied_weer_aan(self, gebeurtenissen: Sequence[AnyGebeurtenis]) -> None:
        nc = await als_systeem(self.instellingen, self.regio)
        try:
            for gebeurtenis in gebeurtenissen:
                await self._verstuur(nc, gebeurtenis)
        finally:
            await nc.close()

    def geweigerd(self) -> dict[str, str]:
        """What the door did not take, or said nothing of."""
        return {id_: uitkomst for id_, uitkomst in self.uitkomsten().items() if uitkomst not in _BINNEN}


class Belasting:
    """Publishers, importer and people around an installation."""

    def __init__(self, opstelling: Opstelling, export: Path, kans: Random) -> None:
        self._opstelling = opstelling
        hier = opstelling.instellingen
        self.publicaties = [Publicatie(regio, hier, Random(kans.random())) for regio in REGIOS]
        self.mensen = Mensen(hier, Random(kans.random()))
        self.importer = opstelling.maak_proces("importer", "leerwinkel", "importeer", str(export))
        self.pogingen = 0

    def begin(self) -> None:
        werk = [*(p.publiceer() for p in self.publicaties), *(plek.werk() for plek in self.mensen.plekken)]
        self._wachten = [self._opstelling.achtergrond.begin(een) for een in werk]
        self.importeer()

    def importeer(self) -> None:
        """Start the import, again if it fell over; importing twice adds nothing."""
        self.pogingen += 1
        self.importer.start()

    def houd_gaande(self) -> None:
        """An import that could not go on is given again, as somebody at a leerwinkel would."""
        if self.importer.pid is None and self.importer.status != 0:
            self.importeer()

    def eindig(self, seconden: float = 240) -> None:
        """Let every event that was begun go in, and the import come to its end."""
        self._houd_op()
        for wacht in self._wachten:
            wacht(seconden)
        einde = time.monotonic() + seconden
        while self.importer.status != 0:
            assert time.monotonic() < einde, f"de import eindigt niet: zie {self.importer.log}"
            self.houd_gaande()
            time.sleep(0.2)

    def _houd_op(self) -> None:
        for wie in (*self.publicaties, *self.mensen.plekken):
            self._opstelling.achtergrond.doe(wie.stop())

    def stop(self) -> None:
        """Whatever is still under way. The people can be asked on until they are closed."""
        self.importer.stop(signal.SIGKILL)
        self._houd_op()

    def telling(self) -> Counter[str]:
        telling = Counter(uitkomst for p in self.publicaties for uitkomst in p.uitkomsten().values())
        telling["verstuurd"] = sum(len(p.verstuurd) for p in self.publicaties)
        telling["herzonden"] = sum(p.herzonden for p in self.publicaties)
        telling["importpogingen"] = self.pogingen
        return telling + self.mensen.telling()

    def gestuurd(self) -> list[AnyGebeurtenis]:
        return [g for p in self.publicaties for g in p.verstuurd]
