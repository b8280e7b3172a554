"""A batch of messages in FastStream, as bytes: judging them is ours, also when they are no JSON at all."""

from typing import Annotated, cast

from faststream import Context
from faststream.nats.message import NatsBatchMessage

Batch = Annotated[NatsBatchMessage, Context("message")]


async def ruw(batch: NatsBatchMessage) -> list[bytes]:
    """The decoder that leaves them alone."""
    return cast("list[bytes]", batch.body)
