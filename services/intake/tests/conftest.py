"""The service of intake, running over a real node."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from intake.app import DIENST
from leerwinkel.testing.dienst import Proefdienst, draaiend


@pytest.fixture
async def proef(tmp_path: Path) -> AsyncIterator[Proefdienst]:
    async with draaiend(DIENST, tmp_path) as dienst:
        yield dienst
