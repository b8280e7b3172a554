"""The process of the witness: it reads the hub, answers the regions, and signs the VOL's own log."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Self

from nats.aio.client import Client
from nats.aio.msg import Msg

from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.schrijven import slot
from leerwinkel.runtime.taken import in_draad, samen
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.waarmerk.aanbod import Antwoord, Status, onderwerp_van
from leerwinkel.waarmerk.getuigen import vertrouw_getuige
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.getuige.beeld import SLOT
from vol_reporting.getuige.eigen import EigenLog
from vol_reporting.getuige.getuigenis import Getuigenis
from vol_reporting.getuige.houder import VOL, Houder
from vol_reporting.getuige.kopie import KIJK_S, Kopie
from vol_reporting.getuige.leesplaats import Leesplaats
from vol_reporting.getuige.nakijken import Nakijken
from vol_reporting.getuige.sleutels import getuige_van, ondertekenaar_van_vol
from vol_reporting.getuige.zoektocht import Zoektocht

NAAM = "getuige"
_WACHTRIJ = 100
_KEER_KIJKEN = 5


class Getuige:
    """Everything of the witness, over one connection to the hub."""

    def __init__(self, nc: Client, map_: Path, regios: Sequence[str], kijk_s: float = KIJK_S) -> None:
        """With the trees as they are on disk; blocking. Raises SleutelFout, and BadNote for a damaged checkpoint."""
        plaats = Leesplaats(map_ / "gelezen.json")
        getuige, eigen = getuige_van(map_), ondertekenaar_van_vol(map_)
        self.houders = {log: _houder(map_ / log, log, plaats) for log in (*regios, VOL)}
        for houder in self.houders.values():
            vertrouw_getuige(houder.uitgave, getuige.verifier)
        zoek = Zoektocht(nc, self.houders).zoek
        self.getuigenissen = {log: Getuigenis(houder, getuige, zoek) for log, houder in self.houders.items()}
        self.kopie = Kopie(nc, self.houders, plaats, kijk_s=kijk_s)
        self.nakijken = Nakijken(nc, self.houders, nog_eens_s=_KEER_KIJKEN * kijk_s)
        self.eigen = EigenLog(self.houders[VOL], self.getuigenissen[VOL], eigen)
        self.getuige, self._nc = getuige.verifier, nc

    @classmethod
    async def open(cls, nc: Client, map_: Path, regios: Sequence[str], *, kijk_s: float = KIJK_S) -> Self:
        """The same, without holding up the loop."""
        return await in_draad(partial(cls, nc, map_, regios, kijk_s))

    async def draai(self, elke_s: float) -> None:
        """Until cancelled; the hub may be away."""
        try:
            eigen = partial(self.eigen.blijf, elke_s)
            await samen(self.kopie.volg(self.nakijken.blijf), luister(self._nc, self.getuigenissen), eigen())
        finally:
            self.kopie.bewaar()


def _houder(map_: Path, log: str, plaats: Leesplaats) -> Houder:
    """One log; where its tree is not what was noted, everything is to be read again."""
    houder = Houder(log, Uitgave(map_), plaats.omvang.get(log, 0))
    if houder.boom.omvang < plaats.omvang.get(log, 0):
        plaats.vergeet()
    return houder


async def draai(instellingen: Instellingen) -> None:
    """Serve until cancelled. Raises AlBezig where another process does."""
    map_ = instellingen.getuigemap.absolute()
    with slot(map_ / SLOT):
        nc = await verbind(instellingen.ingang(HUB, Wie.GETUIGE), NAAM)
        try:
            getuige = await Getuige.open(nc, map_, instellingen.regios)
            await getuige.draai(instellingen.waarmerk_s)
        finally:
            await nc.close()


async def luister(nc: Client, getuigenissen: Mapping[str, Getuigenis]) -> None:
    """Answer until cancelled: what is asked of one log does not wait for another."""
    rijen = {log: asyncio.Queue[Msg](_WACHTRIJ) for log in getuigenissen}

    async def verdeel(bericht: Msg) -> None:
        rij = rijen.get(bericht.subject.partition(".")[2])
        if rij is None:
            await _zeg(bericht, Antwoord(Status.ONBEKEND_LOG))
        elif not rij.full():  # who is not answered asks again
            rij.put_nowait(bericht)

    hoort = await nc.subscribe(onderwerp_van("*"), cb=verdeel)
    try:
        await samen(*(_bedien(rijen[log], getuigenis) for log, getuigenis in getuigenissen.items()))
    finally:
        if nc.is_connected:
            await hoort.unsubscribe()


async def _bedien(rij: asyncio.Queue[Msg], getuigenis: Getuigenis) -> None:
    while True:
        bericht = await rij.get()
        await _zeg(bericht, await getuigenis.antwoord(bericht.data))


async def _zeg(bericht: Msg, antwoord: Antwoord) -> None:
    if bericht.reply:
        await bericht.respond(antwoord.format())
