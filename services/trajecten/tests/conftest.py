"""A running service for the tests of its pages."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from leerwinkel.testing.dienst import Proefdienst, draaiend
from trajecten.app import DIENST


@pytest.fixture
async def proef(tmp_path: Path) -> AsyncIterator[Proefdienst]:
    """In which begeleider-1 is signed in."""
    async with draaiend(DIENST, tmp_path, "begeleider-1") as dienst:
        yield dienst
