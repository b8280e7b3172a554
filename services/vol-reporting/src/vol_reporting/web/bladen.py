"""Rendering a page for who is signed in: their navigation, what their forms carry, and what they may do on it."""

import contextlib
import uuid
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from jinja2 import Environment
from starlette.responses import HTMLResponse

from leerwinkel.identiteit.sessie import NietAangemeld, ingelogd
from vol_reporting.bevoegdheid import Wat
from vol_reporting.collegas import Collegas
from vol_reporting.toegang import Sessie


class Bladen:
    """The templates of the VOL. `voorbeeld` says on every page which data are an example."""

    def __init__(self, omgeving: Environment, collegas: Collegas, voorbeeld: str | None) -> None:
        self._omgeving, self.collegas, self.voorbeeld = omgeving, collegas, voorbeeld

    def toon(self, verzoek: Request, sjabloon: str, status: int = 200, /, **wat: Any) -> HTMLResponse:
        """A page on a route that said what it needs. Raises NietAangemeld."""
        return HTMLResponse(self.tekst(ingelogd(verzoek), sjabloon, wat), status)

    def tekst(self, sessie: Sessie, sjabloon: str, wat: Mapping[str, Any]) -> str:
        """The same as text."""

        def mag(naam: str) -> bool:
            return sessie.gebruiker.mag(Wat(naam))

        mijn: dict[str, Any] = {"sessie": sessie, "mijn": sessie, "mag": mag, "nieuwe_opdracht": uuid.uuid4}
        mijn |= {"eigenaars": self.collegas.eigenaars, "eigenaarnaam": self.collegas.naam}
        return self._omgeving.get_template(sjabloon).render(voorbeeld=self.voorbeeld, **mijn, **wat)

    def fout(self, verzoek: Request, status: int, titel: str, uitleg: str) -> HTMLResponse:
        """A page that says what is wrong, for whoever it is."""
        sessie: Sessie | None = None
        with contextlib.suppress(NietAangemeld):
            sessie = ingelogd(verzoek)
        return self.zonder("shell/fout.html", status, titel=titel, uitleg=uitleg, sessie=sessie)

    def zonder(self, sjabloon: str, status: int = 200, **wat: Any) -> HTMLResponse:
        """A page that nobody needs to be signed in for."""
        return HTMLResponse(self._omgeving.get_template(sjabloon).render(**wat), status)
