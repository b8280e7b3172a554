"""A hostile visitor: opens every page, fills every form with script and formulas, and looks what comes out.

What it does follows from the pages themselves, so a new page is attacked as soon as something links to it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import httpx

from leerwinkel.testing.formulierlezer import Formulier, lees_formulieren
from leerwinkel.testing.rekenbladlezer import formules

GIF: Final = "=1+1\"'><script>x1ss</script><img src=x1ss onerror=x1ss>{{191*7}}"
"""Script, an attribute, a template and a formula at once."""
LANG: Final = "9" * 5000
"""More digits than Python reads."""
_VLUG: Final = ((LANG, True), (GIF, False))
_GRONDIG: Final = (*_VLUG, (GIF, True), ("Jo Peeters", False))
"""What a form is filled with, one after the other until it is taken; with True also where a browser would not."""
_RAUW: Final = ("<script>x1ss", "<img src=x1ss", "1337", 'href="javascript:')
_WISSELEND: Final = re.compile(r"[^/]*\d[^/]*|[0-9a-f-]{16,}")
_LINK: Final = re.compile(r'(?:href|src)="([^"]+)"')
_REKENBLAD: Final = re.compile(r"\.(csv|xlsx)$")
_BUSY: Final = 503
_FOUT: Final = 500
_GEWEIGERD: Final = 400


@dataclass(slots=True)
class Kruiper:
    """`http` is signed in. `bevindingen`: what should not be; `gezonden`: the forms that were accepted."""

    http: httpx.AsyncClient
    niet: tuple[str, ...] = ("/afmelden", "/aanmelden")
    hoogstens: int = 200
    grondig: bool = True
    eigen: Mapping[str, str] = field(default_factory=dict[str, str])
    """What a field is filled with, by its name, where the page wants something that looks real."""
    bevindingen: list[str] = field(default_factory=list[str])
    gezonden: set[str] = field(default_factory=set[str])
    bezocht: dict[str, str] = field(default_factory=dict[str, str])
    """One address of each kind of page."""

    async def kruip(self, *begin: str, rondes: int = 2) -> None:
        """Every page that can be reached from there, and every form once; then again, for what is there since."""
        for _ in range(rondes):
            self.bezocht.clear()
            await self._ronde(list(begin))
        for adres in list(self.bezocht.values()):
            await self.haal(adres)

    async def _ronde(self, rij: list[str]) -> None:
        while rij and len(self.bezocht) < self.hoogstens:
            adres = rij.pop(0)
            if (soort := _soort(adres)) in self.bezocht or adres.startswith(self.niet):
                continue
            self.bezocht[soort] = adres
            antwoord = await self.haal(adres)
            rij += self._hier(adres, antwoord)
            for formulier in lees_formulieren(antwoord.text) if _is_html(antwoord) else ():
                rij += await self._vul_in(adres, formulier)

    async def haal(self, adres: str) -> httpx.Response:
        """A page, looked at."""
        antwoord = await self.http.get(adres)
        self.keur(f"GET {adres}", antwoord)
        return antwoord

    async def _vul_in(self, adres: str, formulier: Formulier) -> list[str]:
        doel = urljoin(adres, formulier.doel or adres).partition("#")[0]
        if urlsplit(doel).netloc:
            return []
        merk = f"{formulier.methode} {_soort(doel)} {sorted({veld.naam for veld in formulier.velden})}"
        if merk in self.gezonden or doel.startswith(self.niet):
            return []
        for gif, overal in _GRONDIG if self.grondig else _VLUG:
            ingevuld = formulier.ingevuld(gif, self.eigen, overal=overal and formulier.methode == "POST")
            if formulier.methode == "GET":
                return [f"{doel.partition('?')[0]}?{urlencode(ingevuld)}"]
            antwoord = await self.http.post(doel, data=_meervoud(ingevuld))
            self.keur(f"POST {doel}", antwoord)
            if antwoord.status_code < _GEWEIGERD and antwoord.has_redirect_location:
                self.gezonden.add(merk)
                return list(self._hier(doel, antwoord))
        return []

    def keur(self, wat: str, antwoord: httpx.Response) -> None:
        """Note what should not be in an answer."""
        if antwoord.status_code >= _FOUT and antwoord.status_code != _BUSY:
            self.bevindingen.append(f"{wat}: {antwoord.status_code}")
        if "content-security-policy" not in antwoord.headers or "x-ingespoten" in antwoord.headers:
            self.bevindingen.append(f"{wat}: kopregels")
        if _is_html(antwoord):
            self.bevindingen += [f"{wat}: {rauw}" for rauw in _RAUW if rauw in antwoord.text]
        if _REKENBLAD.search(urlsplit(str(antwoord.url)).path) and antwoord.is_success:
            self.bevindingen += [f"{wat}: formule {cel!r}" for cel in formules(antwoord.content)]

    def _hier(self, adres: str, antwoord: httpx.Response) -> Iterable[str]:
        """The addresses of this site that stand on it."""
        naar = [antwoord.headers["location"]] if antwoord.has_redirect_location else []
        gevonden = _LINK.findall(antwoord.text) if _is_html(antwoord) else []
        for link in (*naar, *map(unescape, gevonden)):
            delen = urlsplit(urljoin(adres, link))
            if delen.netloc in ("", str(self.http.base_url.netloc, "ascii")) and not delen.path.startswith("/statisch"):
                yield delen.path + (f"?{delen.query}" if delen.query else "")


def _meervoud(velden: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    samen: dict[str, list[str]] = {}
    for naam, waarde in velden:
        samen.setdefault(naam, []).append(waarde)
    return samen


def _is_html(antwoord: httpx.Response) -> bool:
    return antwoord.headers.get("content-type", "").startswith("text/html")


def _soort(adres: str) -> str:
    """The same for all pages of a kind: without ids, and with only the names of what is asked."""
    delen = urlsplit(adres)
    pad = "/".join("*" if _WISSELEND.fullmatch(deel) else deel for deel in delen.path.split("/"))
    return f"{pad}?{'&'.join(sorted({naam for naam, _ in parse_qsl(delen.query)}))}"
