"""A defect of nats-py that costs FastStream its messages, mended from outside until nats.py #1008 is released."""

from typing import Any

import nats.errors
from nats.js.client import JetStreamContext

_GEMERKT = "_leerwinkel_mended"


def mend_fetch() -> None:
    """Let `fetch` end a wait with nats-py's own TimeoutError, as it says it does. May be called again.

    nats-py 2.15 and 2.16 raise the TimeoutError of asyncio when the deadline passes. FastStream waits for the other
    one: its pull task falls over with the batch in hand, which then comes again only after `ack_wait`.
    """
    fetch: Any = JetStreamContext.PullSubscription.fetch
    if hasattr(fetch, _GEMERKT):
        return

    async def mended(self: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return await fetch(self, *args, **kwargs)
        except nats.errors.Error:
            raise
        except TimeoutError as deadline:
            raise nats.errors.TimeoutError from deadline

    setattr(mended, _GEMERKT, True)
    setattr(JetStreamContext.PullSubscription, "fetch", mended)  # noqa: B010 - a method of somebody else's class
