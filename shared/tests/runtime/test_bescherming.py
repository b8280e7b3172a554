"""What stands before every application: too large is refused, too many wait or are told when to come again."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message

from leerwinkel.runtime.web.bescherming import bescherm
from leerwinkel.runtime.web.drukte import Ruimte
from leerwinkel.runtime.web.omvang import Maten

MATEN = Maten(inhoud=100, ruimer={"/api/ruim": 200}, samen=250, adres=60, kop=300, geduld_s=0.05)
RUIM = Ruimte()


def pagina(titel: str, uitleg: str, status: int) -> Response:
    return PlainTextResponse(f"{titel}. {uitleg}", status)


async def tot(waar: Callable[[], bool]) -> None:
    while not waar():  # noqa: ASYNC110 - nothing tells it
        await asyncio.sleep(0)


class Werk:
    """An application of which the answers wait until the test lets them go."""

    def __init__(self, ruimte: Ruimte = RUIM) -> None:
        self.verder, self.bezig, self.hoogste = asyncio.Event(), 0, 0
        app = Starlette(routes=[Route("/{pad:path}", self.antwoord, methods=["GET", "POST"])])
        bescherm(app, pagina, ruimte, MATEN)
        self.app = app
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://x")

    async def antwoord(self, verzoek: Request) -> Response:
        self.bezig += 1
        self.hoogste = max(self.hoogste, self.bezig)
        inhoud = await verzoek.body()
        if verzoek.url.path != "/gezond":
            await self.verder.wait()
        self.bezig -= 1
        return PlainTextResponse(str(len(inhoud)))


async def stroom(*delen: bytes) -> AsyncIterator[bytes]:
    for deel in delen:
        yield deel


@pytest.mark.parametrize(
    ("verzoek", "status", "code"),
    [
        ({"url": "/api/a", "content": b"x" * 100}, 200, None),
        ({"url": "/api/a", "content": b"x" * 101}, 413, "te-groot"),
        ({"url": "/api/a", "content": stroom(b"x" * 60, b"x" * 60)}, 413, "te-groot"),
        ({"url": "/api/ruim", "content": b"x" * 200}, 200, None),
        ({"url": "/api/ruim", "content": b"x" * 201}, 413, "te-groot"),
        ({"url": "/api/ruim/anders", "content": b"x" * 101}, 413, "te-groot"),
        ({"url": "/api/" + "a" * 56, "content": b""}, 414, "adres-te-lang"),
        ({"url": "/api/a", "params": {"q": "a" * 56}, "content": b""}, 414, "adres-te-lang"),
        ({"url": "/api/a", "headers": {"cookie": "a" * 300}, "content": b""}, 431, "kop-te-groot"),
        ({"url": "/api/a", "headers": {f"x-{n}": "" for n in range(60)}, "content": b""}, 431, "kop-te-groot"),
    ],
)
async def test_what_is_too_large_is_refused_before_it_is_read(
    verzoek: Mapping[str, Any], status: int, code: str | None
) -> None:
    werk = Werk()
    werk.verder.set()
    antwoord = await werk.http.post(**verzoek)
    assert antwoord.status_code == status, antwoord.text
    if code:
        assert (antwoord.json()["code"], antwoord.headers["content-type"]) == (code, "application/problem+json")
        assert werk.hoogste == 0


async def test_a_length_that_is_promised_is_refused_without_a_byte_of_it() -> None:
    gelezen: list[str] = []

    async def ontvang() -> Message:
        gelezen.append("iets")
        return {"type": "http.request", "body": b"x", "more_body": True}

    gezegd: list[Message] = []

    async def zeg(bericht: Message) -> None:
        gezegd.append(bericht)

    kop = [(b"content-length", b"999999999999999999999999")]
    scope = {"type": "http", "path": "/a", "raw_path": b"/a", "query_string": b"", "headers": kop, "method": "POST"}
    await Werk().app(scope, ontvang, zeg)
    assert (gezegd[0]["status"], gelezen) == (413, [])


async def test_who_sends_slowly_is_not_waited_for_and_takes_nobodys_place() -> None:
    werk = Werk(Ruimte(tegelijk=1, wachtenden=0))

    async def traag() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.Event().wait()

    sleept = asyncio.create_task(werk.http.post("/a", content=traag()))
    werk.verder.set()
    assert (await werk.http.post("/a", content=b"snel")).text == "4"
    antwoord = await sleept
    assert (antwoord.status_code, "kwam niet op tijd aan" in antwoord.text) == (408, True)


async def test_all_bodies_together_stay_below_their_limit_and_make_room_again() -> None:
    werk = Werk()
    eerste = [asyncio.create_task(werk.http.post("/api/a", content=b"x" * 100)) for _ in range(2)]
    await tot(lambda: werk.bezig == 2)
    vol = await werk.http.post("/api/a", content=b"x" * 100)
    assert (vol.status_code, vol.json()["code"], vol.headers["retry-after"]) == (503, "te-druk", "5")
    werk.verder.set()
    assert [(await een).status_code for een in eerste] == [200, 200]
    assert (await werk.http.post("/api/ruim", content=b"x" * 200)).status_code == 200


async def test_ten_times_as_many_wait_and_then_are_refused_and_nobody_is_forgotten() -> None:
    werk = Werk(Ruimte(tegelijk=4, wachtenden=8))
    allen = [asyncio.create_task(werk.http.get("/api/a")) for _ in range(40)]
    await tot(lambda: sum(een.done() for een in allen) == 28)
    nee, wachten = [een.result() for een in allen if een.done()], [een for een in allen if not een.done()]
    assert (len(wachten), werk.hoogste) == (12, 4)
    assert {(een.status_code, een.headers["retry-after"], een.json()["code"]) for een in nee} == {(503, "5", "te-druk")}
    assert (await werk.http.get("/gezond")).status_code == 200
    werk.verder.set()
    assert [(await een).status_code for een in wachten] == [200] * 12
    assert (await werk.http.get("/api/a")).status_code == 200
    assert werk.hoogste <= 5  # four places, and who asks whether it lives


async def test_who_waits_too_long_is_told_so_on_a_page() -> None:
    werk = Werk(Ruimte(tegelijk=1, wachtenden=5, geduld_s=0.01))
    eerste = asyncio.create_task(werk.http.get("/a"))
    await tot(lambda: werk.bezig == 1)
    te_laat = await werk.http.get("/a")
    assert te_laat.status_code == 503
    assert te_laat.text.startswith("Even te druk. Er zijn nu te veel vragen tegelijk.")
    werk.verder.set()
    assert (await eerste).status_code == 200


async def test_who_goes_away_while_waiting_leaves_their_place() -> None:
    werk = Werk(Ruimte(tegelijk=1, wachtenden=1))
    eerste = asyncio.create_task(werk.http.get("/a"))
    await tot(lambda: werk.bezig == 1)
    weg = asyncio.create_task(werk.http.get("/a"))
    await asyncio.wait([weg], timeout=0.01)
    weg.cancel()
    await asyncio.wait([weg])
    volgende = asyncio.create_task(werk.http.get("/a"))
    await asyncio.wait([volgende], timeout=0.01)
    assert not volgende.done()
    werk.verder.set()
    assert [(await een).status_code for een in (eerste, volgende)] == [200, 200]
