"""Options of the faults: the seed, how many, or for how long."""

import random
from dataclasses import dataclass
from pathlib import Path

import pytest

for _module in ("dienstenorakel", "orakel", "verslag"):
    pytest.register_assert_rewrite(f"{__package__}.{_module}")  # they say what differs

PER_RONDE = 20
STORINGEN = 40


@dataclass(frozen=True, slots=True)
class Duur:
    """How long a long run goes on, with which seed it begins, and where its report goes."""

    minuten: float
    zaad: int
    verslag: Path | None


def pytest_addoption(parser: pytest.Parser) -> None:
    groep = parser.getgroup("storingen")
    groep.addoption("--zaad", type=int, default=None, help="Het zaad van het plan; anders een willekeurig.")
    groep.addoption("--storingen", type=int, default=STORINGEN, help="Hoeveel storingen, over alle rondes samen.")
    groep.addoption("--minuten", type=float, default=None, help="Zo lang duurt de duurloop; zonder is er geen.")
    groep.addoption("--verslag", type=Path, default=None, help="Waar het verslag van de duurloop komt.")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """All that breaks machines in earnest takes long: it runs with make test-failures, the longest with make soak."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.storing)
    if getattr(config.option, "minuten", None) is None:
        items[:] = [item for item in items if item.path.name != "test_duurloop.py"]


def _zaad(config: pytest.Config) -> int:
    zaad: int | None = getattr(config.option, "zaad", None)
    return random.SystemRandom().randrange(10**6) if zaad is None else zaad


@pytest.fixture
def duur(pytestconfig: pytest.Config) -> Duur:
    return Duur(pytestconfig.option.minuten, _zaad(pytestconfig), pytestconfig.option.verslag)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A round is a fresh installation with at most PER_RONDE faults; the seed of each is in its name."""
    if "ronde" in metafunc.fixturenames:
        zaad, aantal = _zaad(metafunc.config), getattr(metafunc.config.option, "storingen", None) or STORINGEN
        rondes = [(zaad + n, min(PER_RONDE, aantal - n * PER_RONDE)) for n in range(-(-aantal // PER_RONDE))]
        metafunc.parametrize("ronde", rondes, ids=[f"zaad-{z}-{n}-storingen" for z, n in rondes])
