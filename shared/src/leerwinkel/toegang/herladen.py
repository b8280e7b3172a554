"""Telling a running node to read its configuration again: asked over its own system account, and answered."""

import contextlib
import json
from collections.abc import AsyncGenerator
from typing import Any

import nats.errors
from nats.aio.client import Client

from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.runtime.zegbaar import Zegbaar

_GEDULD_S = 5.0


class NietHerladen(Zegbaar):
    """The node goes on with what it had; the message is for the user (Dutch)."""


async def verbreek(instellingen: Instellingen, knoop: str, regio: str) -> None:
    """Break the line of a region at the hub: reading again what counts leaves lines that are open as they are."""
    async with _als_net(instellingen, knoop) as nc:
        if nc is None:
            return
        server = await _server(nc)
        lijnen = await _vraag(nc, f"{server}.LEAFZ")
        for lijn in lijnen["data"]["leafs"]:
            if lijn["name"] == regio:
                await _vraag(nc, f"{server}.KICK", {"cid": lijn["id"]})


@contextlib.asynccontextmanager
async def _als_net(instellingen: Instellingen, knoop: str) -> AsyncGenerator[Client | None]:
    """None where the node does not run. Raises NietHerladen where it does not answer."""
    try:
        nc = await verbind(instellingen.ingang(knoop, Wie.NET), "toegang", geduldig=False)
    except (nats.errors.NoServersError, OSError):
        yield None
        return
    try:
        yield nc
    except (nats.errors.Error, TimeoutError) as stil:
        raise NietHerladen(f"De NATS-server van {knoop} antwoordt niet. Herstart hem.") from stil
    finally:
        await nc.close()


async def _vraag(nc: Client, wat: str, inhoud: dict[str, Any] | None = None) -> dict[str, Any]:
    ruw = json.dumps(inhoud).encode() if inhoud else b""
    return json.loads((await nc.request(f"$SYS.REQ.SERVER.{wat}", ruw, timeout=_GEDULD_S)).data)


async def _server(nc: Client) -> str:
    return (await _vraag(nc, "PING"))["server"]["id"]


async def herlaad(instellingen: Instellingen, knoop: str) -> bool:
    """Whether it runs, and now has what is in its folder. Raises NietHerladen where it runs and refuses."""
    async with _als_net(instellingen, knoop) as nc:
        if nc is None:
            return False
        gezegd = await _vraag(nc, f"{await _server(nc)}.RELOAD")
        if fout := gezegd.get("error"):
            raise NietHerladen(f"De NATS-server van {knoop} neemt dit niet aan: {fout.get('description')}.")
        return True
