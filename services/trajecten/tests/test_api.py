"""The commands for programs: safe to send again, refused with the rule, and never on what somebody did not see."""

from pathlib import Path
from typing import Any

import pytest

from leerwinkel.gebeurtenissen.intake import DispatchingBeslist
from leerwinkel.testing.dienst import draaiend
from leerwinkel.testing.voorbeelden import aanmelding, gebeurtenis
from trajecten.app import DIENST

AANMELDING = aanmelding(kanaal="loket")
CONTACT = {"contact": {"medium": "sms", "richting": "uit"}}
SLEUTEL = {"Idempotency-Key": "01890000-0000-7000-8000-000000000001"}
PAD = "/api/dossiers/d1/microcontact-registreren"


async def test_a_program_decides_once_and_only_on_what_it_saw(tmp_path: Path) -> None:
    async with draaiend(DIENST, tmp_path, "begeleider-1") as proef:
        begin = [gebeurtenis(AANMELDING, "d1"), gebeurtenis(DispatchingBeslist(besluit="informatiebemiddeling"), "d1")]
        await proef.gebeur(*begin)
        gelezen = await proef.http.get("/api/dossiers/d1")
        assert (gelezen.headers["etag"], gelezen.json()["volgende"]) == ('"2"', None)
        eens, nogmaals = [await proef.http.post(PAD, json=CONTACT, headers=SLEUTEL) for _ in range(2)]
        assert (eens.status_code, eens.json()) == (200, nogmaals.json())
        assert [g["type"] for g in eens.json()["gebeurtenissen"]] == [
            "be.leerwinkel.trajecten.microcontact-geregistreerd.v1"
        ]
        te_laat = await proef.http.post(PAD, json=CONTACT, headers={"If-Match": gelezen.headers["etag"]})
        assert (te_laat.status_code, te_laat.json()["code"]) == (412, "intussen-veranderd")
        op_tijd = await proef.http.post(PAD, json=CONTACT, headers={"If-Match": eens.headers["etag"]})
        assert (op_tijd.status_code, op_tijd.headers["etag"]) == (200, '"4"')
        verder = await proef.http.get("/api/dossiers/d1", params={"na": 3})
        assert [g["positie"] for g in verder.json()["gebeurtenissen"]] == [4]
        assert (await proef.http.get("/api/dossiers/d2")).status_code == 404
        assert (await proef.http.get("/api/dossiers/*")).status_code == 404


async def test_a_correction_says_another_moment_and_is_itself_of_now(tmp_path: Path) -> None:
    async with draaiend(DIENST, tmp_path, "coordinator-1") as proef:
        begin = [gebeurtenis(AANMELDING, "d1"), gebeurtenis(DispatchingBeslist(besluit="informatiebemiddeling"), "d1")]
        await proef.gebeur(*begin)
        contact = (await proef.http.post(PAD, json=CONTACT)).json()["gebeurtenissen"][0]
        doel = {"source": contact["source"], "id": contact["id"]}
        eerder = contact["time"].replace("2026", "2025")
        verbetering = {"doel": doel, "gegevens": contact["data"], "tijdstip": eerder, "reden": "invoerfout"}
        antwoord = await proef.http.post("/api/dossiers/d1/gebeurtenis-corrigeren", json=verbetering)
        assert antwoord.status_code == 200, antwoord.text
        [gezegd] = antwoord.json()["gebeurtenissen"]
        assert gezegd["type"] == "be.leerwinkel.trajecten.gebeurtenis-gecorrigeerd.v1"
        assert gezegd["time"] > contact["time"]
        assert gezegd["data"]["tijdstip"][:10] == eerder[:10]


@pytest.mark.parametrize(
    ("pad", "inhoud", "status", "deel"),
    [
        (PAD, {"contact": {"medium": "duif", "richting": "uit"}}, 422, "duif"),
        (PAD, {}, 422, "contact"),
        (PAD, CONTACT | {"nu": "2020-01-01T00:00:00Z"}, 422, "nu"),
        ("/api/dossiers/d1/traject-starten", {"begeleider": "b1", "instemming": True}, 409, "gesprek"),
        (
            "/api/dossiers/d1/sessie-registreren",
            {
                "gehouden": {"sessie": "s", "soort": "intake", "vorm": "fysiek", "duur_minuten": 60, "begeleider": "b"},
                "tijdstip": "2089-01-01T10:00:00Z",
            },
            409,
            "toekomst",
        ),
    ],
)
async def test_what_cannot_be_is_a_problem_with_its_reason(
    tmp_path: Path, pad: str, inhoud: dict[str, Any], status: int, deel: str
) -> None:
    async with draaiend(DIENST, tmp_path, "begeleider-1") as proef:
        begin = [gebeurtenis(AANMELDING, "d1"), gebeurtenis(DispatchingBeslist(besluit="informatiebemiddeling"), "d1")]
        await proef.gebeur(*begin)
        antwoord = await proef.http.post(pad, json=inhoud)
        assert (antwoord.status_code, antwoord.headers["content-type"]) == (status, "application/problem+json")
        assert deel in antwoord.text
        assert len(await proef.log()) == len(begin)
        proef.http.cookies.clear()
        assert (await proef.http.post(pad, json=inhoud)).status_code == 401


async def test_the_document_of_the_api_says_what_a_command_holds(tmp_path: Path) -> None:
    async with draaiend(DIENST, tmp_path) as proef:
        document = (await proef.http.get("/api/openapi.json")).json()
    vorm = document["paths"][PAD.replace("d1", "{entiteit}")]["post"]["requestBody"]["content"]["application/json"]
    assert vorm["schema"]["properties"]["contact"]["properties"].keys() >= {"medium", "richting"}
    assert "$defs" not in str(vorm)
