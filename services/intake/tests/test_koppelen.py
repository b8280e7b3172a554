"""Koppelen, over a real node: one person behind several client ids is found once, and it can be undone."""

import asyncio

from leerwinkel.gebeurtenissen.intake import DossiersGekoppeld, DossiersOntkoppeld
from leerwinkel.testing.dienst import Proefdienst, formulieren
from leerwinkel.testing.voorbeelden import gebeurtenis

from .bouw import aanmelding

PAD = "/dossiers/d1/koppelen"
VRAAG = {"kanaal": "telefoon", "toeleiding": "andere", "vraagsoort": "leernood"}


async def met_bekende(proef: Proefdienst) -> str:
    """A dossier d1 of an unknown cliënt c1; gives the client id of Maryam, who was here before."""
    await proef.gebeur(gebeurtenis(aanmelding(), "d1"))
    await proef.stuur("/", **VRAAG, voornaam="Maryam", naam="Okonkwo", doe="registreer")
    async with asyncio.timeout(10):
        while "Maryam Okonkwo" not in (await proef.stuur(PAD, doe="zoek", zoek="Okonkwo")).text:
            pass
    *_, event = await proef.log()
    return str(getattr(event.data, "client", ""))


async def test_a_client_is_linked_with_who_was_here_before_and_found_once(proef: Proefdienst) -> None:
    maryam = await met_bekende(proef)
    velden = formulieren((await proef.stuur(PAD, doe="zoek", zoek="Okonkwo")).text)[PAD]
    for _ in range(2):
        klaar = await proef.http.post(PAD, data=velden | {"client": maryam, "grond": "client-bevestigd"})
        assert klaar.headers["location"] == "http://127.0.0.1:8082/dossiers/d1?na=3"
    *_, event = await proef.log()
    een, ander = sorted(["c1", maryam])
    assert event.data == DossiersGekoppeld(client=een, met_client=ander, grond="client-bevestigd")
    assert (len(await proef.log()), event.subject) == (3, een)
    pagina = (await proef.http.get(PAD)).text
    assert (pagina.count(">Ontkoppel<"), pagina.count("Maryam Okonkwo")) == (1, 1)
    assert (await proef.stuur("/", doe="zoek", zoek="Okonkwo")).text.count("Dossier van") == 2
    assert "Niemand gevonden" in (await proef.stuur(PAD, doe="zoek", zoek="Okonkwo")).text


async def test_a_link_is_undone(proef: Proefdienst) -> None:
    maryam = await met_bekende(proef)
    await proef.stuur(PAD, client=maryam, grond="andere")
    velden = formulieren((await proef.http.get(PAD)).text)[PAD] | {"ontkoppel": maryam}
    antwoorden = [await proef.http.post(PAD, data=velden) for _ in range(2)]
    assert len({antwoord.headers["location"] for antwoord in antwoorden}) == 1
    *_, event = await proef.log()
    assert (len(await proef.log()), type(event.data)) == (4, DossiersOntkoppeld)
    assert "Ontkoppel" not in (await proef.http.get(PAD)).text


async def test_what_is_wrong_is_said_and_a_refusal_too(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(aanmelding(), "d1"), gebeurtenis(aanmelding(client="c2"), "d2"))
    for velden, status, zin in (
        ({"client": ""}, 422, "Zoek eerst, en kies wie het is."),
        ({"client": "x y", "grond": "andere"}, 422, "Zoek eerst, en kies wie het is."),
        ({"client": "c2", "grond": ""}, 422, "Kies hoe je weet"),
        ({"client": "c1", "grond": "andere"}, 409, "tweemaal dezelfde"),
        ({"ontkoppel": "c2"}, 409, "niet gekoppeld"),
    ):
        pagina = await proef.stuur(PAD, **velden)
        assert (pagina.status_code, zin in pagina.text) == (status, True), velden
    assert len(await proef.log()) == 2
