"""How often somebody may sign in, or give a command by the API: more than any person does, less than hurts others."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from leerwinkel.identiteit.sessie import Aanmelding, NietAangemeld
from leerwinkel.runtime.web.weigeren import Weigering

_MINUUT_S: Final = 60.0
_ONTHOUDEN: Final = 10_000
_TE_VEEL: Final = 429
_TERUG: Final = "/aanmelden/terug"
"""Where somebody comes back from the provider, which is then asked who it is."""


@dataclass(frozen=True, slots=True)
class Grenzen:
    """Requests in a minute: to sign in (and to answer a link) from one address, to the API by one person."""

    aanmelden: int = 60
    api: int = 6000


@dataclass(slots=True)
class _Tegoed:
    """What is left, and when that was so: it grows back evenly, up to a minute's worth."""

    rest: float
    sinds: float


class Begrenzer:
    """ASGI middleware before everything that is limited. What it counts it forgets when the process ends."""

    def __init__(
        self,
        app: ASGIApp,
        aanmelding: Aanmelding[Any],
        grenzen: Grenzen,
        klok: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app, self._aanmelding, self._grenzen, self._klok = app, aanmelding, grenzen, klok
        self._tegoeden: dict[tuple[str, str], _Tegoed] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or say how long to wait."""
        if scope["type"] == "http" and (wacht := self._wacht(Request(scope))):
            await _nee(wacht)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _wacht(self, verzoek: Request) -> int:
        """Seconds until there is room; 0: there is."""
        adres = verzoek.client.host if verzoek.client else ""
        if verzoek.url.path.startswith("/api/"):
            return self._neem(("api", self._wie(verzoek) or adres), self._grenzen.api)
        pad = verzoek.url.path
        if pad.startswith(_TERUG) or (verzoek.method == "POST" and pad.startswith(("/aanmelden", "/bevraging/"))):
            return self._neem(("aanmelden", adres), self._grenzen.aanmelden)
        return 0

    def _wie(self, verzoek: Request) -> str | None:
        try:
            return self._aanmelding.sessie(verzoek).gebruiker.medewerker
        except NietAangemeld:
            return None

    def _neem(self, wie: tuple[str, str], grens: int) -> int:
        nu, per_seconde = self._klok(), grens / _MINUUT_S
        tegoed = self._tegoeden.pop(wie, _Tegoed(grens, nu))
        tegoed = _Tegoed(min(grens, tegoed.rest + (nu - tegoed.sinds) * per_seconde), nu)
        wacht = max(0, math.ceil((1 - tegoed.rest) / per_seconde))
        tegoed.rest -= 0 if wacht else 1
        self._tegoeden[wie] = tegoed
        if len(self._tegoeden) > _ONTHOUDEN:
            del self._tegoeden[next(iter(self._tegoeden))]  # who was here longest ago
        return wacht


def _nee(wacht: int) -> Weigering:
    duur = "één seconde" if wacht == 1 else f"{wacht} seconden"
    uitleg = f"Dit waren veel verzoeken na elkaar. Probeer het over {duur} opnieuw."
    return Weigering(_TE_VEEL, "Even wachten", uitleg, "te-veel-verzoeken", wacht)
