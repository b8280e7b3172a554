"""Ten times what fits at once: slower, then refused, never broken; what was acknowledged is on the log, once."""

import asyncio
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import httpx
import psutil
import pytest

from leerwinkel.runtime.web.drukte import Ruimte
from leerwinkel.testing.dienst import Proefdienst, draaiend
from leerwinkel.testing.voorbeelden import gebeurtenis
from trajecten.app import DIENST

from .gegeven import GEDISPATCHT

RUIMTE = Ruimte(tegelijk=2, wachtenden=4, geduld_s=20)
GEWOON = RUIMTE.tegelijk + RUIMTE.wachtenden
CONTACT = {"contact": {"medium": "sms", "richting": "uit"}}
MEBIBYTE = 1024 * 1024


def bezoek(proef: Proefdienst) -> httpx.AsyncClient:
    app = DIENST.create_app(replace(proef.kader, ruimte=RUIMTE))
    vervoer = httpx.ASGITransport(app=app)
    return httpx.AsyncClient(transport=vervoer, base_url="http://127.0.0.1", cookies=proef.http.cookies, timeout=60)


async def geef(http: httpx.AsyncClient, dossier: str, sleutel: str, codes: Counter[int]) -> float:
    """The same command until it is acknowledged; the seconds of the answer that did."""
    while True:
        begin = time.perf_counter()
        pad = f"/api/dossiers/{dossier}/microcontact-registreren"
        antwoord = await http.post(pad, json=CONTACT, headers={"Idempotency-Key": sleutel})
        codes[antwoord.status_code] += 1
        if antwoord.status_code == 200:
            return time.perf_counter() - begin
        assert (antwoord.status_code, antwoord.headers["content-type"]) == (503, "application/problem+json")
        await asyncio.sleep(int(antwoord.headers["retry-after"]) / 20)  # sooner than it is told: the rush goes on


@pytest.mark.parametrize("ronden", [1, pytest.param(6, marks=[pytest.mark.lang, pytest.mark.timeout(300)])])
async def test_ten_times_the_load_is_slower_then_refused_and_loses_nothing(tmp_path: Path, ronden: int) -> None:
    async with draaiend(DIENST, tmp_path, "begeleider-1") as proef, bezoek(proef) as http:
        dossiers = [f"d{nummer}" for nummer in range(4)]
        await proef.gebeur(*(gebeurtenis(data, dossier) for dossier in dossiers for data in GEDISPATCHT))
        rustig = await geef(http, "d0", str(uuid4()), Counter())
        codes: Counter[int] = Counter()
        rustig_geheugen = psutil.Process().memory_info().rss
        for _ in range(ronden):
            opdrachten = [(dossiers[n % len(dossiers)], str(uuid4())) for n in range(10 * GEWOON)]
            druk = [geef(http, *opdracht, codes) for opdracht in opdrachten]
            duur = await asyncio.gather(*druk)
            assert max(duur) > rustig
        assert psutil.Process().memory_info().rss - rustig_geheugen < 128 * MEBIBYTE
        assert codes[200] == 10 * GEWOON * ronden
        assert codes[503] > 0
        gezegd = Counter(event.subject for event in await proef.log() if event.soort == "microcontact-geregistreerd")
        assert gezegd.total() == codes[200] + 1
        assert (await http.get("/gezond")).status_code == 200
        assert (await http.get("/dossiers/d0")).status_code == 200
