"""What every page is made with: the templates, and the read model up to what somebody just did."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeVar

from fastapi import Depends
from jinja2 import Environment
from sqlalchemy import Connection
from starlette.responses import HTMLResponse

from leerwinkel.dienst import Kader, Sessie, Vereist, Wat, ingelogd, wat_mag
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

    async def mag(self, dossier: str, sessie: Annotated[Sessie, Depends(ingelogd)]) -> frozenset[Wat]:
        """For a route: what they may do on that dossier."""
        return await wat_mag(self.kader, sessie.gebruiker, dossier)

    async def bij(self, na: int = 0) -> bool:
        """For a route: wait a moment until the read model has the log up to there; whether it has."""
        return await self.kader.leesmodel.reached(na)


medewerker: Final = Vereist(Wat.OVERZICHT)
"""For a route: the session of who may see the lists, and what of a dossier is coded."""
