"""A platform that runs, with every region, for the tests that publish and import."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from leerwinkel.testing.platform import Platform, draaiend_platform

VOORBEELD = Path(__file__).parents[2] / "examples" / "goal"


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    with draaiend_platform(tmp_path_factory.mktemp("platform")) as gemaakt:
        yield gemaakt
