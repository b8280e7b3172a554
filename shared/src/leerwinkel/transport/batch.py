"""A batch of messages in FastStream, as bytes: judging them is ours, also when they are no JSON at all."""

from typing import Annotated, cast

from faststream import Context
from faststream.nats import PullSub
from faststream.nats.message import NatsBatchMessage

Batch = Annotated[NatsBatchMessage, Context("message")]
IN_BATCHES = PullSub(batch_size=200, timeout=1.0, batch=True)
"""All that is there, up to so many; a request waits for a first message no longer than this (see `mend_fetch`)."""


async def ruw(batch: NatsBatchMessage) -> list[bytes]:
    """The decoder that leaves them alone."""
    return cast("list[bytes]", batch.body)
