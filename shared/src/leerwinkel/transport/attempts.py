"""A defect of nats-py (2.16) by which each attempt to come back that the node broke off leaves a socket open.

It forgets the connection of the attempt before as it makes the next. The file stays open until the collector comes by.
"""

from typing import Any

from nats.aio.transport import TcpTransport

_MENDED = "_leerwinkel_attempts"


def mend_attempts() -> None:
    """Let every connection of this process close what it no longer uses. May be called again."""
    owner: Any = TcpTransport
    if hasattr(owner, _MENDED):
        return
    connect = owner.connect

    async def mended(self: Any, *args: Any, **options: Any) -> None:
        self.close()
        await connect(self, *args, **options)

    owner.connect = mended
    setattr(owner, _MENDED, True)
