"""Streams: how they must be set, made by one idempotent step that refuses to go on with wrong settings."""

import json
from dataclasses import dataclass
from typing import Any

import nats.errors
from nats.aio.client import Client

from leerwinkel.eventsourcing.log import Unavailable

_NOT_FOUND = 10059
_CONSUMER_NOT_FOUND = 10014


@dataclass(frozen=True, slots=True)
class Mismatch(Exception):
    """A stream or consumer exists with a setting that is not the one agreed."""

    name: str
    setting: str
    wanted: Any
    found: Any

    def __str__(self) -> str:
        return f"{self.name}: {self.setting} is {self.found!r}, must be {self.wanted!r}"


async def ensure_stream(nc: Client, config: dict[str, Any], *, api: str = "$JS.API") -> None:
    """Create the stream if it is not there, and check that it is as `config` says. Raises Mismatch or Unavailable."""
    name = config["name"]
    found = await stream_info(nc, name, api=api)
    if found is None:
        found = await _ask(nc, f"{api}.STREAM.CREATE.{name}", config)
    check(name, config, (found or {}).get("config", {}))


async def ensure_consumer(nc: Client, stream: str, config: dict[str, Any], *, api: str = "$JS.API") -> None:
    """The same for a durable consumer of a stream."""
    name = config["durable_name"]
    found = await consumer_info(nc, stream, name, api=api)
    if found is None:
        body = {"stream_name": stream, "action": "create", "config": config}
        found = await _ask(nc, f"{api}.CONSUMER.CREATE.{stream}.{name}", body)
    check(f"{stream}/{name}", config, (found or {}).get("config", {}))


async def consumer_info(nc: Client, stream: str, name: str, *, api: str = "$JS.API") -> dict[str, Any] | None:
    """The server's account of a consumer; None without it. Raises Unavailable, also without the stream."""
    return await _ask(nc, f"{api}.CONSUMER.INFO.{stream}.{name}", {}, absent=_CONSUMER_NOT_FOUND)


async def update_stream(nc: Client, config: dict[str, Any], *, api: str = "$JS.API") -> None:
    """Give an existing stream these settings. Raises Unavailable."""
    await _ask(nc, f"{api}.STREAM.UPDATE.{config['name']}", config)


async def delete_stream(nc: Client, name: str, *, api: str = "$JS.API") -> bool:
    """Remove the stream and its files; gives whether it was there. Raises Unavailable."""
    return await _ask(nc, f"{api}.STREAM.DELETE.{name}", {}, absent=_NOT_FOUND) is not None


async def stream_info(nc: Client, name: str, *, api: str = "$JS.API") -> dict[str, Any] | None:
    """The server's account of the stream (`config`, `state`); None without the stream. Raises Unavailable."""
    return await _ask(nc, f"{api}.STREAM.INFO.{name}", {}, absent=_NOT_FOUND)


async def _ask(nc: Client, subject: str, body: dict[str, Any], *, absent: int = 0) -> dict[str, Any] | None:
    try:
        answer = await nc.request(subject, json.dumps(body).encode() if body else b"", timeout=5)
    except (nats.errors.Error, TimeoutError, OSError) as silence:
        raise Unavailable(f"{subject}: no answer") from silence
    said: dict[str, Any] = json.loads(answer.data)
    error = said.get("error")
    if error and error.get("err_code") == absent:
        return None
    if error:
        raise Unavailable(f"{subject}: {error.get('description')}")
    return said


def check(name: str, wanted: dict[str, Any], found: dict[str, Any]) -> None:
    """Whether the settings found are those wanted; what is not named there may be anything. Raises Mismatch."""
    for setting, value in wanted.items():
        if not _agrees(value, found.get(setting)):
            raise Mismatch(name, setting, value, found.get(setting))


def _agrees(wanted: Any, found: Any) -> bool:
    match wanted, found:
        case dict(), dict():
            return all(_agrees(value, found.get(key)) for key, value in wanted.items())
        case list(), list():
            return len(wanted) == len(found) and all(map(_agrees, wanted, found))
        case _:
            return wanted == found or (not wanted and not found)
