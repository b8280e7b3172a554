"""Of who was erased no address tells more than region, year and trap (design: privacy and access)."""

from pathlib import Path

from leerwinkel.testing.dienst import draaiend
from leerwinkel.testing.gewist import DOSSIER, gevonden, leg_vast, wis
from trajecten.app import DIENST


async def test_of_who_was_erased_nothing_is_told_at_any_address(tmp_path: Path) -> None:
    async with draaiend(DIENST, tmp_path, "coordinator-1") as proef:
        await leg_vast(proef)
        assert "1907" in (await proef.http.get(f"/api/dossiers/{DOSSIER}")).text
        await wis(proef)
        assert await gevonden(DIENST, proef) == set()
