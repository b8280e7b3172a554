"""The lists, over a real node: filtered, in another order, page by page, and as a file to take along."""

import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path

import openpyxl
import pytest

from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.partners import (
    DoorverwijzingGemaakt,
    LoketGeopend,
    PartnerGeregistreerd,
    SignaalGemeld,
)
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
    assert ".csv" in antwoord.headers["content-disposition"]
    return list(csv.DictReader(antwoord.content.decode("utf-8-sig").splitlines(), delimiter=";"))


async def test_the_directory_is_a_file_in_the_order_asked_for(proef: Proefdienst) -> None:
    await gebeur(proef, p1=partner("=SOM(1)", "werkwinkel"), p2=partner("Zeewind"), p3=partner("een\0naam"))
    assert [rij["Naam"] for rij in await bestand(proef, "/partners.csv")] == ["'=SOM(1)", "eennaam", "Zeewind"]
    op_soort = await bestand(proef, "/partners.csv?volgorde=partnersoort")
    assert [rij["Naam"] for rij in op_soort] == ["eennaam", "Zeewind", "'=SOM(1)"]
    assert op_soort[0] == {
        "Naam": "eennaam",
        "Soort": "Centrum voor volwassenenonderwijs",
        "Gemeente": "Gent",
        "Samenwerking": "loopt",
    }
    assert 'href="/partners.csv?volgorde=partnersoort"' in (await proef.http.get("/?volgorde=partnersoort")).text


async def test_the_same_list_is_a_workbook_that_says_what_was_chosen(proef: Proefdienst) -> None:
    await gebeur(proef, p1=partner("=SOM(1)", "werkwinkel"), p2=partner("Zeewind"))
    antwoord = await proef.http.get("/partners.xlsx?soort=werkwinkel")
    assert antwoord.headers["content-disposition"].endswith('.xlsx"')
    over, blad = openpyxl.load_workbook(io.BytesIO(antwoord.content)).worksheets
    gezegd = {str(naam.value): str(waarde.value) for naam, waarde in over.iter_rows()}
    assert (gezegd["Leerwinkel"], gezegd["Rijen"]) == ("Leerwinkel Gent", "1")
    assert gezegd["Gekozen"].startswith("Soort: ")
    assert blad["A2"].value == "=SOM(1)"
    assert blad["A2"].data_type == "s"
    assert (await proef.http.get("/partners.exe")).status_code == 422


async def test_the_signals_are_a_file_without_what_was_written(proef: Proefdienst) -> None:
    await gebeur(proef, s1=signaal(3, "evc"), s2=signaal(1, "nt2"))
    assert [rij["Thema"] for rij in await bestand(proef, "/signalen.csv")] == ["Nederlands tweede taal", "EVC"]
    ernstigste, _ = await bestand(proef, "/signalen.csv?volgorde=-ernst&stand=open")
    assert (ernstigste["Ernst"], ernstigste["Voor wie"], ernstigste["Wat ervan werd"]) == (
        "Zeer ernstig",
        "NEET-jongere",
        "",
    )
    assert "Omschrijving" not in ernstigste
    assert await bestand(proef, "/signalen.csv?stand=opgevolgd") == []


async def test_the_referrals_are_a_file_without_names_of_clients(proef: Proefdienst) -> None:
    naar = DoorverwijzingGemaakt(doorverwijzing="r1", partner="p1", partnersoort="cvo", warm=True)
    await gebeur(proef, p1=partner("CVO Kisp"), d1=naar, d2=naar)
    rijen = await bestand(proef, "/doorverwijzingen.csv?volgorde=moment&partner=p1")
    assert [(rij["Dossier"], rij["Van of naar"], rij["Warm"]) for rij in rijen] == [
        ("d1", "CVO Kisp", "ja"),
        ("d2", "CVO Kisp", "ja"),
    ]
    assert not {"Cliënt", "Wie", "Naam"} & rijen[0].keys()


async def test_a_list_is_paged_and_a_page_beyond_it_is_the_last(proef: Proefdienst) -> None:
    await gebeur(proef, **{f"s{n:02}": signaal(2, "nt2") for n in range(51)})
    eerste = (await proef.http.get("/signalen?stand=open")).text
    assert eerste.count('<th scope="row">') == 50
    assert 'href="/signalen?stand=open&amp;bladzijde=2#signalen"' in eerste
    tweede = (await proef.http.get("/signalen?stand=open&bladzijde=2")).text
    assert tweede.count('<th scope="row">') == 1
    assert 'href="/signalen?stand=open#signalen"' in tweede
    ver = await proef.http.get(f"/signalen?bladzijde={10**30}")
    assert (ver.status_code, ver.text.count('<th scope="row">')) == (200, 1)


async def test_an_address_that_nobody_wrote_is_no_fault_of_ours(proef: Proefdienst) -> None:
    for pad, status in (
        ("/signalen/%00", 422),
        ("/dossiers/*/doorverwijzen", 404),
        ("/?soort=%00", 200),
        ("/?zoek=%00", 200),
        ("/doorverwijzingen?partner=a.b", 404),
        ("/loketten/l%00/zitdagen.csv", 200),
    ):
        assert (await proef.http.get(pad)).status_code == status, pad


async def test_every_list_is_downloaded_both_ways(proef: Proefdienst) -> None:
    await gebeur(proef, l1=LoketGeopend(gemeente="44021"))
    for pad in ("/klachten", "/tweedelijn", "/loketten", "/loketten/l1/zitdagen"):
        for vorm in ("csv", "xlsx"):
            assert (await proef.http.get(f"{pad}.{vorm}")).is_success, pad
    assert (await bestand(proef, "/loketten.csv?stand=open"))[0]["Loket"] == "Gent"
    await proef.meld_aan("partner-1")
    assert (await proef.http.get("/partners.csv")).status_code == 403
