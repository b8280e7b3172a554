"""How it was, asked by a link: once per dossier, answered once, and not to be led back to anybody."""

import re
import uuid
from datetime import UTC, datetime, timedelta
from html import unescape

from leerwinkel.gebeurtenissen.intake import ToestemmingGegeven, ToestemmingIngetrokken
from leerwinkel.gebeurtenissen.trajecten import BevragingVerstuurd, TevredenheidBeantwoord
from leerwinkel.testing.dienst import Proefdienst
from leerwinkel.testing.voorbeelden import gebeurtenis

from .gegeven import AANMELDING, BEMIDDELING, afgesloten, gehouden

JA = ToestemmingGegeven(doel="bevraging")
GEVRAAGD = (
    AANMELDING,
    BEMIDDELING,
    JA,
    gehouden(begeleider="begeleider-1"),
    afgesloten(),
    BevragingVerstuurd(trap="informatiebemiddeling"),
)


async def gevraagd(proef: Proefdienst) -> str:
    """The path of the link, for a dossier that was closed with consent."""
    await proef.gebeur(*(gebeurtenis(data, "d1") for data in GEVRAAGD))
    blad = await proef.stuur("/dossiers/d1", actie="/dossiers/d1/bevragingslink")
    [link] = re.findall(r"http://127\.0\.0\.1:8082(/bevraging/\S+)", unescape(blad.text).split("<textarea")[1])
    return link


async def test_a_client_answers_once_and_nothing_leads_back(proef: Proefdienst) -> None:
    link = await gevraagd(proef)
    assert len(link) < 100
    proef.http.cookies.clear()
    assert "Heb je iets gehad aan de hulp?" in (await proef.http.get(link)).text
    leeg = await proef.http.post(link, data={"score": "4"})
    assert (leeg.status_code, "Kies een antwoord." in leeg.text, 'value="4" checked' in leeg.text) == (422, True, True)
    assert "Bedankt" in (await proef.http.post(link, data={"waardevol": "ja", "score": "4"})).text
    assert "werd al geantwoord" in (await proef.http.get(link)).text
    assert (await proef.http.post(link, data={"waardevol": "nee"})).status_code == 409
    *_, antwoord = await proef.log()
    assert antwoord.data == TevredenheidBeantwoord(trap="informatiebemiddeling", waardevol="ja", score=4)
    assert (antwoord.medewerker, antwoord.subject != "d1") == (None, True)
    assert antwoord.time.isoformat().partition("T")[2].startswith("00:00:00")


async def test_a_dossier_gets_one_link_and_only_while_the_client_consents(proef: Proefdienst) -> None:
    await gevraagd(proef)
    assert "bevragingslink" not in (await proef.http.get("/dossiers/d1")).text
    await proef.gebeur(*(gebeurtenis(data, "d2") for data in GEVRAAGD))
    open_ = await proef.http.get("/dossiers/d2")
    teken = {"teken": open_.text.split('name="teken" value="')[1].split('"')[0]}
    assert (await proef.http.post("/dossiers/d1/bevragingslink", data=teken)).status_code == 409
    await proef.gebeur(gebeurtenis(ToestemmingIngetrokken(doel="bevraging"), "d2"))
    assert (await proef.http.post("/dossiers/d2/bevragingslink", data=teken)).status_code == 404


async def test_a_link_that_is_broken_or_old_says_that_it_does_not_work(proef: Proefdienst) -> None:
    inhoud = uuid.uuid4().bytes + b"informatiebemiddeling"
    vandaag, zegel = datetime.now(UTC).date(), proef.kader.aanmelding.zegelring.verzegel
    goed = zegel("bevraging", inhoud, vandaag)
    assert (await proef.http.get(f"/bevraging/{goed}")).status_code == 200
    stuk = (
        zegel("bevraging", inhoud, vandaag - timedelta(days=1)),
        zegel("anders", inhoud, vandaag),
        goed[:-3],
        goed[:30] + ("A" if goed[30] != "A" else "B") + goed[31:],
        "x",
        "é",
        proef.http.cookies[proef.kader.aanmelding.koekje],
    )
    for een in stuk:
        blad = await proef.http.get(f"/bevraging/{een}")
        assert (blad.status_code, "Deze link werkt niet meer" in blad.text) == (410, True)
        assert (await proef.http.post(f"/bevraging/{een}", data={"waardevol": "ja"})).status_code == 410
    assert await proef.log() == []
