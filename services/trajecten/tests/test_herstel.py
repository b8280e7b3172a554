"""Mending what was registered: only the coordinator, only with a reason, and everybody sees what it was."""

from leerwinkel.gebeurtenissen.correctie import GebeurtenisGecorrigeerd, GebeurtenisIngetrokken
from leerwinkel.testing.dienst import Proefdienst, formulieren
from leerwinkel.testing.voorbeelden import gebeurtenis

from .gegeven import GEDISPATCHT, JWE, gehouden

EERSTE = gebeurtenis(gehouden(notitie=JWE, begeleider="begeleider-1"), "d1", source="urn:leerwinkel:gent:trajecten")
VERBETER = f"/dossiers/d1/verbeteren/{EERSTE.source}/{EERSTE.id}"
TREK_IN = f"/dossiers/d1/intrekken/{EERSTE.source}/{EERSTE.id}"


async def begin(proef: Proefdienst) -> None:
    await proef.gebeur(*(gebeurtenis(data, "d1") for data in GEDISPATCHT), EERSTE)
    await proef.meld_aan("coordinator-1")


async def test_a_talk_is_mended_and_what_was_not_filled_in_anew_stays(proef: Proefdienst) -> None:
    await begin(proef)
    assert VERBETER in (await proef.http.get("/dossiers/d1")).text
    antwoord = await proef.stuur(VERBETER, duur_minuten="85", reden="invoerfout")
    assert antwoord.status_code == 303, antwoord.text
    correctie = (await proef.log())[-1]
    assert isinstance(correctie.data, GebeurtenisGecorrigeerd)
    assert (correctie.data.tijdstip, correctie.data.gegevens["notitie"]) == (None, JWE)
    blad = (await proef.http.get(antwoord.headers["location"])).text
    assert blad.index("85 minuten") < blad.index("Wat er eerst stond") < blad.index("60 minuten")
    assert formulieren((await proef.http.get(VERBETER)).text)[VERBETER]["duur_minuten"] == "85"


async def test_a_retraction_sent_twice_is_one_and_needs_a_reason(proef: Proefdienst) -> None:
    await begin(proef)
    zonder = await proef.stuur(TREK_IN)
    assert (zonder.status_code, 'id="reden-fout"' in zonder.text) == (422, True)
    velden = formulieren((await proef.http.get(TREK_IN)).text)[TREK_IN] | {"reden": "dubbel"}
    heen = [await proef.http.post(TREK_IN, data=velden) for _ in range(2)]
    assert [elk.headers["location"] for elk in heen] == ["http://127.0.0.1:8082/dossiers/d1?na=4"] * 2
    assert isinstance((await proef.log())[-1].data, GebeurtenisIngetrokken)
    assert "<s>Sessie gehouden: intake</s>" in (await proef.http.get("/dossiers/d1")).text


async def test_a_begeleider_asks_the_coordinator(proef: Proefdienst) -> None:
    await begin(proef)
    await proef.meld_aan("begeleider-1")
    assert "intrekken" not in (await proef.http.get("/dossiers/d1")).text
    for pad in (TREK_IN, VERBETER):
        assert (await proef.http.get(pad)).status_code == 403


async def test_what_is_of_another_service_or_system_is_mended_there(proef: Proefdienst) -> None:
    await begin(proef)
    import_ = gebeurtenis(gehouden("s2"), "d1", source="urn:leerwinkel:gent:import")
    await proef.gebeur(import_)
    for event in ((await proef.log())[0], import_):
        assert (await proef.http.get(f"/dossiers/d1/intrekken/{event.source}/{event.id}")).status_code == 404
