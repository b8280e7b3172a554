"""Signing in, forms of one's own, refusals, and what a service does by itself."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated
from uuid import UUID

import pytest
from fastapi import APIRouter, Depends, FastAPI
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import Message, Receive, Scope, Send

from leerwinkel.dienst import Dienst, Kader, Sessie, Vereist, Wat, create_app, formulier, sjablonen
from leerwinkel.dienst.aanmelden import Aanmelding, aanmelding_van
from leerwinkel.dienst.inzage.meekijker import Meekijker
from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.trajecten import DrempelVastgesteld, MicrocontactGeregistreerd
from leerwinkel.identiteit.afgemeld import Afgemeld
from leerwinkel.identiteit.proefgebruikers import proefgebruikers
from leerwinkel.identiteit.sessie import NietAangemeld
from leerwinkel.testing.dienst import Proefdienst, draaiend
from leerwinkel.testing.voorbeelden import microcontact
from leerwinkel.waarmerk.merkteken import Merkteken, haal_merk_weg
from leerwinkel.waarmerk.uitgave import Uitgave

from .voorbeeld import VOORBEELD

CONTACT = MicrocontactGeregistreerd(medium="sms", richting="in")
DREMPEL = DrempelVastgesteld(drempelsoort="taal")


def decide(gezegd: Gegevens, aantal: int) -> list[Gegevens]:
    if aantal == 2 and isinstance(gezegd, MicrocontactGeregistreerd):
        raise Refusal("genoeg")
    return [gezegd]


CONTACTEN: Decider[Gegevens, int] = Decider(0, decide, lambda aantal, event: aantal + (event.data == CONTACT))


def app(kader: Kader) -> FastAPI:
    router = APIRouter()
    bladen = sjablonen(kader, "leerwinkel.runtime.web")

    @router.get("/")
    def blad(sessie: Annotated[Sessie, Depends(Vereist(Wat.NETWERK))]) -> HTMLResponse:
        velden = bladen.from_string(
            '{% import "shell/macros.html" as ui %}'
            '<form method="post" action="/">{{ ui.van_mij(sessie, nieuwe_opdracht()) }}</form>'
        )
        return HTMLResponse(velden.render(sessie=sessie))

    @router.post("/")
    @router.post("/api/contact")
    async def stuur(
        sessie: Annotated[Sessie, Depends(Vereist(Wat.NETWERK))], ingevuld: Annotated[FormData, Depends(formulier)]
    ) -> RedirectResponse:
        opdracht = UUID(str(ingevuld["opdracht"]))
        wie = sessie.gebruiker.medewerker
        klaar = await kader.uitvoerder.voer_uit(CONTACTEN, CONTACT, dossier="d1", opdracht=opdracht, medewerker=wie)
        return RedirectResponse(kader.dossier_url("d1", klaar.position), 303)

    return create_app(kader, bladen, [router])


async def reageer(kader: Kader, event: AnyGebeurtenis) -> None:
    """After a contact somebody notes a barrier, once."""
    if event.data == CONTACT:
        await kader.uitvoerder.voer_uit(
            CONTACTEN, DREMPEL, dossier=event.subject, opdracht=UUID(event.id), aanleiding=event
        )


PROEF = Dienst("trajecten", VOORBEELD, {"genoeg": "Twee contacten is genoeg."}, app, reageer)


@pytest.fixture
async def proef(tmp_path: Path) -> AsyncIterator[Proefdienst]:
    async with draaiend(PROEF, tmp_path) as dienst:
        yield dienst


async def soorten(proef: Proefdienst, aantal: int) -> list[str]:
    assert await proef.kader.leesmodel.reached(aantal, patience=10)
    return [event.soort for event in await proef.log()]


async def test_who_is_not_signed_in_is_sent_to_where_that_is_done_and_back(proef: Proefdienst, tmp_path: Path) -> None:
    assert (await proef.http.get("/")).status_code == 200
    bewaard = dict(proef.http.cookies)
    af = await proef.http.post("/afmelden")
    assert af.headers["location"].endswith("/afgemeld")
    heen = await proef.http.get("/?zoek=iets")
    assert heen.headers["location"] == "/aanmelden?terug=%2F%3Fzoek%3Diets"
    weg = await proef.http.get(heen.headers["location"])
    assert (weg.status_code, weg.headers["retry-after"]) == (503, "10")
    assert "De aanmelddienst antwoordt niet." in weg.text
    proef.http.cookies.update(bewaard)
    assert (await proef.http.get("/")).headers["location"] == "/aanmelden?terug=%2F"
    [geheim] = (tmp_path / "data/gent/sleutels").glob("sessie.*")
    buur = aanmelding_van("gent", geheim.read_bytes(), afgemeld=Afgemeld(tmp_path / "data/gent/afgemeld"))
    assert _is_iemand(buur, bewaard) is False
    assert _is_iemand(buur, {buur.koekje: buur.verzegelde(proefgebruikers("gent")[0])})


def _is_iemand(aanmelding: Aanmelding, koekjes: dict[str, str]) -> bool:
    """For another service of the region."""
    regel = "; ".join(f"{naam}={waarde}" for naam, waarde in koekjes.items()).encode()
    try:
        aanmelding.sessie(Request({"type": "http", "headers": [(b"cookie", regel)]}))
    except NietAangemeld:
        return False
    return True


async def test_who_signs_out_while_a_dossier_is_shown_has_looked_all_the_same(proef: Proefdienst) -> None:
    async def toon(scope: Scope, _ontvang: Receive, stuur: Send) -> None:
        proef.kader.aanmelding.beeindig(Request(scope))
        await stuur({"type": "http.response.start", "status": 200, "headers": []})

    aanmelding, sam = proef.kader.aanmelding, proefgebruikers("gent")[1]
    kop = (b"cookie", f"{aanmelding.koekje}={aanmelding.verzegelde(sam)}".encode())
    verzoek: Scope = {"type": "http", "path": "/dossiers/d1", "headers": [kop]}
    meekijker = Meekijker(toon, boek=proef.kader.inzage, service="trajecten", aanmelding=aanmelding)

    async def niets(_bericht: Message) -> None:
        """Nobody listens."""

    for keer in range(2):
        await meekijker({**verzoek}, Request(verzoek).receive, niets)
        assert [blik.medewerker for blik in proef.kader.inzage.alle(["d1"], [])] == [sam.medewerker], keer


async def test_a_form_sent_twice_is_one_event_and_what_follows_by_itself_too(proef: Proefdienst) -> None:
    pagina = await proef.http.get("/")
    velden = {naam: pagina.text.split(f'name="{naam}" value="')[1].split('"')[0] for naam in ("teken", "opdracht")}
    antwoorden = [await proef.http.post("/", data=velden) for _ in range(2)]
    assert [antwoord.headers["location"] for antwoord in antwoorden] == ["http://127.0.0.1:8082/dossiers/d1?na=1"] * 2
    assert await soorten(proef, 2) == ["microcontact-geregistreerd", "drempel-vastgesteld"]
    contact, drempel = await proef.log()
    assert (contact.source, contact.medewerker) == ("urn:leerwinkel:gent:trajecten", "onthaal-1")
    assert (drempel.causationid, drempel.correlationid, drempel.medewerker) == (contact.id, contact.id, None)


async def test_a_form_of_another_session_changes_nothing(proef: Proefdienst) -> None:
    velden = {"teken": "0" * 64, "opdracht": "00000000-0000-4000-8000-000000000000"}
    geweigerd = await proef.http.post("/", data=velden)
    assert (geweigerd.status_code, "Formulier verlopen" in geweigerd.text) == (403, True)
    assert await proef.log() == []


async def test_a_refusal_says_why_to_a_person_and_to_a_program(proef: Proefdienst) -> None:
    await proef.gebeur(microcontact("d1"), microcontact("d1"))
    pagina = await proef.stuur("/")
    assert (pagina.status_code, "Twee contacten is genoeg." in pagina.text) == (409, True)
    velden = {"teken": (await proef.http.get("/")).text.split('name="teken" value="')[1].split('"')[0]}
    probleem = await proef.http.post("/api/contact", data=velden | {"opdracht": str(UUID(int=7))})
    assert (probleem.status_code, probleem.headers["content-type"]) == (409, "application/problem+json")
    assert probleem.json()["code"] == "genoeg"


async def test_a_command_about_what_can_be_no_id_is_not_carried_out(proef: Proefdienst) -> None:
    for geen_id in ("*", ">", "d1.x", "", "d" * 65, "d1\n"):
        with pytest.raises(HTTPException, match="404"):
            await proef.kader.uitvoerder.voer_uit(CONTACTEN, CONTACT, dossier=geen_id, opdracht=UUID(int=1))
    assert await proef.log() == []


async def test_a_log_that_is_not_what_was_signed_takes_nothing_and_the_page_says_why(
    proef: Proefdienst, tmp_path: Path
) -> None:
    uitgave = Uitgave(tmp_path / "data/gent/waarmerk")
    Merkteken("Positie 3 is niet meer wat ondertekend werd.", 3).zet(uitgave)
    antwoord = await proef.stuur("/")
    assert antwoord.status_code == 503
    assert "Positie 3 is niet meer wat ondertekend werd." in antwoord.text
    assert "Wat je invulde, is niet bewaard." in antwoord.text
    assert await proef.log() == []
    haal_merk_weg(uitgave)
    assert (await proef.stuur("/")).is_redirect
