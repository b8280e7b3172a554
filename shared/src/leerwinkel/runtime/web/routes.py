"""What an application serves: every route, also those of routers in routers, and what is asked before it answers."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from fastapi import APIRouter
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute


def adressen(routes: Iterable[BaseRoute]) -> Iterator[APIRoute]:
    """All that are served by a function of ours."""
    return (route for route in alle(routes) if isinstance(route, APIRoute))


def alle(routes: Iterable[BaseRoute]) -> Iterator[BaseRoute]:
    """All that are served, whatever they are."""
    for route in routes:
        if isinstance(binnen := getattr(route, "original_router", None), APIRouter):
            yield from alle(binnen.routes)
        else:
            yield route


def afhankelijkheden(route: APIRoute) -> Iterator[Callable[..., Any]]:
    """What is asked before the route answers, and what those ask."""

    def van(afhankelijk: Dependant) -> Iterator[Callable[..., Any]]:
        for dieper in afhankelijk.dependencies:
            if dieper.call is not None:
                yield dieper.call
            yield from van(dieper)

    return van(route.dependant)
