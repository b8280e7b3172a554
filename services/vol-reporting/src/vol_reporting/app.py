"""The VOL's web application: its pages, its JSON, and how both say that something is wrong."""

from importlib.metadata import version
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from jinja2 import Environment
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from leerwinkel.runtime.web import KOPREGELS, Kopregels, Onderdeel, Schil, koppel_statisch, sjabloonomgeving
from leerwinkel.runtime.web.probleem import Probleem
from vol_reporting.api import api
from vol_reporting.archief.inhoud import Archieffout
from vol_reporting.datakwaliteit.opdracht import Besluitfout
from vol_reporting.gastheer import Gastheer
from vol_reporting.vraagstelling import OnjuisteVraag
from vol_reporting.web.auditpaginas import auditpaginas
from vol_reporting.web.datakwaliteitblad import aangehouden
from vol_reporting.web.datakwaliteitpaginas import datakwaliteitpaginas
from vol_reporting.web.dubbelpaginas import dubbelpaginas
from vol_reporting.web.herleidpaginas import herleidpaginas
from vol_reporting.web.kwaliteitpaginas import kwaliteitpaginas
from vol_reporting.web.paginas import paginas
from vol_reporting.web.rapportpaginas import rapportpaginas
from vol_reporting.web.signaalpaginas import signaalpaginas

HERKOMST = "Elk cijfer wordt geteld uit de gebeurtenissen die de leerwinkels op hun log zetten."
_VERSIE = version("leerwinkel-vol-reporting")
_NAVIGATIE = (
    Onderdeel("Overzicht", "/overzicht"),
    Onderdeel("Cijfers", "/"),
    Onderdeel("Signalen", "/signalen"),
    Onderdeel("Kwaliteit", "/kwaliteit"),
    Onderdeel("Datakwaliteit", "/datakwaliteit"),
    Onderdeel("Rapporten", "/rapporten"),
    Onderdeel("Audit", "/audit"),
    Onderdeel("Inname", "/#inname"),
)
_FOUTEN = {
    403: ("Mag niet", "Deze vraag komt van een andere website."),
    404: ("Niet gevonden", "Deze pagina bestaat niet, of niet meer."),
    405: ("Kan niet", "Dit adres kan je niet op deze manier gebruiken."),
    500: ("Er ging iets mis", "Probeer het opnieuw. Blijft het misgaan, kijk dan in het logboek van de dienst."),
}


def create_app(dienst: Gastheer, *, voorbeeld: str | None = None) -> FastAPI:
    """The application around a service. `voorbeeld` is a sentence that says on every page which data are an example."""
    schil = Schil("Leerwinkel · VOL", _NAVIGATIE, _VERSIE, HERKOMST)
    sjablonen = sjabloonomgeving("vol_reporting.web", "sjablonen", schil=schil)
    app = FastAPI(
        title="Leerwinkel VOL", version=_VERSIE, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json"
    )
    cast("dict[str, Any]", sjablonen.globals).update(aangehouden=lambda: aangehouden(dienst.opslag.cursor()))
    app.add_middleware(Kopregels)
    koppel_statisch(app)
    app.include_router(api(dienst))
    app.include_router(paginas(dienst, sjablonen, voorbeeld))
    app.include_router(herleidpaginas(dienst, sjablonen, voorbeeld))
    app.include_router(signaalpaginas(dienst, sjablonen, voorbeeld))
    app.include_router(datakwaliteitpaginas(dienst, sjablonen, voorbeeld))
    app.include_router(rapportpaginas(dienst, sjablonen, voorbeeld))
    app.include_router(kwaliteitpaginas(dienst, sjablonen, voorbeeld))
    app.include_router(dubbelpaginas(dienst, sjablonen, voorbeeld))
    app.include_router(auditpaginas(dienst, sjablonen, voorbeeld))
    _vang_fouten(app, sjablonen)
    return app


def _vang_fouten(app: FastAPI, sjablonen: Environment) -> None:
    def antwoord(verzoek: Request, status: int) -> Response:
        titel, uitleg = _FOUTEN.get(status, _FOUTEN[500])
        if verzoek.url.path.startswith("/api/"):
            return Probleem(status, titel, uitleg)
        return HTMLResponse(sjablonen.get_template("shell/fout.html").render(titel=titel, uitleg=uitleg), status)

    @app.exception_handler(HTTPException)
    def bekend(verzoek: Request, fout: HTTPException) -> Response:
        return antwoord(verzoek, fout.status_code)

    @app.exception_handler(Exception)
    def onbekend(verzoek: Request, _fout: Exception) -> Response:
        # this answer is made outside the middleware
        onverwacht = antwoord(verzoek, 500)
        onverwacht.headers.update(KOPREGELS)
        return onverwacht

    @app.exception_handler(OnjuisteVraag)
    def onjuist(verzoek: Request, fout: OnjuisteVraag) -> Response:
        if verzoek.url.path.startswith("/api/"):
            return Probleem(422, "De vraag klopt niet", str(fout))
        fout_html = sjablonen.get_template("shell/fout.html")
        return HTMLResponse(fout_html.render(titel="De vraag klopt niet", uitleg=str(fout)), 422)

    @app.exception_handler(Archieffout)
    def archief(_verzoek: Request, fout: Archieffout) -> Response:
        return Probleem(409, "Het archief kan niet gemaakt of gebruikt worden", str(fout))

    @app.exception_handler(Besluitfout)
    def besluit(_verzoek: Request, fout: Besluitfout) -> Response:
        return Probleem(409, "Dat kan nu niet", str(fout))

    @app.exception_handler(RequestValidationError)
    def onleesbaar(_verzoek: Request, fout: RequestValidationError) -> Response:
        namen = ", ".join(str(melding["loc"][-1]) for melding in fout.errors())
        return Probleem(422, "De vraag klopt niet", f"Deze parameters kloppen niet of bestaan niet: {namen}.")
