"""A small disk for one region, and taking its space away and giving it back."""

import contextlib
import os
import resource
import subprocess
from collections.abc import Generator
from pathlib import Path

from leerwinkel.runtime.knooppunten import Server

SCHIJF_MB = 64


@contextlib.contextmanager
def kleine_schijf(map_: Path) -> Generator[None]:
    """A disk of its own below that folder, where this user may mount one."""
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
