"""Serving an application on this machine until the process is asked to stop."""

import asyncio
from collections.abc import Callable
from typing import Any, Final

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leerwinkel.runtime.web.drukte import TE_DRUK

log = structlog.get_logger()

_LIJNEN: Final = 512
"""Connections that are open together. Who asks beyond them is told at once; far more than may wait for a place."""


async def serveer(app: Starlette, poort: int, open_: Callable[[], None] = lambda: None) -> None:
    """Serve on 127.0.0.1 until cancelled; `open_` is called when the port is open. Requests under way are finished."""
    instelling: dict[str, Any] = {"log_config": None, "access_log": False, "lifespan": "off", "server_header": False}
    instelling["h11_max_incomplete_event_size"] = 64 * 1024
    begrensd = _begrensd(app, lambda: len(server.server_state.connections))
    server = uvicorn.Server(uvicorn.Config(begrensd, host="127.0.0.1", port=poort, http="h11", **instelling))
    bezig = asyncio.create_task(server.serve())
    try:
        while not server.started and not bezig.done():  # noqa: ASYNC110 - uvicorn tells it by an attribute
            await asyncio.sleep(0.01)
        open_()
        log.info("dienst_open", poort=poort)
        await asyncio.shield(bezig)
    except asyncio.CancelledError:
        server.should_exit = True
        await bezig
        raise


def _begrensd(app: Starlette, lijnen: Callable[[], int]) -> ASGIApp:
    """The application as long as there are not too many connections; uvicorn's own limit does not say when to come."""

    async def verder(scope: Scope, receive: Receive, send: Send) -> None:
        async def en_sluit(bericht: Message) -> None:
            if bericht["type"] == "http.response.start":
                bericht["headers"] = [*bericht["headers"], (b"connection", b"close")]
            await send(bericht)

        if lijnen() > _LIJNEN:
            await TE_DRUK({**scope, "app": app}, receive, en_sluit)
        else:
            await app(scope, receive, send)

    return verder
