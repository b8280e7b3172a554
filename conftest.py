"""The order in which the workers take the files of tests: long ones first, so that none is left alone with one."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("huis", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("huis")  # how long an example takes says how busy the machine is, and nothing of our code

_LANG = ("journeys", "browser")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After the shuffle: what is in another order within a file, or among files of one kind, stays so."""
    items.sort(key=lambda item: Path(item.path).parent.name not in _LANG)
