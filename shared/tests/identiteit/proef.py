"""One application of Gent and the provider for trying out, in this process, with a browser between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
from fastapi import APIRouter, FastAPI, Request
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from leerwinkel.dienst.aanmelden import aanmelding_van
from leerwinkel.identiteit.aanmeldroutes import Aanmeldplek, Overal, aanmeldroutes
from leerwinkel.identiteit.acmidm import Profiel
from leerwinkel.identiteit.afgemeld import Afgemeld
from leerwinkel.identiteit.inrichting import Aanmeldwijze
from leerwinkel.identiteit.oidc import Aanbieder, Aanmelddienst
from leerwinkel.identiteit.pas import Paslezer
from leerwinkel.identiteit.proefaanmelding.app import proefaanmelding
from leerwinkel.identiteit.proefgebruikers import proefgebruikers
from leerwinkel.identiteit.sessie import NietAangemeld, formulier, ingelogd, naar_aanmelden

UITGEVER, HIER, GEHEIM = "http://127.0.0.1:8084", "http://127.0.0.1:8081", "een lang geheim"
LEEG: Mapping[str, Afgemeld] = {}
SLEUTEL = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"})
"""Of a provider of the test's own."""


class Klok:
    nu = 0.0

    def __call__(self) -> float:
        return self.nu


class Verdeler:
    """Each site at its own host and port; one that is not there does not answer."""

    def __init__(self, sites: Mapping[str, ASGIApp]) -> None:
        self.sites = dict(sites)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        naam = dict(scope["headers"])[b"host"].decode()
        if naam not in self.sites:
            raise httpx2.ConnectError("nobody there")
        await self.sites[naam](scope, receive, send)


def proefaanbieder() -> Starlette:
    return proefaanmelding(UITGEVER, ("leerwinkel", GEHEIM), [HIER], proefgebruikers("gent"), "leerwinkel")


@dataclass
class Opstelling:
    """`http` is a browser. `gezien`: who signed in."""

    verdeler: Verdeler
    http: httpx2.AsyncClient
    klok: Klok
    gezien: list[str] = field(default_factory=list[str])

    async def naar_kiezen(self, terug: str = "/wie") -> str:
        """Set out to sign in; where the provider asks who it is."""
        return str((await self.http.get(f"{HIER}/aanmelden", params={"terug": terug})).headers["location"])

    async def antwoord(self, kiezen: str, wie: str = "begeleider-1") -> str:
        """Choose who one is; where the provider sends the browser."""
        return str((await self.http.post(kiezen, data={"wie": wie})).headers["location"])

    async def meld_aan(self, wie: str = "begeleider-1", terug: str = "/wie") -> httpx2.Response:
        """The whole way."""
        return await self.http.get(await self.antwoord(await self.naar_kiezen(terug), wie))


def opstelling(
    adres: str = HIER, aanbieder: ASGIApp | None = None, regio: str = "gent", *, diensten: Mapping[str, Afgemeld] = LEEG
) -> Opstelling:
    """Around that provider, or the one for trying out. `diensten`: more of them, each at its address."""
    verdeler = Verdeler({"127.0.0.1:8084": aanbieder or proefaanbieder()})
    klok = Klok()
    dienst = Aanmelddienst(Aanbieder(UITGEVER, "leerwinkel", GEHEIM), httpx2.ASGITransport(verdeler), klok)
    wijze = Aanmeldwijze(dienst, Profiel("leerwinkel"), adres)
    hier = Opstelling(verdeler, httpx2.AsyncClient(transport=httpx2.ASGITransport(verdeler)), klok)
    for plek, afgemeld in ({adres: Afgemeld()} | {**diensten}).items():
        verdeler.sites[urlsplit(plek).netloc] = _toepassing(wijze, regio, hier.gezien, afgemeld)
    return hier


def _toepassing(wijze: Aanmeldwijze, regio: str, gezien: list[str], afgemeld: Afgemeld) -> FastAPI:
    app, router = FastAPI(), APIRouter()
    app.state.aanmelding = aanmelding_van(regio, b"g" * 32, veilig=wijze.veilig, afgemeld=afgemeld)

    def blad(status: int, titel: str, uitleg: str, *, aanmelden: bool, overal: Overal = "") -> Response:
        return PlainTextResponse(f"{titel}: {uitleg} {aanmelden} {overal}", status)

    @router.get("/wie")
    @router.get("/api/wie")
    def wie(verzoek: Request) -> dict[str, Any]:
        gebruiker = ingelogd(verzoek).gebruiker
        return {"wie": gebruiker.medewerker, "naam": gebruiker.naam, "rollen": sorted(gebruiker.rollen)}

    @router.post("/doe")
    @router.post("/api/doe")
    async def doe(verzoek: Request) -> str:
        return str((await formulier(verzoek))["wat"])

    def weg(verzoek: Request, _fout: Exception) -> Response:
        return PlainTextResponse("", 401) if verzoek.url.path.startswith("/api") else naar_aanmelden(verzoek)

    app.add_exception_handler(NietAangemeld, weg)
    plek = Aanmeldplek(app.state.aanmelding, wijze, blad, lambda een: gezien.append(een.medewerker))
    app.include_router(aanmeldroutes(plek))
    app.include_router(router)
    app.add_middleware(Paslezer, dienst=wijze.dienst, profiel=wijze.profiel)
    return app


def valse_aanbieder(token: str, sleutels: KeySet | None = None, uitgever: str = UITGEVER) -> Starlette:
    """A provider that answers every code with that ID token."""
    bos = sleutels or KeySet([SLEUTEL])

    def beschrijf(_verzoek: object) -> Response:
        waar = {"authorization_endpoint": "/kies", "token_endpoint": "/bewijs", "jwks_uri": "/sleutels"}
        return JSONResponse({"issuer": uitgever} | {naam: UITGEVER + pad for naam, pad in waar.items()})

    def geef(_verzoek: object) -> Response:
        if token == "geen":
            raise HTTPException(500)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": token})

    def bekend(_verzoek: object) -> Response:
        return JSONResponse(bos.as_dict(private=False))

    routes = [
        Route("/.well-known/openid-configuration", beschrijf),
        Route("/bewijs", geef, methods=["POST"]),
        Route("/sleutels", bekend),
    ]
    return Starlette(routes=routes)


def getekend(claims: dict[str, Any], kop: dict[str, Any] | None = None, sleutel: Any = SLEUTEL) -> str:
    """A token with these claims."""
    return jwt.encode({"alg": "ES256", "kid": SLEUTEL.kid} | (kop or {}), claims, sleutel)


def vraag_van(adres: str) -> dict[str, str]:
    """What an address asks."""
    return {naam: waarde[0] for naam, waarde in parse_qs(urlsplit(adres).query).items()}
