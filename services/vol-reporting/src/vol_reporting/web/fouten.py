"""How the VOL's pages and JSON say that something is wrong, in Dutch."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final, NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from leerwinkel.eventsourcing import Unavailable
from leerwinkel.identiteit.sessie import FormulierVerlopen, GeenRol, NietAangemeld, naar_aanmelden
from leerwinkel.runtime.web import KOPREGELS
from leerwinkel.runtime.web.probleem import Probleem
from leerwinkel.runtime.web.weigeren import OPNIEUW_S
from vol_reporting.archief.inhoud import Archieffout
from vol_reporting.datakwaliteit.opdracht import Besluitfout
from vol_reporting.toegang import MagNiet
from vol_reporting.vraagstelling import OnjuisteVraag
from vol_reporting.web.bladen import Bladen


class Gezegd(NamedTuple):
    """A status, what happened, what to do; and the code of the rule that refused, where it was one."""

    status: int
    titel: str
    uitleg: str
    code: str | None = None


_BEKEND: Final = {
    400: Gezegd(400, "Dit klopt niet", "Wat je stuurde, is niet te lezen, of het is te veel. Laad de pagina opnieuw."),
    403: Gezegd(403, "Mag niet", "Deze vraag komt van een andere website."),
    404: Gezegd(404, "Niet gevonden", "Deze pagina bestaat niet, of niet meer."),
    405: Gezegd(405, "Kan niet", "Dit adres kan je niet op deze manier gebruiken."),
}
_ONVERWACHT: Final = Gezegd(
    500, "Er ging iets mis", "Probeer het opnieuw. Blijft het misgaan, kijk dan in het logboek van de dienst."
)
_GEEN_ROL: Final = Gezegd(
    403, "Geen toegang", "Je hebt geen rol bij de VOL. Vraag er een aan een beheerder van de VOL."
)
_ZEG: Final[dict[type[Exception], Callable[[Any], Gezegd]]] = {
    HTTPException: lambda fout: _BEKEND.get(fout.status_code, _ONVERWACHT._replace(status=fout.status_code)),
    OnjuisteVraag: lambda fout: Gezegd(422, "De vraag klopt niet", str(fout)),
    MagNiet: lambda nee: Gezegd(403, "Mag niet", str(nee), "mag-niet"),
    GeenRol: lambda _: _GEEN_ROL,
    FormulierVerlopen: lambda fout: Gezegd(403, "Formulier verlopen", str(fout)),
    Archieffout: lambda fout: Gezegd(409, "Het archief kan niet gemaakt of gebruikt worden", str(fout)),
    Besluitfout: lambda fout: Gezegd(409, "Dat kan nu niet", str(fout)),
    Unavailable: lambda _: Gezegd(503, "Even niet bereikbaar", "De hub antwoordt niet. Probeer het opnieuw."),
    RequestValidationError: lambda fout: Gezegd(422, "De vraag klopt niet", _parameters(fout)),
}


def vang_fouten(app: FastAPI, bladen: Bladen) -> None:
    """Let the application answer every fault: as a page, or below `/api/` as problem+json."""

    def antwoord(verzoek: Request, gezegd: Gezegd) -> Response:
        if _is_api(verzoek):
            gegeven: Response = Probleem(*gezegd)
        else:
            gegeven = bladen.fout(verzoek, gezegd.status, gezegd.titel, gezegd.uitleg)
        if gezegd.status == HTTPStatus.SERVICE_UNAVAILABLE:
            gegeven.headers["Retry-After"] = str(OPNIEUW_S)
        return gegeven

    def vertaler(zeg: Callable[[Any], Gezegd]) -> Callable[[Request, Exception], Response]:
        return lambda verzoek, fout: antwoord(verzoek, zeg(fout))

    def onbekend(verzoek: Request, _fout: Exception) -> Response:
        # this answer is made outside the middleware
        onverwacht = antwoord(verzoek, _ONVERWACHT)
        onverwacht.headers.update(KOPREGELS)
        return onverwacht

    for soort, zeg in _ZEG.items():
        app.add_exception_handler(soort, vertaler(zeg))
    app.add_exception_handler(NietAangemeld, _niet_aangemeld)
    app.add_exception_handler(Exception, onbekend)


def _niet_aangemeld(verzoek: Request, _fout: Exception) -> Response:
    if not _is_api(verzoek):
        return naar_aanmelden(verzoek)
    probleem = Probleem(401, "Niet aangemeld", "Meld je eerst aan, of toon een geldige sleutel.")
    probleem.headers["WWW-Authenticate"] = "Bearer"
    return probleem


def _parameters(fout: RequestValidationError) -> str:
    namen = ", ".join(str(melding["loc"][-1]) for melding in fout.errors())
    return f"Deze parameters kloppen niet of bestaan niet: {namen}."


def _is_api(verzoek: Request) -> bool:
    return verzoek.url.path.startswith("/api/")
