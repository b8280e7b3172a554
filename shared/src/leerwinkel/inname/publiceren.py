"""Publishing through the door of a region, as any other system does, and the answer per event."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Any, Self

from nats.aio.client import Client
from nats.aio.msg import Msg

from leerwinkel.inname.spoor import ruw_met_spoor
from leerwinkel.inname.toelating import MAX_BYTES
from leerwinkel.runtime.waarneming import span

_ONDERWEG = 256
_ONTHOUDEN = 10_000


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
        if ruw.strip():
            yield _regel(nr, ruw.strip(), regios)


def _regel(nr: int, ruw: bytes, regios: list[str]) -> Regel:
    if len(ruw) > MAX_BYTES:
        return Regel(nr, ruw, reden=f"De regel is {len(ruw) // 1024} KiB groot; een gebeurtenis is hoogstens 64 KiB.")
    try:
        gelezen: Any = json.loads(ruw)
    except (ValueError, RecursionError):
        return Regel(nr, ruw, reden="Dit is geen geldige JSON.")
    delen = str(gelezen.get("source", "") if isinstance(gelezen, dict) else "").split(":")
    if len(delen) != 4 or delen[:2] != ["urn", "leerwinkel"]:  # noqa: PLR2004 - urn:leerwinkel:<regio>:<systeem>
        return Regel(nr, ruw, reden="source: moet de vorm urn:leerwinkel:<regio>:<systeem> hebben.")
    if delen[2] not in regios:
        return Regel(nr, ruw, reden=f"source: {delen[2]} is geen regio; mogelijk is {', '.join(regios)}.")
    if not delen[3] or set(delen[3]) & set(".*> \t"):
        return Regel(nr, ruw, reden="source: de naam van het systeem heeft niet de juiste vorm.")
    return Regel(nr, ruw, delen[2], delen[3])


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
