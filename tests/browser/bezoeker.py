"""Somebody at a browser, with the mouse or with the keyboard alone, who looks at every page that they come to."""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, TimeoutError  # noqa: A004

from .chromium import keur, past, uitgeklapt

_STAPPEN = 250
_ZICHTBAAR = "e => (s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 1)(getComputedStyle(e))"


@dataclass
class Bezoeker:
    """`handelingen` counts what they did: a click, a choice, a tick, or typing in one field is one."""

    pagina: Page
    buren: dict[str, str]
    toetsen: bool = False
    gezien: set[str] = field(default_factory=set[str])
    handelingen: int = 0

    def meld_aan(self, naam: str) -> None:
        self.pagina.context.clear_cookies()
        self.ga("trajecten", "/aanmelden")
        self.druk(naam)

    def ga(self, dienst: str, pad: str = "/") -> None:
        self.pagina.goto(self.buren[dienst] + pad)
        self.kijk()

    def druk(self, naam: str, *, soort: str = "button") -> None:
        knop = self.pagina.get_by_role("button" if soort == "button" else "link", name=naam, exact=soort == "link")
        try:
            knop.first.wait_for()
        except TimeoutError as te_laat:
            er_staat = self.pagina.locator("main").inner_text()
            raise AssertionError(f"{naam} is niet op {self.pagina.url}:\n{er_staat}") from te_laat
        with self.pagina.expect_navigation():
            self._doe(knop.first, "Enter")
        self.kijk()

    def volg(self, naam: str) -> None:
        self.druk(naam, soort="link")

    def kies(self, label: str, keuze: str) -> None:
        veld = self._veld(self.pagina.get_by_label(label, exact=True))
        self.handelingen += 1
        if not self.toetsen:
            veld.select_option(label=keuze)
            return
        self._tab_naar(veld)
        namen: list[str] = veld.evaluate("e => [...e.options].map(o => o.label)")
        self.pagina.keyboard.press("Home")
        for _ in range(namen.index(keuze)):
            self.pagina.keyboard.press("ArrowDown")
        assert veld.evaluate("e => e.selectedOptions[0].label") == keuze

    def vul(self, label: str, tekst: str) -> None:
        veld = self._veld(self.pagina.get_by_label(label, exact=True))
        self.handelingen += 1
        if self.toetsen:
            self._tab_naar(veld)
            self.pagina.keyboard.press("Control+a")
        else:
            veld.fill("")
        veld.press_sequentially(tekst)

    def vink(self, label: str) -> None:
        """Also one of several."""
        self._doe(self._veld(self.pagina.get_by_label(label).first), "Space")

    def _doe(self, wat: Locator, toets: str) -> None:
        self.handelingen += 1
        if self.toetsen:
            self._tab_naar(wat)
            self.pagina.keyboard.press(toets)
        else:
            wat.click()

    def _veld(self, veld: Locator) -> Locator:
        """Unfolds the part of the page that it is in."""
        veld.wait_for(state="attached")
        if not veld.is_visible():
            self._doe(veld.locator("xpath=ancestor::details[1]/summary"), "Enter")
        return veld

    def _tab_naar(self, wat: Locator) -> None:
        """Raises AssertionError where the keyboard does not get there, or one does not see that it is."""
        for _ in range(_STAPPEN):
            if wat.evaluate("e => e === document.activeElement"):
                assert wat.evaluate(_ZICHTBAAR), f"{wat} op {self.pagina.url} toont niet dat het gekozen is"
                return
            self.pagina.keyboard.press("Tab")
        raise AssertionError(f"{wat} op {self.pagina.url} is niet te bereiken met het toetsenbord")

    def kijk(self) -> None:
        """The first time on a kind of page: axe, and no sideways scrolling at any width."""
        titel = self.pagina.title()
        if titel in self.gezien:
            return
        self.gezien.add(titel)
        with uitgeklapt(self.pagina):
            keur(self.pagina)
            for breedte in (390, 1280):
                assert past(self.pagina, breedte), (titel, breedte)
