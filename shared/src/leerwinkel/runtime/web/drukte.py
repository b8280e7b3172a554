"""So many requests at work, so many that wait, each of those only so long; who comes beyond that is told so at once.

What is answered in time is worth more than what is answered to nobody: with ten times the load answers get slower, then
some are refused, and memory stays what it is.
"""

import asyncio
from dataclasses import dataclass
from typing import Final

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

from leerwinkel.runtime.web.weigeren import OPNIEUW_S, Weigering

log = structlog.get_logger()

_ALTIJD: Final = ("/gezond", "/statisch/")
"""What costs nothing, and by which others see that the process lives."""
TE_DRUK: Final = Weigering(
    503,
    "Even te druk",
    "Er zijn nu te veel vragen tegelijk. Er is niets bewaard. Probeer het over enkele seconden opnieuw.",
    "te-druk",
    OPNIEUW_S,
)


@dataclass(frozen=True, slots=True)
class Ruimte:
    """`tegelijk` at work, `wachtenden` behind them, each for at most `geduld_s` seconds."""

    tegelijk: int = 32
    wachtenden: int = 128
    geduld_s: float = 10.0


class Drukte:
    """ASGI middleware around what does the work. First come, first served."""

    def __init__(self, app: ASGIApp, ruimte: Ruimte) -> None:
        self._app, self._ruimte = app, ruimte
        self._plaatsen = asyncio.Semaphore(ruimte.tegelijk)
        self._wachten = self._geweigerd = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on as soon as there is a place, or refuse."""
        if scope["type"] != "http" or scope["path"].startswith(_ALTIJD):
            await self._app(scope, receive, send)
            return
        if not await self._plaats():
            await self._weiger(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            self._plaatsen.release()
            self._meld_voorbij()

    async def _plaats(self) -> bool:
        """Whether there is one, in time."""
        if self._plaatsen.locked() and self._wachten >= self._ruimte.wachtenden:
            return False
        self._wachten += 1
        try:
            async with asyncio.timeout(self._ruimte.geduld_s):
                return await self._plaatsen.acquire()
        except TimeoutError:
            return False
        finally:
            self._wachten -= 1

    async def _weiger(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._geweigerd:
            log.warning("te_druk", tegelijk=self._ruimte.tegelijk, wachtenden=self._wachten)
        self._geweigerd += 1
        await TE_DRUK(scope, receive, send)

    def _meld_voorbij(self) -> None:
        """Once nobody waits any more: one line for the whole rush."""
        if self._geweigerd and not self._wachten:
            log.warning("drukte_voorbij", geweigerd=self._geweigerd)
            self._geweigerd = 0
