"""Routes that nobody needs to be signed in for, and those that say nothing: an application with one does not start."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from leerwinkel.runtime.web.routes import afhankelijkheden, alle

_ZONDER_FUNCTIE: Final = ("/statisch/{adres}", "/api/openapi.json")
"""What anybody may have: the style of the pages, and which addresses there are."""
_OPENBAAR: Final = set[Callable[..., Any]]()


def openbaar(route: Callable[..., Any]) -> Callable[..., Any]:
    """For a route that needs nobody to be signed in."""
    _OPENBAAR.add(route)
    return route


def onbewaakt(routes: Iterable[BaseRoute], vereist: type[Any]) -> list[str]:
    """The routes that say neither what they need, with a dependency of that type, nor that they are open."""
    return [adres for route in alle(routes) if (adres := _zegt_niets(route, vereist))]


def _zegt_niets(route: BaseRoute, vereist: type[Any]) -> str | None:
    if not isinstance(route, APIRoute):
        pad = str(getattr(route, "path", route))
        return None if pad in _ZONDER_FUNCTIE else pad
    bewaakt = any(isinstance(vraag, vereist) for vraag in afhankelijkheden(route))
    return None if bewaakt or route.endpoint in _OPENBAAR else route.path
