"""Asking a NATS node that may be away, hang or be half set up: an answer in time, or None."""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Callable
from threading import Thread
from typing import Any, TypeVar

import nats.errors
from nats.aio.client import Client
from nats.aio.msg import Msg

from leerwinkel.eventsourcing.streams import Mismatch, check
from leerwinkel.runtime.ingang import Ingang

T = TypeVar("T")

GEDULD_S = 0.7
_SLUIT_S = 0.1
_WEG = (nats.errors.Error, TimeoutError, OSError)


@contextlib.asynccontextmanager
async def knoop(ingang: Ingang) -> AsyncGenerator[Client | None]:
    """A connection for the block; None where none could be made in time. It does not come back by itself."""
    nc = ingang.client()
    try:
        yield nc if await _verbonden(nc, ingang) else None
    finally:
        with contextlib.suppress(*_WEG):
            async with asyncio.timeout(_SLUIT_S):
                await nc.close()


async def _verbonden(nc: Client, ingang: Ingang) -> bool:
    try:
        async with asyncio.timeout(GEDULD_S):
            vast = {"name": "overzicht", "error_cb": _zwijg, "allow_reconnect": False, "connect_timeout": 1}
            await nc.connect(ingang.url, **vast, **ingang.opties())
    except _WEG:
        return False
    return True


async def _zwijg(_fout: Exception) -> None:
    """That a node is away is what we came to see."""


async def vraag(nc: Client, onderwerp: str, inhoud: dict[str, Any] | None = None) -> Msg | None:
    """The answer to a request; None for silence."""
    try:
        return await nc.request(onderwerp, json.dumps(inhoud).encode() if inhoud else b"", timeout=GEDULD_S)
    except _WEG:
        return None


async def beschrijving(
    nc: Client, ding: str, gewenst: dict[str, Any], afwijkingen: list[str], *, api: str = "$JS.API"
) -> dict[str, Any] | None:
    """What the server says of a stream (`STREAM.INFO.X`) or consumer; None for silence or where it is not there.

    What is not as `gewenst` is added to `afwijkingen` (Dutch).
    """
    antwoord = await vraag(nc, f"{api}.{ding}")
    if antwoord is None:
        return None
    gezegd: dict[str, Any] = json.loads(antwoord.data)
    naam = ding.split(".", 2)[2].replace(".", "/")
    if "error" in gezegd:
        afwijkingen.append(f"{naam} is er niet. Maak alles aan met `leerwinkel stromen`.")
        return None
    try:
        check(naam, gewenst, gezegd["config"])
    except Mismatch as anders:
        afwijkingen.append(
            f"{naam} is anders ingesteld dan afgesproken: {anders.setting} is {anders.found!r}, moet "
            f"{anders.wanted!r} zijn. Herstel de instelling op de server."
        )
    return gezegd


async def hoogstens_even(werk: Callable[[], T]) -> T | None:
    """Do blocking work in a thread that nobody waits for longer than is patient; None where it took longer."""
    lus = asyncio.get_running_loop()
    klaar: asyncio.Future[T | None] = lus.create_future()

    def lever(uitkomst: T | None) -> None:
        if not klaar.done():
            klaar.set_result(uitkomst)

    def doe() -> None:
        uitkomst = werk()
        with contextlib.suppress(RuntimeError):  # the loop is closed: we were too late
            lus.call_soon_threadsafe(lever, uitkomst)

    Thread(target=doe, daemon=True).start()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(2 * GEDULD_S):
            return await klaar
    return None
