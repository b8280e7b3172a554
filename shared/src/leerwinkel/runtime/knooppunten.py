"""NATS nodes as local processes: the hub of the VOL and a leaf per region, each a JetStream domain of its own.

Everything binds to 127.0.0.1. Real installations use the configurations in deploy/nats; a test holds the two equal.
"""

import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from leerwinkel.runtime.zegbaar import Zegbaar

HUB = "vol"
_BIN = Path(sys.prefix) / "bin" / "nats-server"
_GAF_OP = (b"critical write error", b"will be DISABLED")
"""What nats-server says in its log when a write failed. It then never tries that file again."""
_PLAATS = 32 * 2**20
"""So many bytes a disk must have free before it is worth to try again: a few blocks of a log."""

TOEGANG = "toegang"
"""The folder in which a node finds who may come in, by which certificate it is known, and how its line is secured."""

_TEMPLATE = """\
{toegang}server_name: "{naam}"
listen: "127.0.0.1:{poort}"
max_payload: 1MB
ping_interval: "1s"
ping_max: 2
write_deadline: "5s"
jetstream {{
  domain: "{naam}"
  store_dir: "{map}"
  sync_interval: always
}}
leafnodes {{
{leaf}}}
"""


class KnooppuntFout(Zegbaar):
    """A node could not be started; the message is for the user (Dutch)."""


@dataclass(frozen=True, slots=True)
class Knooppunt:
    """One NATS node. `hub_poort` is where leaves connect: for the hub its own, for a leaf the hub's (or a proxy's).

    Without `toegang` it is open, and so is its line: only for tests of other things. `tls`: clients must use it.
    """

    naam: str
    poort: int
    hub_poort: int
    map: Path
    toegang: bool = False
    tls: bool = False

    @property
    def url(self) -> str:
        """Where clients connect."""
        return f"{'tls' if self.tls else 'nats'}://127.0.0.1:{self.poort}"

    def configuratie(self) -> str:
        """The configuration file of nats-server for this node."""
        erbij = f'    include "{TOEGANG}/lijn.conf"\n' if self.toegang else ""
        if self.naam == HUB:
            leaf = f'  listen: "127.0.0.1:{self.hub_poort}"\n  no_advertise: true\n{erbij}'
        else:
            url = f"nats-leaf://127.0.0.1:{self.hub_poort}"
            remote = f'    url: "{url}"\n    ignore_discovered_servers: true\n{erbij}'
            leaf = f'  reconnect: "250ms"\n  remotes: [{{\n{remote}  }}]\n'
        toegang = f'include "{TOEGANG}/toegang.conf"\n' if self.toegang else ""
        velden = {"naam": self.naam, "poort": self.poort, "map": self.map / "jetstream", "leaf": leaf}
        return _TEMPLATE.format(**velden, toegang=toegang)


class Server:
    """A running nats-server."""

    def __init__(self, knooppunt: Knooppunt) -> None:
        self.knooppunt = knooppunt
        self._proces: subprocess.Popen[bytes] | None = None
        self._gelezen = 0
        self._gaf_op = False

    def start(self) -> None:
        """Start and wait until it takes connections. Raises KnooppuntFout."""
        k = self.knooppunt
        for poort in [k.poort] if k.naam != HUB else [k.poort, k.hub_poort]:
            if not poort_vrij(poort):
                raise KnooppuntFout(f"Poort {poort} op 127.0.0.1 is al in gebruik (nodig voor NATS van {k.naam}).")
        k.map.mkdir(parents=True, exist_ok=True)
        bestand = k.map / "nats-server.conf"
        bestand.write_text(k.configuratie())
        with (k.map / "nats-server.log").open("ab") as log:
            self._gelezen, self._gaf_op = log.tell(), False
            self._proces = subprocess.Popen(  # noqa: S603 - our own configuration
                [_BIN, "-c", bestand],
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=sterf_met_ouder,  # noqa: PLW1509 - started from the main thread only
            )
        self._wacht()

    def _wacht(self, seconden: float = 20) -> None:
        einde = time.monotonic() + seconden
        while time.monotonic() < einde:
            if self._proces is None or self._proces.poll() is not None:
                break
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.knooppunt.poort), 0.2) as s:
                if s.recv(4) == b"INFO":
                    return
            time.sleep(0.01)
        self.stop()
        log = self.knooppunt.map / "nats-server.log"
        raise KnooppuntFout(f"NATS van {self.knooppunt.naam} start niet. Kijk in {log} waarom.")

    def houd_gaande(self) -> None:
        """Start it again where it fell over, or could not write and now has room. Raises KnooppuntFout."""
        if self.pid is not None and self.gaf_op() and shutil.disk_usage(self.knooppunt.map).free > _PLAATS:
            self.stop()
        if self.pid is None:
            self.start()

    def gaf_op(self) -> bool:
        """Whether JetStream gave up a file since the start, as a write failed: it takes nothing until a restart."""
        with (self.knooppunt.map / "nats-server.log").open("rb") as log:
            log.seek(self._gelezen)
            regels = log.read().rpartition(b"\n")[0]
        self._gelezen += len(regels)
        self._gaf_op = self._gaf_op or any(teken in regels for teken in _GAF_OP)
        return self._gaf_op

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._proces.pid if self._proces and self._proces.poll() is None else None

    def stop(self, signaal: signal.Signals = signal.SIGTERM) -> None:
        """Stop it (SIGKILL: as if the power went) and wait until it is gone."""
        if self._proces is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._proces.send_signal(signaal)
        try:
            self._proces.wait(15)
        except subprocess.TimeoutExpired:
            self._proces.kill()
            self._proces.wait()
        self._proces = None


def poort_vrij(poort: int) -> bool:
    """Whether nothing listens on that port of 127.0.0.1."""
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind(("127.0.0.1", poort))
        except OSError:
            return False
    return True


def sterf_met_ouder() -> None:
    """In a child on Linux: die when the parent dies, however it dies, so that nothing is left running."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)
        if os.getppid() == 1:
            os._exit(1)
