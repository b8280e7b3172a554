"""Publishing through the door of a region, as any other system does, and the answer per event."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Self

from nats.aio.client import Client
from nats.aio.msg import Msg

from leerwinkel.inname.spoor import ruw_met_spoor
from leerwinkel.inname.toelating import MAX_BYTES, TE_GROOT
from leerwinkel.runtime.waarneming import span

_ONDERWEG = 256
_ONTHOUDEN = 10_000
_REGELEINDE = 2
_BRON = re.compile(r"urn:leerwinkel:([a-z-]{1,32}):([a-z0-9-]{1,48})")
"""Nothing else may become part of a subject: it could hold a wildcard, or end the line of the protocol."""


@dataclass(frozen=True, slots=True)
class Regel:
    """A line to publish: the event's bytes and the door, or the reason why it cannot be sent."""

    nr: int
    ruw: bytes
    regio: str = ""
    systeem: str = ""
    reden: str | None = None


def lees_regels(regels: Iterable[bytes], regios: list[str]) -> Iterable[Regel]:
    """One event per line (NDJSON); empty lines are passed over. The door follows from the event's source."""
    for nr, ruw in enumerate(regels, start=1):
        if len(ruw) > MAX_BYTES + _REGELEINDE:
            yield Regel(nr, b"", reden=TE_GROOT)
        elif ruw.strip():
            yield _regel(nr, ruw.strip(), regios)


def begrensde_regels(invoer: BinaryIO) -> Iterator[bytes]:
    """The lines of a file. Of a line that is too long for an event the begin: just long enough to be refused."""
    hoogstens = MAX_BYTES + _REGELEINDE + 1
    while regel := invoer.readline(hoogstens):
        yield regel
        while len(regel) == hoogstens and not regel.endswith(b"\n"):
            regel = invoer.readline(hoogstens)


def _regel(nr: int, ruw: bytes, regios: list[str]) -> Regel:
    if len(ruw) > MAX_BYTES:
        return Regel(nr, ruw, reden=TE_GROOT)
    try:
        gelezen: Any = json.loads(ruw)
    except (ValueError, RecursionError):
        return Regel(nr, ruw, reden="Dit is geen geldige JSON.")
    source: Any = gelezen.get("source") if isinstance(gelezen, dict) else None
    bron = _BRON.fullmatch(source) if isinstance(source, str) else None
    if bron is None:
        return Regel(nr, ruw, reden="source: moet de vorm urn:leerwinkel:<regio>:<systeem> hebben.")
    regio, systeem = bron.groups()
    if regio not in regios:
        return Regel(nr, ruw, reden=f"source: {regio} is geen regio; mogelijk is {', '.join(regios)}.")
    return Regel(nr, ruw, regio, systeem)


class Publicist:
    """Publishes to the door of one region and matches the answers. Use as an async context manager."""

    def __init__(self, nc: Client, regio: str, *, geduld_s: float = 30.0) -> None:
        self._nc, self._regio, self._geduld_s = nc, regio, geduld_s
        self._wachtend: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._vroeg: dict[int, dict[str, Any]] = {}
        self._plaats = asyncio.Semaphore(_ONDERWEG)

    async def __aenter__(self) -> Self:
        self._abonnement = await self._nc.subscribe(f"antwoord.{self._regio}.*", cb=self._hoor)
        await self._nc.flush()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._abonnement.unsubscribe()

    async def _hoor(self, bericht: Msg) -> None:
        antwoord: dict[str, Any] = json.loads(bericht.data)
        wachter = self._wachtend.pop(antwoord["inname"], None)
        if wachter is None:
            self._onthoud(antwoord)
        elif not wachter.done():
            wachter.set_result(antwoord)

    def _onthoud(self, antwoord: dict[str, Any]) -> None:
        """An answer may overtake the receipt that tells its number. Answers to others pass by here too."""
        self._vroeg[antwoord["inname"]] = antwoord
        if len(self._vroeg) > _ONTHOUDEN:
            del self._vroeg[next(iter(self._vroeg))]

    async def publiceer(self, regel: Regel) -> dict[str, Any]:
        """Send one event and give its answer. Raises TimeoutError when no answer came in time."""
        async with self._plaats:
            with span("publiceer.gebeurtenis", rol="zendt", regio=self._regio, systeem=regel.systeem):
                return await self._publiceer(regel)

    async def _publiceer(self, regel: Regel) -> dict[str, Any]:
        onderwerp = f"inname.{self._regio}.{regel.systeem}"
        ontvangst = await self._nc.request(onderwerp, ruw_met_spoor(regel.ruw), timeout=self._geduld_s)
        nummer = int(json.loads(ontvangst.data)["seq"])
        if nummer in self._vroeg:
            return self._vroeg.pop(nummer)
        wachter: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._wachtend[nummer] = wachter
        return await asyncio.wait_for(wachter, self._geduld_s)


async def publiceer_alle(
    regels: Iterable[Regel], publicisten: dict[str, Publicist]
) -> AsyncIterator[tuple[Regel, dict[str, Any]]]:
    """Publish in order, many under way at once; answers come in the order of the lines."""
    onderweg: list[tuple[Regel, asyncio.Task[dict[str, Any]] | None]] = []
    for regel in regels:
        taak = None if regel.reden else asyncio.create_task(publicisten[regel.regio].publiceer(regel))
        onderweg.append((regel, taak))
        if len(onderweg) >= _ONDERWEG:
            eerste = onderweg.pop(0)
            yield eerste[0], await _antwoord(*eerste)
    for regel, taak in onderweg:
        yield regel, await _antwoord(regel, taak)


async def _antwoord(regel: Regel, taak: asyncio.Task[dict[str, Any]] | None) -> dict[str, Any]:
    return {"uitkomst": "geweigerd", "reden": regel.reden} if taak is None else await taak
