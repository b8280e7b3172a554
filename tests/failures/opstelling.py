"""The platform in separate processes that can each be killed, stopped, cut off or left without disk space."""

import asyncio
import contextlib
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Generator
from pathlib import Path
from typing import Any, TypeVar

from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB, Knooppunt, Server
from leerwinkel.runtime.opzij import bestanden_van
from leerwinkel.samenstel import Proces, maak_stromen
from leerwinkel.testing.netwerk import Lijn, vrije_poorten
from leerwinkel.testing.platform import nieuw_platform
from leerwinkel.waarmerk.voorbereiding import bereid_voor

BIN = Path(sys.prefix) / "bin"
AAN_DE_LIJN = "gent"
"""The region that reaches the hub over a line that can fail."""
KLEINE_SCHIJF = "limburg"
"""The region whose data lie on a small disk of their own, where this user may mount one."""
SCHIJF_MB = 64
T = TypeVar("T")


class Achtergrond:
    """An event loop in a thread of its own: lines and load go on while the main thread starts and kills processes."""

    def __init__(self) -> None:
        self._lus = asyncio.new_event_loop()
        self._draad = threading.Thread(target=self._lus.run_forever, daemon=True)
        self._draad.start()

    def doe(self, werk: Coroutine[Any, Any, T], seconden: float = 60) -> T:
        return asyncio.run_coroutine_threadsafe(werk, self._lus).result(seconden)

    def begin(self, werk: Coroutine[Any, Any, None]) -> Callable[[float], None]:
        """Start something; gives what waits for its end."""
        return asyncio.run_coroutine_threadsafe(werk, self._lus).result

    def stop(self) -> None:
        self.doe(_breek_af())
        self._lus.call_soon_threadsafe(self._lus.stop)
        self._draad.join()
        self._lus.close()


async def _breek_af() -> None:
    taken = asyncio.all_tasks() - {asyncio.current_task()}
    for taak in taken:
        taak.cancel()
    await asyncio.gather(*taken, return_exceptions=True)


class Opstelling:
    """Hub, eight leaves, gateways, signer, witness and VOL, on ports and in a folder of their own."""

    def __init__(self, map_: Path, achtergrond: Achtergrond) -> None:
        self.platform = nieuw_platform(map_)
        p = self.platform
        self.instellingen = Instellingen(data=p.data, poort=p.poort, web_poort=p.web_poort)
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

    def _knooppunt(self, naam: str) -> Knooppunt:
        k = self.instellingen.knooppunt(naam)
        return Knooppunt(naam, k.poort, self.lijn.poort if naam == AAN_DE_LIJN else k.hub_poort, k.map)

    def maak_proces(self, naam: str, *woorden: str) -> Proces:
        omgeving = [f"{n}={w}" for n, w in self.platform.omgeving.items() if n.startswith("LEERWINKEL_")]
        opdracht = ["/usr/bin/env", *omgeving, str(BIN / woorden[0]), *woorden[1:]]
        return Proces(naam, opdracht, self.platform.data / "logs" / f"{naam}.log")

    def start(self) -> None:
        self.achtergrond.doe(self.lijn.herstel())
        for server in self.servers.values():
            server.start()
        asyncio.run(maak_stromen(self.instellingen))
        bereid_voor(self.instellingen, self.instellingen.regios)
        for proces in self.processen.values():
            proces.start()

    def stop(self) -> None:
        for deel in [*self.processen.values(), *self.servers.values()]:
            if deel.pid is not None:
                os.kill(deel.pid, signal.SIGCONT)
            deel.stop()
        self.achtergrond.doe(self.lijn.knip())

    def deel(self, naam: str) -> Server | Proces:
        return self.servers[naam] if naam in self.servers else self.processen[naam]

    def signaal(self, naam: str, signaal: signal.Signals) -> None:
        pid = self.deel(naam).pid
        assert pid is not None, f"{naam} is vanzelf gevallen"
        os.kill(pid, signaal)

    def stroommap(self, naam: str, stroom: str) -> Path:
        [map_] = bestanden_van(stroom, self.servers[naam].knooppunt.map)
        return map_

    def zeg(self, *woorden: str | Path) -> subprocess.CompletedProcess[str]:
        return self.platform.opdracht(*woorden)

    def bij(self, seconden: float = 90) -> None:
        """Wait until the VOL has all that the regions have."""
        gezegd = self.zeg("vol", "wacht", "--seconden", str(seconden))
        assert gezegd.returncode == 0, gezegd.stderr


@contextlib.contextmanager
def opgesteld(map_: Path) -> Generator[Opstelling]:
    """Everything running; stopped afterwards, whatever happened."""
    achtergrond = Achtergrond()
    opstelling = Opstelling(map_, achtergrond)
    schijf = opstelling.servers[KLEINE_SCHIJF].knooppunt.map
    try:
        with _schijf(schijf):
            try:
                opstelling.start()
                yield opstelling
            finally:
                opstelling.stop()
    finally:
        achtergrond.stop()


@contextlib.contextmanager
def _schijf(map_: Path) -> Generator[None]:
    if not mag_koppelen():
        yield
        return
    map_.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SCHIJF_MB}m", "tmpfs", map_], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", map_], check=True)


def mag_koppelen() -> bool:
    """Whether this process may mount a small disk: root may, but not in every container."""
    if os.geteuid() != 0:
        return False
    proef = subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True)
    return proef.returncode == 0


def vul_schijf(server: Server) -> None:
    """Take the space: on a disk of its own to the last byte, else by a limit on the size of the process's files."""
    map_ = server.knooppunt.map
    if map_.is_mount():
        vulsel = os.open(map_ / "vulsel", os.O_WRONLY | os.O_CREAT)
        with contextlib.suppress(OSError):
            while os.write(vulsel, bytes(4096)):
                pass
        os.close(vulsel)
    elif server.pid is not None:
        grens = min(omvang for blok in map_.rglob("*.blk") if (omvang := blok.stat().st_size))
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (grens, resource.RLIM_INFINITY))


def maak_plaats(server: Server) -> None:
    """Give the space back, and start the node anew: JetStream does not try a file again on which a write failed."""
    (server.knooppunt.map / "vulsel").unlink(missing_ok=True)
    server.stop()
    server.start()


def tot(voorwaarde: Callable[[], bool], seconden: float = 30) -> None:
    """Wait until the condition holds."""
    einde = time.monotonic() + seconden
    while not voorwaarde():
        assert time.monotonic() < einde, "het duurt te lang"
        time.sleep(0.05)
