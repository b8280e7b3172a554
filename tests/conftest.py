"""One platform that runs, with every region, for the files of `een_platform`: to start one takes half a minute.

Their tests leave it as they found it, or with more events. One worker gets them, after each other.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from leerwinkel.testing.platform import Platform, draaiend_platform
from leerwinkel.testing.verzamelaar import Verzamelaar, verzamelaar

_OTEL = "OTEL_EXPORTER_OTLP_ENDPOINT"


class _Gedeeld:
    """The platform, and where each of its processes sends its traces and metrics; stopped when nobody needs it."""

    def __init__(self) -> None:
        self._stapel = ExitStack()
        self._draait: tuple[Platform, Verzamelaar] | None = None

    def start(self, mappen: pytest.TempPathFactory) -> tuple[Platform, Verzamelaar]:
        if self._draait is None:
            gezien = self._stapel.enter_context(verzamelaar())
            with pytest.MonkeyPatch.context() as omgeving:
                omgeving.setenv(_OTEL, gezien.url)
                platform = self._stapel.enter_context(draaiend_platform(mappen.mktemp("platform")))
            self._draait = platform, gezien
        return self._draait

    def stop(self) -> None:
        self._draait = None
        self._stapel.close()


_GEDEELD = _Gedeeld()


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Platform:
    return _GEDEELD.start(tmp_path_factory)[0]


@pytest.fixture(scope="module")
def gezien(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Verzamelaar]:
    """What the processes of the platform sent; the commands of this module send theirs too."""
    gezien = _GEDEELD.start(tmp_path_factory)[1]
    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setenv(_OTEL, gezien.url)
        yield gezien


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """After the last test that shares it: a platform that waits takes its part of the machine too."""
    if nextitem is None or nextitem.path.name not in item.config.getini("een_platform"):
        _GEDEELD.stop()


def pytest_sessionfinish() -> None:
    """Also where the tests were broken off."""
    _GEDEELD.stop()
