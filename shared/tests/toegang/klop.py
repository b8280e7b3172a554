"""Knocking: which of many subjects a user may publish to, or hear, as the server itself says."""

import asyncio
import re
from collections.abc import Collection
from pathlib import Path

from nats.aio.client import Client

from leerwinkel.runtime.ingang import Ingang
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.testing.netwerk import Netwerk
from leerwinkel.toegang.voorbereiding import knoopmap
from leerwinkel.transport.nkey import new_seed, public_key

VREEMD = "limburg"
BOEF = "boef"
_GENOEMD = re.compile(r'"(.*)"')


def richt_in(map_: Path) -> None:
    """Give each node a user who may do anything, as who owns the node can; and let Limburg keep nothing to itself."""
    gent = knoopmap(Instellingen(data=map_), "gent")
    gent.maak("bron-registratie-x")
    gent.schrijf_configuratie()
    zaad = new_seed()
    for toegang in (knoop / "toegang" for knoop in map_.iterdir() if (knoop / "toegang").is_dir()):
        (toegang / f"{BOEF}.zaad").write_text(zaad)
        bestand = toegang / "toegang.conf"
        erbij = f'users: [\n{{"nkey": "{public_key(zaad)}"}}\n'
        bestand.write_text(bestand.read_text().replace("users: [\n", erbij, 1))
    lijn = map_ / VREEMD / "toegang" / "lijn.conf"
    lijn.write_text("\n".join(regel for regel in lijn.read_text().splitlines() if "deny_" not in regel) + "\n")


class Klopper:
    """A connection that hears what it is not allowed."""

    def __init__(self) -> None:
        self.nc = Client()
        self._geweigerd: set[str] = set()
        self._keer, self._tot_hier = 0, asyncio.Event()

    async def _fout(self, fout: Exception) -> None:
        if genoemd := _GENOEMD.search(str(fout)):
            self._geweigerd.add(genoemd[1])
        if genoemd and genoemd[1] == f"nergens.{self._keer}":
            self._tot_hier.set()

    async def kom_binnen(self, ingang: Ingang) -> None:
        await self.nc.connect(ingang.url, error_cb=self._fout, allow_reconnect=False, **ingang.opties())

    async def mag_publiceren(self, onderwerpen: Collection[str]) -> set[str]:
        """Nothing is a whole question, so nothing is done; nats-py tells subjects in small letters."""
        self._geweigerd.clear()
        for onderwerp in onderwerpen:
            await self.nc.publish(onderwerp, b"x")
        await self._stil()
        return {each for each in onderwerpen if each.lower() not in self._geweigerd}

    async def mag_horen(self, onderwerpen: Collection[str]) -> set[str]:
        self._geweigerd.clear()
        for onderwerp in onderwerpen:
            await self.nc.subscribe(onderwerp)
        await self._stil()
        return {each for each in onderwerpen if each.lower() not in self._geweigerd}

    async def _stil(self) -> None:
        """Until what nobody may is refused: the server speaks in the order in which it was asked."""
        self._keer += 1
        self._tot_hier.clear()
        await self.nc.publish(f"nergens.{self._keer}")
        async with asyncio.timeout(10):
            await self._tot_hier.wait()


async def klop(net: Netwerk, knoop: str, wie: str) -> Klopper:
    klopper = Klopper()
    await klopper.kom_binnen(net.ingang(knoop, wie))
    return klopper
