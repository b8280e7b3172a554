"""Where an export is read: a large one in a process of its own, so that this one is there for the doors.

The two meet in a pipe: who reads waits while it is full, so memory stays that of a few pieces.
"""

import asyncio
import fcntl
import os
import pickle
import sys
import traceback
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

from leerwinkel.inname.importeren.lezing import Bericht, Lezing, Stuk
from leerwinkel.inname.verpakt import Verpakt
from leerwinkel.runtime.geheugen import ruim_zelden_op
from leerwinkel.runtime.zegbaar import Zegbaar

GROOT: Final = 1024 * 1024
"""Bytes from which an export is worth the second that another process takes to start."""
_VOORUIT: Final = 1024 * 1024
"""Bytes that may wait in the pipe, so that the reader need not wait whenever the other is busy for a moment."""
_LENGTE: Final = 4
_START: Final = "from leerwinkel.inname.importeren.leesproces import lees_voor; lees_voor()"


class LezenGestopt(Zegbaar):
    """The process that read is gone; the message is for the user (Dutch)."""


async def gelezen(plek: Path, sleutels: Callable[[str], bytes], nu: datetime) -> AsyncGenerator[Bericht]:
    """What the export says, with a turn for others after each piece. `sleutels` can be pickled.

    Raises GeenExport, LezenGestopt and what `sleutels` raises. Close it: that ends the process.
    """
    if _omvang(plek) >= GROOT:
        async with aclosing(_apart(plek, sleutels, nu)) as berichten:
            async for bericht in berichten:
                yield bericht
        return
    for bericht in Lezing(sleutels, nu).alles(plek):
        yield bericht
        await asyncio.sleep(0)


def _omvang(plek: Path) -> int:
    bestanden = plek.iterdir() if plek.is_dir() else [plek]
    return sum(bestand.stat().st_size for bestand in bestanden if bestand.is_file())


async def _apart(plek: Path, sleutels: Callable[[str], bytes], nu: datetime) -> AsyncGenerator[Bericht]:
    """A session of its own keeps Ctrl-C away from it: it is told here."""
    pipe = asyncio.subprocess.PIPE
    proces = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-c", _START, stdin=pipe, stdout=pipe, limit=_VOORUIT, start_new_session=True
    )
    assert proces.stdin is not None
    assert proces.stdout is not None
    try:
        proces.stdin.write(pickle.dumps((plek, sleutels, nu)))
        proces.stdin.close()
        while (bericht := await _ontvang(proces.stdout)) is not None:
            yield bericht
    except asyncio.IncompleteReadError:
        status = await proces.wait()
        raise LezenGestopt(f"Het lezen van de export is gestopt (status {status}). Geef dezelfde opdracht.") from None
    finally:
        if proces.returncode is None:
            proces.kill()
            await proces.wait()


async def _ontvang(stroom: asyncio.StreamReader) -> Bericht | None:
    lengte = int.from_bytes(await stroom.readexactly(_LENGTE))
    vast: Any
    vast, los = pickle.loads(await stroom.readexactly(lengte))  # noqa: S301 - from our own process
    if isinstance(vast, Exception):
        raise vast
    return vast._replace(gebeurtenissen=[(rij, Verpakt(*delen)) for rij, *delen in los]) if los else vast


def lees_voor() -> None:
    """The whole of the other process: read what standard input asks for, and write what it says to standard output."""
    ruim_zelden_op()
    if sys.platform == "linux":
        fcntl.fcntl(sys.stdout, fcntl.F_SETPIPE_SZ, _VOORUIT)
    plek, sleutels, nu = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
    try:
        for bericht in Lezing(sleutels, nu).alles(plek):
            _zeg(sys.stdout.buffer, bericht)
        _zeg(sys.stdout.buffer, None)
    except BrokenPipeError:
        os._exit(1)  # nobody listens any more, so there is nobody to tell at the end either
    except Exception as fout:  # noqa: BLE001 - raised again by who asked
        fout.add_note(traceback.format_exc())
        _zeg(sys.stdout.buffer, fout)


def _zeg(uit: BinaryIO, bericht: Bericht | Exception | None) -> None:
    """Events go as plain tuples, which are written in half the time."""
    los = [(rij, *verpakt) for rij, verpakt in bericht.gebeurtenissen] if isinstance(bericht, Stuk) else []
    vast = bericht._replace(gebeurtenissen=[]) if isinstance(bericht, Stuk) else bericht
    geschreven = pickle.dumps((vast, los), pickle.HIGHEST_PROTOCOL)
    uit.write(len(geschreven).to_bytes(_LENGTE) + geschreven)
    uit.flush()
