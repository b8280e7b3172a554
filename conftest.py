"""The order in which the workers take the files of tests: long ones first, so that none is left alone with one.

The files that share a platform (tests/conftest.py) go to one worker, as if they were one.
"""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

settings.register_profile("huis", deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("lang", settings.get_profile("huis"), max_examples=150)  # make test-long: all of them
settings.load_profile("huis")  # how long an example takes says how busy the machine is, and nothing of our code

_LANG = ("journeys", "browser")
_DELEN_EEN_PLATFORM = ["test_reis.py", "test_status.py", "test_import_en_publicatie.py", "test_voorbeelddossiers.py"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Asked by who starts and stops that platform."""
    parser.addini("een_platform", "files whose tests share a platform that runs", "args", _DELEN_EEN_PLATFORM)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: each waits for servers a fifth of its time. `--maxprocesses` is the most."""
    return len(os.sched_getaffinity(0)) + 1


class _PerBestand(LoadFileScheduling):
    def _split_scope(self, nodeid: str) -> str:
        bestand = super()._split_scope(nodeid)
        return "een platform" if Path(bestand).name in _DELEN_EEN_PLATFORM else bestand


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """How the workers get their files, unless who starts the tests wants it otherwise."""
    return _PerBestand(config, log) if config.getoption("dist") == "loadfile" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After the shuffle: what is in another order within a file, or among files of one kind, stays so."""
    items.sort(key=lambda item: (item.path.name not in _DELEN_EEN_PLATFORM, item.path.parent.name not in _LANG))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: going through it again every few tests took a worker a fifth of its time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
