"""The peers: two libraries for event sourcing from PyPI, each in a process of its own in an environment of its own."""

import asyncio
import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from leerwinkel.testing.postgres import postgres

_HIER = Path(__file__).parent / "peers"
_WORTEL = Path(__file__).parents[1]
_OMGEVING = _WORTEL / ".bench" / "peers"
_VERGRENDELD = _HIER / "requirements.txt"
PARTIJEN = ("pyeventsourcing", "eventsource_py")


class Partij:
    """A peer on one store. `over` says which version, on what, how durable."""

    def __init__(self, naam: str, opslag: dict[str, str]) -> None:
        self._proces = subprocess.Popen(
            [_OMGEVING / "bin" / "python", _HIER / f"{naam}.py", json.dumps(opslag)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.over: str = self._hoor()["about"]

    async def append(self, keer: int) -> float:
        """Append one event to each of so many new streams, one by one; gives the seconds."""
        return await asyncio.to_thread(self._doe, "append", keer)

    async def beslis(self, keer: int) -> float:
        """Load so many streams of 30 events, decide, append, one by one; gives the seconds."""
        return await asyncio.to_thread(self._doe, "decide", keer)

    def _doe(self, werk: str, keer: int) -> float:
        assert self._proces.stdin
        self._proces.stdin.write(json.dumps({"work": werk, "times": keer}) + "\n")
        self._proces.stdin.flush()
        return self._hoor()["seconds"]

    def _hoor(self) -> dict[str, Any]:
        assert self._proces.stdout
        return json.loads(self._proces.stdout.readline())

    def stop(self) -> None:
        """Let it end by itself, or not."""
        assert self._proces.stdin
        assert self._proces.stdout
        with contextlib.suppress(BrokenPipeError):
            self._proces.stdin.close()
        try:
            self._proces.wait(10)
        except subprocess.TimeoutExpired:
            self._proces.kill()
            self._proces.wait()
        self._proces.stdout.close()


@contextlib.contextmanager
def partijen(map_: Path) -> Generator[dict[str, Partij]]:
    """Both peers, each on SQLite and on PostgreSQL, as durable as ours."""
    zorg_voor_omgeving()
    (map_ / "pg").mkdir(mode=0o700, parents=True)
    with postgres(map_ / "pg") as url, contextlib.ExitStack() as stapel:
        opslagen = {"PostgreSQL": _verbinding(url)}
        lopend: dict[str, Partij] = {}
        for naam in PARTIJEN:
            for soort, opslag in ({"SQLite": {"sqlite": str(map_ / f"{naam}.db")}} | opslagen).items():
                lopend[f"{naam}, {soort}"] = partij = Partij(naam, opslag)
                stapel.callback(partij.stop)
        yield lopend


def _verbinding(url: str) -> dict[str, str]:
    delen = make_url(url)
    plek = str(delen.query.get("host") or delen.host)
    return {
        "host": plek,
        "port": str(delen.port or 5432),
        "user": delen.username or "postgres",
        "password": str(delen.password or ""),
        "database": delen.database or "postgres",
    }


def zorg_voor_omgeving() -> None:
    """Install the peers in an environment of their own, once for every change of what is locked."""
    klaar = _OMGEVING / "klaar.txt"
    if klaar.exists() and klaar.read_text() == _VERGRENDELD.read_text():
        return
    uv = shutil.which("uv", path=f"{_WORTEL / '.tools' / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}")
    assert uv, "no uv: run this through make"
    print("    installing the peers", flush=True)
    subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, _OMGEVING], check=True)
    opdracht = [uv, "pip", "install", "--quiet", "--require-hashes", "--python", _OMGEVING / "bin" / "python"]
    subprocess.run([*opdracht, "-r", _VERGRENDELD], check=True)
    klaar.write_text(_VERGRENDELD.read_text())
