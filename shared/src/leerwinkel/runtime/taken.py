"""Tasks that live and end together."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_NOG_EENS_S = 1.0


async def samen(*werk: Coroutine[Any, Any, Any]) -> None:
    """Run these beside each other. The first to end, or to fail, ends the others; its error is raised."""
    taken = [asyncio.create_task(deel) for deel in werk]
    try:
        klaar, _ = await asyncio.wait(taken, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await beeindig(*taken)
    for taak in klaar:
        taak.result()


async def beeindig(*taken: asyncio.Task[Any]) -> None:
    """Cancel these and wait until they are over.

    More than once where needed: before Python 3.12 `asyncio.wait_for`, which nats-py uses, can swallow a cancellation.
    For the same reason, who is cancelled while waiting here first waits.
    """
    zelf = False
    while nog := [taak for taak in taken if not taak.done()]:
        for taak in nog:
            taak.cancel()
        try:
            await asyncio.wait(nog, timeout=_NOG_EENS_S)
        except asyncio.CancelledError:
            zelf = True
    if zelf:
        raise asyncio.CancelledError


async def in_draad(functie: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What the function gives, called in a thread.

    Who is cancelled waits until it has finished: nobody may close or use what it works on before.
    """
    return await ongestoord(asyncio.to_thread(functie, *args, **kwargs))


async def ongestoord(werk: Coroutine[Any, Any, T]) -> T:
    """What it gives, once it has ended by itself, also for who is cancelled: what must not be left half."""
    taak = asyncio.create_task(werk)
    zelf = False
    while not taak.done():
        try:
            await asyncio.wait([taak])
        except asyncio.CancelledError:
            zelf = True
    if zelf:
        taak.exception()
        raise asyncio.CancelledError
    return taak.result()
