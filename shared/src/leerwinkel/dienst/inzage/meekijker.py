"""Keeps of every request that showed a dossier, or decrypted who somebody is, that it did. It denies nothing.

It writes when the answer is out: a page waits for it no longer than it takes to read the path.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leerwinkel.dienst.aanmelden import Aanmelding
from leerwinkel.dienst.inzage.boek import Blik, Inzageboek
from leerwinkel.identiteit.sessie import NietAangemeld
from leerwinkel.kluis.meekijken import meegekeken
from leerwinkel.runtime.taken import in_draad

_GOED = 200
_NAAM = re.compile(r"[a-z.-]{1,40}")


class Meekijker:
    """ASGI middleware around everything that a service of a region answers."""

    def __init__(self, app: ASGIApp, boek: Inzageboek, service: str, aanmelding: Aanmelding) -> None:
        self._app, self._boek, self._service, self._aanmelding = app, boek, service, aanmelding

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; afterwards keep who saw what."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, wie = list[int](), self._wie(scope)
        with meegekeken() as gezien:
            try:
                await self._app(scope, receive, _met_status(send, status.append))
            finally:
                clients = frozenset(eigenaar.id for eigenaar in gezien if eigenaar.soort == "client")
                blad, dossier = waarover(scope["path"])
                if clients or (dossier and status == [_GOED]):
                    await self._schrijf(wie, blad, dossier, clients)

    def _wie(self, scope: Scope) -> str | None:
        """Before it is answered: somebody may end their session while they look."""
        with suppress(NietAangemeld):
            return self._aanmelding.sessie(Request(scope)).gebruiker.medewerker
        return None

    async def _schrijf(self, wie: str | None, blad: str, dossier: str | None, clients: frozenset[str]) -> None:
        if wie is not None:
            blik = Blik(datetime.now(UTC), wie, self._service, blad, dossier, clients)
            await in_draad(self._boek.schrijf, blik)


def waarover(pad: str) -> tuple[str, str | None]:
    """The kind of page at this path, and the dossier that it is of, if any."""
    delen = [deel for deel in pad.split("/") if deel]
    api = delen[:1] == ["api"]
    match delen[api:]:
        case ["dossiers", dossier, *verder]:
            return "api" if api else _blad(verder, "dossier"), dossier
        case verder:
            return "api" if api else _blad(verder, "begin"), None


def _blad(delen: list[str], anders: str) -> str:
    naam = delen[0] if delen else anders
    return naam if _NAAM.fullmatch(naam) else "ander"


def _met_status(send: Send, neem: Callable[[int], None]) -> Send:
    async def stuur(bericht: Message) -> None:
        if bericht["type"] == "http.response.start":
            neem(bericht["status"])
        await send(bericht)

    return stuur
