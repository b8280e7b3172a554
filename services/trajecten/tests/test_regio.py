"""Regio: the figures of the region beside Flanders as the VOL gives them, and what is to mend; also without the VOL."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.partners import DoorverwijzingAanvaard, DoorverwijzingGemaakt, DoorverwijzingGeweigerd
from leerwinkel.gebeurtenissen.trajecten import MicrocontactGeregistreerd
from leerwinkel.testing.dienst import Proefdienst
from trajecten.app import create_app
from trajecten.vragen.vol import vraag_cijfers

from .gegeven import AANMELDING, GEDISPATCHT, KEUZE, gehouden
from .test_vandaag import toen

NAAR = DoorverwijzingGemaakt(doorverwijzing="r1", partnersoort="cvo", warm=False)


def _cijfer(code: str, regio: str, teller: int, noemer: int | None, regel: str | None = None) -> dict[str, object]:
    return {
        "code": code,
        "versie": 1,
        "regio": regio,
        "periode": "2026",
        "dimensie": "regel" if regel else None,
        "waarde_dimensie": regel,
        "teller": teller,
        "noemer": noemer,
        "waarde": 100 * teller / noemer if noemer else None if noemer == 0 else teller,
        "eenheid": "aantal" if noemer is None else "%",
    }


@contextmanager
def andere_kant(antwoord: bytes | None = None) -> Generator[tuple[str, list[dict[str, list[str]]]]]:
    """Somebody who answers as the VOL does, or that; and what was asked."""
    gevraagd: list[dict[str, list[str]]] = []

    class Antwoorder(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            vraag = parse_qs(urlsplit(self.path).query)
            gevraagd.append(vraag)
            keer = 8 if vraag["regio"] == ["vlaanderen"] else 1
            cijfers = [
                _cijfer("B01", vraag["regio"][0], 1234 * keer, None),
                _cijfer("R01", vraag["regio"][0], 30, 60 * keer),
                _cijfer("R05", vraag["regio"][0], 0, 0),
                _cijfer("Q07", vraag["regio"][0], 7, 70),
                _cijfer("Q07", vraag["regio"][0], 5, 50, "keuze-zonder-traject"),
            ]
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(cijfers).encode() if antwoord is None else antwoord)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Antwoorder) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", gevraagd
        finally:
            server.shutdown()


async def regio(proef: Proefdienst, vol: str, pad: str = "/regio") -> str:
    """The page of a leerwinkel that has its VOL there, for who is signed in."""
    kader = replace(proef.kader, buren={**proef.kader.buren, "vol": vol})
    vervoer = httpx.ASGITransport(app=create_app(kader))
    async with httpx.AsyncClient(transport=vervoer, base_url="http://127.0.0.1", cookies=proef.http.cookies) as http:
        antwoord = await http.get(pad)
    assert antwoord.is_success, antwoord.text
    return antwoord.text


async def test_the_region_stands_beside_flanders_in_a_chart_and_a_table(proef: Proefdienst) -> None:
    await proef.gebeur(*toen(400, "d1", AANMELDING))
    with andere_kant() as (vol, gevraagd):
        blad = await regio(proef, vol, "/regio?jaar=alles&kwartaal=Q2")
        await regio(proef, vol, f"/regio?jaar={toen(0, 'd1', AANMELDING)[0].time.year - 1}&kwartaal=Q2")
    assert '<option value="alles" selected>Alle jaren' in blad
    assert 'aria-label="Aanmeldingen: Gent 1.234, Vlaanderen 9.872."' in blad
    assert 'aria-label="Keuze gemaakt: Gent 50,0\u00a0%, Vlaanderen 6,3\u00a0%."' in blad
    assert 'aria-label="Waardevol: Gent –, Vlaanderen –."' in blad
    assert "30 van 60" in blad
    assert {vraag["regio"][0] for vraag in gevraagd} == {"gent", "vlaanderen"}
    assert "periode" not in gevraagd[0]
    assert gevraagd[-1]["periode"][0].endswith("-Q2")


@pytest.mark.parametrize("onzin", ["jaar=0001", "jaar=x&kwartaal=Q9", "jaar=%00", "kwartaal=Q1%27"])
async def test_an_address_that_asks_no_period_shows_this_year(proef: Proefdienst, onzin: str) -> None:
    assert (await proef.http.get(f"/regio?{onzin}")).is_success


async def test_what_is_to_mend_is_counted_and_leads_to_each_record_also_without_the_vol(proef: Proefdienst) -> None:
    await proef.gebeur(
        *toen(9, "d-keuze", *GEDISPATCHT, gehouden(), KEUZE),
        *toen(9, "d-elders", *GEDISPATCHT, KEUZE, source="urn:leerwinkel:gent:import"),
        *toen(9, "d-weg", gehouden()),
        *toen(9, "d-goed", *GEDISPATCHT),
    )
    blad = (await proef.http.get("/regio")).text
    assert "De VOL antwoordt nu niet" in blad
    regels, velden = blad.split('id="regels"')[1].split('id="velden"')
    rij = regels.split("Keuze zonder traject</h4>")[1].split("</tr>")[0]
    assert 'href="/dossiers/d-keuze"' in rij
    assert '<td class="getal">2<br><span class="stil klein">1 elders</span></td>' in rij
    assert 'href="http://127.0.0.1:8081/dossiers/d-weg/profiel"' in velden
    assert "d-goed" not in blad
    lijst = (await proef.http.get("/dossiers?bevinding=keuze-zonder-traject")).text
    assert {deel.split('"')[0] for deel in lijst.split('href="/dossiers/')[1:]} == {"d-keuze", "d-elders"}
    with andere_kant() as (vol, _):
        rij = (await regio(proef, vol)).split("Keuze zonder traject</h4>")[1].split("</tr>")[0]
    assert '<td class="getal">5</td>' in rij


async def test_who_is_of_a_partner_does_not_see_it(proef: Proefdienst) -> None:
    await proef.meld_aan("partner-1")
    assert (await proef.http.get("/regio")).status_code == 403


@pytest.mark.parametrize("antwoord", [b"", b"{}", b'[{"code": 1}]', b"\xff"])
async def test_an_answer_that_is_none_is_no_figure(antwoord: bytes) -> None:
    with andere_kant(antwoord) as (vol, _):
        assert await vraag_cijfers(vol, "gent", "2026", ["B01"]) is None


def nu_door(wie: str, dossier: str, data: Gegevens) -> AnyGebeurtenis:
    [event] = toen(0, dossier, data)
    return event.model_copy(update={"medewerker": wie})


async def test_what_came_back_from_partners_waits_until_one_did_something_oneself(proef: Proefdienst) -> None:
    ja, nee = DoorverwijzingAanvaard(doorverwijzing="r1"), DoorverwijzingGeweigerd(doorverwijzing="r1")
    await proef.gebeur(
        *toen(3, "d-terug", *GEDISPATCHT, gehouden(begeleider="begeleider-1"), NAAR, ja),
        *toen(3, "d-zelf", *GEDISPATCHT, gehouden(begeleider="begeleider-1"), NAAR),
        nu_door("begeleider-1", "d-zelf", nee),
        *toen(3, "d-lotte", *GEDISPATCHT, gehouden(begeleider="begeleider-2"), NAAR, ja),
        *toen(3, "d-naar-ons", *GEDISPATCHT, ja),
        *toen(3, "d-import", *GEDISPATCHT, NAAR, ja, source="urn:leerwinkel:gent:import"),
    )

    async def terug(wie: str) -> set[str]:
        deel = (await proef.http.get(f"/?wie={wie}")).text.partition('id="terug"')[2].partition("</section>")[0]
        return {stuk.split('"')[0] for stuk in deel.split('href="/dossiers/')[1:]}

    assert await terug("ik") == {"d-terug"}
    assert await terug("alle") == {"d-terug", "d-zelf", "d-lotte"}
    sms = MicrocontactGeregistreerd(medium="sms", richting="uit")
    await proef.gebeur(
        nu_door("begeleider-2", "d-terug", sms),
        nu_door("begeleider-2", "d-lotte", sms),
    )
    assert await terug("ik") == {"d-terug"}
    assert await terug("alle") == {"d-zelf"}
    await proef.gebeur(nu_door("begeleider-1", "d-terug", sms))
    assert await terug("ik") == set()
