"""What nats-py's `fetch` lacks for who pulls in batches, mended from outside, with what FastStream makes of it.

A batch that is not full was waited for until its time was over, by both: who published one event had its answer after
100 ms. And a wait ended with another error than nats-py says, until nats.py #1008 is released.
"""

import json
from typing import Any

import nats.errors
from nats.aio.msg import Msg
from nats.js.client import JetStreamContext

_MENDED, _REST = "_leerwinkel_mended", "_leerwinkel_rest"


def mend_fetch() -> None:
    """Let `fetch` give all that is there as soon as there is one message. May be called again.

    FastStream asks again for what a batch lacks, because nats-py may give less than there is (nats.py #1034). Of that
    there is nothing then, and it is told so at once. A wait in vain ends with nats-py's own TimeoutError: versions 2.15
    and 2.16 raise that of asyncio, and then FastStream's pull task falls over with the batch in hand, which comes again
    only after `ack_wait`.
    """
    fetch: Any = JetStreamContext.PullSubscription.fetch
    if hasattr(fetch, _MENDED):
        return

    async def mended(self: Any, batch: int = 1, timeout: float | None = 5, **rest: Any) -> list[Msg]:  # noqa: ASYNC109
        lacking, self.__dict__[_REST] = self.__dict__.get(_REST), None
        if batch == lacking:
            raise nats.errors.TimeoutError
        try:
            found: list[Msg] = await fetch(self, 1, timeout, **rest)
        except nats.errors.Error:
            raise
        except TimeoutError as deadline:
            raise nats.errors.TimeoutError from deadline
        found += await _what_is_there(self, batch - len(found), timeout)
        self.__dict__[_REST] = batch - len(found)
        return found

    setattr(mended, _MENDED, True)
    setattr(JetStreamContext.PullSubscription, "fetch", mended)  # noqa: B010 - a method of somebody else's class


async def _what_is_there(pull: Any, most: int, patience_s: float | None) -> list[Msg]:
    """Of what waits in the server at most so many; it says when there is no more."""
    nc, at, reply, subscription = pull._nc, pull._nms, pull._deliver, pull._sub  # noqa: SLF001 - there is no other way
    found: list[Msg] = []
    try:
        if most:
            await nc.publish(at, json.dumps({"batch": most, "no_wait": True}).encode(), reply)
        while len(found) < most:
            message: Msg = await subscription.next_msg(patience_s)
            if JetStreamContext.is_status_msg(message):
                break
            found.append(message)
    except (nats.errors.Error, TimeoutError, OSError):
        pass  # what is on its way comes with the next batch
    return found
