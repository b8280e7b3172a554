"""The pages of the directory and of the loketten, over a real node."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leerwinkel.gebeurtenissen.partners import (
    DoorverwijzingGemaakt,
    LoketGeopend,
    LoketGesloten,
    PartnerBeeindigd,
    PartnerGeregistreerd,
    PartnerGewijzigd,
    ZitdagGehouden,
)
from leerwinkel.testing.dienst import Proefdienst, draaiend, formulieren
from leerwinkel.testing.voorbeelden import gebeurtenis
from partners.app import DIENST

CVO = PartnerGeregistreerd(naam="CVO Kisp", partnersoort="cvo", gemeente="44021")
OCMW = PartnerGeregistreerd(naam="OCMW Gent", partnersoort="ocmw", gemeente="44021")
LOKET = LoketGeopend(partner="p1", gemeente="44021")
ZITDAG = {"dag": "2024-06-03", "uur": "09:30", "bezoekers": "7", "duur_minuten": "180"}


@pytest.fixture
async def proef(tmp_path: Path) -> AsyncIterator[Proefdienst]:
    async with draaiend(DIENST, tmp_path) as dienst:
        yield dienst


async def test_a_partner_is_added_and_found(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(OCMW, "p2"))
    velden = {"naam": " CVO Kisp ", "partnersoort": "cvo", "gemeente": "44021"}
    antwoord = await proef.stuur("/partners/nieuw", **velden)
    partner = (await proef.log())[-1]
    assert (partner.data, partner.medewerker) == (CVO, "onthaal-1")
    assert antwoord.headers["location"].startswith(f"/partners/{partner.subject}?na=")
    assert "<h1>CVO Kisp</h1>" in (await proef.http.get(antwoord.headers["location"])).text
    for vraag, gevonden in (("zoek=kisp", True), ("soort=cvo", True), ("soort=ocmw", False), ("oud=ja", False)):
        assert ("CVO Kisp" in (await proef.http.get(f"/?{vraag}")).text) is gevonden
    assert "Niets past hierbij." in (await proef.http.get("/?zoek=%25")).text


async def test_sent_twice_it_is_one_partner(proef: Proefdienst) -> None:
    velden = formulieren((await proef.http.get("/partners/nieuw")).text)["/partners/nieuw"]
    velden |= {"naam": "CVO Kisp", "partnersoort": "cvo", "gemeente": "44021"}
    antwoorden = [await proef.http.post("/partners/nieuw", data=velden) for _ in range(2)]
    assert antwoorden[0].headers["location"] == antwoorden[1].headers["location"]
    assert len(await proef.log()) == 1


async def test_without_a_name_nothing_is_added_and_the_rest_is_kept(proef: Proefdienst) -> None:
    antwoord = await proef.stuur("/partners/nieuw", partnersoort="cvo", naam="  ")
    assert antwoord.status_code == 422
    assert 'id="naam-fout">Vul de naam van de organisatie in.' in antwoord.text
    assert 'value="cvo" selected' in antwoord.text
    lang = await proef.stuur("/partners/nieuw", partnersoort="cvo", gemeente="44021", naam="x" * 121)
    assert lang.status_code == 422
    assert await proef.log() == []


async def test_a_partner_is_changed_from_what_it_was_and_ends_for_good(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(CVO, "p1"))
    velden = formulieren((await proef.http.get("/partners/p1")).text)
    assert (await proef.stuur("/partners/p1", naam="CVO Gent")).status_code == 303
    gewijzigd = PartnerGewijzigd(naam="CVO Gent", partnersoort="cvo", gemeente="44021")
    assert (await proef.log())[-1].data == gewijzigd
    niet_zeker = await proef.stuur("/partners/p1", actie="/partners/p1/einde")
    assert (niet_zeker.status_code, 'id="zeker-fout"' in niet_zeker.text) == (422, True)
    assert (await proef.stuur("/partners/p1", actie="/partners/p1/einde", zeker="ja")).status_code == 303
    assert isinstance((await proef.log())[-1].data, PartnerBeeindigd)
    geweigerd = await proef.http.post("/partners/p1", data=velden["/partners/p1"])
    assert (geweigerd.status_code, "Deze samenwerking is beëindigd" in geweigerd.text) == (409, True)
    assert len(await proef.log()) == 3
    assert "CVO Gent" in (await proef.http.get("/?oud=ja")).text


async def test_a_partner_shows_its_referrals_and_loketten(proef: Proefdienst) -> None:
    naar = DoorverwijzingGemaakt(doorverwijzing="r1", partner="p1", partnersoort="cvo", warm=False)
    await proef.gebeur(gebeurtenis(CVO, "p1"), gebeurtenis(naar, "d1"), gebeurtenis(LOKET, "l1"))
    pagina = (await proef.http.get("/partners/p1")).text
    assert "1 naar deze partner</a>" in pagina
    assert 'href="/loketten/l1"' in pagina
    assert (await proef.http.get("/partners/p9")).status_code == 404


async def test_a_loket_opens_at_a_partner_and_closes(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(CVO, "p1"))
    antwoord = await proef.stuur("/loketten/nieuw?partner=p1", gemeente="44021")
    loket = (await proef.log())[-1]
    assert loket.data == LOKET
    assert "CVO Kisp" in (await proef.http.get(antwoord.headers["location"])).text
    assert "CVO Kisp" in (await proef.http.get("/loketten")).text
    pad = f"/loketten/{loket.subject}"
    assert (await proef.stuur(pad, actie=f"{pad}/einde", zeker="ja")).status_code == 303
    assert isinstance((await proef.log())[-1].data, LoketGesloten)


async def test_a_zitdag_has_the_moment_at_which_it_was_held(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(LOKET, "l1"))
    assert (await proef.stuur("/loketten/l1", actie="/loketten/l1/zitdag", **ZITDAG)).status_code == 303
    gehouden = (await proef.log())[-1]
    assert gehouden.data == ZitdagGehouden(partner="p1", gemeente="44021", bezoekers=7, duur_minuten=180)
    assert gehouden.time == datetime(2024, 6, 3, 7, 30, tzinfo=UTC)
    assert "03/06/2024\N{NO-BREAK SPACE}09:30" in (await proef.http.get("/loketten/l1")).text


async def test_a_zitdag_that_is_still_to_come_is_refused_and_what_was_filled_in_stays(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(LOKET, "l1"))
    toekomst = ZITDAG | {"dag": "2090-06-01"}
    geweigerd = await proef.stuur("/loketten/l1", actie="/loketten/l1/zitdag", **toekomst)
    assert (geweigerd.status_code, "Deze zitdag ligt in de toekomst" in geweigerd.text) == (409, True)
    assert 'value="2090-06-01"' in geweigerd.text
    for veld, waarde in (("dag", "gisteren"), ("bezoekers", "-1"), ("duur_minuten", "0")):
        onleesbaar = await proef.stuur("/loketten/l1", actie="/loketten/l1/zitdag", **(ZITDAG | {veld: waarde}))
        assert (onleesbaar.status_code, f'id="{veld}-fout"' in onleesbaar.text) == (422, True)
    assert len(await proef.log()) == 1
