"""Serving an application on this machine until the process is asked to stop."""

import asyncio
from collections.abc import Callable
from typing import Any, Final

import structlog
import uvicorn
from starlette.applications import Starlette

log = structlog.get_logger()

_LIJNEN: Final = 512
"""Connections that are open together. What is beyond is answered 503 at once; far more than may wait for a place."""


async def serveer(app: Starlette, poort: int, open_: Callable[[], None] = lambda: None) -> None:
    """Serve on 127.0.0.1 until cancelled; `open_` is called when the port is open. Requests under way are finished."""
    instelling: dict[str, Any] = {"log_config": None, "access_log": False, "lifespan": "off", "server_header": False}
    grenzen: dict[str, Any] = {"limit_concurrency": _LIJNEN, "h11_max_incomplete_event_size": 64 * 1024}
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=poort, http="h11", **instelling, **grenzen))
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
