"""A real browser for the tests of pages, and what every page must hold to."""

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

_PROGRAMMA: Final = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_VLAGGEN: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_WCAG: Final[dict[str, Any]] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}

met_browser = pytest.mark.skipif(
    _PROGRAMMA is None and os.environ.get("CI") != "true",
    reason="no Chromium: install the package chromium of your system, e.g. apt-get install chromium",
)
"""In CI there is a browser, and a skip would be a failure."""


@contextmanager
def chromium() -> Generator[Browser]:
    """The browser. Playwright keeps a loop running in this thread: start what needs one of its own before."""
    assert _PROGRAMMA is not None, "CI needs Chromium: install the package chromium"
    with sync_playwright() as spel:
        browser = spel.chromium.launch(executable_path=_PROGRAMMA, args=list(_VLAGGEN))
        yield browser
        browser.close()


def klap_uit(pagina: Page) -> None:
    """Unfold every part of the page."""
    pagina.evaluate("document.querySelectorAll('details').forEach(deel => { deel.open = true })")


@contextmanager
def uitgeklapt(pagina: Page) -> Generator[None]:
    """Every part of the page unfolded, for a moment."""
    dicht = pagina.locator("details:not([open])").element_handles()
    klap_uit(pagina)
    yield
    for deel in dicht:
        deel.evaluate("deel => { deel.open = false }")


def keur(pagina: Page) -> None:
    """Axe finds nothing."""
    gevonden = Axe().run(pagina, options=_WCAG)
    assert gevonden.violations_count == 0, f"{pagina.url}\n{gevonden.generate_report()}"


def past(pagina: Page, breedte: int) -> bool:
    """Whether the page itself does not scroll sideways at that width."""
    pagina.set_viewport_size({"width": breedte, "height": 844})
    return bool(pagina.evaluate("document.documentElement.scrollWidth") <= breedte)
