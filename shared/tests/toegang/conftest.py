"""A hub with two regions, closed as real ones are, for all tests of this folder that only look and knock."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from leerwinkel.testing.netwerk import Netwerk, netwerk

from .klop import VREEMD, richt_in


@pytest.fixture(scope="module")
def net(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Netwerk]:
    """Limburg is not to be trusted: its node keeps nothing from the hub, and has a user who may do anything."""
    map_: Path = tmp_path_factory.mktemp("net")
    with netwerk(map_, ["gent", VREEMD], gesloten=True, vooraf=richt_in) as gemaakt:
        yield gemaakt
