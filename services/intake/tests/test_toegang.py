"""Every address of intake in every role: as the table says (design: privacy and access)."""

from pathlib import Path

from intake.app import DIENST
from leerwinkel.testing.dienst import draaiend
from leerwinkel.testing.toegang import pogingen, verschillen


async def test_everybody_may_what_the_table_says_and_no_more(tmp_path: Path) -> None:
    async with draaiend(DIENST, tmp_path) as proef:
        assert await verschillen(DIENST, proef) == []
        assert len(list(pogingen(DIENST, proef))) > 30
        assert len(await proef.log()) == 3
