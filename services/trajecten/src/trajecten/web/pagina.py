"""What every page is made with: the templates, and the read model up to what somebody just did."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends
from jinja2 import Environment
from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from leerwinkel.dienst import Kader, Rol, Sessie, ingelogd
from trajecten.web.woorden import TOESTANDEN

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Bladen:
    """The pages of one service in one region."""

    kader: Kader
    omgeving: Environment

    def toon(self, sjabloon: str, sessie: Sessie, status: int = 200, **waarden: Any) -> HTMLResponse:
        """A page for who is signed in."""
        blad = self.omgeving.get_template(sjabloon)
        return HTMLResponse(blad.render(sessie=sessie, toestanden=TOESTANDEN, **waarden), status)

    def lees(self, vraag: Callable[[Connection], T]) -> T:
        """What that asks of the read model, in one moment of it. Blocking. Raises NotBuilt."""
        with self.kader.leesmodel.store.reader() as verbinding:
            return vraag(verbinding)

    async def bij(self, na: int = 0) -> bool:
        """For a route: wait a moment until the read model has the log up to there; whether it has."""
        return await self.kader.leesmodel.reached(na)


def medewerker(sessie: Annotated[Sessie, Depends(ingelogd)]) -> Sessie:
    """For a route: the session of somebody of the leerwinkel itself; a partner sees no dossiers (design: privacy)."""
    if sessie.gebruiker.rol is Rol.PARTNER:
        raise HTTPException(403)
    return sessie
