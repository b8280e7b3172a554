"""Keeps out who may not: on every route stands what it needs, and an application with one where nothing stands is none.

Somebody with the figures of one region alone gets only what a route says that it narrows to that region.
"""

from dataclasses import dataclass, field
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from fastapi.routing import APIRoute

from leerwinkel.identiteit.afgemeld import Afgemeld
from leerwinkel.identiteit.begrenzing import Grenzen
from leerwinkel.identiteit.inrichting import Aanmeldwijze
from leerwinkel.identiteit.sessie import Aanmelding, ingelogd
from leerwinkel.identiteit.sessie import Sessie as Sessie_
from leerwinkel.runtime.web.routes import afhankelijkheden
from vol_reporting.bevoegdheid import Bereik, Wat
from vol_reporting.collegas import Collegas
from vol_reporting.gebruiker import VOL, Volgebruiker, erken

Sessie = Sessie_[Volgebruiker]
Volaanmelding = Aanmelding[Volgebruiker]

MAG_NIET: Final = "Je rol laat dit niet toe. Vraag het aan een beheerder van de VOL."
_ALLEEN_EIGEN: Final = "Je ziet hier alleen de cijfers van je eigen regio."


class MagNiet(Exception):
    """The role does not allow it; the message is for the user (Dutch)."""


@dataclass(frozen=True, slots=True)
class Vereist:
    """For a route: the session of who may do this. Raises NietAangemeld, MagNiet.

    `per_regio`: what the route gives it narrows to the regions of who asks, by `eigen_regios`.
    """

    wat: Wat
    per_regio: bool = False

    def __call__(self, sessie: Annotated[Sessie, Depends(ingelogd)]) -> Sessie:
        """As FastAPI asks a dependency."""
        match sessie.gebruiker.bereik(self.wat):
            case None:
                raise MagNiet(_ALLEEN_EIGEN if sessie.gebruiker.regios else MAG_NIET)
            case Bereik.EIGEN_REGIO if not self.per_regio:
                raise MagNiet(_ALLEEN_EIGEN)
            case _:
                return sessie


def mag(wat: Wat, *, per_regio: bool = False) -> list[Any]:
    """The dependencies of a route, or of all of a router, by which only those come in who may do this."""
    return [Depends(Vereist(wat, per_regio))]


@dataclass(frozen=True, slots=True)
class Poort:
    """By what somebody comes in, and how often.

    `wijze`: how people sign in; `sleutel`: that of who asks from this machine.
    """

    aanmelding: Volaanmelding
    wijze: Aanmeldwijze
    sleutel: str
    collegas: Collegas
    grenzen: Grenzen = field(default_factory=Grenzen)


def aanmelding_van(geheim: bytes, *, veilig: bool = False, afgemeld: Afgemeld | None = None) -> Volaanmelding:
    """That of the VOL."""
    return Aanmelding(geheim, VOL, erken, veilig=veilig, afgemeld=afgemeld)


def wie(verzoek: Request) -> Volgebruiker:
    """Who asks, on a route that said what it needs. Raises NietAangemeld."""
    sessie: Sessie = ingelogd(verzoek)
    return sessie.gebruiker


def eigen_regios(gebruiker: Volgebruiker, wat: Wat) -> frozenset[str] | None:
    """The regions to which it is narrowed for them; None: it is not."""
    return None if gebruiker.bereik(wat) is Bereik.ALLE else gebruiker.regios


def keur_regio(gebruiker: Volgebruiker, wat: Wat, regio: str) -> str:
    """The region that they ask for, or where they ask for none, the first of theirs. Raises MagNiet."""
    eigen = eigen_regios(gebruiker, wat)
    if eigen is None or regio in eigen:
        return regio
    if regio:
        raise MagNiet(_ALLEEN_EIGEN)
    return min(eigen)


def vereisten(route: APIRoute) -> set[Vereist]:
    """What that route needs."""
    return {vraag for vraag in afhankelijkheden(route) if isinstance(vraag, Vereist)}
