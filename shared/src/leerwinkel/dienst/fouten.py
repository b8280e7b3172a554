"""How the pages and the JSON of a service say that something is wrong, in Dutch."""

import contextlib
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from jinja2 import Environment
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from leerwinkel.dienst.aanmelden import Sessie
from leerwinkel.dienst.gebruiker import Rol
from leerwinkel.dienst.kader import Kader
from leerwinkel.dienst.toegang import ROL_LAAT_NIET_TOE, MagNiet, VanEenAnder
from leerwinkel.eventsourcing import Conflict, Refusal, Unavailable
from leerwinkel.identiteit.sessie import FormulierVerlopen, GeenRol, NietAangemeld, naar_aanmelden
from leerwinkel.leesmodel import NotBuilt
from leerwinkel.runtime.web.probleem import Probleem
from leerwinkel.waarmerk.keuring import LogGebroken


class Gezegd(NamedTuple):
    """A status, what happened, what to do; and the code of the rule that refused, where it was one."""

    status: int
    titel: str
    uitleg: str
    code: str | None = None


_BEKEND = {
    400: Gezegd(400, "Dit klopt niet", "Wat je stuurde, is niet te lezen, of het is te veel. Laad de pagina opnieuw."),
    403: Gezegd(403, "Mag niet", ROL_LAAT_NIET_TOE),
    404: Gezegd(404, "Niet gevonden", "Deze pagina of dit dossier bestaat niet, of niet meer."),
    405: Gezegd(405, "Kan niet", "Dit adres kan je niet op deze manier gebruiken."),
}
_ONVERWACHT = Gezegd(
    500, "Er ging iets mis", "Probeer het opnieuw. Blijft het misgaan, kijk dan in het logboek van de dienst."
)
_IEMAND_EERST = Gezegd(
    409,
    "Iemand was je voor",
    "Iemand anders werkte op hetzelfde moment aan dit dossier. Kijk wat er veranderde, en probeer opnieuw.",
    "iemand-was-eerst",
)
_LOG_WEG = Gezegd(
    503,
    "Even niet bereikbaar",
    "Het log van je regio antwoordt niet. Wat je invulde, is misschien niet bewaard. Probeer het opnieuw.",
)
_DATABANK_WEG = Gezegd(
    503,
    "Even niet bereikbaar",
    "De databank van je regio antwoordt niet. Wat je invulde, is misschien niet bewaard. Probeer het opnieuw.",
)
_GEEN_ROL = Gezegd(
    403, "Geen toegang", "Je hebt geen rol in deze leerwinkel. Vraag er een aan wie bij jullie de toegang beheert."
)
_NOG_NIET = Gezegd(
    503, "Nog even geduld", "De lijsten worden voor het eerst opgebouwd. Probeer het zo dadelijk opnieuw."
)
_LOOPT_ACHTER = Gezegd(
    503, "Nog even geduld", "Wat je deed, is bewaard. De lijsten lopen even achter. Deze pagina laadt vanzelf opnieuw."
)
_LANGSTE_POSITIE = 19
_OPNIEUW_LADEN = "2"
"""Seconds after which a browser asks again."""


def vang_fouten(app: FastAPI, kader: Kader, omgeving: Environment) -> None:
    """Let the application answer every fault: as a page, or below `/api/` as problem+json."""

    def geweigerd(nee: Refusal) -> Gezegd:
        return Gezegd(409, "Dat kan nu niet", kader.zinnen.get(nee.code, nee.code), nee.code)

    soorten: dict[type[Exception], Callable[[Any], Gezegd]] = {
        Refusal: geweigerd,
        Conflict: lambda _: _IEMAND_EERST,
        Unavailable: lambda _: _LOG_WEG,
        OperationalError: lambda _: _DATABANK_WEG,
        LogGebroken: lambda nee: Gezegd(503, "Er komt niets bij op het log", f"{nee} Wat je invulde, is niet bewaard."),
        NotBuilt: lambda _: _NOG_NIET,
        GeenRol: lambda _: _GEEN_ROL,
        FormulierVerlopen: lambda fout: Gezegd(403, "Formulier verlopen", str(fout)),
        RequestValidationError: _onleesbaar,
    }
    for soort, zeg in soorten.items():
        app.add_exception_handler(soort, _vertaler(kader, omgeving, zeg))
    app.add_exception_handler(HTTPException, _van_http(kader, omgeving))
    app.add_exception_handler(NietAangemeld, _niet_aangemeld)
    app.add_exception_handler(MagNiet, _mag_niet(kader, omgeving))
    app.add_exception_handler(VanEenAnder, _van_een_ander(kader, omgeving))


def _onleesbaar(fout: RequestValidationError) -> Gezegd:
    namen = ", ".join(str(melding["loc"][-1]) for melding in fout.errors())
    return Gezegd(422, "Dit klopt niet", f"Deze velden ontbreken of kloppen niet: {namen}.")


def _vertaler(
    kader: Kader, omgeving: Environment, zeg: Callable[[Any], Gezegd]
) -> Callable[[Request, Exception], Response]:
    def vertaal(verzoek: Request, fout: Exception) -> Response:
        gezegd = zeg(fout)
        antwoord = _antwoord(verzoek, gezegd)
        if gezegd.status == HTTPStatus.SERVICE_UNAVAILABLE:
            antwoord.headers["Retry-After"] = _OPNIEUW_LADEN
        return antwoord

    def _antwoord(verzoek: Request, gezegd: Gezegd) -> Response:
        if _is_api(verzoek):
            return Probleem(*gezegd)
        sessie: Sessie | None = None
        with contextlib.suppress(NietAangemeld):
            sessie = kader.aanmelding.sessie(verzoek)
        pagina = omgeving.get_template("shell/fout.html")
        return HTMLResponse(pagina.render(titel=gezegd.titel, uitleg=gezegd.uitleg, sessie=sessie), gezegd.status)

    return vertaal


def _van_http(kader: Kader, omgeving: Environment) -> Callable[[Request, Any], Awaitable[Response]]:
    """Who comes from what they just did to a page that is not there yet, gets it as soon as it is."""
    zeg = _vertaler(kader, omgeving, lambda fout: _BEKEND.get(fout.status_code, _ONVERWACHT))
    zeg_straks = _vertaler(kader, omgeving, lambda _: _LOOPT_ACHTER)

    async def vertaal(verzoek: Request, fout: HTTPException) -> Response:
        if fout.status_code != HTTPStatus.NOT_FOUND or _is_api(verzoek):
            return zeg(verzoek, fout)  # a program reads the log, where nothing runs behind
        if await kader.leesmodel.reached(_na(verzoek), 0):
            return zeg(verzoek, fout)
        straks = zeg_straks(verzoek, fout)
        straks.headers["Refresh"] = _OPNIEUW_LADEN
        return straks

    return vertaal


def _mag_niet(kader: Kader, omgeving: Environment) -> Callable[[Request, Exception], Response]:
    """A partner who comes to a first page, comes to their own."""
    zeg = _vertaler(kader, omgeving, lambda nee: Gezegd(403, "Mag niet", str(nee), "mag-niet"))

    def vertaal(verzoek: Request, nee: Exception) -> Response:
        assert isinstance(nee, MagNiet)
        if verzoek.method == "GET" and verzoek.url.path == "/" and nee.rol is Rol.PARTNER:
            return RedirectResponse(f"{kader.buren['partners']}/mijn/doorverwijzingen", 303)
        return zeg(verzoek, nee)

    return vertaal


def _van_een_ander(kader: Kader, omgeving: Environment) -> Callable[[Request, Exception], Response]:
    """Who wanted to see something comes to where the dossier can be taken over."""
    zeg = _vertaler(
        kader, omgeving, lambda nee: Gezegd(403, "Van een andere begeleider", str(nee), "dossier-van-een-ander")
    )

    def vertaal(verzoek: Request, nee: Exception) -> Response:
        assert isinstance(nee, VanEenAnder)
        if verzoek.method != "GET" or _is_api(verzoek):
            return zeg(verzoek, nee)
        return RedirectResponse(kader.dossier_url(nee.dossier), 303)

    return vertaal


def _niet_aangemeld(verzoek: Request, _fout: Exception) -> Response:
    if _is_api(verzoek):
        return Probleem(401, "Niet aangemeld", "Meld je eerst aan.")
    naar = naar_aanmelden(verzoek)
    if "hx-request" in verzoek.headers:  # only a part of the page was asked for: let the whole of it go there
        return Response(status_code=401, headers={"HX-Redirect": naar.headers["location"]})
    return naar


def _na(verzoek: Request) -> int:
    """The position of what they just did, as the address says, or of the last that happened in the dossier; or 0."""
    gezegd = verzoek.query_params.get("na", "")
    na = int(gezegd) if gezegd.isdecimal() and len(gezegd) < _LANGSTE_POSITIE else 0
    return max(na, getattr(verzoek.state, "positie", 0))


def _is_api(verzoek: Request) -> bool:
    return verzoek.url.path.startswith("/api/")
