"""A connection of an account without streams: it asks the JetStream of another account, under a name of its own.

`$JS` is in each account that account's own, so what is brought over from another account is called otherwise here.
"""

import re
from typing import Any

from nats.aio.client import Client
from nats.aio.msg import Msg

_API = re.compile(r"\$JS\.(?:([a-z-]+)\.)?API\.")
_ELSEWHERE = re.compile(r"JSKIJK\.([a-z-]+)\.")


def elsewhere(subject: str, domain: str) -> str:
    """How such an account calls a question to JetStream; `domain` is that of the node. Other subjects stay."""
    found = _API.match(subject)
    return f"JSKIJK.{found[1] or domain}.{subject[found.end() :]}" if found else subject


def here(subject: str, domain: str) -> str:
    """The same the other way round."""
    found = _ELSEWHERE.match(subject)
    if not found:
        return subject
    own = "" if found[1] == domain else f"{found[1]}."
    return f"$JS.{own}API.{subject[found.end() :]}"


class DomainClient(Client):
    """Callers name JetStream as everybody does."""

    def __init__(self, domain: str) -> None:
        super().__init__()
        self._domain = domain

    async def publish(self, subject: str, *args: Any, **kwargs: Any) -> None:
        """As nats-py."""
        await super().publish(elsewhere(subject, self._domain), *args, **kwargs)

    async def request(self, subject: str, *args: Any, **kwargs: Any) -> Msg:
        """As nats-py."""
        return await super().request(elsewhere(subject, self._domain), *args, **kwargs)
