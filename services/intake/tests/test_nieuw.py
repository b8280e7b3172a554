"""Nieuwe aanmelding, over a real node: registering, answering at once, finding somebody who was here before."""

import asyncio
import re
from datetime import UTC, datetime
from typing import Any

import httpx

from leerwinkel.gebeurtenissen.geldig import geldig
from leerwinkel.gebeurtenissen.intake import (
    AanmeldingGeregistreerd,
    DispatchingBeslist,
    DossierAfgesloten,
    InformatieVerstrekt,
    Toeleiding,
)
from leerwinkel.gebeurtenissen.partners import LoketGeopend, PartnerGeregistreerd
from leerwinkel.gebeurtenissen.profiel import Profiel
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.sleutel import Eigenaar
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.runtime.taken import in_draad
from leerwinkel.testing.dienst import Proefdienst, formulieren
from leerwinkel.testing.voorbeelden import BEGIN, gebeurtenis

VRAAG: dict[str, Any] = {
    "kanaal": "telefoon",
    "toeleiding": "eigen-initiatief",
    "vraagsoort": "leervraag",
    "themas": ["diploma-so"],
}
WIE = {"voornaam": "Maryam", "naam": "Vandenbroeck", "geboortedatum": "1991-04-02"}


async def gevonden(proef: Proefdienst, getypt: str) -> httpx.Response:
    """The page once it shows somebody; who was registered becomes findable a moment later."""
    async with asyncio.timeout(10):
        while True:
            pagina = await proef.stuur("/", doe="zoek", zoek=getypt)
            if "Niemand gevonden" not in pagina.text:
                return pagina


async def getypt(proef: Proefdienst, tekst: str) -> httpx.Response:
    """What comes while somebody types that."""
    velden = formulieren((await proef.http.get("/")).text)["/"]
    return await proef.http.post("/zoek", data=velden | {"zoek": tekst})


async def aanmeldingen(proef: Proefdienst) -> list[AanmeldingGeregistreerd]:
    return [event.data for event in await proef.log() if isinstance(event.data, AanmeldingGeregistreerd)]


async def wie_is(proef: Proefdienst, aanmelding: AanmeldingGeregistreerd) -> Persoonsgegevens:
    assert aanmelding.persoonsgegevens is not None
    kluis = Versleuteling(proef.kader.kluis)
    return await in_draad(kluis.open, aanmelding.client, aanmelding.persoonsgegevens)


async def test_an_anonymous_short_question_is_registered_and_answered_at_once(proef: Proefdienst) -> None:
    klaar = await proef.stuur("/", **VRAAG, doe="antwoord", duur_minuten="26")
    aanmelding, dispatching, antwoord = await proef.log()
    assert klaar.headers["location"] == f"http://127.0.0.1:8082/dossiers/{aanmelding.subject}?na=3"
    assert isinstance(aanmelding.data, AanmeldingGeregistreerd)
    assert (aanmelding.data.persoonsgegevens, aanmelding.medewerker) == (None, "onthaal-1")
    assert dispatching.data == DispatchingBeslist(besluit="informatieverstrekking", reden="concrete-leervraag")
    assert antwoord.data == InformatieVerstrekt(medium="telefoon", duur_minuten=26, beantwoord=True)
    assert {event.subject for event in (dispatching, antwoord)} == {aanmelding.subject}


async def test_who_is_aangemeld_stands_only_encrypted_on_the_log_and_the_dispatching_is_next(
    proef: Proefdienst,
) -> None:
    klaar = await proef.stuur("/", **VRAAG, **WIE, doe="registreer")
    [event] = await proef.log()
    assert klaar.headers["location"] == f"/dossiers/{event.subject}/dispatching?na=1"
    assert b"Vandenbroeck" not in event.ruw()
    [aanmelding] = await aanmeldingen(proef)
    assert (await wie_is(proef, aanmelding)).naam == "Vandenbroeck"
    assert aanmelding.profiel == Profiel(geboortejaar=1991)
    pagina = await proef.http.get(klaar.headers["location"])
    assert "Maryam Vandenbroeck" in pagina.text
    assert "Voorstel: informatieverstrekking" in pagina.text
    assert "Antwoord meteen." in pagina.text


async def test_a_form_sent_twice_is_registered_once(proef: Proefdienst) -> None:
    velden = formulieren((await proef.http.get("/")).text)["/"] | VRAAG | WIE
    velden |= {"doe": "antwoord", "duur_minuten": "10"}
    antwoorden = [await proef.http.post("/", data=velden) for _ in range(2)]
    assert len({antwoord.headers["location"] for antwoord in antwoorden}) == 1
    assert len(await proef.log()) == 3


async def test_a_known_client_is_found_in_spite_of_a_typing_error_and_is_the_same_in_the_new_dossier(
    proef: Proefdienst,
) -> None:
    await proef.stuur("/", **VRAAG, **WIE, telefoon="0470 12 34 56", doe="registreer")
    [eerste] = await aanmeldingen(proef)
    pagina = await gevonden(proef, "Vandenbroek 2/4/1991")
    assert "Maryam Vandenbroeck" in pagina.text
    velden = formulieren(pagina.text)["/"] | VRAAG
    velden |= {"client": eerste.client, "doe": "antwoord", "duur_minuten": "5", "email": "m@example.org"}
    await proef.http.post("/", data=velden)
    _, tweede = await aanmeldingen(proef)
    assert tweede.client == eerste.client
    wie = await wie_is(proef, tweede)
    assert (wie.naam, wie.telefoon, wie.email) == ("Vandenbroeck", "0470 12 34 56", "m@example.org")
    assert len({event.subject for event in await proef.log()}) == 2


async def test_who_was_found_or_is_new_must_be_chosen(proef: Proefdienst) -> None:
    await proef.stuur("/", **VRAAG, **WIE, doe="registreer")
    velden = formulieren((await gevonden(proef, "Vandenbroeck")).text)["/"] | VRAAG | {"doe": "registreer"}
    pagina = await proef.http.post("/", data=velden)
    assert (pagina.status_code, "Kies wie het is" in pagina.text) == (422, True)
    await proef.http.post("/", data=velden | {"client": "nieuw"})
    eerste, tweede = await aanmeldingen(proef)
    assert (tweede.client != eerste.client, tweede.persoonsgegevens) == (True, None)


async def test_a_question_that_was_answered_can_be_closed_at_once(proef: Proefdienst) -> None:
    await proef.stuur("/", **VRAAG, doe="antwoord", duur_minuten="3", klaar="ja")
    *_, event = await proef.log()
    assert (len(await proef.log()), event.data) == (4, DossierAfgesloten(reden="beantwoord"))


async def test_what_is_registered_afterwards_has_the_moment_at_which_it_happened(proef: Proefdienst) -> None:
    gevuld = VRAAG | {"duur_minuten": "3", "klaar": "ja", "moment": "2026-07-01T10:00"}
    await proef.stuur("/", **gevuld, doe="antwoord")
    events = await proef.log()
    assert {event.time for event in events} == {datetime(2026, 7, 1, 8, tzinfo=UTC)}
    assert [event.soort for event in geldig(reversed(events))] == [event.soort for event in events]


async def test_a_name_that_changed_is_what_one_is_found_by(proef: Proefdienst) -> None:
    await proef.stuur("/", **VRAAG, **WIE, doe="registreer")
    [event] = await proef.log()
    await gevonden(proef, "Vandenbroeck")
    await proef.stuur(f"/dossiers/{event.subject}/profiel", naam="Okonkwo")
    pagina = await gevonden(proef, "Okonkwo")
    assert "Maryam Okonkwo" in pagina.text
    assert "Niemand gevonden" in (await proef.stuur("/", doe="zoek", zoek="Vandenbroeck")).text


async def test_who_was_erased_is_not_found_any_more(proef: Proefdienst) -> None:
    await proef.stuur("/", **VRAAG, **WIE, doe="registreer")
    await gevonden(proef, "Vandenbroeck")
    [aanmelding] = await aanmeldingen(proef)
    await in_draad(lambda: proef.kader.kluis.vernietig(Eigenaar("client", aanmelding.client), nu=BEGIN))
    assert "Niemand gevonden" in (await proef.stuur("/", doe="zoek", zoek="Vandenbroeck")).text
    pagina = await proef.stuur("/", **VRAAG, client=aanmelding.client, doe="registreer")
    assert (pagina.status_code, len(await proef.log())) == (422, 1)
    [event] = await proef.log()
    profiel = f"/dossiers/{event.subject}/profiel"
    assert "Cliënt zonder leesbare persoonsgegevens" in (await proef.http.get(profiel)).text
    geweigerd = await proef.stuur(profiel, **WIE)
    assert (geweigerd.status_code, "zijn vernietigd" in geweigerd.text, len(await proef.log())) == (422, True, 1)


FOUT: list[tuple[dict[str, Any], str]] = [
    ({"kanaal": ""}, "kanaal"),
    ({"vraagsoort": "iets"}, "vraagsoort"),
    ({"themas": ["iets"]}, "themas"),
    ({"duur_minuten": "0"}, "duur_minuten"),
    ({"duur_minuten": "481"}, "duur_minuten"),
    ({"kanaal": "website"}, "medium"),
    ({"voornaam": "Maryam"}, "naam"),
    ({**WIE, "rijksregisternummer": "91.04.02-001-01"}, "rijksregisternummer"),
    ({**WIE, "geboortedatum": "2 april"}, "geboortedatum"),
    ({"moment": "2099-01-01T10:00"}, "moment"),
    ({"geboortejaar": "1890"}, "geboortejaar"),
    ({"partner": "geen"}, "partner"),
    ({"loket": "a b"}, "loket"),
    ({"client": "onbestaand"}, "client"),
    ({"klaar": "ja", "niet_beantwoord": "ja"}, "klaar"),
]


async def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_registered(proef: Proefdienst) -> None:
    for anders, veld in FOUT:
        pagina = await proef.stuur("/", **({**VRAAG, "duur_minuten": "12"} | anders), doe="antwoord")
        assert (pagina.status_code, f'<a href="#{veld}">' in pagina.text) == (422, True), anders
        assert len(re.findall(f' id="{veld}"', pagina.text)) == 1, "the way to a field must lead to it"
    assert await proef.log() == []


async def test_the_form_keeps_what_was_filled_in(proef: Proefdienst) -> None:
    pagina = await proef.stuur("/", **(VRAAG | {"vraagsoort": ""}), **WIE, doe="registreer")
    opnieuw = formulieren(pagina.text)["/"]
    assert {"voornaam": "Maryam", "kanaal": "telefoon", "geboortedatum": "1991-04-02"}.items() <= opnieuw.items()
    assert opnieuw["themas"] == "diploma-so"
    await proef.http.post("/", data=opnieuw | {"vraagsoort": "leernood", "doe": "registreer"})
    assert len(await proef.log()) == 1


async def test_the_proposal_stands_beside_the_form_with_its_reason(proef: Proefdienst) -> None:
    def voorstel(pagina: httpx.Response) -> str:
        return pagina.text.partition("Voorstel: ")[2].partition("</p>")[0]

    assert voorstel(await proef.http.get("/")) == ""
    assert voorstel(await proef.stuur("/", **VRAAG, doe="voorstel")) == "informatieverstrekking"
    assert voorstel(await proef.stuur("/", vraagsoort="leernood", doe="voorstel")) == "informatiebemiddeling"
    assert voorstel(await proef.stuur("/", in_secundair="ja", doe="voorstel")) == "buiten doelgroep"
    assert await proef.log() == []


async def test_the_partner_and_the_loket_are_those_of_now(proef: Proefdienst) -> None:
    await proef.gebeur(
        gebeurtenis(PartnerGeregistreerd(naam="OCMW Gent", partnersoort="ocmw", gemeente="44021"), "p1"),
        gebeurtenis(LoketGeopend(partner="p1", gemeente="44021"), "l1"),
    )
    assert "Gent, bij OCMW Gent" in (await proef.http.get("/")).text
    doorverwezen = VRAAG | {"toeleiding": "doorverwijzer", "partner": "p1", "loket": "l1"}
    await proef.stuur("/", **doorverwezen, doe="registreer")
    [aanmelding] = await aanmeldingen(proef)
    assert aanmelding.toeleiding == Toeleiding(wijze="doorverwijzer", partnersoort="ocmw", partner="p1")
    assert aanmelding.loket == "l1"


async def test_the_form_of_another_session_registers_nothing(proef: Proefdienst) -> None:
    velden = formulieren((await proef.http.get("/")).text)["/"] | VRAAG
    await proef.meld_aan("begeleider-1")
    geweigerd = await proef.http.post("/", data=velden | {"doe": "registreer"})
    assert (geweigerd.status_code, await proef.log()) == (403, [])


async def test_a_partner_registers_nothing(proef: Proefdienst) -> None:
    await proef.meld_aan("partner-1")
    assert (await proef.http.get("/")).headers["location"].endswith("/mijn/doorverwijzingen")


async def test_who_types_sees_who_is_meant_without_a_new_page(proef: Proefdienst) -> None:
    await proef.stuur("/", **VRAAG, **WIE, doe="registreer")
    await gevonden(proef, "Vandenbroeck")
    deel = await getypt(proef, "vandenbroek")
    assert (deel.status_code, "<html" in deel.text, "Maryam Vandenbroeck" in deel.text) == (200, False, True)
    assert '<div hx-swap-oob="innerHTML:#zoekstand">1 gevonden' in deel.text
    assert "Niemand gevonden." in (await getypt(proef, "Zonderling")).text
    assert "fieldset" not in (await getypt(proef, "Va")).text


async def test_the_page_keeps_its_sentence_for_who_is_no_longer_signed_in(proef: Proefdienst) -> None:
    proef.http.cookies.clear()
    weg = await proef.http.post("/zoek", data={"zoek": "Vandenbroeck"}, headers={"HX-Request": "true"})
    assert (weg.status_code, weg.headers["hx-redirect"]) == (401, "/aanmelden?terug=%2F")
