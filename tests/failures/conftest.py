"""Options of the faults: the seed, and how many."""

import random
from pathlib import Path

import pytest

PER_RONDE = 20
STORINGEN = 40


def pytest_addoption(parser: pytest.Parser) -> None:
    groep = parser.getgroup("storingen")
    groep.addoption("--zaad", type=int, default=None, help="Het zaad van het plan; anders een willekeurig.")
    groep.addoption("--storingen", type=int, default=STORINGEN, help="Hoeveel storingen, over alle rondes samen.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that breaks machines in earnest takes long: it runs with make test-failures."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.storing)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A round is a fresh installation with at most PER_RONDE faults; the seed of each is in its name."""
    if "ronde" in metafunc.fixturenames:
        zaad, aantal = (getattr(metafunc.config.option, naam, None) for naam in ("zaad", "storingen"))
        zaad, aantal = zaad or random.SystemRandom().randrange(10**6), aantal or STORINGEN
        rondes = [(zaad + n, min(PER_RONDE, aantal - n * PER_RONDE)) for n in range(-(-aantal // PER_RONDE))]
        metafunc.parametrize("ronde", rondes, ids=[f"zaad-{z}-{n}-storingen" for z, n in rondes])
