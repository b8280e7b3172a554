"""The web application of a service: the shell, signing in, and its own routers."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any
from uuid import uuid4

from fastapi import APIRouter, FastAPI
from jinja2 import Environment
from starlette.responses import HTMLResponse, Response

from leerwinkel.dienst.bevoegdheid import Wat, wie_mag
from leerwinkel.dienst.collegas import COLLEGAS, naam_van_medewerker
from leerwinkel.dienst.deur import MAX_BYTES, PAD
from leerwinkel.dienst.fouten import vang_fouten
from leerwinkel.dienst.gebruiker import Rol, gebruiker_in
from leerwinkel.dienst.inzage.meekijker import Meekijker
from leerwinkel.dienst.kader import Kader
from leerwinkel.dienst.toegang import Vereist
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.identiteit.aanmeldroutes import Aanmeldplek, Overal, aanmeldroutes
from leerwinkel.identiteit.begrenzing import Begrenzer
from leerwinkel.identiteit.openbaar import onbewaakt, openbaar
from leerwinkel.identiteit.pas import Paslezer
from leerwinkel.identiteit.persoon import Identiteit
from leerwinkel.runtime.web import Kopregels, Onderdeel, Schil, koppel_statisch, sjabloonomgeving
from leerwinkel.runtime.web.bescherming import bescherm
from leerwinkel.runtime.web.omvang import Maten
from leerwinkel.runtime.web.weigeren import Pagina

_HERKOMST = "Alles wat je hier ziet, volgt uit de gebeurtenissen op het log van je regio."
_MATEN = Maten(ruimer={PAD: MAX_BYTES})


def navigatie(buren: Mapping[str, str], regio: str) -> tuple[Onderdeel, ...]:
    """The same for all services of a region; each shows to who may use it."""
    return (
        Onderdeel("Vandaag", f"{buren['trajecten']}/", wie_mag(Wat.OVERZICHT)),
        Onderdeel("Nieuwe aanmelding", f"{buren['intake']}/", wie_mag(Wat.AANMELDEN)),
        Onderdeel("Dossiers", f"{buren['trajecten']}/dossiers", wie_mag(Wat.OVERZICHT)),
        Onderdeel("Agenda", f"{buren['trajecten']}/agenda", wie_mag(Wat.OVERZICHT)),
        Onderdeel("Partners", f"{buren['partners']}/", wie_mag(Wat.NETWERK)),
        Onderdeel("Signalen", f"{buren['partners']}/signalen", wie_mag(Wat.NETWERK)),
        Onderdeel("Regio", f"{buren['trajecten']}/regio", wie_mag(Wat.OVERZICHT)),
        Onderdeel("Privacy", f"{buren['intake']}/privacy", wie_mag(Wat.PRIVACY)),
        Onderdeel("Cijfers", f"{buren['vol']}/?regio={regio}", frozenset({Rol.COORDINATOR})),  # whom the VOL lets in
        Onderdeel("Doorverwijzingen", f"{buren['partners']}/mijn/doorverwijzingen", wie_mag(Wat.VERWIJZINGEN)),
    )


def sjablonen(kader: Kader, pakket: str, map_: str = "sjablonen") -> Environment:
    """The templates of a service, in a folder of that package. Each knows `kader` and what a form needs.

    A page is rendered with `sessie`, and says with `huidig` at which address of the navigation it is.
    """
    naam = codelijst("regio")[kader.regio].label_nl
    herkomst = " ".join(filter(None, (_HERKOMST, kader.voorbeeld)))
    schil = Schil(naam, navigatie(kader.buren, kader.regio), version(f"leerwinkel-{kader.service}"), herkomst)
    omgeving = sjabloonomgeving(pakket, map_, schil=schil)
    extra: dict[str, Any] = {"kader": kader, "nieuwe_opdracht": uuid4, "medewerkernaam": naam_van_medewerker}
    omgeving.globals.update(extra)
    return omgeving


def create_app(kader: Kader, omgeving: Environment, routers: Sequence[APIRouter]) -> FastAPI:
    """The application of a service around its routers. `app.state.aanmelding` says who is signed in.

    Raises ValueError for a route that says neither what it needs nor that it is open.
    """
    app = FastAPI(title=f"Leerwinkel {kader.service}", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.aanmelding, app.state.kader = kader.aanmelding, kader
    app.add_middleware(Meekijker, boek=kader.inzage, service=kader.service, aanmelding=kader.aanmelding)
    bescherm(app, _weigerpagina(omgeving), kader.ruimte, _MATEN)
    app.add_middleware(Begrenzer, aanmelding=kader.aanmelding, grenzen=kader.grenzen)
    app.add_middleware(Paslezer, dienst=kader.wijze.dienst, profiel=kader.wijze.profiel)
    app.add_middleware(Kopregels, formulieren_naar=(*kader.buren.values(), kader.wijze.dienst.herkomst))
    koppel_statisch(app)
    for router in (_aanmelden(kader, omgeving), *routers):
        app.include_router(router)
    vang_fouten(app, kader, omgeving)
    if open_ := onbewaakt(app.routes, Vereist):
        raise ValueError(f"nobody said what these need: {open_}")
    return app


def _weigerpagina(omgeving: Environment) -> Pagina:
    def pagina(titel: str, uitleg: str, status: int) -> Response:
        blad = omgeving.get_template("shell/fout.html")
        return HTMLResponse(blad.render(titel=titel, uitleg=uitleg, sessie=None), status)

    return pagina


def _aanmelden(kader: Kader, omgeving: Environment) -> APIRouter:
    def blad(status: int, titel: str, uitleg: str, *, aanmelden: bool, overal: Overal = "") -> Response:
        wat = {"titel": titel, "uitleg": uitleg, "aanmelden": aanmelden, "overal": overal, "sessie": None}
        return HTMLResponse(omgeving.get_template("shell/melding.html").render(wat), status)

    def gezien(wie: Identiteit) -> None:
        COLLEGAS.zie(gebruiker_in(kader.regio, wie))

    router = aanmeldroutes(Aanmeldplek(kader.aanmelding, kader.wijze, blad, gezien))

    @router.get("/gezond")
    @openbaar
    def gezond() -> Response:
        return Response("goed", media_type="text/plain")

    return router
