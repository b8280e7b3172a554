"""The pages of signals, over a real node: report, see, follow up."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from starlette.datastructures import FormData
from starlette.responses import Response

from leerwinkel.dienst import sjablonen
from leerwinkel.eventsourcing import Append, Conflict, Unavailable
from leerwinkel.gebeurtenissen.partners import SignaalGemeld, SignaalOpgevolgd
from leerwinkel.kluis.sleutel import Eigenaar
from leerwinkel.testing.dienst import Proefdienst, draaiend, formulieren
from leerwinkel.testing.voorbeelden import BEGIN, gebeurtenis
from partners.app import DIENST
from partners.web.blad import Blad, Formulier

OPEN = SignaalGemeld(soort="regelgeving", thema="incentives", bestuursniveau="federaal", ernst=3)


@pytest.fixture
async def proef(tmp_path: Path) -> AsyncIterator[Proefdienst]:
    async with draaiend(DIENST, tmp_path) as dienst:
        yield dienst


async def test_a_signaal_is_reported_in_three_clicks(proef: Proefdienst) -> None:
    """Screens: report in three clicks. The kind is a button, then the theme, then send."""
    antwoord = await proef.stuur("/signalen/nieuw?soort=drempel", thema="nt2")
    assert antwoord.status_code == 303
    [gemeld] = await proef.log()
    assert gemeld.data == SignaalGemeld(soort="drempel", thema="nt2", bestuursniveau="vlaams", ernst=2)
    assert (gemeld.source, gemeld.medewerker) == ("urn:leerwinkel:gent:partners", "onthaal-1")
    lijst = (await proef.http.get(antwoord.headers["location"])).text
    assert "Je signaal is gemeld" in lijst
    assert f'href="/signalen/{gemeld.subject}"' in lijst


async def test_what_was_written_is_only_in_a_jwe_under_the_key_of_the_signaal(proef: Proefdienst) -> None:
    await proef.stuur("/signalen/nieuw?soort=drempel", thema="nt2", omschrijving="Geen les\nna vijf uur <b>")
    [gemeld] = await proef.log()
    assert b"les" not in gemeld.ruw()
    pad = f"/signalen/{gemeld.subject}"
    assert "Geen les\nna vijf uur &lt;b&gt;" in (await proef.http.get(pad)).text
    proef.kader.kluis.vernietig(Eigenaar("signaal", gemeld.subject), nu=BEGIN)
    pagina = (await proef.http.get(pad)).text
    assert "Geen les" not in pagina
    assert "vernietigd" in pagina


async def test_sent_twice_it_is_one_signaal(proef: Proefdienst) -> None:
    velden = formulieren((await proef.http.get("/signalen/nieuw?soort=drempel")).text)["/signalen/nieuw"]
    velden |= {"thema": "nt2", "omschrijving": "Te duur"}
    antwoorden = [await proef.http.post("/signalen/nieuw", data=velden) for _ in range(2)]
    assert antwoorden[0].headers["location"] == antwoorden[1].headers["location"]
    assert len(await proef.log()) == 1


async def test_what_is_missing_is_said_beside_its_field_and_the_rest_is_kept(proef: Proefdienst) -> None:
    antwoord = await proef.stuur("/signalen/nieuw", omschrijving="Te ver rijden", doelgroepen="armoede")
    assert antwoord.status_code == 422
    assert 'id="thema-fout">Kies waarover het gaat.' in antwoord.text
    assert 'id="soort-fout">Kies wat voor signaal het is.' in antwoord.text
    assert "Te ver rijden</textarea>" in antwoord.text
    assert 'value="armoede" checked' in antwoord.text
    assert await proef.log() == []


async def test_what_is_in_no_list_is_refused(proef: Proefdienst) -> None:
    for veld in ("thema", "ernst", "gemeente", "doelgroepen"):
        antwoord = await proef.stuur("/signalen/nieuw?soort=drempel", **({"thema": "nt2"} | {veld: "9'\""}))
        assert (antwoord.status_code, f'href="#{veld}"' in antwoord.text) == (422, True)
    assert await proef.log() == []


async def test_what_somebody_did_with_it_is_seen(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(OPEN, "s1"))
    assert "Nog niemand deed er iets mee." in (await proef.http.get("/signalen/s1")).text
    antwoord = await proef.stuur("/signalen/s1", door="vol", gevolg="doorgegeven")
    assert "<strong>Doorgegeven</strong>" in (await proef.http.get(antwoord.headers["location"])).text
    assert (await proef.log())[-1].data == SignaalOpgevolgd(door="vol", gevolg="doorgegeven")
    for stand, aantal in (("open", 0), ("opgevolgd", 1)):
        lijst = (await proef.http.get(f"/signalen?stand={stand}&soort=regelgeving")).text
        assert lijst.count('href="/signalen/s1"') == aantal


async def test_what_was_not_reported_is_not_found_and_cannot_be_followed_up(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(OPEN, "s1"))
    velden = formulieren((await proef.http.get("/signalen/s1")).text)["/signalen/s1"]
    geweigerd = await proef.http.post("/signalen/s2", data=velden | {"door": "vol", "gevolg": "opgelost"})
    assert geweigerd.status_code == 404
    assert (await proef.http.get("/signalen/s2")).status_code == 404
    assert len(await proef.log()) == 1


async def test_what_was_filled_in_stays_when_others_were_first_or_the_log_is_away(proef: Proefdienst) -> None:
    blad = Blad(proef.kader, sjablonen(proef.kader, "partners.web"))
    for fout, status, zin in (
        (Conflict(Append("d1", 0, ())), 409, "Iemand anders werkte op hetzelfde moment hieraan."),
        (Unavailable(), 503, "Het log van je regio antwoordt niet."),
    ):
        antwoord = await blad.verwerk(FormData({"omschrijving": "Geen bus", "opdracht": "o1"}), _mislukt(fout), _tekst)
        gezegd = bytes(antwoord.body).decode()
        assert (antwoord.status_code, gezegd.startswith(zin), gezegd.endswith("Geen bus o1")) == (status, True, True)


def _mislukt(fout: Exception) -> Callable[[], Awaitable[str]]:
    async def doe() -> str:
        raise fout

    return doe


def _tekst(formulier: Formulier, status: int) -> Response:
    return Response(f"{formulier.geweigerd} {formulier.waarde('omschrijving')} {formulier.opdracht}", status)


async def test_a_form_of_another_session_is_refused(proef: Proefdienst) -> None:
    velden = formulieren((await proef.http.get("/signalen/nieuw?soort=drempel")).text)["/signalen/nieuw"]
    await proef.meld_aan("begeleider-1")
    geweigerd = await proef.http.post("/signalen/nieuw", data=velden | {"thema": "nt2"})
    assert geweigerd.status_code == 403
    zonder = await proef.stuur("/signalen/nieuw?soort=drempel", thema="nt2", opdracht="geen")
    assert zonder.status_code == 403
    assert await proef.log() == []


async def test_who_is_of_a_partner_sees_nothing_of_the_leerwinkel(proef: Proefdienst) -> None:
    await proef.meld_aan("partner-1")
    assert (await proef.http.get("/signalen")).status_code == 403
