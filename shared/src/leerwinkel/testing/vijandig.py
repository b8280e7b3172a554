"""A service under fire: a dossier full of script, every page, every parameter, and everybody who is not signed in."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode, urlsplit

import httpx
from fastapi import FastAPI
from fastapi.routing import APIRoute

from leerwinkel.gebeurtenissen.intake import ToestemmingGegeven
from leerwinkel.gebeurtenissen.trajecten import SessieGehouden, TrajectGestart
from leerwinkel.identiteit.sessie import ingelogd
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.runtime.taken import in_draad
from leerwinkel.runtime.web.routes import adressen, afhankelijkheden
from leerwinkel.testing.dienst import Proefdienst
from leerwinkel.testing.kruiper import GIF, Kruiper
from leerwinkel.testing.voorbeelden import aanmelding as vraag
from leerwinkel.testing.voorbeelden import gebeurtenis

DOSSIER: Final = "d1"
_DEEL: Final = re.compile(r"\{[^}]+\}")
_LASTIG: Final = (
    GIF,
    "\0",
    "9" * 400,
    "-1",
    "é\ud800".encode("utf-8", "surrogatepass"),
    "x\r\nX-Ingespoten: ja",
    "*",
    "",
)
"""What no form sends."""
_DELEN: Final = ("%3Cscript%3Ex1ss", "%00", "..%2f..%2fetc%2fpasswd", "%ff", "a" * 5000)
_VREEMD: Final = (
    ("application/x-www-form-urlencoded", b"&".join(b"veld%d=1" % nummer for nummer in range(300))),
    ("application/x-www-form-urlencoded", b"%ff%fe=\xff\xfe&teken=%00&%=%zz&==&&&"),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\ncontent-disposition: form-data; name="f"; filename="../x"\r\n\r\ny\r\n--x--',
    ),
    ("multipart/form-data; boundary=x", b"--y\r\n\r\n"),
    ("multipart/form-data", b"--x"),
    ("text/plain; charset=nietbestaand", b"teken=1"),
)
"""Bodies that no browser sends."""
_NAMEN: Final = ("na", "terug", "zoek", "bladzijde", "volgorde", "jaar", "dag", "week", "soort", "regio", "opdracht")
_OMWEGEN: Final = ("/{}", "/.{}", "{}/", "{};x", "{}%2f", "/statisch/..{}", "/gezond/..{}", "{}?/gezond", "/%2e%2e{}")
"""Other ways to write an address, some of which a gatekeeper might read otherwise than what is behind it."""
_KOPPEN: Final = (
    {"x-original-url": "/gezond", "x-rewrite-url": "/gezond"},
    {"x-forwarded-user": "coordinator-1", "x-remote-user": "coordinator-1", "remote-user": "coordinator-1"},
    {"x-http-method-override": "GET", "x-forwarded-for": "127.0.0.1", "x-forwarded-host": "127.0.0.1"},
    {"authorization": "Basic Y29vcmRpbmF0b3ItMTp4"},
    {"authorization": "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJjb29yZGluYXRvci0xIiwiYXVkIjoiZ2VudCJ9."},
)
_METHODEN: Final = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "PROPFIND")
_FOUT: Final = 500
_DICHT: Final = frozenset({303, 307, 401, 403, 404, 405, 422})
"""What who is not signed in may get: go and sign in, the same address without a slash at its end, or nothing."""


async def dossier_met_gif(proef: Proefdienst) -> None:
    """A dossier of somebody whose name is script, as another system might send it."""
    wie = Persoonsgegevens(naam=GIF, voornaam=GIF, email="x1ss@example.org", adres=GIF, notitie=GIF)
    gesloten = await in_draad(Versleuteling(proef.kader.kluis).sluit, "c1", wie)
    aanmelding = vraag(persoonsgegevens=gesloten)
    gesprek = SessieGehouden(sessie="s1", soort="intake", vorm="fysiek", duur_minuten=60, begeleider="begeleider-1")
    gegeven = (ToestemmingGegeven(doel=doel) for doel in ("warme-overdracht", "terugkoppeling"))
    data = (aanmelding, gesprek, TrajectGestart(begeleider="begeleider-1", instemming=True), *gegeven)
    await proef.gebeur(*(gebeurtenis(een, DOSSIER) for een in data))


def _paden(app: FastAPI, *, dossier: str = DOSSIER) -> Iterator[tuple[APIRoute, str]]:
    for route in adressen(app.routes):
        yield route, _DEEL.sub(dossier, route.path)


async def onder_vuur(app: FastAPI, http: httpx.AsyncClient, *, alles: bool, kruip: bool = True) -> Kruiper:
    """Everything that a page can be made to do by who is signed in; see its `bevindingen`.

    Not `kruip`: of some routes the parameters alone.
    """
    kruiper = Kruiper(http, niet=("/afmelden", "/aanmelden", f"/dossiers/{DOSSIER}/wissen"), grondig=alles)
    bladen = [pad for route, pad in _paden(app) if "GET" in (route.methods or ()) and not pad.startswith("/api/")]
    if kruip:
        await kruiper.kruip(*bladen, rondes=2 if alles else 1)
    for route, pad in list(_paden(app))[:: 1 if kruip else 6]:
        if "GET" not in (route.methods or ()):
            continue
        namen = {veld.alias for veld in route.dependant.query_params} | set(_NAMEN)
        for lastig in _LASTIG if alles else _LASTIG[:1]:
            await kruiper.haal(f"{pad}?{urlencode(dict.fromkeys(namen, lastig))}")
        for deel in _DELEN if alles else _DELEN[:1]:
            if "{" in route.path:
                await kruiper.haal(_DEEL.sub(deel, route.path))
    for route, pad in _paden(app):
        if "POST" in (route.methods or ()) and not pad.startswith(("/api/", "/afmelden")):
            for soort, inhoud in _VREEMD if alles else _VREEMD[:1]:
                antwoord = await http.post(pad, content=inhoud, headers={"content-type": soort})
                kruiper.keur(f"POST {pad} {soort}", antwoord)
    return kruiper


async def van_buiten(app: FastAPI, http: httpx.AsyncClient) -> list[str]:
    """What who is not signed in gets of what is not open, by whatever way, word or header. `http` has no session."""
    dicht = [(route, pad) for route, pad in _paden(app) if ingelogd in afhankelijkheden(route)]
    assert dicht, "nothing is closed"
    pogingen = [(next(iter(route.methods or ())), pad, {}) for route, pad in dicht]
    pogingen += [(methode, pad, {}) for _, pad in dicht[::4] for methode in _METHODEN]
    pogingen += [("GET", omweg.format(pad), {}) for _, pad in dicht[::4] for omweg in _OMWEGEN]
    pogingen += [(next(iter(route.methods or ())), pad, kop) for route, pad in dicht[::4] for kop in _KOPPEN]
    return [binnen for poging in pogingen for binnen in await _poging(http, *poging)]


async def _poging(http: httpx.AsyncClient, methode: str, pad: str, kop: dict[str, str]) -> list[str]:
    antwoord = await http.request(methode, pad, headers=kop)
    naar = urlsplit(antwoord.headers.get("location", "/"))
    dicht = antwoord.status_code in _DICHT and naar.netloc in ("", str(http.base_url.netloc, "ascii"))
    return [] if dicht else [f"{methode} {pad} {kop}: {antwoord.status_code}"]
