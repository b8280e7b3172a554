"""An event loop beside the tests: lines and load go on while the main thread starts and kills processes."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class Achtergrond:
    """The loop, in a thread of its own."""

    def __init__(self) -> None:
        self._lus = asyncio.new_event_loop()
        self._draad = threading.Thread(target=self._lus.run_forever, daemon=True)
        self._draad.start()

    def doe(self, werk: Coroutine[Any, Any, T], seconden: float = 60) -> T:
        return asyncio.run_coroutine_threadsafe(werk, self._lus).result(seconden)

    def begin(self, werk: Coroutine[Any, Any, None]) -> Callable[[float], None]:
        """Start something; gives what waits for its end."""
        return asyncio.run_coroutine_threadsafe(werk, self._lus).result

    def stop(self) -> None:
        self.doe(_breek_af())
        self._lus.call_soon_threadsafe(self._lus.stop)
        self._draad.join()
        self._lus.close()


async def _breek_af() -> None:
    taken = asyncio.all_tasks() - {asyncio.current_task()}
    for taak in taken:
        taak.cancel()
    await asyncio.gather(*taken, return_exceptions=True)
