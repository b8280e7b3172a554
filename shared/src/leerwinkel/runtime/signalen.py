"""Stopping on request: SIGTERM and SIGINT end a command quietly, after it has cleaned up."""

import asyncio
import contextlib
import signal
from collections.abc import Coroutine, Generator
from types import FrameType
from typing import Any

_VRAGEN = (signal.SIGTERM, signal.SIGINT)


@contextlib.contextmanager
def tot_signaal() -> Generator[None]:
    """Run the block until it ends or the process is asked to stop; being asked is no error."""

    def onderbreek(_nummer: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, onderbreek)
    with contextlib.suppress(KeyboardInterrupt):
        yield


def dien_tot_signaal(dienst: Coroutine[Any, Any, None]) -> None:
    """Run a service in an event loop of its own until it ends or the process is asked to stop."""
    asyncio.run(_tot_signaal(dienst))


async def _tot_signaal(dienst: Coroutine[Any, Any, None]) -> None:
    taak = asyncio.ensure_future(dienst)
    for vraag in _VRAGEN:
        asyncio.get_running_loop().add_signal_handler(vraag, taak.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await taak
