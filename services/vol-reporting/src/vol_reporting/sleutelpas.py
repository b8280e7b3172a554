"""Who a program is on the API: the command line beside the service by the key of this machine, another by a pass."""

import hmac

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from leerwinkel.identiteit.inrichting import Aanmeldwijze
from leerwinkel.identiteit.pas import Paslezer
from leerwinkel.identiteit.sessie import met_pas
from vol_reporting.gebruiker import OPDRACHTREGEL

_API, _SOORT = "/api/", "bearer"


class Sleutelpas:
    """ASGI middleware. `sleutel`: what the service left in its folder when it began. Anything else shown is a pass."""

    def __init__(self, app: ASGIApp, sleutel: str, wijze: Aanmeldwijze) -> None:
        self._app, self._sleutel = app, sleutel.encode()
        self._paslezer = Paslezer(app, wijze.dienst, wijze.profiel)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, knowing who it is where a key was shown. On a page, which is for a browser, no key counts."""
        if scope["type"] == "http" and scope["path"].startswith(_API):
            verzoek = Request(scope)
            soort, _, getoond = verzoek.headers.get("authorization", "").partition(" ")
            if soort.lower() == _SOORT and hmac.compare_digest(getoond.strip().encode(), self._sleutel):
                met_pas(verzoek, OPDRACHTREGEL)
                await self._app(scope, receive, send)
                return
        await self._paslezer(scope, receive, send)
