"""Refusing a request before the application sees it: problem+json below `/api/`, a page elsewhere, both in Dutch."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from leerwinkel.runtime.web.probleem import Probleem

Pagina = Callable[[str, str, int], Response]
"""Makes the page with that title and explanation, and that status."""
OPNIEUW_S: Final = 5
"""Seconds after which somebody may come again where it is too busy."""
PAGINA: Final = "weigerpagina"
"""Where in the state of the application its `Pagina` is."""


@dataclass(frozen=True, slots=True)
class Weigering:
    """An ASGI application that says no. `wacht`: the seconds of `Retry-After`."""

    status: int
    titel: str
    uitleg: str
    code: str
    wacht: int | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        if scope["path"].startswith("/api/"):
            antwoord: Response = Probleem(self.status, self.titel, self.uitleg, self.code)
        else:
            pagina: Pagina = getattr(scope["app"].state, PAGINA)
            antwoord = pagina(self.titel, self.uitleg, self.status)
        if self.wacht is not None:
            antwoord.headers["Retry-After"] = str(self.wacht)
        await antwoord(scope, receive, send)
