"""The VOL under fire: what no form sends, script in every parameter and field, and every way in by who may not."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from leerwinkel.eventsourcing import Unavailable
from leerwinkel.testing.apivuur import bestook
from leerwinkel.testing.vijandig import onder_vuur, van_buiten
from vol_reporting.bestand import Bestand
from vol_reporting.dienst import Opslag
from vol_reporting.opslag import voeg_toe

from .proefdienst import AANMELDING, ALLES, SLEUTEL, IngenomenLog, Proefdienst, app_van, verhaal


@asynccontextmanager
async def bezoeker(map_: Path) -> AsyncGenerator[tuple[FastAPI, httpx.AsyncClient]]:
    opslag = Opslag(Bestand(map_))
    voeg_toe(opslag.cursor(), [ontvangst.rij() for ontvangst in verhaal().ontvangsten])
    app = app_van(Proefdienst(opslag, eigen_log=IngenomenLog(opslag)))
    vervoer = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=vervoer, base_url="http://testserver", timeout=60) as http:
        http.cookies.set(AANMELDING.koekje, AANMELDING.verzegelde(ALLES))
        yield app, http
    opslag.sluit()


@pytest.mark.parametrize("alles", [False, pytest.param(True, marks=[pytest.mark.lang, pytest.mark.timeout(600)])])
async def test_what_anybody_sends_is_only_ever_text_and_nothing_falls_over(tmp_path: Path, *, alles: bool) -> None:
    async with bezoeker(tmp_path) as (app, http):
        kruiper = await onder_vuur(app, http, alles=alles, kruip=alles)
        assert kruiper.bevindingen == []


@pytest.mark.parametrize("alles", [False, pytest.param(True, marks=pytest.mark.lang)])
async def test_the_api_answers_as_it_says_whatever_is_sent(tmp_path: Path, *, alles: bool) -> None:
    async with bezoeker(tmp_path) as (app, http):
        aantal, anders = await bestook(app, http, alles=alles)
        assert anders == []
        assert aantal > 0


async def test_who_is_not_signed_in_comes_nowhere(tmp_path: Path) -> None:
    async with bezoeker(tmp_path) as (app, http):
        http.cookies.clear()
        assert await van_buiten(app, http) == []


async def test_a_hub_that_is_away_is_said_with_when_to_come_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def weg(_self: Proefdienst, _archief: Path | None = None) -> int:
        raise Unavailable

    monkeypatch.setattr(Proefdienst, "herbouw", weg)
    async with bezoeker(tmp_path) as (_, http):
        http.cookies.clear()
        antwoord = await http.post("/api/herbouw", headers={"authorization": f"Bearer {SLEUTEL}"})
    assert (antwoord.status_code, antwoord.headers["content-type"]) == (503, "application/problem+json")
    assert antwoord.headers["retry-after"] == "5"
