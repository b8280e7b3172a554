"""More connections than there may be: who asks there is told when to come again, and the connection is given back."""

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from leerwinkel.runtime.taken import beeindig
from leerwinkel.runtime.web import serveren
from leerwinkel.runtime.web.bescherming import bescherm
from leerwinkel.runtime.web.drukte import Ruimte
from leerwinkel.runtime.web.omvang import Maten
from leerwinkel.testing.netwerk import vrije_poorten


def _app() -> Starlette:
    def hier(_verzoek: Request) -> Response:
        return PlainTextResponse("hier")

    def pagina(titel: str, uitleg: str, status: int) -> Response:
        return PlainTextResponse(f"{titel}. {uitleg}", status)

    app = Starlette(routes=[Route("/{pad:path}", hier)])
    bescherm(app, pagina, Ruimte(), Maten())
    return app


async def test_a_connection_too_many_is_answered_with_when_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serveren, "_LIJNEN", 2)
    [poort], open_ = vrije_poorten(1), asyncio.Event()
    dienst = asyncio.create_task(serveren.serveer(_app(), poort, open_.set))
    await open_.wait()
    bezet = [await asyncio.open_connection("127.0.0.1", poort) for _ in range(2)]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{poort}") as http:
        for pad, soort in (("/api/a", "application/problem+json"), ("/a", "text/plain; charset=utf-8")):
            nee = await http.get(pad)
            assert (nee.status_code, nee.headers["retry-after"], nee.headers["connection"]) == (503, "5", "close")
            assert nee.headers["content-type"] == soort
            assert "Er zijn nu te veel vragen tegelijk." in nee.text
        for _, schrijver in bezet:
            schrijver.close()
            await schrijver.wait_closed()
        async with asyncio.timeout(10):
            while (await http.get("/a")).status_code != 200:
                pass  # until the server saw that they are gone
    await beeindig(dienst)
