"""Everything on one machine: the hub, a leaf per region, the gateways and the VOL, started and stopped together."""

import asyncio
import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self

from nats.aio.client import Client

from leerwinkel.gebeurtenissen.register import DIENSTEN
from leerwinkel.inname.regio import open_regio
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB, KnooppuntFout, Server, poort_vrij, sterf_met_ouder
from leerwinkel.runtime.stromen import zorg_voor_hub, zorg_voor_regio
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.toegang.voorbereiding import bereid_toegang_voor
from leerwinkel.waarmerk.voorbereiding import bereid_voor

_BIN = Path(sys.prefix) / "bin"
_STOP_S = 15
_PROCESSEN = (
    ("gateway", "leerwinkel", "gateway"),
    ("waarmerk", "leerwinkel", "waarmerk"),
    ("vol", "vol", "dienst"),
    ("getuige", "vol", "getuige"),
    ("koppeldienst", "vol", "koppeldienst"),
    *((dienst, dienst, "dienst") for dienst in DIENSTEN),
    ("proefaanmelding", "leerwinkel", "proefaanmelding"),
)
"""Name and command of each of our own processes; the services are those of one region."""


async def maak_stromen(instellingen: Instellingen) -> None:
    """Make and check every stream of the platform; may be done any number of times. Raises Mismatch or Unavailable."""
    for regio in instellingen.regios:
        async with _als_beheerder(instellingen, regio) as nc:
            await zorg_voor_regio(nc, regio)
        await (await open_regio(instellingen, regio, geduldig=False)).sluit()
    async with _als_beheerder(instellingen, HUB) as nc:
        await zorg_voor_hub(nc, instellingen.regios)


@contextlib.asynccontextmanager
async def _als_beheerder(instellingen: Instellingen, knoop: str) -> AsyncGenerator[Client]:
    """Nobody else may make a stream."""
    nc = await verbind(instellingen.ingang(knoop, Wie.BEHEER), "stromen", geduldig=False)
    try:
        yield nc
    finally:
        await nc.close()


@dataclass(slots=True)
class Proces:
    """One of our own processes; its output goes to a log file."""

    naam: str
    opdracht: list[str]
    log: Path
    _proces: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as uit:
            self._proces = _begin(self.opdracht, uit)

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._proces.pid if self._proces and self._proces.poll() is None else None

    @property
    def status(self) -> int | None:
        """How it ended; None while it runs, or where it was never started."""
        return self._proces.poll() if self._proces else None

    def stop(self, signaal: signal.Signals = signal.SIGTERM) -> None:
        """Ask it to stop (SIGKILL: as if the power went), and wait; kill it if it will not."""
        if self._proces is None:
            return
        self._proces.send_signal(signaal)
        try:
            self._proces.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self._proces.kill()
            self._proces.wait()


def _begin(opdracht: list[str], uit: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own commands
        opdracht,
        stdin=subprocess.DEVNULL,
        stdout=uit,
        stderr=uit,
        start_new_session=True,
        preexec_fn=sterf_met_ouder,  # noqa: PLW1509 - started from the main thread only
    )


@dataclass(slots=True)
class Samenstel:
    """The local installation. Use as a context manager: what it started is stopped, whatever happens."""

    instellingen: Instellingen
    servers: list[Server] = field(default_factory=list[Server])
    processen: list[Proces] = field(default_factory=list[Proces])

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _start(self) -> None:
        i = self.instellingen
        for poort in (i.web_poort, *map(i.dienst_poort, DIENSTEN), i.proefaanmelding_poort):
            if not poort_vrij(poort):
                raise KnooppuntFout(
                    f"Poort {poort} op 127.0.0.1 is al in gebruik (nodig voor de webpagina's). "
                    "Stop wat daar draait, of kies een andere reeks met LEERWINKEL_WEB_POORT."
                )
        hier = [naam for naam in [HUB, *i.regios] if naam not in i.nats]
        if i.toegang:
            bereid_toegang_voor(i, hier)
        for naam in hier:
            server = Server(i.knooppunt(naam))
            self.servers.append(server)
            server.start()
        asyncio.run(maak_stromen(i))
        bereid_voor(i, [naam for naam in hier if naam != HUB])
        for naam, *woorden in _PROCESSEN:
            if naam == "proefaanmelding" and i.oidc_uitgever:
                continue
            proces = Proces(naam, [str(_BIN / woorden[0]), *woorden[1:]], i.data / "logs" / f"{naam}.log")
            self.processen.append(proces)
            proces.start()

    def bewaak(self, wacht_s: float = 1.0) -> None:
        """Keep everything running until interrupted: what falls over is started again, and a node after a full disk."""
        while True:
            time.sleep(wacht_s)
            for server in self.servers:
                with contextlib.suppress(KnooppuntFout):
                    server.houd_gaande()
            for proces in self.processen:
                if proces.pid is None:
                    proces.start()

    def stop(self) -> None:
        """Stop everything, the last started first."""
        for proces in reversed(self.processen):
            proces.stop()
        for server in reversed(self.servers):
            server.stop()
