"""Too many requests are told how long to wait, and nobody else waits with them."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from leerwinkel.dienst.aanmelden import aanmelding_van
from leerwinkel.identiteit.begrenzing import Begrenzer, Grenzen
from leerwinkel.identiteit.proefgebruikers import proefgebruikers
from leerwinkel.runtime.web.weigeren import PAGINA

AANMELDING = aanmelding_van("gent", b"g" * 32)


class Klok:
    nu = 0.0

    def __call__(self) -> float:
        return self.nu


def _blad(titel: str, uitleg: str, status: int) -> Response:
    return PlainTextResponse(f"{titel}: {uitleg}", status)


def bezoeker(klok: Klok, koekje: str = "", adres: str = "10.0.0.1") -> httpx.AsyncClient:
    def goed(_verzoek: object) -> Response:
        return PlainTextResponse("goed")

    app = Starlette(routes=[Route("/{pad:path}", goed, methods=["GET", "POST"])])
    setattr(app.state, PAGINA, _blad)
    app.add_middleware(Begrenzer, aanmelding=AANMELDING, grenzen=Grenzen(aanmelden=2, api=60), klok=klok)
    vervoer = httpx.ASGITransport(app=app, client=(adres, 1))
    return httpx.AsyncClient(transport=vervoer, base_url="http://x", cookies={AANMELDING.koekje: koekje})


async def test_after_too_many_one_waits_and_is_told_how_long() -> None:
    klok = Klok()
    async with bezoeker(klok) as http:
        antwoorden = [await http.post("/aanmelden") for _ in range(3)]
        assert [a.status_code for a in antwoorden] == [200, 200, 429]
        assert antwoorden[2].headers["retry-after"] == "30"
        assert "Probeer het over 30 seconden opnieuw." in antwoorden[2].text
        assert (await http.get("/aanmelden")).status_code == 200
        klok.nu += 29
        assert (await http.post("/aanmelden")).headers["retry-after"] == "1"
        klok.nu += 1
        assert [(await http.post("/aanmelden")).status_code for _ in range(2)] == [200, 429]


async def test_a_program_is_told_so_as_a_problem() -> None:
    async with bezoeker(Klok()) as http:
        antwoorden = [await http.get("/api/dossiers/d1") for _ in range(61)]
    assert [a.status_code for a in antwoorden] == [200] * 60 + [429]
    assert antwoorden[60].headers["content-type"] == "application/problem+json"
    assert (antwoorden[60].json()["code"], antwoorden[60].headers["retry-after"]) == ("te-veel-verzoeken", "1")


@pytest.mark.parametrize("koekje", ["", "verzonnen"])
async def test_who_is_signed_in_is_counted_apart_and_a_made_up_session_is_none(koekje: str) -> None:
    echt = AANMELDING.verzegelde(proefgebruikers("gent")[1])
    async with bezoeker(Klok(), koekje) as http:
        codes = [(await http.get("/api/x")).status_code for _ in range(60)]
        http.cookies.set(AANMELDING.koekje, "iets-anders")
        codes.append((await http.get("/api/x")).status_code)
        assert codes == [200] * 60 + [429]
        http.cookies.clear()
        assert (await http.get("/api/x", headers={"cookie": f"{AANMELDING.koekje}={echt}"})).status_code == 200


async def test_what_was_counted_longest_ago_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leerwinkel.identiteit.begrenzing._ONTHOUDEN", 1)
    async with bezoeker(Klok()) as http:
        await http.post("/aanmelden")
        await http.post("/aanmelden")
        await http.get("/api/x")
        assert (await http.post("/aanmelden")).status_code == 200
