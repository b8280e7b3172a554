"""The lists, over a real node: filtered, in another order, page by page, and as a file to take along."""

import csv
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.partners import DoorverwijzingGemaakt, PartnerGeregistreerd, SignaalGemeld
from leerwinkel.testing.dienst import Proefdienst, draaiend
from leerwinkel.testing.voorbeelden import gebeurtenis
from partners.app import DIENST


@pytest.fixture
async def proef(tmp_path: Path) -> AsyncIterator[Proefdienst]:
    async with draaiend(DIENST, tmp_path) as dienst:
        yield dienst


async def gebeur(proef: Proefdienst, **wat: Gegevens) -> None:
    await proef.gebeur(*(gebeurtenis(data, entiteit) for entiteit, data in wat.items()))


def partner(naam: str, soort: str = "cvo") -> PartnerGeregistreerd:
    return PartnerGeregistreerd(naam=naam, partnersoort=soort, gemeente="44021")


def signaal(ernst: int, thema: str) -> SignaalGemeld:
    return SignaalGemeld(soort="drempel", thema=thema, doelgroepen=("neet",), bestuursniveau="lokaal", ernst=ernst)


async def bestand(proef: Proefdienst, pad: str) -> list[dict[str, str]]:
    antwoord = await proef.http.get(pad)
    assert antwoord.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(antwoord.content.decode("utf-8-sig").splitlines(), delimiter=";"))


async def test_the_directory_is_a_file_in_the_order_asked_for(proef: Proefdienst) -> None:
    await gebeur(proef, p1=partner("=SOM(1)", "werkwinkel"), p2=partner("Zeewind"), p3=partner("een\0naam"))
    assert [rij["naam"] for rij in await bestand(proef, "/partners.csv")] == ["'=SOM(1)", "eennaam", "Zeewind"]
    op_soort = await bestand(proef, "/partners.csv?volgorde=soort")
    assert [rij["naam"] for rij in op_soort] == ["eennaam", "Zeewind", "'=SOM(1)"]
    assert op_soort[0] == {
        "naam": "eennaam",
        "soort": "Centrum voor volwassenenonderwijs",
        "gemeente": "Gent",
        "samenwerking": "loopt",
    }
    assert 'href="/partners.csv?volgorde=soort"' in (await proef.http.get("/?volgorde=soort")).text


async def test_the_signals_are_a_file_without_what_was_written(proef: Proefdienst) -> None:
    await gebeur(proef, s1=signaal(3, "evc"), s2=signaal(1, "nt2"))
    assert [rij["thema"] for rij in await bestand(proef, "/signalen.csv")] == ["Nederlands tweede taal", "EVC"]
    ernstigste, _ = await bestand(proef, "/signalen.csv?volgorde=ernst&stand=open")
    assert (ernstigste["ernst"], ernstigste["voor wie"], ernstigste["gevolg"]) == ("Zeer ernstig", "NEET-jongere", "")
    assert "omschrijving" not in ernstigste
    assert await bestand(proef, "/signalen.csv?stand=opgevolgd") == []


async def test_the_referrals_are_a_file_without_names_of_clients(proef: Proefdienst) -> None:
    naar = DoorverwijzingGemaakt(doorverwijzing="r1", partner="p1", partnersoort="cvo", warm=True)
    await gebeur(proef, p1=partner("CVO Kisp"), d1=naar, d2=naar)
    rijen = await bestand(proef, "/doorverwijzingen.csv?volgorde=oudste&partner=p1")
    assert [(rij["dossier"], rij["partner"], rij["warm"]) for rij in rijen] == [
        ("d1", "CVO Kisp", "ja"),
        ("d2", "CVO Kisp", "ja"),
    ]
    assert not {"cliënt", "wie", "naam"} & rijen[0].keys()


async def test_a_list_is_paged_and_a_page_beyond_it_is_empty(proef: Proefdienst) -> None:
    await gebeur(proef, **{f"s{n:02}": signaal(2, "nt2") for n in range(51)})
    eerste = (await proef.http.get("/signalen?stand=open")).text
    assert eerste.count('<th scope="row">') == 50
    assert 'href="/signalen?stand=open&amp;bladzijde=2"' in eerste
    tweede = (await proef.http.get("/signalen?stand=open&bladzijde=2")).text
    assert tweede.count('<th scope="row">') == 1
    assert 'href="/signalen?stand=open&amp;bladzijde=1"' in tweede
    ver = await proef.http.get(f"/signalen?bladzijde={10**30}")
    assert (ver.status_code, ver.text.count('<th scope="row">')) == (200, 0)


async def test_an_address_that_nobody_wrote_is_no_fault_of_ours(proef: Proefdienst) -> None:
    for pad in ("/signalen/%00", "/dossiers/*/doorverwijzen", "/?soort=%00", "/doorverwijzingen?partner=a.b"):
        assert (await proef.http.get(pad)).status_code == 422
    assert (await proef.http.get("/?zoek=%00")).status_code == 200
