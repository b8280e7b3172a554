"""Publishing many at once sends what publishing them one by one sends."""

import pytest
from nats.aio.client import Client

from leerwinkel.transport.outbox import publish_all


async def test_messages_published_together_come_as_if_one_by_one(nc: Client) -> None:
    heard = await nc.subscribe("proef.>")
    sent = [(f"proef.{n}", b"x" * n, {"A": f"é {n}", "B-C": ""}) for n in range(3)]
    for subject, payload, headers in sent:
        await nc.publish(subject, payload, headers=headers)
    await publish_all(nc, sent)
    await nc.flush()
    got = [await heard.next_msg(timeout=5) for _ in range(6)]
    parts = [(message.subject, message.data, message.reply, message.headers) for message in got]
    assert parts[:3] == parts[3:]


@pytest.mark.parametrize(
    ("subject", "value"),
    [("proef.a b", "1"), ("", "1"), ("proef\r\nPING", "1"), ("proef", "1\r\n\r\nx"), ("proef", "\n")],
)
async def test_what_would_be_no_single_message_is_not_published(nc: Client, subject: str, value: str) -> None:
    with pytest.raises(ValueError, match=r"^.*"):
        await publish_all(nc, [(subject, b"", {"A": value})])
