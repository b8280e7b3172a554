"""Partners under fire: script, formulas and what no form sends, by who is signed in; every way in by who is not."""

from pathlib import Path

import pytest

from leerwinkel.testing.apivuur import bestook
from leerwinkel.testing.dienst import draaiend
from leerwinkel.testing.vijandig import dossier_met_gif, onder_vuur, van_buiten
from partners.app import DIENST


@pytest.mark.parametrize("alles", [False, pytest.param(True, marks=[pytest.mark.lang, pytest.mark.timeout(300)])])
async def test_what_anybody_writes_is_only_ever_text_and_nothing_falls_over(tmp_path: Path, *, alles: bool) -> None:
    async with draaiend(DIENST, tmp_path, "coordinator-1") as proef:
        app = DIENST.create_app(proef.kader)
        await dossier_met_gif(proef)
        kruiper = await onder_vuur(app, proef.http, alles=alles)
        assert kruiper.bevindingen == []
        assert len(kruiper.gezonden) >= 6
        proef.http.cookies.clear()
        assert await van_buiten(app, proef.http) == []


@pytest.mark.lang
@pytest.mark.timeout(300)
async def test_the_api_answers_as_it_says_whatever_is_sent(tmp_path: Path) -> None:
    async with draaiend(DIENST, tmp_path, "coordinator-1") as proef:
        await dossier_met_gif(proef)
        aantal, anders = await bestook(DIENST.create_app(proef.kader), proef.http, alles=True)
        assert anders == []
        assert aantal > 10
