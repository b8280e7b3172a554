"""The VOL's web application: its pages, its JSON, and who comes in."""

from importlib.metadata import version
from typing import Any, cast

from fastapi import APIRouter, FastAPI
from starlette.responses import Response

from leerwinkel.identiteit.aanmeldroutes import Aanmeldplek, Overal, aanmeldroutes
from leerwinkel.identiteit.begrenzing import Begrenzer
from leerwinkel.identiteit.openbaar import onbewaakt
from leerwinkel.runtime.web import Kopregels, Onderdeel, Schil, koppel_statisch, sjabloonomgeving
from leerwinkel.runtime.web.bescherming import bescherm
from leerwinkel.runtime.web.drukte import Ruimte
from leerwinkel.runtime.web.omvang import Maten
from leerwinkel.runtime.web.weigeren import Pagina
from vol_reporting.api import api
from vol_reporting.bevoegdheid import Wat, rollen
from vol_reporting.gastheer import Gastheer
from vol_reporting.sleutelpas import Sleutelpas
from vol_reporting.toegang import Poort, Vereist
from vol_reporting.web.auditpaginas import auditpaginas
from vol_reporting.web.bladen import Bladen
from vol_reporting.web.datakwaliteitblad import aangehouden
from vol_reporting.web.datakwaliteitpaginas import datakwaliteitpaginas
from vol_reporting.web.dubbelpaginas import dubbelpaginas
from vol_reporting.web.fouten import vang_fouten
from vol_reporting.web.herleidpaginas import herleidpaginas
from vol_reporting.web.kwaliteitpaginas import kwaliteitpaginas
from vol_reporting.web.paginas import paginas
from vol_reporting.web.rapportpaginas import rapportpaginas
from vol_reporting.web.signaalpaginas import signaalpaginas

HERKOMST = "Elk cijfer wordt geteld uit de gebeurtenissen die de leerwinkels op hun log zetten."
_VERSIE = version("leerwinkel-vol-reporting")
RUIMTE = Ruimte(tegelijk=8, wachtenden=64, geduld_s=20.0)
"""A figure takes a thread and a core: more at once answers nobody sooner."""
_NAVIGATIE = (
    Onderdeel("Overzicht", "/overzicht", rollen(Wat.VERGELIJKEN)),
    Onderdeel("Cijfers", "/", rollen(Wat.CIJFERS)),
    Onderdeel("Signalen", "/signalen", rollen(Wat.SIGNALEN)),
    Onderdeel("Kwaliteit", "/kwaliteit", rollen(Wat.KWALITEIT)),
    Onderdeel("Datakwaliteit", "/datakwaliteit", rollen(Wat.DATAKWALITEIT)),
    Onderdeel("Rapporten", "/rapporten", rollen(Wat.RAPPORTEN)),
    Onderdeel("Audit", "/audit", rollen(Wat.AUDIT)),
    Onderdeel("Inname", "/#inname", rollen(Wat.CIJFERS)),
)
_DELEN = (
    paginas,
    herleidpaginas,
    signaalpaginas,
    datakwaliteitpaginas,
    rapportpaginas,
    kwaliteitpaginas,
    dubbelpaginas,
    auditpaginas,
)


def create_app(dienst: Gastheer, poort: Poort, *, voorbeeld: str | None = None, ruimte: Ruimte = RUIMTE) -> FastAPI:
    """The application around a service; who comes in, comes in by the `poort`.

    `voorbeeld` is a sentence that says on every page which data are an example. `ruimte`: how much is counted at once.
    Raises ValueError for a route that says neither what it needs nor that it is open.
    """
    schil = Schil("Leerwinkel · VOL", _NAVIGATIE, _VERSIE, HERKOMST)
    sjablonen = sjabloonomgeving("vol_reporting.web", "sjablonen", schil=schil)
    app = FastAPI(
        title="Leerwinkel VOL", version=_VERSIE, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json"
    )
    cast("dict[str, Any]", sjablonen.globals).update(aangehouden=lambda: aangehouden(dienst.opslag.cursor()))
    app.state.aanmelding, bladen = poort.aanmelding, Bladen(sjablonen, poort.collegas, voorbeeld)
    bescherm(app, _weigerpagina(bladen), ruimte, Maten())
    app.add_middleware(Begrenzer, aanmelding=poort.aanmelding, grenzen=poort.grenzen)
    app.add_middleware(Sleutelpas, sleutel=poort.sleutel, wijze=poort.wijze)
    app.add_middleware(Kopregels, formulieren_naar=(poort.wijze.adres, poort.wijze.dienst.herkomst))
    koppel_statisch(app)
    for router in (api(dienst), _aanmelden(poort, bladen), *(deel(dienst, bladen) for deel in _DELEN)):
        app.include_router(router)
    vang_fouten(app, bladen)
    if open_ := onbewaakt(app.routes, Vereist):
        raise ValueError(f"nobody said what these need: {open_}")
    return app


def _weigerpagina(bladen: Bladen) -> Pagina:
    def pagina(titel: str, uitleg: str, status: int) -> Response:
        return bladen.zonder("shell/fout.html", status, titel=titel, uitleg=uitleg, sessie=None)

    return pagina


def _aanmelden(poort: Poort, bladen: Bladen) -> APIRouter:
    def blad(status: int, titel: str, uitleg: str, *, aanmelden: bool, overal: Overal = "") -> Response:
        wat = {"titel": titel, "uitleg": uitleg, "aanmelden": aanmelden, "overal": overal, "sessie": None}
        return bladen.zonder("shell/melding.html", status, **wat)

    return aanmeldroutes(Aanmeldplek(poort.aanmelding, poort.wijze, blad, poort.collegas.onthoud))
