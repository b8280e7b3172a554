"""Every address of trajecten in every role: as the table says (design: privacy and access)."""

from pathlib import Path

from leerwinkel.testing.dienst import draaiend
from leerwinkel.testing.toegang import pogingen, verschillen
from trajecten.app import DIENST


async def test_everybody_may_what_the_table_says_and_no_more(tmp_path: Path) -> None:
    async with draaiend(DIENST, tmp_path) as proef:
        assert await verschillen(DIENST, proef) == []
        assert len(list(pogingen(DIENST, proef))) > 30
        assert len(await proef.log()) == 3
