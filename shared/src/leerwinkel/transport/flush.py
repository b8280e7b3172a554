"""A defect of nats-py (2.16) by which who publishes at the moment that a connection breaks gets an error of the socket.

Its flusher takes such an error for what it is, and reconnects; where the flusher ended already nats-py writes itself,
and hands the error to whoever published, as if their request could not be. What was on its way is lost either way.
"""

from typing import Any

from nats.aio.client import Client

_MENDED = "_leerwinkel_flush"


def mend_flush() -> None:
    """Let every connection of this process take it for a connection that broke. May be called again."""
    owner: Any = Client
    if hasattr(owner, _MENDED):
        return
    flush = owner._flush_pending  # noqa: SLF001 - there is no other place

    async def mended(self: Any, force_flush: bool = False) -> Any:  # noqa: FBT001, FBT002 - as nats-py calls it
        try:
            return await flush(self, force_flush)
        except OSError as broken:
            await self._process_op_err(broken)

    owner._flush_pending = mended  # noqa: SLF001
    setattr(owner, _MENDED, True)
