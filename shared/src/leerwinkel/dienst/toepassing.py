"""The web application of a service: the shell, signing in, and its own routers."""

from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, FastAPI, Form
from jinja2 import Environment
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from leerwinkel.dienst.aanmelden import binnen
from leerwinkel.dienst.begrenzing import TE_VEEL, Begrenzer
from leerwinkel.dienst.bevoegdheid import Wat, rollen
from leerwinkel.dienst.fouten import vang_fouten
from leerwinkel.dienst.gebruiker import NAMEN, PROEFGEBRUIKERS, naam_van_medewerker
from leerwinkel.dienst.inzage.meekijker import Meekijker
from leerwinkel.dienst.kader import Kader
from leerwinkel.dienst.toegang import onbewaakt, openbaar
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.runtime.web import Kopregels, Onderdeel, Schil, koppel_statisch, sjabloonomgeving

_HERKOMST = "Alles wat je hier ziet, volgt uit de gebeurtenissen op het log van je regio."


def navigatie(buren: Mapping[str, str], regio: str) -> tuple[Onderdeel, ...]:
    """The same for all services of a region; each shows to who may use it."""
    return (
        Onderdeel("Vandaag", f"{buren['trajecten']}/", rollen(Wat.OVERZICHT)),
        Onderdeel("Nieuwe aanmelding", f"{buren['intake']}/", rollen(Wat.AANMELDEN)),
        Onderdeel("Dossiers", f"{buren['trajecten']}/dossiers", rollen(Wat.OVERZICHT)),
        Onderdeel("Agenda", f"{buren['trajecten']}/agenda", rollen(Wat.OVERZICHT)),
        Onderdeel("Partners", f"{buren['partners']}/", rollen(Wat.NETWERK)),
        Onderdeel("Signalen", f"{buren['partners']}/signalen", rollen(Wat.NETWERK)),
        Onderdeel("Regio", f"{buren['trajecten']}/regio", rollen(Wat.OVERZICHT)),
        Onderdeel("Privacy", f"{buren['intake']}/privacy", rollen(Wat.PRIVACY)),
        Onderdeel("Cijfers", f"{buren['vol']}/?regio={regio}", rollen(Wat.OVERZICHT)),
        Onderdeel("Doorverwijzingen", f"{buren['partners']}/mijn/doorverwijzingen", rollen(Wat.VERWIJZINGEN)),
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
    app.add_middleware(Begrenzer, aanmelding=kader.aanmelding, grenzen=kader.grenzen, pagina=_te_veel(omgeving))
    app.add_middleware(Kopregels, formulieren_naar=tuple(kader.buren.values()))
    koppel_statisch(app)
    for router in (_aanmelden(kader, omgeving), *routers):
        app.include_router(router)
    vang_fouten(app, kader, omgeving)
    if open_ := onbewaakt(app.routes):
        raise ValueError(f"nobody said what these need: {open_}")
    return app


def _te_veel(omgeving: Environment) -> Callable[[str, str], Response]:
    def pagina(titel: str, uitleg: str) -> Response:
        blad = omgeving.get_template("shell/fout.html")
        return HTMLResponse(blad.render(titel=titel, uitleg=uitleg, sessie=None), TE_VEEL)

    return pagina


def _aanmelden(kader: Kader, omgeving: Environment) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/aanmelden")
    @openbaar
    def toon(terug: str = "/") -> HTMLResponse:
        pagina = omgeving.get_template("shell/aanmelden.html")
        return HTMLResponse(pagina.render(gebruikers=PROEFGEBRUIKERS, rollen=NAMEN, terug=binnen(terug)))

    @router.post("/aanmelden")
    @openbaar
    def meld_aan(medewerker: Annotated[str, Form()], terug: Annotated[str, Form()] = "/") -> Response:
        try:
            return kader.aanmelding.meld_aan(medewerker, terug)
        except KeyError:
            raise HTTPException(403) from None

    @router.post("/afmelden")
    @openbaar
    def meld_af() -> Response:
        return kader.aanmelding.meld_af()

    @router.get("/gezond")
    @openbaar
    def gezond() -> Response:
        return Response("goed", media_type="text/plain")

    return router
