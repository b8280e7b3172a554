"""How large a request may be, and how long it may take to come: it is read whole before anything is done for it.

So who sends slowly takes no place of somebody else, and all that is being read together stays below a limit.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leerwinkel.runtime.web.weigeren import OPNIEUW_S, Weigering

_KIB, _MIB = 1024, 1024 * 1024
_SCHEIDING: Final = len(b": \r\n")


@dataclass(frozen=True, slots=True)
class Maten:
    """In bytes: a body, `ruimer` by path where it may be longer, all bodies together, an address, all headers.

    `geduld_s`: within so many seconds a body must be here.
    """

    inhoud: int = _MIB
    ruimer: Mapping[str, int] = field(default_factory=dict[str, int])
    samen: int = 64 * _MIB
    adres: int = 8 * _KIB
    kop: int = 32 * _KIB
    geduld_s: float = 30.0

    def hoogstens(self, pad: str) -> int:
        """The bytes of a body that is sent there."""
        return self.ruimer.get(pad, self.inhoud)


_ADRES: Final = Weigering(414, "Te lang adres", "Dit adres is te lang. Vraag minder tegelijk.", "adres-te-lang")
_KOP: Final = Weigering(431, "Te veel kopregels", "Je browser stuurt te veel mee. Wis de cookies.", "kop-te-groot")
_GROOT: Final = Weigering(413, "Te groot", "Wat je stuurt, is te groot. Stuur het in kleinere delen.", "te-groot")
_TRAAG: Final = Weigering(408, "Te traag", "Wat je stuurt, kwam niet op tijd aan. Probeer het opnieuw.", "te-traag")
_VOL: Final = Weigering(
    503, "Even wachten", "Het is nu te druk. Probeer het over enkele seconden opnieuw.", "te-druk", OPNIEUW_S
)


class _Weg(Exception):
    """Who sent it went away."""


class _Nee(Exception):
    def __init__(self, weigering: Weigering) -> None:
        super().__init__(weigering.code)
        self.weigering = weigering


class Omvang:
    """ASGI middleware. What is too large is not read on."""

    def __init__(self, app: ASGIApp, maten: Maten) -> None:
        self._app, self._maten, self._samen = app, maten, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with the whole body, or say what is too much."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        gelezen = bytearray()
        try:
            self._keur(scope)
            await self._lees(gelezen, receive, self._maten.hoogstens(scope["path"]))
            await self._app(scope, _gelezen(bytes(gelezen), receive), send)
        except _Nee as nee:
            await nee.weigering(scope, receive, send)
        except _Weg:
            return
        finally:
            self._samen -= len(gelezen)

    def _keur(self, scope: Scope) -> None:
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > self._maten.adres:
            raise _Nee(_ADRES)
        kop = sum(len(naam) + len(waarde) + _SCHEIDING for naam, waarde in scope["headers"])
        if kop > self._maten.kop:
            raise _Nee(_KOP)
        lengte = dict(scope["headers"]).get(b"content-length", b"0")
        if lengte.isdigit() and int(lengte[:19]) > self._maten.hoogstens(scope["path"]):
            raise _Nee(_GROOT)

    async def _lees(self, gelezen: bytearray, receive: Receive, hoogstens: int) -> None:
        try:
            async with asyncio.timeout(self._maten.geduld_s):
                while await self._lees_deel(gelezen, receive, hoogstens):
                    pass
        except TimeoutError:
            raise _Nee(_TRAAG) from None

    async def _lees_deel(self, gelezen: bytearray, receive: Receive, hoogstens: int) -> bool:
        """Whether there is more."""
        bericht = await receive()
        if bericht["type"] != "http.request":
            raise _Weg
        deel: bytes = bericht.get("body", b"")
        if self._samen + len(deel) > self._maten.samen:
            raise _Nee(_VOL)
        self._samen += len(deel)
        gelezen += deel
        if len(gelezen) > hoogstens:
            raise _Nee(_GROOT)
        return bool(bericht.get("more_body", False))


def _gelezen(inhoud: bytes, receive: Receive) -> Receive:
    """Gives the whole body first, and then whether who sent it is still there."""
    rest = [inhoud]

    async def geef() -> Message:
        if rest:
            return {"type": "http.request", "body": rest.pop(), "more_body": False}
        return await receive()

    return geef
