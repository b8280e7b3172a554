"""The platform in separate processes that can each be killed, stopped, cut off or left without disk space."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path

import httpx

from leerwinkel.gebeurtenissen.register import DIENSTEN
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB, Knooppunt, Server
from leerwinkel.runtime.opzij import bestanden_van
from leerwinkel.samenstel import Proces, maak_stromen
from leerwinkel.testing.lijn import Lijn
from leerwinkel.testing.netwerk import vrije_poorten
from leerwinkel.testing.platform import nieuw_platform
from leerwinkel.toegang.voorbereiding import bereid_toegang_voor
from leerwinkel.waarmerk.voorbereiding import bereid_voor

from .achtergrond import Achtergrond
from .databank import Databank
from .klok import Klok
from .schijf import kleine_schijf

BIN = Path(sys.prefix) / "bin"
AAN_DE_LIJN = "gent"
"""The region that reaches the hub over a line that can fail."""
KLEINE_SCHIJF = "limburg"
"""The region whose data lie on a small disk of their own, where this user may mount one."""
DATABANK = "databank"
Deel = Server | Proces | Databank


class Opstelling:
    """Hub, eight leaves, doors, signer, and VOL with its witness, on ports and in a folder of their own.

    With `diensten` the services of one region too, and who links. The tables of the regions in `databank`, or in files.
    """

    def __init__(self, map_: Path, achtergrond: Achtergrond, databank: Databank | None, *, diensten: bool) -> None:
        self.platform = nieuw_platform(map_)
        p = self.platform
        self.databank, self.klok = databank, Klok(p.data)
        url = databank.url if databank else None
        self.instellingen = Instellingen(data=p.data, poort=p.poort, web_poort=p.web_poort, database=url)
        self.omgeving = p.omgeving | ({"LEERWINKEL_DATABASE": url} if url else {})
        self.achtergrond = achtergrond
        [lijnpoort] = vrije_poorten(1)
        self.lijn = Lijn(p.poort + 1, lijnpoort)
        self.servers = {naam: Server(self._knooppunt(naam)) for naam in [HUB, *self.instellingen.regios]}
        self.processen = {
            "gateway": self.maak_proces("gateway", "leerwinkel", "gateway"),
            "vol-reporting": self.maak_proces("vol-reporting", "vol", "dienst"),
            "waarmerk": self.maak_proces("waarmerk", "leerwinkel", "waarmerk"),
            "getuige": self.maak_proces("getuige", "vol", "getuige"),
        }
        if diensten:
            self.processen["koppeldienst"] = self.maak_proces("koppeldienst", "vol", "koppeldienst")
            self.processen |= {dienst: self.maak_proces(dienst, dienst, "dienst") for dienst in DIENSTEN}

    def _knooppunt(self, naam: str) -> Knooppunt:
        k = self.instellingen.knooppunt(naam)
        return replace(k, hub_poort=self.lijn.poort) if naam == AAN_DE_LIJN else k

    def maak_proces(self, naam: str, *woorden: str) -> Proces:
        """With the clock that can be put back."""
        eigen = {n: w for n, w in self.omgeving.items() if n.startswith("LEERWINKEL_")} | self.klok.omgeving
        omgeving = [f"{n}={w}" for n, w in eigen.items()]
        opdracht = ["/usr/bin/env", *omgeving, str(BIN / woorden[0]), *woorden[1:]]
        return Proces(naam, opdracht, self.platform.data / "logs" / f"{naam}.log")

    def start(self) -> None:
        self.achtergrond.doe(self.lijn.herstel())
        bereid_toegang_voor(self.instellingen, list(self.servers))
        for server in self.servers.values():
            server.start()
        asyncio.run(maak_stromen(self.instellingen))
        bereid_voor(self.instellingen, self.instellingen.regios)
        for proces in self.processen.values():
            proces.start()
        tot(lambda: all(self._antwoordt(naam) for naam in DIENSTEN if naam in self.processen), 90)

    def _antwoordt(self, dienst: str) -> bool:
        try:
            return httpx.get(f"{self.instellingen.lokaal[dienst]}/gezond").is_success
        except httpx.TransportError:
            return False

    def stop(self) -> None:
        self.klok.zet(0)
        for deel in self.delen():
            if deel.pid is not None:
                os.kill(deel.pid, signal.SIGCONT)
            deel.stop()
        self.achtergrond.doe(self.lijn.knip())

    def delen(self) -> list[Deel]:
        """All that runs, in the order in which it is stopped."""
        return [*self.processen.values(), *self.servers.values(), *filter(None, [self.databank])]

    def deel(self, naam: str) -> Deel:
        if naam == DATABANK:
            assert self.databank is not None
            return self.databank
        return self.servers[naam] if naam in self.servers else self.processen[naam]

    def signaal(self, naam: str, signaal: signal.Signals) -> None:
        pid = self.deel(naam).pid
        assert pid is not None, f"{naam} is vanzelf gevallen"
        os.kill(pid, signaal)

    def stroommap(self, naam: str, stroom: str) -> Path:
        [map_] = bestanden_van(stroom, self.servers[naam].knooppunt.map)
        return map_

    def zeg(self, *woorden: str | Path) -> subprocess.CompletedProcess[str]:
        """Give a command, with the right clock."""
        opdracht = [BIN / woorden[0], *woorden[1:]]
        return subprocess.run(opdracht, env=self.omgeving, capture_output=True, check=False, text=True)

    def bij(self, seconden: float = 240) -> None:
        """Wait until the VOL has all that the regions have."""
        gezegd = self.zeg("vol", "wacht", "--seconden", str(seconden))
        assert gezegd.returncode == 0, gezegd.stderr


@contextlib.contextmanager
def opgesteld(map_: Path, *, databank: bool = False, diensten: bool = False) -> Generator[Opstelling]:
    """Everything running; stopped afterwards, whatever happened. `databank`: on PostgreSQL instead of SQLite."""
    achtergrond = Achtergrond()
    opstelling = Opstelling(
        map_, achtergrond, Databank(map_.with_name("databank")) if databank else None, diensten=diensten
    )
    try:
        with kleine_schijf(opstelling.servers[KLEINE_SCHIJF].knooppunt.map):
            try:
                opstelling.start()
                yield opstelling
            finally:
                opstelling.stop()
    finally:
        achtergrond.stop()


def tot(voorwaarde: Callable[[], bool], seconden: float = 30) -> None:
    """Wait until the condition holds."""
    einde = time.monotonic() + seconden
    while not voorwaarde():
        assert time.monotonic() < einde, "het duurt te lang"
        time.sleep(0.05)
