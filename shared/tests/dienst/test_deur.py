"""A batch of events over HTTP goes in at the same door, with an answer for each."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from faststream.nats import NatsBroker

from leerwinkel.dienst.aanmelden import aanmelding_van
from leerwinkel.dienst.deur import HOOGSTENS, MAX_BYTES, deur
from leerwinkel.identiteit.proefgebruikers import proefgebruikers
from leerwinkel.inname.gateway import luister
from leerwinkel.inname.regio import open_regio
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.testing.netwerk import leeg_knooppunt
from leerwinkel.testing.voorbeelden import microcontact

BATCH = {"content-type": "application/cloudevents-batch+json"}


@pytest.fixture
async def http(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with leeg_knooppunt(tmp_path.parent, "proef") as (url, _):
        instellingen = Instellingen(data=tmp_path / "data", nats={"gent": url})
        regio = await open_regio(instellingen, "gent")
        broker = NatsBroker(url, logger=None)
        luister(broker, "gent", regio.poort, regio.quarantaine)
        await broker.start()
        app = FastAPI()
        app.state.kader, app.state.aanmelding = None, aanmelding_van("gent", b"g" * 32)
        app.include_router(deur(regio.nc, "gent"))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://proef") as client:
            meld_aan(client, app, "systeem-1")
            yield client
        await broker.stop()
        await regio.sluit()


def meld_aan(client: httpx.AsyncClient, app: FastAPI, wie: str) -> None:
    [zo] = [een for een in proefgebruikers("gent") if een.medewerker == wie]
    client.cookies.set(app.state.aanmelding.koekje, app.state.aanmelding.verzegelde(zo))


async def bied_aan(http: httpx.AsyncClient, inhoud: bytes, koppen: dict[str, str] | None = None) -> httpx.Response:
    return await http.post("/api/gebeurtenissen", content=inhoud, headers=koppen or BATCH)


async def test_each_event_has_its_answer_in_the_order_of_the_batch(http: httpx.AsyncClient) -> None:
    goed = [json.loads(microcontact("d1").ruw()) for _ in range(3)]
    anders = goed[0] | {"data": {"medium": "chat", "richting": "uit"}}
    elders = goed[1] | {"source": "urn:leerwinkel:limburg:test"}
    batch: list[Any] = [*goed, goed[1], anders, elders, 7, {"source": "urn:leerwinkel:gent:test"}, {"\ud800": 1}]
    antwoord = await bied_aan(http, json.dumps(batch).encode())
    assert antwoord.status_code == 200
    assert [(a["nr"], a["uitkomst"]) for a in antwoord.json()] == list(
        enumerate(["aanvaard"] * 3 + ["herhaling", "conflict"] + ["geweigerd"] * 4, start=1)
    )
    assert all(a["reden"] for a in antwoord.json()[4:])


@pytest.mark.parametrize(
    ("inhoud", "koppen", "status"),
    [
        (b"{", BATCH, 422),
        (b"{}", BATCH, 422),
        (b"[" * 100_000, BATCH, 422),
        (json.dumps([1] * (HOOGSTENS + 1)).encode(), BATCH, 422),
        (b" " * (MAX_BYTES + 1), BATCH, 413),
        (b"[]", {"content-type": "text/plain"}, 415),
    ],
)
async def test_what_is_no_batch_is_refused_whole(
    http: httpx.AsyncClient, inhoud: bytes, koppen: dict[str, str], status: int
) -> None:
    antwoord = await bied_aan(http, inhoud, koppen)
    assert (antwoord.status_code, antwoord.headers["content-type"]) == (status, "application/problem+json")
    assert antwoord.json()["detail"]
