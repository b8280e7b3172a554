"""The pages of referrals, over a real node: both ways, from proposal to feedback."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.intake import (
    AanmeldingGeregistreerd,
    DossierAfgesloten,
    ToestemmingGegeven,
    ToestemmingIngetrokken,
)
from leerwinkel.gebeurtenissen.partners import (
    DoorverwijzingAanvaard,
    DoorverwijzingAfgerond,
    DoorverwijzingGemaakt,
    DoorverwijzingGeweigerd,
    DoorverwijzingOntvangen,
    PartnerGeregistreerd,
    TerugkoppelingGegeven,
)
from leerwinkel.gebeurtenissen.trajecten import InschrijvingVastgesteld, KeuzeGemaakt, SessieGehouden
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.testing.dienst import Proefdienst, draaiend, formulieren
from leerwinkel.testing.voorbeelden import aanmelding as vraag
from leerwinkel.testing.voorbeelden import gebeurtenis
from partners.app import DIENST

CVO = PartnerGeregistreerd(naam="CVO Kisp", partnersoort="cvo", gemeente="44021")
NAAR = DoorverwijzingGemaakt(doorverwijzing="r1", partner="p1", partnersoort="cvo", reden="opleiding", warm=False)
WARM = ToestemmingGegeven(doel="warme-overdracht")
TRAJECTEN = "urn:leerwinkel:gent:trajecten"
FORMULIER, EEN = "/dossiers/d1/doorverwijzen", "/dossiers/d1/doorverwijzingen/r1"
DOSSIER_URL = "http://127.0.0.1:8082/dossiers/"


@pytest.fixture
async def proef(tmp_path: Path) -> AsyncIterator[Proefdienst]:
    async with draaiend(DIENST, tmp_path, "begeleider-1") as dienst:
        yield dienst


def aanmelding(proef: Proefdienst) -> AanmeldingGeregistreerd:
    wie = Persoonsgegevens(naam="Peeters", voornaam="An")
    return vraag(persoonsgegevens=Versleuteling(proef.kader.kluis).sluit("c1", wie))


async def gebeur(proef: Proefdienst, *wat: Gegevens, **anders: Any) -> None:
    await proef.gebeur(*(gebeurtenis(data, "d1", **anders) for data in wat))


async def soorten(proef: Proefdienst) -> list[str]:
    return [event.soort for event in await proef.log()]


async def test_a_received_referral_makes_the_dossier(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(CVO, "p1"))
    antwoord = await proef.stuur("/ontvangen", bestemming="partner:p1", reden="leervraag", warm="ja")
    ontvangen = (await proef.log())[-1]
    assert antwoord.headers["location"] == f"{DOSSIER_URL}{ontvangen.subject}?na=2"
    assert isinstance(ontvangen.data, DoorverwijzingOntvangen)
    assert ontvangen.data.model_dump(exclude={"doorverwijzing"}) == {
        "partner": "p1",
        "partnersoort": "cvo",
        "reden": "leervraag",
        "warm": True,
    }
    pagina = (await proef.http.get("/doorverwijzingen?richting=in")).text
    assert "van CVO Kisp" in pagina
    assert "Wacht op antwoord" in pagina


async def test_sent_twice_it_is_one_dossier(proef: Proefdienst) -> None:
    velden = formulieren((await proef.http.get("/ontvangen")).text)["/ontvangen"] | {"bestemming": "soort:ocmw"}
    antwoorden = [await proef.http.post("/ontvangen", data=velden) for _ in range(2)]
    assert antwoorden[0].headers["location"] == antwoorden[1].headers["location"]
    assert len(await proef.log()) == 1


async def test_a_referral_is_of_somebody(proef: Proefdienst) -> None:
    for bestemming in ("", "partner:p9", "partner:", "soort:x", "cvo"):
        antwoord = await proef.stuur("/ontvangen", bestemming=bestemming, reden="taal")
        assert (antwoord.status_code, 'id="bestemming-fout">Kies wie doorverwees.' in antwoord.text) == (422, True)
        assert 'value="taal" selected' in antwoord.text
    assert await proef.log() == []


async def test_a_keuze_proposes_its_provider_and_taken_up_the_proposal_is_gone(proef: Proefdienst) -> None:
    """Issue, step 3, policies: a keuze proposes the doorverwijzing to the provider."""
    await proef.gebeur(gebeurtenis(CVO, "p1"))
    await gebeur(proef, aanmelding(proef), KeuzeGemaakt(aanbieder_soort="cvo"), source=TRAJECTEN)
    pagina = (await proef.http.get(FORMULIER)).text
    assert "Dossier van An Peeters" in pagina
    [voorstel] = {deel.split('"')[0] for deel in pagina.split(f"{FORMULIER}?voorstel=")[1:]}
    antwoord = await proef.stuur(f"{FORMULIER}?voorstel={voorstel}")
    assert antwoord.headers["location"] == f"{DOSSIER_URL}d1?na=4"
    verwacht = {"doorverwijzing": voorstel, "partner": "p1", "partnersoort": "cvo", "reden": "opleiding"}
    assert (await proef.log())[-1].data == DoorverwijzingGemaakt(**verwacht, warm=False)
    assert "?voorstel=" not in (await proef.http.get(FORMULIER)).text


async def test_a_warm_handover_only_with_consent_for_exactly_that(proef: Proefdienst) -> None:
    """Blueprint 3.1: with the consent of the cliënt."""
    await gebeur(proef, aanmelding(proef))
    zonder = (await proef.http.get(FORMULIER)).text
    assert 'name="warm"' not in zonder
    assert 'href="http://127.0.0.1:8081/dossiers/d1/toestemming"' in zonder
    await gebeur(proef, WARM)
    velden = formulieren((await proef.http.get(FORMULIER)).text)[FORMULIER]
    await gebeur(proef, ToestemmingIngetrokken(doel="warme-overdracht"))
    velden |= {"bestemming": "soort:clb", "warm": "ja"}
    geweigerd = await proef.http.post(FORMULIER, data=velden)
    assert (geweigerd.status_code, "geen toestemming voor een warme overdracht" in geweigerd.text) == (409, True)
    assert 'value="soort:clb" selected' in geweigerd.text
    await gebeur(proef, WARM)
    assert (await proef.http.post(FORMULIER, data=velden)).status_code == 303
    assert (await soorten(proef)).count("doorverwijzing-gemaakt") == 1


async def test_no_referral_on_a_closed_dossier(proef: Proefdienst) -> None:
    await gebeur(proef, aanmelding(proef))
    velden = formulieren((await proef.http.get(FORMULIER)).text)[FORMULIER] | {"bestemming": "soort:clb"}
    await gebeur(proef, DossierAfgesloten(reden="beantwoord"))
    pagina = (await proef.http.get(FORMULIER)).text
    assert 'href="http://127.0.0.1:8081/dossiers/d1/heropenen"' in pagina
    assert f'action="{FORMULIER}"' not in pagina
    geweigerd = await proef.http.post(FORMULIER, data=velden)
    assert (geweigerd.status_code, "dus doorverwijzen kan niet" in geweigerd.text) == (409, True)
    assert await soorten(proef) == ["aanmelding-geregistreerd", "dossier-afgesloten"]
    assert (await proef.http.get("/dossiers/d9/doorverwijzen")).status_code == 404


async def test_a_referral_is_answered_rounded_off_and_fed_back(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(CVO, "p1"))
    await gebeur(proef, aanmelding(proef), NAAR)
    assert "An Peeters" in (await proef.http.get("/doorverwijzingen?stand=open&partner=p1")).text
    assert f'href="{EEN}">Naar CVO Kisp' in (await proef.http.get(FORMULIER)).text
    antwoord = await proef.stuur(EEN, actie=f"{EEN}/aanvaard")
    assert antwoord.headers["location"] == f"{DOSSIER_URL}d1?na=4"
    zonder = (await proef.http.get(EEN)).text
    assert f"{EEN}/koppel-terug" not in zonder
    await gebeur(proef, ToestemmingGegeven(doel="terugkoppeling"))
    assert (await proef.stuur(EEN, actie=f"{EEN}/koppel-terug")).status_code == 303
    assert (await proef.stuur(EEN, actie=f"{EEN}/rond-af", resultaat="geholpen")).status_code == 303
    ja, _, terug, af = (event.data for event in (await proef.log())[-4:])
    assert ja == DoorverwijzingAanvaard(doorverwijzing="r1")
    assert terug == TerugkoppelingGegeven(doorverwijzing="r1", richting="in")
    assert af == DoorverwijzingAfgerond(doorverwijzing="r1", resultaat="geholpen")
    assert "<form" not in (await proef.http.get(EEN)).text.partition("<main")[2]


async def test_a_referral_that_was_answered_otherwise_is_not_answered_again(proef: Proefdienst) -> None:
    await gebeur(proef, aanmelding(proef), NAAR)
    velden = formulieren((await proef.http.get(EEN)).text)
    zonder_reden = await proef.http.post(f"{EEN}/weiger", data=velden[f"{EEN}/weiger"])
    assert (zonder_reden.status_code, 'id="weigerreden-fout"' in zonder_reden.text) == (422, True)
    nee = await proef.http.post(f"{EEN}/weiger", data=velden[f"{EEN}/weiger"] | {"weigerreden": "volzet"})
    assert nee.status_code == 303
    assert (await proef.log())[-1].data == DoorverwijzingGeweigerd(doorverwijzing="r1", reden="volzet")
    ja = await proef.http.post(f"{EEN}/aanvaard", data=velden[f"{EEN}/aanvaard"])
    assert (ja.status_code, "al anders beantwoord" in ja.text) == (409, True)
    assert len(await proef.log()) == 3


async def test_an_enrolment_proposes_to_round_off(proef: Proefdienst) -> None:
    """Issue, step 3, policies: an enrolment appears in the dossier; partners proposes what follows from it."""
    await gebeur(proef, aanmelding(proef), NAAR, DoorverwijzingAanvaard(doorverwijzing="r1"))
    await gebeur(proef, InschrijvingVastgesteld(bron="client", aanbieder_soort="cvo"), source=TRAJECTEN)
    assert "De cliënt is ondertussen ingeschreven" in (await proef.http.get(EEN)).text
    await proef.stuur(EEN, actie=f"{EEN}/rond-af")
    assert (await proef.log())[-1].data == DoorverwijzingAfgerond(doorverwijzing="r1", resultaat="ingeschreven")


async def test_a_referral_without_an_answer_for_14_days_asks_for_attention(proef: Proefdienst) -> None:
    """Screens, Vandaag: a warning for a referral that is open for 14 days."""
    for dagen, gewaarschuwd in ((13, False), (15, True)):
        sinds = datetime.now(UTC) - timedelta(days=dagen)
        await proef.gebeur(gebeurtenis(NAAR, f"d{dagen}", time=sinds))
        lijst = (await proef.http.get("/doorverwijzingen")).text
        assert ("al langer dan 14 dagen" in lijst) is gewaarschuwd
    await proef.gebeur(gebeurtenis(DoorverwijzingAanvaard(doorverwijzing="r1"), "d15"))
    assert "al langer dan 14 dagen" not in (await proef.http.get("/doorverwijzingen")).text


async def test_a_form_of_another_session_or_to_nowhere_is_refused(proef: Proefdienst) -> None:
    await gebeur(proef, aanmelding(proef), NAAR)
    velden = formulieren((await proef.http.get(EEN)).text)[f"{EEN}/aanvaard"]
    assert (await proef.http.post(f"{EEN}/verzin", data=velden)).status_code == 404
    await proef.meld_aan("begeleider-2")
    assert (await proef.http.post(f"{EEN}/aanvaard", data=velden)).status_code == 403
    assert len(await proef.log()) == 2


async def test_who_was_erased_has_no_name_and_who_is_of_a_partner_sees_none(proef: Proefdienst) -> None:
    await gebeur(proef, NAAR)
    assert "Zonder naam" in (await proef.http.get("/doorverwijzingen")).text
    await gebeur(proef, aanmelding(proef).model_copy(update={"client": "c2"}))
    assert "Naam niet leesbaar" in (await proef.http.get("/doorverwijzingen")).text
    await proef.meld_aan("partner-1")
    for pad in ("/doorverwijzingen", EEN, FORMULIER, "/ontvangen"):
        assert (await proef.http.get(pad)).status_code == 403


async def test_a_list_names_only_the_clients_of_whom_one_may_know_it(proef: Proefdienst) -> None:
    gesprek = SessieGehouden(sessie="s", soort="intake", vorm="fysiek", duur_minuten=60, begeleider="begeleider-2")
    await gebeur(proef, aanmelding(proef), NAAR, gesprek)
    assert "An Peeters" not in (await proef.http.get("/doorverwijzingen")).text
    assert (await proef.http.get(EEN)).headers["location"] == f"{DOSSIER_URL}d1"
    await proef.meld_aan("begeleider-2")
    assert "An Peeters" in (await proef.http.get("/doorverwijzingen")).text
