"""The pages of complaints and of second-line help, over a real node."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leerwinkel.gebeurtenissen.partners import (
    KlachtBehandeld,
    KlachtOntvangen,
    PartnerGeregistreerd,
    TweedelijnsvraagBeantwoord,
)
from leerwinkel.testing.dienst import Proefdienst, draaiend, formulieren
from leerwinkel.testing.voorbeelden import gebeurtenis
from partners.app import DIENST

VRAAG = {"bestemming": "partner:p1", "thema": "evc", "duur_minuten": "15"}


@pytest.fixture
async def proef(tmp_path: Path) -> AsyncIterator[Proefdienst]:
    async with draaiend(DIENST, tmp_path) as dienst:
        yield dienst


async def test_a_klacht_comes_in_and_is_dealt_with_once(proef: Proefdienst) -> None:
    velden = formulieren((await proef.http.get("/klachten")).text)["/klachten"]
    leeg = await proef.http.post("/klachten", data=velden)
    assert (leeg.status_code, 'id="thema-fout"' in leeg.text) == (422, True)
    for _ in range(2):
        assert (await proef.http.post("/klachten", data=velden | {"thema": "wachttijd"})).status_code == 303
    [ontvangen] = await proef.log()
    assert ontvangen.data == KlachtOntvangen(thema="wachttijd")
    pad = f"/klachten/{ontvangen.subject}"
    antwoord = (await proef.http.get(pad)).text
    assert (await proef.stuur(pad, uitkomst="gegrond")).status_code == 303
    assert (await proef.log())[-1].data == KlachtBehandeld(thema="wachttijd", uitkomst="gegrond")
    anders = await proef.http.post(pad, data=formulieren(antwoord)[pad] | {"uitkomst": "ongegrond"})
    assert (anders.status_code, "al behandeld, met een andere uitkomst" in anders.text) == (409, True)
    assert len(await proef.log()) == 2
    assert "Gegrond" in (await proef.http.get("/klachten")).text


async def test_a_klacht_of_which_only_the_outcome_was_told_is_in_the_list(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(KlachtBehandeld(uitkomst="ingetrokken"), "k1"))
    assert "Thema niet gekend" in (await proef.http.get("/klachten")).text


async def test_a_second_line_question_stands_at_the_moment_of_its_answer(proef: Proefdienst) -> None:
    cvo = PartnerGeregistreerd(naam="CVO Kisp", partnersoort="cvo", gemeente="44021")
    await proef.gebeur(gebeurtenis(cvo, "p1"))
    velden = formulieren((await proef.http.get("/tweedelijn")).text)["/tweedelijn"] | VRAAG
    for _ in range(2):
        toen = velden | {"dag": "2024-06-03", "uur": "09:30"}
        assert (await proef.http.post("/tweedelijn", data=toen)).status_code == 303
    _, beantwoord = await proef.log()
    vraag = TweedelijnsvraagBeantwoord(partner="p1", partnersoort="cvo", thema="evc", duur_minuten=15)
    assert (beantwoord.data, beantwoord.subject, beantwoord.medewerker) == (vraag, "gent", "onthaal-1")
    assert beantwoord.time == datetime(2024, 6, 3, 7, 30, tzinfo=UTC)
    assert "<td>CVO Kisp</td>" in (await proef.http.get("/tweedelijn")).text
    assert (await proef.stuur("/tweedelijn", **(VRAAG | {"bestemming": "soort:clb"}))).status_code == 303
    assert len(await proef.log()) == 3


async def test_what_was_not_answered_yet_is_refused(proef: Proefdienst) -> None:
    anders = VRAAG | {"bestemming": "soort:clb"}
    toekomst = await proef.stuur("/tweedelijn", **(anders | {"dag": "2090-06-01", "uur": "09:30"}))
    assert (toekomst.status_code, "Dit antwoord ligt in de toekomst" in toekomst.text) == (409, True)
    half = await proef.stuur("/tweedelijn", **(anders | {"dag": "2024-06-03"}))
    assert (half.status_code, 'id="dag-fout"' in half.text) == (422, True)
    assert await proef.log() == []
